/** Pictures on fal: the request in the words of the model's family (image-families.ts), its result `{images: [{url}], seed}`. */
import { z } from 'zod';
import type { ImageAsk } from '../../domain/generation/ask.types.ts';
import type { CallContext, Maker } from '../../ports/provider.ts';
import { count, ownFailure, readWith, usageOf, type VendorLine } from '../wire/wire.ts';
import { billedMicros } from './bill.ts';
import { type ImageFamily, imageFamilyOf, imageSizeOf } from './image-families.ts';
import { addressesOf } from './media.ts';
import { type QueueRequest, queueMaker } from './queue.ts';
import { type FalFile, fileSchema, keptNotes, madeFile } from './results.ts';

const lookAfterMs = 2000;

const shapeOf = (family: ImageFamily, wish: ImageAsk): Record<string, unknown> => {
  const { width, height, aspectRatio, resolution } = wish;
  if (family.shape === 'ratio')
    return {
      ...(aspectRatio !== undefined && { aspect_ratio: aspectRatio }),
      ...(family.hasResolution && resolution !== undefined && { resolution }),
    };
  if (width !== undefined && height !== undefined) return { image_size: { width, height } };
  const pixels = /^(\d{1,5})x(\d{1,5})$/.exec(resolution ?? '');
  if (pixels) return { image_size: { width: Number(pixels[1]), height: Number(pixels[2]) } };
  const size = aspectRatio === undefined ? undefined : imageSizeOf(aspectRatio);
  // `auto_2K` and the like are sizes in words.
  return size !== undefined ? { image_size: size } : resolution === undefined ? {} : { image_size: resolution };
};

const notesOf = (family: ImageFamily, wish: ImageAsk): readonly string[] => [
  ...(wish.negativePrompt === undefined || family.hasNegative
    ? []
    : ['It takes no negative prompt; that was left out.']),
  ...(wish.quality === undefined ? [] : ['It takes no word for quality; that was left out.']),
  ...(family.shape === 'ratio' && wish.width !== undefined ? ['It takes a shape and no pixels.'] : []),
  ...(family.isGuessed ? ['The names of this model’s settings are not known here; the usual ones were sent.'] : []),
];

const requestOf = async (line: VendorLine, wish: ImageAsk, call: CallContext): Promise<QueueRequest> => {
  const rejected = (sentence: string): Error => ownFailure('provider-rejected', line, sentence, { taken: 'no' });
  const family = imageFamilyOf(call.model);
  const references = wish.references ?? [];
  const loras = wish.loras ?? [];
  if (references.some(({ kind }) => kind !== 'image'))
    throw rejected('It takes pictures with a picture, nothing else.');
  if (references.length > (family.edit?.most ?? 0))
    throw rejected(
      family.edit ? `${call.model} takes at most ${family.edit.most} pictures.` : `${call.model} takes no pictures.`,
    );
  if (loras.length > 0 && !family.hasLoras)
    throw rejected(`${call.model} takes no LoRA; fal-ai/flux-2/lora and fal-ai/flux-lora do.`);
  if (wish.count > 1 && !family.hasCount) throw rejected(`${call.model} makes one picture in a request.`);
  const { aspectRatio } = wish;
  if (family.shape === 'size' && aspectRatio !== undefined && aspectRatio !== 'auto' && !imageSizeOf(aspectRatio))
    throw rejected(`It takes a shape like 16:9, not “${aspectRatio.slice(0, 40)}”.`);
  const addresses = await addressesOf(line, references, call);
  const edit = addresses.length > 0 ? family.edit : undefined;
  const field = edit?.field(addresses.length);
  const input = {
    prompt: wish.prompt,
    ...shapeOf(family, wish),
    ...(family.hasCount && { num_images: wish.count }),
    ...(family.hasNegative && wish.negativePrompt !== undefined && { negative_prompt: wish.negativePrompt }),
    ...(wish.seed !== undefined && { seed: wish.seed }),
    ...(loras.length > 0 && { loras: loras.map(({ url, scale }) => ({ path: url, scale })) }),
    ...(field && { [field]: field === 'image_url' ? addresses[0] : addresses }),
  };
  const model = edit ? edit.of(call.model, addresses.length) : call.model;
  return { model, input, kept: { notes: notesOf(family, wish) } };
};

const resultSchema = z.object({
  images: z.array(fileSchema).max(100).nullish(),
  image: fileSchema.nullish(),
  seed: count.nullish(),
  has_nsfw_concepts: z.array(z.boolean()).nullish().catch(undefined),
});

/** To the thousandth: as fal counts them it rounds up itself. */
const megapixelsOf = (pictures: readonly FalFile[]): number | undefined => {
  const sizes = pictures.map(({ width, height }) => (width && height ? width * height : undefined));
  return sizes.every((size) => size !== undefined)
    ? Math.round(sizes.reduce((sum: number, size) => sum + (size as number), 0) / 1000) / 1000
    : undefined;
};

/** Pictures from fal. */
export const imageMaker = (line: VendorLine): Maker<'image'> =>
  queueMaker<'image'>(
    line,
    lookAfterMs,
    (wish, call) => requestOf(line, wish, call),
    async (result, signal) => {
      const { images, image, seed, has_nsfw_concepts } = readWith(line, 'look', result.raw, resultSchema);
      const all = images ?? (image ? [image] : []);
      if (all.length === 0)
        throw ownFailure('provider-unreadable', line, 'It holds no picture.', { taken: 'yes', isOver: true });
      const usage = usageOf({
        images: all.length,
        megapixels: megapixelsOf(all),
        billedMicros: await billedMicros(line, result, signal),
      });
      // A flagged picture is delivered black, and billed.
      const good = all.filter((_, at) => has_nsfw_concepts?.[at] !== true);
      if (good.length === 0)
        throw ownFailure('provider-refused', line, 'Its safety check blackened every picture.', {
          ...{ taken: 'yes', isOver: true, charged: 'yes', usage },
        });
      const kept = keptNotes.parse(result.kept).notes;
      const notes =
        good.length === all.length
          ? kept
          : [...kept, `Its safety check blackened ${all.length - good.length} of ${all.length} pictures.`];
      return {
        files: good.map((file) => madeFile(line, file, 'image')),
        ...(typeof seed === 'number' && { seed }),
        ...(notes.length > 0 && { notes }),
        usage,
      };
    },
  );
