/**
 * Wan 2.6 to 3.0. Prose in the order subject, scene, motion, camera, style; lines in quotation marks; 2.7 takes a negative prompt, 3.0 none.
 * Sources: Alibaba's Wan prompt guide and fal's pages of both models, read 2026-11-20.
 */
import type { DialectWriting } from '../passage.types.ts';

export const wan: DialectWriting = {
  makes: 'video',
  mostCharacters: 1500,
  order: [
    'references',
    'opener',
    'identity',
    'place',
    'weather',
    'action',
    'staging',
    'camera',
    'lens',
    'light',
    'mood',
    'style',
    'extra',
    'card',
    'dialogue',
    'effects',
    'ambience',
    'music',
    'end',
    'guards',
  ],
  effects: (sounds) => `Sound effects: ${sounds.join(', ')}.`,
  ambience: (sounds) => `Background sound: ${sounds.join(', ')}.`,
  mark: ({ kind, number }) => `${kind === 'audio' ? 'Audio' : kind === 'video' ? 'Video' : 'Image'} ${number}`,
  guards: 'No subtitles, no watermark.',
  avoids: 'subtitles, watermark, logo, text, overexposed, blurred details, deformed hands, extra limbs, static frame',
};
