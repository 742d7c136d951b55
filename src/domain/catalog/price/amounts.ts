/**
 * How much a request is of what prices count. Before a call: what was asked, where that decides, else the most that can be billed. After it: what
 * the vendor counted, where it said so.
 *
 * A bound rests on these: byte-level tokenisers make at least a byte of every token, so a text has at most as many tokens as bytes in UTF-8; a
 * vendor's frame around a request, its rendering of a schema and of a file cost a few hundred tokens at most; answers are cut at the bound that
 * is sent.
 */
import type { Usage } from '../../generation/answer.types.ts';
import { type Ask, type Reference, referencesOf } from '../../generation/ask.types.ts';
import { pixelsOfWord } from '../check/legal.ts';
import type { ImageInputTokens, LegalNumbers, ModelRecord, PriceQuantity } from '../model.types.ts';

export type Modality = 'text' | 'image' | 'audio' | 'video';

/** A quantity, or the fact that is missing to know it, as it completes “it is not known …”. */
export type Amount =
  | {
      readonly quantity: number;
      /** It will be billed just so; else it is the most that can be. */
      readonly isExact: boolean;
      /** The vendor itself counted it. */
      readonly isCounted: boolean;
    }
  | { readonly missing: string };

/** How much of everything prices count. Amounts are in pieces: tokens, characters, seconds, pixels, images, steps. */
export type Amounts = {
  readonly inputTokens: (modality: Modality) => Amount;
  /** Of the input, found in the vendor's cache. */
  readonly cachedTokens: number;
  readonly outputTokens: (modality: Modality, counts: PriceQuantity) => Amount;
  /** Seconds that are billed. */
  readonly seconds: (counts: PriceQuantity) => Amount;
  readonly framesPerSecond: Amount;
  readonly images: Amount;
  /** Of one picture, with the pictures of the request where the price counts them. */
  readonly pixels: (counts: PriceQuantity) => Amount;
  readonly referenceImages: number;
  readonly characters: Amount;
  readonly steps: Amount;
};

const exactly = (quantity: number): Amount => ({ quantity, isExact: true, isCounted: false });
const atMost = (quantity: number): Amount => ({ quantity, isExact: false, isCounted: false });
const counted = (quantity: number): Amount => ({ quantity, isExact: true, isCounted: true });
const missing = (what: string): Amount => ({ missing: what });

/** What comes out, as prices call it. */
export const mainModality: Readonly<Record<Ask['type'], Modality>> = {
  text: 'text',
  image: 'image',
  video: 'video',
  speech: 'audio',
  sound: 'audio',
  transcript: 'text',
  lipsync: 'video',
  lora: 'image',
};

/** Tokens a vendor may put around a request. */
const framingTokens = 64;
/** Around a schema: vendors render it anew and explain it to the model. */
const schemaFramingTokens = 1200;
/** Around each file, beside the file itself. */
const fileFramingTokens = 100;
/**
 * Words and thoughts beside a picture or a clip, for models that bill them: what providers must allow at most when they ask for pictures of models
 * with such a price.
 */
export const mostTokensBeside = 4096;

/** Bytes of a text in UTF-8; half a surrogate pair is written as three. */
export const utf8Bytes = (text: string): number => {
  let bytes = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else {
      const next = unit >= 0xd800 && unit < 0xdc00 ? text.charCodeAt(at + 1) : 0;
      const isPair = next >= 0xdc00 && next < 0xe000;
      bytes += isPair ? 4 : 3;
      if (isPair) at++;
    }
  }
  return bytes;
};

/** All words of a request. */
const wordsOf = (ask: Ask): readonly string[] => {
  const given = (...texts: readonly (string | undefined)[]): readonly string[] =>
    texts.filter((text) => text !== undefined);
  switch (ask.type) {
    case 'text':
      return given(ask.system, ask.prompt);
    case 'image':
      return given(ask.prompt, ask.negativePrompt);
    case 'video':
      return [...given(ask.prompt, ask.negativePrompt), ...(ask.shots ?? []).map(({ prompt }) => prompt)];
    case 'speech':
      return given(ask.text, ask.instructions);
    case 'sound':
      return [ask.prompt];
    case 'lora':
      return [ask.triggerWord];
    case 'transcript':
    case 'lipsync':
      return [];
  }
};

const schemaTokens = (ask: Ask): number =>
  ask.type === 'text' && ask.answer
    ? schemaFramingTokens + 2 * (utf8Bytes(JSON.stringify(ask.answer.schema)) + utf8Bytes(ask.answer.name))
    : 0;

/** Several pictures are billed as several requests. */
const timesAsked = (ask: Ask): number => (ask.type === 'image' ? Math.max(1, Math.ceil(ask.count)) : 1);

const filesOf = (ask: Ask, kind: Reference['kind']): readonly Reference[] =>
  referencesOf(ask).filter((file) => file.kind === kind);

/** The most tokens that the words of a request can have, with all that is put around them. */
export const mostTextTokens = (ask: Ask): number =>
  wordsOf(ask).length === 0
    ? 0
    : timesAsked(ask) *
      (wordsOf(ask).reduce((sum, words) => sum + utf8Bytes(words), 0) +
        schemaTokens(ask) +
        framingTokens +
        fileFramingTokens * referencesOf(ask).length);

const tokensOfPicture = (rule: ImageInputTokens, { width, height }: Reference): number | undefined => {
  if ('most' in rule) return rule.most;
  if (width === undefined || height === undefined) return undefined;
  const squares = Math.ceil(width / rule.squareSide) * Math.ceil(height / rule.squareSide);
  return Math.ceil((squares * rule.hundredthsEach) / 100);
};

const mostImageTokens = ({ imageInputTokens: rule }: ModelRecord, ask: Ask): Amount => {
  const files = filesOf(ask, 'image');
  if (files.length === 0) return exactly(0);
  if (!rule) return missing('how many tokens a picture of the request has');
  const each = files.map((file) => tokensOfPicture(rule, file));
  const known = each.filter((tokens) => tokens !== undefined);
  if (known.length < each.length) return missing('how many pixels the pictures of the request have');
  return atMost(timesAsked(ask) * known.reduce((sum, tokens) => sum + tokens, 0));
};

const mostInputTokens = (record: ModelRecord, ask: Ask, textTokens: number, modality: Modality): Amount => {
  if (modality === 'text') return atMost(textTokens);
  if (modality === 'image') return mostImageTokens(record, ask);
  const files = filesOf(ask, modality);
  return files.length === 0 ? exactly(0) : missing(`how many tokens a second of ${modality} in the request has`);
};

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

/** OpenAI's count of a picture it makes (the formula stands at ModelRecord.pictureTokens). */
const tokensOfMadePicture = (
  factor: number,
  { width, height }: { readonly width: number; readonly height: number },
): number => {
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  const other = Math.floor((2 * factor * short + long) / (2 * long));
  return Math.ceil((factor * other * (2_000_000 + width * height)) / 4_000_000);
};

const wordIn = <T>(table: Readonly<Record<string, T>> | undefined, word: string | undefined): T | undefined =>
  table === undefined || word === undefined
    ? undefined
    : Object.entries(table).find(([key]) => key.toLowerCase() === word.toLowerCase())?.[1];

/** One way in which what a request leaves open may turn out. */
export type Choice = {
  readonly resolution: string | undefined;
  readonly audio: boolean | undefined;
  readonly quality: string | undefined;
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
    const factor = wordIn(record.pictureTokens, choice.quality);
    const size = sizeAsked(ask, choice.resolution);
    if (factor === undefined || size === undefined) return missing('how many tokens a picture of it has');
    return atMost(timesAsked(ask) * tokensOfMadePicture(factor, size));
  }
  const most = record.limits.outputTokens;
  return most === null ? missing('how many tokens an answer of it has at most') : atMost(most);
};

/** What a request comes to before it is sent. `textTokens`: its mostTextTokens, reckoned once for all choices. */
export const askedAmounts = (record: ModelRecord, ask: Ask, textTokens: number, choice: Choice): Amounts => ({
  inputTokens: (modality) => mostInputTokens(record, ask, textTokens, modality),
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

/** Numbers that no vendor can mean are taken as not said. */
const said = (value: number | undefined): number | undefined =>
  value !== undefined && Number.isFinite(value) && value >= 0 && value <= 1e12 ? value : undefined;

const usedInputTokens = (usage: Usage, ask: Ask, modality: Modality): Amount => {
  const all = said(usage.inputTokens);
  const parts = { image: said(usage.imageInputTokens), audio: said(usage.audioInputTokens), video: undefined };
  if (modality !== 'text') {
    const part = parts[modality];
    if (part !== undefined) return counted(part);
    return filesOf(ask, modality).length === 0 ? counted(0) : missing(`how much of the input was ${modality}`);
  }
  if (all === undefined) return missing('how many tokens went in');
  const isMixed = (['image', 'audio', 'video'] as const).some(
    (kind) => parts[kind] === undefined && filesOf(ask, kind).length > 0,
  );
  return isMixed
    ? missing('how much of the input was text')
    : counted(Math.max(0, all - (parts.image ?? 0) - (parts.audio ?? 0)));
};

const usedOutputTokens = (usage: Usage, ask: Ask, modality: Modality): Amount => {
  const all = said(usage.outputTokens);
  const main = mainModality[ask.type];
  const parts = {
    image: said(usage.imageOutputTokens),
    audio: said(usage.audioOutputTokens),
    video: said(usage.videoOutputTokens),
    text: undefined,
  };
  const part = parts[modality];
  if (part !== undefined) return counted(part);
  if (all === undefined) return missing('how many tokens came out');
  // Nothing said of the parts: all of it is what was asked for, which is the dearest.
  const others = (['image', 'audio', 'video'] as const).reduce(
    (sum, kind) => sum + (kind === modality ? 0 : (parts[kind] ?? 0)),
    0,
  );
  if (modality === main) return counted(Math.max(0, all - others));
  return counted(parts[main] === undefined && main !== 'text' ? 0 : Math.max(0, all - others));
};

const prefer = (value: number | undefined, otherwise: Amount): Amount =>
  said(value) === undefined ? otherwise : counted(said(value) ?? 0);

/**
 * What a call came to. What the vendor did not count is what was asked, where that decides the bill (seconds, pictures, characters, formulas); a
 * bound never stands for a count.
 */
export const usedAmounts = (record: ModelRecord, ask: Ask, choice: Choice, usage: Usage): Amounts => {
  // What went in is only ever counted: the bound is not needed.
  const asked = askedAmounts(record, ask, 0, choice);
  const isFormula =
    record.videoTokens !== undefined || record.tokensPerSecond !== undefined || record.pictureTokens !== undefined;
  return {
    ...asked,
    inputTokens: (modality) => usedInputTokens(usage, ask, modality),
    cachedTokens: Math.min(said(usage.cachedInputTokens) ?? 0, said(usage.inputTokens) ?? 0),
    outputTokens: (modality, counts) => {
      const used = usedOutputTokens(usage, ask, modality);
      return 'missing' in used && isFormula && modality === mainModality[ask.type]
        ? asked.outputTokens(modality, counts)
        : used;
    },
    seconds: (counts) => (counts === 'output' ? prefer(usage.seconds, asked.seconds(counts)) : asked.seconds(counts)),
    images: ask.type === 'image' ? prefer(usage.images, asked.images) : asked.images,
    pixels: asked.pixels,
    characters: prefer(usage.characters, asked.characters),
    steps: prefer(usage.steps, asked.steps),
  };
};
