import { describe, expect, it } from 'vitest';
import { plainWords, wordsHeard } from '../../../test/kit/words-heard.ts';
import { soundWindows } from './silence-windows.ts';

describe('hearing words', () => {
  it('VOI-20 counts words in order, whatever their spelling', () => {
    expect(
      wordsHeard("That boat went down 11 years ago. I'm home.", 'that boat went down eleven years ago, I am home')
        .ratio,
    ).toBe(1);
    expect(wordsHeard('My father taught me the harbour', 'My father taught me the harbor').ratio).toBe(1);
    expect(wordsHeard('one two three four', 'four three two one').found).toBe(1);
    expect(wordsHeard('Tobias', 'Tobiass').ratio).toBe(1);
    expect(wordsHeard('', 'anything').ratio).toBe(1);
    expect(wordsHeard('all of it', '').ratio).toBe(0);
    expect(plainWords("Don't! It's 3.")).toEqual(['do', 'not', 'it', 'is', 'three']);
  });

  it('VOI-20 long sound is cut where it is quiet and covered exactly once', () => {
    const rate = 16_000;
    const samples = Float32Array.from({ length: rate * 70 }, (_, i) =>
      Math.floor(i / rate) % 10 === 9 ? 0 : Math.sin(i / 7),
    );
    const windows = soundWindows(samples);
    expect(windows[0]?.start).toBe(0);
    expect(windows.at(-1)?.end).toBe(samples.length);
    windows.forEach(({ start, end }, i) => {
      expect(end - start).toBeLessThanOrEqual(29 * rate);
      if (i > 0) expect(start).toBe(windows[i - 1]?.end);
      if (i > 0) expect(Math.floor(start / rate) % 10).toBe(9);
    });
  });
});
