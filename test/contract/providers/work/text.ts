/** Texts: plain, by a schema, with pictures shown. */
import { expect } from 'vitest';
import { smallPicture } from '../../../kit/vendors/made-media.ts';
import { blobOf } from '../provider-under-test.ts';
import { expectCounts, type WorkSuite } from './work-suite.ts';

/** What every fake answers to a request with a schema: an object of this shape. */
export const moodSchema = {
  name: 'mood',
  schema: {
    type: 'object',
    properties: { mood: { type: 'string' }, line: { type: 'integer' } },
    required: ['mood', 'line'],
    additionalProperties: false,
  },
} as const;
export const moodAnswer = { mood: 'uneasy', line: 12 };
export const plainAnswer = 'The harbour is asleep — almost.';

export const textSuite: WorkSuite<'text'> = {
  cases: ({ schema, pictures = 0 }) => {
    const plain = { type: 'text' as const, prompt: 'Where are we? “Straße”, 港 🎬', maxOutputTokens: 400 };
    const references = [
      { role: 'reference' as const, kind: 'image' as const, media: blobOf(smallPicture, 'image/png') },
    ];
    return [
      { name: 'plain', ask: plain },
      { name: 'with instructions', ask: { ...plain, system: 'Answer in one sentence.', temperature: 0.2 } },
      ...(schema ? [{ name: 'by a schema', ask: { ...plain, answer: moodSchema } }] : []),
      ...(pictures > 0 ? [{ name: 'about a picture', ask: { ...plain, references } }] : []),
    ];
  },
  check: async (made, ask, can) => {
    expect(made.files).toEqual([]);
    if (ask.answer) expect(made.object).toEqual(moodAnswer);
    else expect(made.text).toBe(plainAnswer);
    expectCounts(made, can);
  },
};
