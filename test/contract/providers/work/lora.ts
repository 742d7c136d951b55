/** Training: pictures become the weights of a face or a style. */
import { expect } from 'vitest';
import { smallPicture } from '../../../kit/vendors/made-media.ts';
import { blobOf } from '../provider-under-test.ts';
import { expectCounts, type WorkSuite } from './work-suite.ts';

export const loraSuite: WorkSuite<'lora'> = {
  cases: () => {
    const example = { role: 'training' as const, kind: 'image' as const, media: blobOf(smallPicture, 'image/png') };
    const plain = {
      type: 'lora' as const,
      examples: [example, example, example, example],
      triggerWord: 'm4ra',
      steps: 1000,
    };
    return [
      { name: 'a face', ask: plain },
      { name: 'a style', ask: { ...plain, isStyle: true } },
    ];
  },
  check: async (made, _ask, can) => {
    expect(URL.parse(made.loraUrl ?? '')?.protocol).toBe('https:');
    expectCounts(made, can);
  },
};
