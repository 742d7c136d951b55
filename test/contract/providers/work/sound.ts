/** Sounds: a noise of a length. */
import { expect } from 'vitest';
import { expectCounts, expectFiles, type WorkSuite } from './work-suite.ts';

export const soundSuite: WorkSuite<'sound'> = {
  cases: () => {
    const plain = { type: 'sound' as const, prompt: 'A heavy door, closed with care.' };
    return [
      { name: 'plain', ask: plain },
      { name: 'of a length', ask: { ...plain, durationSeconds: 2.5, promptInfluence: 0.4 } },
    ];
  },
  check: async (made, _ask, can, bytesOf) => {
    expect(made.files).toHaveLength(1);
    await expectFiles(made, 'audio', bytesOf);
    expectCounts(made, can);
  },
};
