/**
 * FLUX 3 video. Prose, subject first, only what is to be seen: what is forbidden tends to appear. Sources: docs.bfl.ai (building a good prompt)
 * and fal's page of FLUX 3, read 2026-11-20.
 */
import type { DialectWriting } from '../passage.types.ts';

export const fluxVideo: DialectWriting = {
  makes: 'video',
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
    'camera',
    'lens',
    'style',
    'extra',
    'card',
    'dialogue',
    'effects',
    'ambience',
    'end',
  ],
  effects: (sounds) => `The sound of ${sounds.join(', ')} is heard.`,
  ambience: (sounds) => `Behind it, ${sounds.join(', ')}.`,
  mark: ({ kind, number }) => `${kind === 'image' ? 'Image' : kind === 'video' ? 'Video' : 'Audio'} ${number}`,
};
