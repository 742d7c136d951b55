/**
 * Pictures by OpenRouter's own image API: `POST /images`, one way for the models of all vendors.
 * Source: https://openrouter.ai/docs/api/api-reference/images and npm @openrouter/sdk 1.3.19, read 2026-11-20.
 */
import { z } from 'zod';
import type { ImageAsk } from '../../domain/generation/ask.types.ts';
import type { CallContext, MadeFile, Maker } from '../../ports/provider.ts';
import { pictureTypeOf } from '../openai-protocol/openai-protocol.ts';
import {
  ask,
  bytesOfBase64,
  dataUrlOf,
  ownFailure,
  parseHeard,
  readWith,
  speakerOf,
  unreadable,
  type VendorLine,
} from '../wire/wire.ts';
import { countsOf, usageSchema } from './bill.ts';
import { judgeAnswer } from './line.ts';

const answerSchema = z.object({ data: z.array(z.object({ b64_json: z.string() })).max(100), usage: usageSchema });

const bodyOf = async (line: VendorLine, wish: ImageAsk, call: CallContext): Promise<unknown> => {
  const references = await Promise.all(
    (wish.references ?? []).map(async ({ kind, media }) => {
      if (kind !== 'image')
        throw ownFailure('provider-rejected', line, `It takes no ${kind} with a picture.`, { taken: 'no' });
      return { type: 'image_url', image_url: { url: dataUrlOf(await call.read(media), media.mediaType) } };
    }),
  );
  const hasPixels = wish.width !== undefined && wish.height !== undefined;
  return {
    model: call.model,
    prompt: wish.prompt,
    n: wish.count,
    ...(hasPixels
      ? { size: `${wish.width}x${wish.height}` }
      : wish.aspectRatio !== undefined && { aspect_ratio: wish.aspectRatio }),
    ...(!hasPixels && wish.resolution !== undefined && sizeOrTier(wish.resolution)),
    ...(wish.quality !== undefined && { quality: wish.quality }),
    ...(wish.seed !== undefined && { seed: wish.seed }),
    ...(references.length > 0 && { input_references: references }),
  };
};

/** `2K` is a tier, `1024x1536` a size; both are known by their form. */
const sizeOrTier = (resolution: string): object =>
  /^\d+x\d+$/.test(resolution) ? { size: resolution } : { resolution: resolution.toUpperCase() };

const picture = (line: VendorLine, base64: string): MadeFile => {
  const bytes = bytesOfBase64(base64);
  const mediaType = bytes && pictureTypeOf(bytes);
  if (!bytes || !mediaType) throw unreadable(speakerOf(line), 'submit', 'It holds something that is no picture.');
  return { kind: 'bytes', bytes, mediaType };
};

/** Pictures from every image model of OpenRouter. */
export const imageMaker = (line: VendorLine): Maker<'image'> => ({
  start: async (wish, call) => {
    if (wish.loras && wish.loras.length > 0)
      throw ownFailure('provider-rejected', line, 'It takes no LoRA.', { taken: 'no' });
    const json = await bodyOf(line, wish, call);
    const raw = parseHeard(
      line,
      'submit',
      await ask(line, { path: '/images', json, stake: 'submit', signal: call.signal }),
    );
    judgeAnswer(line, raw);
    const { data, usage } = readWith(line, 'submit', raw, answerSchema);
    const files = data.map(({ b64_json }) => picture(line, b64_json));
    if (files.length === 0) throw unreadable(speakerOf(line), 'submit', 'It holds no picture.');
    const notes = [
      ...(wish.negativePrompt === undefined ? [] : ['It takes no negative prompt; that was left out.']),
      ...(files.length < wish.count ? [`It made ${files.length} of ${wish.count} pictures.`] : []),
    ];
    return {
      state: 'finished',
      made: { files, ...(notes.length > 0 && { notes }), usage: { ...countsOf(usage), images: files.length } },
    };
  },
});
