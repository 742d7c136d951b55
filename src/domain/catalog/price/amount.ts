/**
 * How much a request is of what prices count: a quantity, how sure it is, or the fact that is missing to know it.
 */
import { type Ask, type Reference, referencesOf } from '../../generation/ask.types.ts';
import type { PriceQuantity } from '../model.types.ts';

/** What tokens stand for. */
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
  /** Of all kinds together: a vendor may tell the sum alone. */
  readonly allInputTokens: Amount;
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

/** One way in which what a request leaves open may turn out. */
export type Choice = {
  readonly resolution: string | undefined;
  readonly audio: boolean | undefined;
  readonly quality: string | undefined;
};

/** What no number says is missing: prices are not multiplied with it. */
const amount = (quantity: number, isExact: boolean, isCounted: boolean): Amount =>
  Number.isFinite(quantity) && quantity >= 0
    ? { quantity, isExact, isCounted }
    : { missing: 'how much is asked, as it is no number' };

/** It is billed just so. */
export const exactly = (quantity: number): Amount => amount(quantity, true, false);
/** It can be no more. */
export const atMost = (quantity: number): Amount => amount(quantity, false, false);
/** The vendor counted it. */
export const counted = (quantity: number): Amount => amount(quantity, true, true);
/** Completes “it is not known …”. */
export const missing = (what: string): Amount => ({ missing: what });

/** All of them together; the first that is missing, else. */
export const sumOf = (amounts: readonly Amount[]): Amount =>
  amounts.reduce((sum, each) => {
    if ('missing' in sum) return sum;
    if ('missing' in each) return each;
    const [isExact, isCounted] = [sum.isExact && each.isExact, sum.isCounted && each.isCounted];
    return { quantity: sum.quantity + each.quantity, isExact, isCounted };
  });

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

/** Kinds of input that vendors tell apart. */
export const modalities: readonly Modality[] = ['text', 'image', 'audio', 'video'];

/** Several pictures are billed as several requests. */
export const timesAsked = (ask: Ask): number => (ask.type === 'image' ? Math.max(1, Math.ceil(ask.count)) : 1);

/** Files of a kind that go with a request. */
export const filesOf = (ask: Ask, kind: Reference['kind']): readonly Reference[] =>
  referencesOf(ask).filter((file) => file.kind === kind);

/** What a table of words holds, whatever the case of the word. */
export const wordIn = <T>(table: Readonly<Record<string, T>> | undefined, word: string | undefined): T | undefined =>
  table === undefined || word === undefined
    ? undefined
    : Object.entries(table).find(([key]) => key.toLowerCase() === word.toLowerCase())?.[1];
