/** Clips: from words, from a first frame, between two frames. */
import { expect } from 'vitest';
import { smallPicture } from '../../../kit/vendors/made-media.ts';
import { blobOf } from '../provider-under-test.ts';
import { expectCounts, expectFiles, type WorkSuite } from './work-suite.ts';

export const videoSuite: WorkSuite<'video'> = {
  cases: ({ frames, pictures = 0 }) => {
    const plain = {
      ...{ type: 'video' as const, prompt: 'The lamp turns; waves below.', durationSeconds: 8 },
      ...{ aspectRatio: '16:9', resolution: '720p', audio: true },
    };
    const media = blobOf(smallPicture, 'image/png');
    const first = { role: 'first-frame' as const, kind: 'image' as const, media };
    const last = { role: 'last-frame' as const, kind: 'image' as const, media };
    return [
      { name: 'plain', ask: plain },
      ...(frames ? [{ name: 'from a first frame', ask: { ...plain, references: [first] } }] : []),
      ...(frames === 'both' ? [{ name: 'between two frames', ask: { ...plain, references: [first, last] } }] : []),
      ...(pictures > 0
        ? [{ name: 'with a person', ask: { ...plain, references: [{ ...first, role: 'character' as const }] } }]
        : []),
    ];
  },
  check: async (made, _ask, can, bytesOf) => {
    expect(made.files).toHaveLength(1);
    await expectFiles(made, 'video', bytesOf);
    expectCounts(made, can);
  },
};
