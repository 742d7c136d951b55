/** Pictures: plain, of a shape, several, from other pictures. */
import { expect } from 'vitest';
import { smallPicture } from '../../../kit/vendors/made-media.ts';
import { blobOf } from '../provider-under-test.ts';
import { expectCounts, expectFiles, type WorkSuite } from './work-suite.ts';

export const imageSuite: WorkSuite<'image'> = {
  cases: ({ pictures = 0 }) => {
    const plain = { type: 'image' as const, prompt: 'A lighthouse at dusk, 35 mm', count: 1, aspectRatio: '16:9' };
    const reference = {
      role: 'character' as const,
      kind: 'image' as const,
      name: 'mara',
      media: blobOf(smallPicture, 'image/png'),
    };
    return [
      { name: 'plain', ask: plain },
      ...(pictures > 0 ? [{ name: 'from a picture', ask: { ...plain, references: [reference] } }] : []),
      ...(pictures > 1 ? [{ name: 'from two pictures', ask: { ...plain, references: [reference, reference] } }] : []),
    ];
  },
  check: async (made, ask, can, bytesOf) => {
    expect(made.files).toHaveLength(ask.count);
    await expectFiles(made, 'image', bytesOf);
    expectCounts(made, can);
  },
};
