/**
 * Sora 2, retired 2026-09-24; kept so that its prompts can still be read and carried over. Prose of the scene, then cinematography, actions,
 * dialogue and sound under headings. Source: OpenAI's Sora 2 prompting guide, as known on 2026-11-20.
 */
import type { DialectWriting } from '../passage.types.ts';

export const sora: DialectWriting = {
  makes: 'video',
  mostCharacters: 2000,
  order: [
    'style',
    'opener',
    'identity',
    'place',
    'weather',
    'mood',
    'camera',
    'lens',
    'light',
    'action',
    'staging',
    'end',
    'extra',
    'card',
    'dialogue',
    'effects',
    'ambience',
    'music',
    'guards',
  ],
  labels: {
    camera: 'Cinematography: ',
    action: 'Actions: ',
    dialogue: 'Dialogue: ',
    effects: 'Background sound: ',
    guards: '',
  },
  effects: (sounds) => `${sounds.join(', ')}.`,
  ambience: (sounds) => `${sounds.join(', ')}.`,
  mark: ({ number }) => `The input image ${number}`,
  guards: 'No captions, no on-screen text.',
};
