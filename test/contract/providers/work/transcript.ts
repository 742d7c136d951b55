/** Transcripts: what was said, with the times of words where the model has them. */
import { expect } from 'vitest';
import { silentWave } from '../../../kit/vendors/made-media.ts';
import { blobOf } from '../provider-under-test.ts';
import { expectCounts, type WorkSuite } from './work-suite.ts';

export const heardText = 'Who is there?';

export const transcriptSuite: WorkSuite<'transcript'> = {
  cases: () => {
    const audio = {
      role: 'source' as const,
      kind: 'audio' as const,
      media: blobOf(silentWave(0.1), 'audio/wav'),
      seconds: 0.1,
    };
    return [
      { name: 'plain', ask: { type: 'transcript' as const, audio } },
      { name: 'in a language', ask: { type: 'transcript' as const, audio, language: 'en-GB' } },
    ];
  },
  check: async (made, _ask, can) => {
    expect(made.files).toEqual([]);
    expect(made.text).toBe(heardText);
    expectCounts(made, can);
    if (!can.times) return;
    expect(made.words?.map(({ text }) => text).join(' ')).toBe(heardText);
    expect(made.words?.every(({ startMs, endMs }) => Number.isInteger(startMs) && startMs <= endMs)).toBe(true);
  },
};
