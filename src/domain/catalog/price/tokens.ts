/**
 * The most tokens that a request can be billed for. A bound rests on these: byte-level tokenisers make at least a byte of every token, so a text has at
 * most as many tokens as bytes in UTF-8; a vendor's frame around a request, its rendering of a schema and of a file cost a few hundred tokens at
 * most; answers are cut at the bound that is sent.
 */
import { type Ask, type Reference, referencesOf } from '../../generation/ask.types.ts';
import type { ImageInputTokens, ModelRecord } from '../model.types.ts';
import { type Amount, atMost, exactly, filesOf, type Modality, missing, timesAsked } from './amount.ts';

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

/** The most tokens of a kind that go in. `textTokens`: the request’s mostTextTokens. */
export const mostInputTokens = (record: ModelRecord, ask: Ask, textTokens: number, modality: Modality): Amount => {
  if (modality === 'text') return atMost(textTokens);
  if (modality === 'image') return mostImageTokens(record, ask);
  const files = filesOf(ask, modality);
  return files.length === 0 ? exactly(0) : missing(`how many tokens a second of ${modality} in the request has`);
};

/** OpenAI's count of a picture it makes (the formula stands at ModelRecord.pictureTokens). */
export const tokensOfMadePicture = (
  factor: number,
  { width, height }: { readonly width: number; readonly height: number },
): number => {
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  const other = Math.floor((2 * factor * short + long) / (2 * long));
  return Math.ceil((factor * other * (2_000_000 + width * height)) / 4_000_000);
};

/** The most that count of a picture of at most so many pixels with about this ratio: sides are found on a grid, so the shape may be a twentieth off. */
export const tokensOfAnyPicture = (factor: number, mostPixels: number, ratio: number): number => {
  const squareness = Math.min(1, 1.05 * Math.min(ratio, 1 / ratio));
  return Math.ceil((factor * Math.ceil(factor * squareness) * (2_000_000 + mostPixels)) / 4_000_000);
};
