/**
 * Gemini's image models (Nano Banana). A described scene in sentences, not a list of keywords; photographic terms; files named in words.
 * Source: ai.google.dev/gemini-api/docs/image-generation (prompting guide), read 2026-11-20.
 */
import type { DialectWriting } from '../passage.types.ts';

export const geminiImage: DialectWriting = {
  makes: 'image',
  mostCharacters: 3000,
  order: [
    'opener',
    'identity',
    'action',
    'staging',
    'place',
    'weather',
    'lens',
    'light',
    'mood',
    'style',
    'references',
    'extra',
    'continuity',
    'card',
    'guards',
  ],
  mark: ({ number }) =>
    `The ${['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh'][number - 1] ?? `${number}th`} image`,
  guards: 'A single full frame without lettering, border or watermark.',
};
