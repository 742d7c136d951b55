/**
 * Pictures by Gemini's image models (Nano Banana): `generateContent` that answers with a picture. Spoken to directly: the AI SDK forgets what
 * kind of file it is and refuses sizes that are newer than itself. Source: https://ai.google.dev/gemini-api/docs/image-generation and the types
 * of npm `@google/genai@3.1.0`, read 2026-11-20.
 */
import { z } from 'zod';
import type { ImageAsk } from '../../domain/generation/ask.types.ts';
import type { CallContext, MadeFile, Maker } from '../../ports/provider.ts';
import {
  ask,
  base64Of,
  bytesOfBase64,
  failure,
  ownFailure,
  parseHeard,
  readWith,
  speakerOf,
  unreadable,
  usageOf,
  type VendorLine,
} from '../wire/wire.ts';
import { usageIn } from './counts.ts';
import { modelName } from './model-name.ts';
import { refuseHeldBack } from './refusals.ts';

const partSchema = z.object({
  text: z.string().optional(),
  thought: z.boolean().optional(),
  inlineData: z.object({ mimeType: z.string().regex(/^image\/[a-z.+-]+$/), data: z.string() }).optional(),
});
const answerSchema = z.object({
  candidates: z
    .array(
      z.object({
        content: z.object({ parts: z.array(partSchema).optional() }).optional(),
        finishReason: z.string().nullish(),
      }),
    )
    .min(1),
});

const rejected = (line: VendorLine, words: string): Error =>
  ownFailure('provider-rejected', line, words, { taken: 'no' });

const notesOf = ({ negativePrompt, quality }: ImageAsk): readonly string[] => [
  ...(negativePrompt === undefined ? [] : ['It takes no negative prompt; that was left out.']),
  ...(quality === undefined ? [] : ['It has no setting for quality; that was left out.']),
];

const bodyOf = async (line: VendorLine, wish: ImageAsk, call: CallContext): Promise<object> => {
  if (wish.count !== 1) throw rejected(line, 'It makes one picture a request.');
  if (wish.loras && wish.loras.length > 0) throw rejected(line, 'It takes no LoRA.');
  if (wish.width !== undefined || wish.height !== undefined)
    throw rejected(line, 'It takes a ratio and a size such as 2K, no pixels.');
  const pictures = await Promise.all(
    (wish.references ?? []).map(async ({ kind, media }) => {
      if (kind !== 'image') throw rejected(line, `It takes no ${kind} with a picture.`);
      return { inlineData: { mimeType: media.mediaType, data: base64Of(await call.read(media)) } };
    }),
  );
  const imageConfig = {
    ...(wish.aspectRatio !== undefined && { aspectRatio: wish.aspectRatio }),
    ...(wish.resolution !== undefined && { imageSize: wish.resolution }),
  };
  return {
    contents: [{ role: 'user', parts: [...pictures, { text: wish.prompt }] }],
    generationConfig: {
      responseModalities: ['IMAGE'],
      ...(wish.seed !== undefined && { seed: wish.seed }),
      ...(Object.keys(imageConfig).length > 0 && { imageConfig }),
    },
  };
};

const pictureIn = (line: VendorLine, raw: unknown): MadeFile => {
  refuseHeldBack(line, raw);
  const answer = readWith(line, 'submit', raw, answerSchema).candidates[0];
  const parts = answer?.content?.parts ?? [];
  const picture = parts.find(({ thought, inlineData }) => thought !== true && inlineData)?.inlineData;
  if (!picture) {
    const words = parts.map(({ text, thought }) => (thought ? '' : (text ?? ''))).join(' ');
    throw failure(
      'provider-failed',
      speakerOf(line),
      words || `no picture (${answer?.finishReason ?? 'no reason given'})`,
      {
        taken: 'yes',
        charged: 'yes',
        usage: usageIn(raw),
      },
    );
  }
  const bytes = bytesOfBase64(picture.data);
  if (!bytes) throw unreadable(speakerOf(line), 'submit', 'Its picture is no whole file.');
  return { kind: 'bytes', bytes, mediaType: picture.mimeType };
};

/** Pictures from Gemini. */
export const imageMaker = (line: VendorLine): Maker<'image'> => ({
  start: async (wish, call) => {
    const path = `/models/${modelName(line, call.model)}:generateContent`;
    const json = await bodyOf(line, wish, call);
    const raw = parseHeard(line, 'submit', await ask(line, { path, json, stake: 'submit', signal: call.signal }));
    const file = pictureIn(line, raw);
    const notes = notesOf(wish);
    return {
      state: 'finished',
      made: { files: [file], usage: usageOf({ ...usageIn(raw), images: 1 }), ...(notes.length > 0 && { notes }) },
    };
  },
});
