import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SpokenPhoneme } from '../../domain/performance/performance.types.ts';
import { mouthCuesOf } from './lipsync.ts';
import { shapesOf } from './mouth-shapes.ts';

/** Symbols one after the other, `ms` each, `|` a pause of 300 ms. */
const spoken = (symbols: string, ms = 80): SpokenPhoneme[] => {
  let at = 100;
  return [...symbols].flatMap((symbol) => {
    const startMs = at;
    at += symbol === '|' ? 300 : ms;
    return symbol === '|' ? [] : [{ symbol, startMs, endMs: at }];
  });
};

const everySymbol = 'pbmfvlɑæɐʌɛəᵊɜɔɹɪᵻijuʊwAIOWYʃʒʧʤθðszʦtdnkɡŋhɾʔ';

const phonemes = fc
  .array(
    fc.record({
      symbol: fc.constantFrom(...everySymbol),
      ms: fc.integer({ min: 1, max: 220 }),
      gap: fc.constantFrom(0, 0, 0, 30, 200),
    }),
    { maxLength: 40 },
  )
  .map((list) => {
    let at = 20;
    return list.map(({ symbol, ms, gap }) => {
      const startMs = at + gap;
      at = startMs + ms;
      return { symbol, startMs, endMs: at };
    });
  });

describe('mouth cues', () => {
  it('VOI-19 cover the line from its first to its last moment without gap or overlap (seed 42)', () => {
    fc.assert(
      fc.property(phonemes, (list) => {
        const durationMs = (list.at(-1)?.endMs ?? 0) + 100;
        const cues = mouthCuesOf(list, durationMs);
        expect(cues[0]?.startMs).toBe(0);
        expect(cues.at(-1)?.endMs).toBe(durationMs);
        cues.forEach((cue, i) => {
          expect(cue.endMs).toBeGreaterThan(cue.startMs);
          if (i > 0) expect(cue.startMs).toBe(cues[i - 1]?.endMs);
          if (i > 0) expect(cue.viseme).not.toBe(cues[i - 1]?.viseme);
        });
      }),
      { seed: 42 },
    );
  });

  it('VOI-19 nothing flickers: every shape but a crowded closure is seen for 45 ms (seed 42)', () => {
    fc.assert(
      fc.property(phonemes, (list) => {
        const cues = mouthCuesOf(list, (list.at(-1)?.endMs ?? 0) + 100);
        for (const cue of cues.slice(1, -1))
          if (!'AG'.includes(cue.viseme)) expect(cue.endMs - cue.startMs).toBeGreaterThanOrEqual(44.8);
      }),
      { seed: 42 },
    );
  });

  it('VOI-19 lips close for p, b, m and teeth meet lip for f, v, for at least a frame, even in quick speech', () => {
    for (const [symbol, viseme] of [
      ['p', 'A'],
      ['b', 'A'],
      ['m', 'A'],
      ['f', 'G'],
      ['v', 'G'],
    ] as const) {
      const list = spoken('tɑ', 90).concat(
        { symbol, startMs: 280, endMs: 295 },
        { symbol: 'i', startMs: 295, endMs: 400 },
      );
      const cue = mouthCuesOf(list, 600).find((each) => each.viseme === viseme);
      expect(cue, symbol).toBeDefined();
      expect((cue?.endMs ?? 0) - (cue?.startMs ?? 0)).toBeGreaterThanOrEqual(42);
      expect(Math.abs((cue?.startMs ?? 0) - 280)).toBeLessThanOrEqual(60);
    }
  });

  it('VOI-19 the mouth leads the sound by a little and rests when nobody speaks', () => {
    const cues = mouthCuesOf(spoken('mɑmɑ|tu'), 1_000);
    expect(cues[0]).toMatchObject({ viseme: 'X', startMs: 0 });
    const first = cues[1];
    expect(first?.viseme).toBe('A');
    expect(100 - (first?.startMs ?? 0)).toBeGreaterThanOrEqual(20);
    expect(100 - (first?.startMs ?? 0)).toBeLessThanOrEqual(50);
    const rest = cues.slice(1, -1).find((cue) => cue.viseme === 'X');
    expect(rest?.startMs).toBeGreaterThan(420);
    expect(rest?.endMs).toBeLessThan(720);
    expect(cues.at(-1)?.viseme).toBe('X');
  });

  it('VOI-19 silence is a resting mouth; no time is no cue', () => {
    expect(mouthCuesOf([], 500)).toEqual([{ viseme: 'X', startMs: 0, endMs: 500 }]);
    expect(mouthCuesOf(spoken('mɑ'), 0)).toEqual([]);
  });

  it('VOI-19 diphthongs move, and consonants borrow the lips of their vowel', () => {
    expect(shapesOf('I')).toEqual(['D', 'B']);
    expect(shapesOf('O')).toEqual(['E', 'F']);
    expect(shapesOf('t', undefined, 'u')).toEqual(['F']);
    expect(shapesOf('t', undefined, 'i')).toEqual(['B']);
    expect(shapesOf('s', undefined, 'u')).toEqual(['F']);
  });
});
