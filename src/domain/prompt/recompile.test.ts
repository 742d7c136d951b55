import { describe, expect, test } from 'vitest';
import { compileShot } from './compile-shot.ts';
import { recompile } from './recompile.ts';
import { hardBriefs, plainBrief, spoken } from './testing/hard-briefs.ts';
import { someRecord } from './testing/some-record.ts';

const talk = { ...plainBrief, lines: [spoken('Ines', 'That frequency is closed.', { direction: 'quietly' })] };
const sentences = (prompt: string): string[] => prompt.split(/(?<=[.!?"}])\s+/u);

describe('another model for the same shot', () => {
  test('PRM-16 the same way of writing and the same limits give the same request (C3)', () => {
    const first = compileShot(talk, someRecord('veo', 'video'), 'clip', { seed: 3 });
    const again = recompile(first, someRecord('veo', 'video', {}, 'successor'));
    expect(again.ask).toEqual(first.ask);
    expect(again.from.model).toBe('test/successor');
  });

  test('PRM-16 only what the successor writes otherwise changes; the other sentences are identical', () => {
    const first = compileShot(talk, someRecord('veo', 'video'), 'clip');
    const next = recompile(first, someRecord('gemini-omni', 'video'));
    const [before, after] = [sentences(first.ask.prompt), sentences(next.ask.prompt)];
    const changed = before.filter((sentence) => !after.includes(sentence));
    expect(changed).toEqual([
      'Ambient noise: rain on the windows.',
      'No music.',
      'No subtitles, no captions, no on-screen text.',
    ]);
    expect(after.filter((sentence) => !before.includes(sentence))).toEqual([
      'In the background, rain on the windows.',
      'There is no music.',
      'Nothing is written on the picture.',
    ]);
  });

  test('PRM-16 settings stay where they are legal, also where the first wish was another', () => {
    const first = compileShot({ ...talk, durationSeconds: 7 }, someRecord('veo', 'video'), 'clip', {
      resolution: '4k',
    });
    expect(first.ask).toMatchObject({ durationSeconds: 8, resolution: '1080p' });
    const free = { durationsSeconds: { min: 3, max: 15, step: 1 }, resolutions: ['1080p', '4k'] };
    const next = recompile(first, someRecord('seedance', 'video', free));
    expect(next.ask).toMatchObject({ durationSeconds: 8, resolution: '1080p' });
    expect(next.notes).toEqual([]);
    // A third model is asked for what was wished, not for what the second allowed.
    expect(next.from.wishes).toEqual({ resolution: '4k' });
  });

  test('PRM-16 a shorter limit shortens further; a longer one brings nothing back', () => {
    const tight = compileShot(talk, someRecord('kling', 'video'), 'clip');
    expect(tight.ask.prompt).not.toContain('low-contrast palette');
    const roomy = recompile(tight, someRecord('kling', 'video', { promptChars: 2500 }));
    expect(roomy.ask.prompt).toBe(tight.ask.prompt);
    const tighter = recompile(tight, someRecord('kling', 'video', { promptChars: 300 }));
    expect(tighter.ask.prompt.length).toBeLessThanOrEqual(300);
  });

  test('PRM-16 a silent successor loses the line and says so nowhere in the picture; what was silent stays silent', () => {
    const first = compileShot(talk, someRecord('veo', 'video'), 'clip');
    const silent = recompile(first, someRecord('hailuo', 'video', { audio: false }));
    expect(silent.ask).toMatchObject({ audio: false });
    expect(silent.ask.prompt).not.toContain('frequency');
    const quiet = compileShot(talk, someRecord('veo', 'video'), 'clip', { audio: false });
    expect(recompile(quiet, someRecord('seedance', 'video')).ask).toMatchObject({ audio: false });
  });

  test('PRM-16 a compiled shot can be kept as JSON', () => {
    for (const brief of hardBriefs) {
      const first = compileShot(brief, someRecord('veo', 'video'), 'clip');
      const kept = JSON.parse(JSON.stringify(first));
      expect(recompile(kept, someRecord('ltx', 'video')).ask).toEqual(recompile(first, someRecord('ltx', 'video')).ask);
    }
  });
});
