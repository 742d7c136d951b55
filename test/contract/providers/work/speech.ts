/** Speech: a line, with the times of its characters where the vendor has them. */
import { expect } from 'vitest';
import { expectCounts, expectFiles, type WorkSuite } from './work-suite.ts';

/** Twelve characters, one of them outside of the first plane: offsets are UTF-16 units. */
export const spokenLine = 'Who’s there?';

export const speechSuite: WorkSuite<'speech'> = {
  cases: () => {
    const plain = { type: 'speech' as const, text: spokenLine, voice: 'kore' };
    return [
      { name: 'plain', ask: plain },
      { name: 'with directions', ask: { ...plain, instructions: 'Whisper it.', speed: 1.1, language: 'en-GB' } },
    ];
  },
  check: async (made, { text }, can, bytesOf) => {
    expect(made.files).toHaveLength(1);
    await expectFiles(made, 'audio', bytesOf);
    expectCounts(made, can);
    if (!can.times) return;
    const times = made.characters ?? [];
    expect(times.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
    expect(times.every(({ startMs, endMs }, at) => startMs <= endMs && startMs >= (times[at - 1]?.startMs ?? 0))).toBe(
      true,
    );
  },
};
