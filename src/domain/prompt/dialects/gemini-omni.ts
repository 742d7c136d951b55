/**
 * Gemini Omni Flash. Plain language in a few sentences: framing and motion, style, light, place, action; what is left open it fills in well.
 * No negative prompt, so limits are said as sentences. Source: ai.google.dev/gemini-api/docs/omni and Google's Omni prompt guide as quoted by
 * runware.ai/docs, read 2026-11-20.
 */
import type { DialectWriting } from '../passage.types.ts';

export const geminiOmni: DialectWriting = {
  makes: 'video',
  mostCharacters: 1500,
  order: [
    'references',
    'opener',
    'identity',
    'camera',
    'lens',
    'style',
    'light',
    'mood',
    'weather',
    'place',
    'action',
    'staging',
    'extra',
    'card',
    'dialogue',
    'effects',
    'ambience',
    'music',
    'continuity',
    'end',
    'guards',
  ],
  effects: (sounds) => `We hear ${sounds.join(', ')}.`,
  ambience: (sounds) => `In the background, ${sounds.join(', ')}.`,
  noMusic: 'There is no music.',
  mark: ({ kind, number }) =>
    `The ${['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh'][number - 1] ?? `${number}th`} ${kind === 'audio' ? 'sound' : kind}`,
  guards: 'Nothing is written on the picture.',
};
