/**
 * FLUX stills. Subject first, then what it does, then style and context; no negative prompt, so only what is to be seen is said. Source:
 * docs.bfl.ai/guides/prompting_unified_building, read 2026-11-20.
 */
import type { DialectWriting } from '../passage.types.ts';

export const flux: DialectWriting = {
  makes: 'image',
  mostCharacters: 2000,
  order: [
    'references',
    'opener',
    'identity',
    'action',
    'staging',
    'place',
    'weather',
    'light',
    'mood',
    'lens',
    'style',
    'extra',
    'card',
  ],
  mark: ({ number }) => `Image ${number}`,
};
