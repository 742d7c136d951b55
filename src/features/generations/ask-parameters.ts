/**
 * What each type takes in `parameters`. These are the bounds of any model; what the model at hand takes is the catalog's to say. Names are those of
 * domain/generation, so a path in a refusal is the path in the body.
 */
import { z } from 'zod';
import { limits } from '../../domain/limits.ts';
import type { GenerationType } from './generation.types.ts';

const seed = z
  .int()
  .min(0)
  .max(2 ** 53 - 1)
  .optional();
const aspectRatio = z
  .string()
  .regex(/^\d{1,4}(?:\.\d{1,3})?:\d{1,4}(?:\.\d{1,3})?$/)
  .optional()
  .describe('`16:9`');
const side = z.int().min(16).max(16_384).optional();
const word = z.string().min(1).max(60).optional();
const negativePrompt = z.string().max(20_000).optional();
const language = z
  .string()
  .regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$/)
  .optional()
  .describe('BCP 47: `en`, `pt-BR`');
const seconds = z.number().positive().max(3600);
const loras = z
  .array(
    z.strictObject({
      url: z.url({ protocol: /^https$/ }).max(2000),
      scale: z.number().min(0).max(4).default(1),
      triggerWord: z.string().min(1).max(100).optional(),
    }),
  )
  .max(10)
  .optional();

const mostSchemaChars = 100_000;
const answer = z
  .strictObject({
    name: z.string().regex(/^[A-Za-z_][A-Za-z0-9_-]{0,63}$/),
    schema: z
      .record(z.string(), z.unknown())
      .refine(
        (schema) => JSON.stringify(schema).length <= mostSchemaChars,
        `is longer than ${mostSchemaChars} characters`,
      ),
  })
  .optional()
  .describe('The answer is JSON of this shape (JSON Schema 2020-12).');

export const textParameters = z.strictObject({
  maxOutputTokens: z.int().min(1).max(1_000_000).optional().describe('Bounds what can be billed; default 4096.'),
  temperature: z.number().min(0).max(2).optional(),
  answer,
});

export const imageParameters = z
  .strictObject({
    ...{ count: z.int().min(1).max(20).default(1), negativePrompt, aspectRatio, width: side, height: side },
    ...{ resolution: word, quality: word, seed, loras },
  })
  .check(({ value, issues }) => {
    if ((value.width === undefined) !== (value.height === undefined))
      issues.push({
        ...{ code: 'custom', input: value, path: [value.width === undefined ? 'width' : 'height'] },
        message: 'is missing; `width` and `height` go together',
      });
    else if (value.width !== undefined && value.aspectRatio !== undefined)
      issues.push({
        ...{ code: 'custom', input: value, path: ['aspectRatio'] },
        message: 'stands beside `width` and `height`; give one of the two',
      });
  });

export const videoParameters = z.strictObject({
  durationSeconds: seconds.optional().describe('Default: what the model takes that is nearest to 5.'),
  ...{ negativePrompt, aspectRatio, resolution: word, seed, loras },
  fps: z.number().min(1).max(240).optional(),
  audio: z.boolean().optional().describe('Whether the clip has sound of its own.'),
  shots: z
    .array(z.strictObject({ prompt: z.string().min(1).max(20_000), durationSeconds: seconds }))
    .min(1)
    .max(20)
    .optional()
    .describe('For models that take several shots in one request.'),
});

export const speechParameters = z.strictObject({
  kind: z.literal('speech').default('speech'),
  voice: z.string().min(1).max(200).describe('The provider’s name or id of the voice.'),
  instructions: z
    .string()
    .max(10_000)
    .optional()
    .describe('How it is to be said, for models that take it beside the text.'),
  ...{ language, seed },
  speed: z.number().min(0.25).max(4).optional(),
  stability: z.number().min(0).max(1).optional(),
});

export const soundParameters = z.strictObject({
  kind: z.literal('sound'),
  durationSeconds: seconds.optional(),
  loop: z.boolean().optional(),
  promptInfluence: z.number().min(0).max(1).optional(),
});

export const transcriptParameters = z.strictObject({ language });

export const lipsyncParameters = z.strictObject({
  whenLengthsDiffer: z.enum(['cut', 'loop', 'bounce', 'silence', 'remap']).optional(),
});

export const loraParameters = z.strictObject({
  triggerWord: z.string().min(1).max(limits.nameLength).describe('The word by which prompts call what was learned.'),
  steps: z.int().min(1).max(100_000).default(1000),
  isStyle: z.boolean().optional(),
});

/** The parameters of a type; sound is told from speech by their own `kind`. */
export const parametersOf = (type: GenerationType, given: Readonly<Record<string, unknown>>): z.ZodType => {
  switch (type) {
    case 'text':
      return textParameters;
    case 'image':
      return imageParameters;
    case 'video':
      return videoParameters;
    case 'audio':
      return given['kind'] === 'sound' ? soundParameters : given['kind'] === undefined ? speechParameters : anyAudio;
    case 'transcript':
      return transcriptParameters;
    case 'lipsync':
      return lipsyncParameters;
    case 'lora':
      return loraParameters;
  }
};

/** Speech, or a kind that nobody knows: the refusal names both. */
const anyAudio = speechParameters.extend({ kind: z.enum(['speech', 'sound']) });
