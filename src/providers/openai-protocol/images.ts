/**
 * Pictures as OpenAI's image API makes them: `POST /images/generations`, and `/images/edits` as a form when pictures go along.
 * Spoken to directly: the AI SDK leaves out what was counted by kind of token, which is what the bill is made of.
 * Source: https://platform.openai.com/docs/api-reference/images and the types of npm `openai`, read 2026-11-20.
 */
import { z } from 'zod';
import type { ImageAsk } from '../../domain/generation/ask.types.ts';
import type { CallContext, Finished, MadeFile, Maker } from '../../ports/provider.ts';
import {
  amount,
  ask,
  bytesOfBase64,
  count,
  fileOf,
  ownFailure,
  parseHeard,
  readWith,
  speakerOf,
  unreadable,
  usageOf,
  type VendorLine,
} from '../wire/wire.ts';
import { pictureTypeOf } from './picture-bytes.ts';
import { sizeOf } from './picture-size.ts';

export type ImageTraits = {
  /** Servers that answer with addresses unless they are told otherwise; OpenAI itself no longer takes the word. */
  readonly asksForBase64: boolean;
  /** Sizes a model has; undefined: any. */
  readonly sizes?: (model: string) => readonly string[] | undefined;
};

const answerSchema = z.object({
  data: z.array(z.object({ b64_json: z.string().nullish(), url: z.string().nullish() })).max(100),
  usage: z
    .object({
      input_tokens: count,
      output_tokens: count,
      input_tokens_details: z.object({ image_tokens: count, cached_tokens: count }).nullish().catch(undefined),
      output_tokens_details: z.object({ image_tokens: count }).nullish().catch(undefined),
    })
    .nullish()
    .catch(undefined),
  seed: amount,
});

type ImageAnswer = z.infer<typeof answerSchema>;

const notTaken = ({ negativePrompt, seed, loras }: ImageAsk, line: VendorLine): readonly string[] => {
  if (loras && loras.length > 0) throw ownFailure('provider-rejected', line, 'It takes no LoRA.', { taken: 'no' });
  return [
    ...(negativePrompt === undefined ? [] : ['It takes no negative prompt; that was left out.']),
    ...(seed === undefined ? [] : ['It takes no seed; that was left out.']),
  ];
};

const questionOf = async (line: VendorLine, wish: ImageAsk, call: CallContext, traits: ImageTraits) => {
  const size = sizeOf(wish);
  const sizes = traits.sizes?.(call.model);
  if (size !== undefined && sizes && !sizes.includes(size))
    throw ownFailure('provider-rejected', line, `${call.model} makes ${sizes.join(', ')}, not ${size}.`, {
      taken: 'no',
    });
  const fields = {
    model: call.model,
    prompt: wish.prompt,
    n: wish.count,
    ...(size !== undefined && { size }),
    ...(wish.quality !== undefined && { quality: wish.quality }),
    ...(traits.asksForBase64 && { response_format: 'b64_json' }),
  };
  const references = wish.references ?? [];
  if (references.length === 0) return { path: '/images/generations', json: fields };
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, String(value));
  for (const [at, { kind, media }] of references.entries()) {
    if (kind !== 'image')
      throw ownFailure('provider-rejected', line, `It takes no ${kind} with a picture.`, { taken: 'no' });
    const file = fileOf(await call.read(media), media.mediaType, `picture-${at + 1}`);
    form.append(references.length === 1 ? 'image' : 'image[]', file);
  }
  return { path: '/images/edits', form };
};

const filesOf = (line: VendorLine, { data }: ImageAnswer): readonly MadeFile[] =>
  data.map(({ b64_json, url }): MadeFile => {
    const bytes = b64_json ? bytesOfBase64(b64_json) : undefined;
    const mediaType = bytes && pictureTypeOf(bytes);
    if (bytes && mediaType) return { kind: 'bytes', bytes, mediaType };
    if (url && !b64_json) return { kind: 'url', url };
    throw unreadable(speakerOf(line), 'submit', 'It holds something that is no picture.');
  });

const readAnswer = (line: VendorLine, wish: ImageAsk, raw: unknown, notes: readonly string[]): Finished => {
  const answer = readWith(line, 'submit', raw, answerSchema);
  const files = filesOf(line, answer);
  if (files.length === 0) throw unreadable(speakerOf(line), 'submit', 'It holds no picture.');
  const allNotes = [
    ...notes,
    ...(files.length < wish.count ? [`It made ${files.length} of ${wish.count} pictures.`] : []),
  ];
  const { usage } = answer;
  return {
    state: 'finished',
    made: {
      files,
      ...(allNotes.length > 0 && { notes: allNotes }),
      usage: usageOf({
        images: files.length,
        inputTokens: usage?.input_tokens,
        imageInputTokens: usage?.input_tokens_details?.image_tokens,
        cachedInputTokens: usage?.input_tokens_details?.cached_tokens,
        outputTokens: usage?.output_tokens,
        imageOutputTokens: usage?.output_tokens_details?.image_tokens,
      }),
    },
  };
};

/** Pictures from this vendor. */
export const imageMaker = (line: VendorLine, traits: ImageTraits): Maker<'image'> => ({
  start: async (wish, call) => {
    const notes = notTaken(wish, line);
    const question = await questionOf(line, wish, call, traits);
    const heard = await ask(line, { ...question, stake: 'submit', signal: call.signal });
    return readAnswer(line, wish, parseHeard(line, 'submit', heard), notes);
  },
});
