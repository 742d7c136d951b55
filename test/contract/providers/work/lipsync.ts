/** Lip-sync: a face and a voice become a clip. */
import { expect } from 'vitest';
import { silentWave, smallClip } from '../../../kit/vendors/made-media.ts';
import { blobOf } from '../provider-under-test.ts';
import { expectCounts, expectFiles, type WorkSuite } from './work-suite.ts';

export const lipsyncSuite: WorkSuite<'lipsync'> = {
  cases: () => {
    const face = { role: 'source' as const, kind: 'video' as const, media: blobOf(smallClip, 'video/mp4'), seconds: 2 };
    const voice = {
      role: 'voice' as const,
      kind: 'audio' as const,
      media: blobOf(silentWave(0.1), 'audio/wav'),
      seconds: 0.1,
    };
    const plain = { type: 'lipsync' as const, face, voice };
    return [
      { name: 'plain', ask: plain },
      { name: 'of unequal lengths', ask: { ...plain, whenLengthsDiffer: 'cut' as const } },
    ];
  },
  check: async (made, _ask, can, bytesOf) => {
    expect(made.files).toHaveLength(1);
    await expectFiles(made, 'video', bytesOf);
    expectCounts(made, can);
  },
};
