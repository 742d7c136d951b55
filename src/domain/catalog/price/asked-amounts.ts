/** What a request comes to before it is sent: what was asked, where that decides, else the most that can be billed. */
import type { Ask, AskOf, Reference } from '../../generation/ask.types.ts';
import { pixelsOfWord, ratioValue } from '../check/legal.ts';
import type { LegalNumbers, ModelRecord, PriceQuantity } from '../model.types.ts';
import {
  type Amount,
  type Amounts,
  atMost,
  type Choice,
  exactly,
  filesOf,
  type Modality,
  mainModality,
  missing,
  modalities,
  sumOf,
  timesAsked,
  wordIn,
} from './amount.ts';
import { mostInputTokens, mostTokensBeside, tokensOfAnyPicture, tokensOfMadePicture } from './tokens.ts';

/** The longest that a model makes. */
const longest = (legal: LegalNumbers | null): number | undefined =>
  legal === null ? undefined : 'max' in legal ? legal.max : Math.max(...legal);

const sumOfSeconds = (files: readonly Reference[], what: string): Amount =>
  files.every(({ seconds }) => seconds !== undefined)
    ? exactly(files.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0))
    : missing(`how long the ${what} of the request is`);

const secondsMade = ({ limits }: ModelRecord, ask: Ask): Amount => {
  switch (ask.type) {
    case 'video':
      return exactly(ask.durationSeconds);
    case 'sound': {
      const most = longest(limits.durationsSeconds);
      if (ask.durationSeconds !== undefined) return exactly(ask.durationSeconds);
      return most === undefined ? missing('how long the sound will be, as none was asked') : atMost(most);
    }
    case 'transcript':
      return sumOfSeconds([ask.audio], 'sound');
    case 'lipsync': {
      const voice = sumOfSeconds([ask.voice], 'voice');
      if (ask.face.kind === 'image' || 'missing' in voice) return voice;
      const face = sumOfSeconds([ask.face], 'video of the face');
      if ('missing' in face) return face;
      return face.quantity === voice.quantity ? voice : atMost(Math.max(face.quantity, voice.quantity));
    }
    default:
      return missing('how many seconds there are');
  }
};

const secondsBilled = (record: ModelRecord, ask: Ask, counts: PriceQuantity): Amount => {
  const made = secondsMade(record, ask);
  if ('missing' in made || counts === 'output' || counts === 'reference-images') return made;
  const shown = sumOfSeconds(filesOf(ask, 'video'), 'video');
  if ('missing' in shown) return shown;
  const both = made.quantity + shown.quantity;
  const billed = counts === 'input-and-output-at-least-twice-output' ? Math.max(both, 2 * made.quantity) : both;
  return { ...made, quantity: billed };
};

/** Width and height of the picture that is asked, in this choice of resolution. */
const sizeAsked = (
  ask: Ask,
  resolution: string | undefined,
): { readonly width: number; readonly height: number } | undefined => {
  if (ask.type === 'image' && ask.width !== undefined && ask.height !== undefined)
    return { width: ask.width, height: ask.height };
  return resolution === undefined ? undefined : pixelsOfWord(resolution);
};

const pixelsBilled = (record: ModelRecord, ask: Ask, resolution: string | undefined, counts: PriceQuantity): Amount => {
  const size = sizeAsked(ask, resolution);
  const made = size
    ? exactly(size.width * size.height)
    : record.usual?.pixels
      ? atMost(record.usual.pixels)
      : undefined;
  if (!made) return missing('how many pixels the picture will have, as no width and height were asked');
  if (counts === 'output' || counts === 'reference-images' || 'missing' in made) return made;
  const shown = filesOf(ask, 'image');
  if (shown.some(({ width, height }) => width === undefined || height === undefined)) {
    return missing('how many pixels the pictures of the request have');
  }
  return {
    ...made,
    quantity: made.quantity + shown.reduce((sum, { width = 0, height = 0 }) => sum + width * height, 0),
  };
};

const videoTokens = (record: ModelRecord, ask: Ask, choice: Choice, counts: PriceQuantity): Amount => {
  const seconds = secondsBilled(record, ask, counts);
  if ('missing' in seconds) return seconds;
  const perSecond = wordIn(record.tokensPerSecond, choice.resolution);
  if (perSecond !== undefined) return atMost(Math.ceil(perSecond * seconds.quantity));
  const pixels = record.videoTokens === undefined ? undefined : wordIn(record.framePixels, choice.resolution);
  if (pixels === undefined)
    return missing(`how many tokens a second of video has at ${choice.resolution ?? 'the usual resolution'}`);
  return atMost(Math.ceil((pixels * seconds.quantity * 24) / 1024));
};

/** Of one picture: by its size, else by the most pixels that are asked for a ratio; undefined: not known. */
const tokensOfPicture = (record: ModelRecord, ask: AskOf<'image'>, choice: Choice): number | undefined => {
  const factor = wordIn(record.pictureTokens, choice.quality);
  const size = sizeAsked(ask, choice.resolution);
  const pixels = record.usual?.pixels;
  if (factor === undefined) return undefined;
  if (size) return tokensOfMadePicture(factor, size);
  return pixels === undefined
    ? undefined
    : tokensOfAnyPicture(factor, pixels, ratioValue(ask.aspectRatio ?? '1:1') ?? 1);
};

const mostOutputTokens = (
  record: ModelRecord,
  ask: Ask,
  choice: Choice,
  modality: Modality,
  counts: PriceQuantity,
): Amount => {
  if (ask.type === 'text') return atMost(ask.maxOutputTokens);
  if (modality !== mainModality[ask.type]) return atMost(timesAsked(ask) * mostTokensBeside);
  if (ask.type === 'video') return videoTokens(record, ask, choice, counts);
  if (ask.type === 'image') {
    const each = tokensOfPicture(record, ask, choice);
    return each === undefined ? missing('how many tokens a picture of it has') : atMost(timesAsked(ask) * each);
  }
  const most = record.limits.outputTokens;
  return most === null ? missing('how many tokens an answer of it has at most') : atMost(most);
};

/** What a request comes to before it is sent. `textTokens`: its mostTextTokens, reckoned once for all choices. */
export const askedAmounts = (record: ModelRecord, ask: Ask, textTokens: number, choice: Choice): Amounts => ({
  inputTokens: (modality) => mostInputTokens(record, ask, textTokens, modality),
  allInputTokens: sumOf(modalities.map((modality) => mostInputTokens(record, ask, textTokens, modality))),
  cachedTokens: 0,
  outputTokens: (modality, counts) => mostOutputTokens(record, ask, choice, modality, counts),
  seconds: (counts) => secondsBilled(record, ask, counts),
  framesPerSecond:
    ask.type === 'lipsync' && ask.face.fps !== undefined
      ? exactly(ask.face.fps)
      : missing('how many frames a second the video of the face has'),
  images: ask.type === 'image' ? exactly(timesAsked(ask)) : exactly(1),
  pixels: (counts) => pixelsBilled(record, ask, choice.resolution, counts),
  referenceImages: filesOf(ask, 'image').length,
  characters: ask.type === 'speech' ? exactly(ask.text.length) : missing('how many characters there are'),
  steps: ask.type === 'lora' ? exactly(ask.steps) : missing('how many steps there are'),
});
