/** Any model that makes clips and of whose own ways nothing is known: plain sentences, short, nothing that only some would understand. */
import type { DialectWriting } from '../passage.types.ts';

export const plainVideo: DialectWriting = {
  makes: 'video',
  mostCharacters: 500,
  order: [
    'references',
    'opener',
    'identity',
    'action',
    'staging',
    'camera',
    'place',
    'weather',
    'light',
    'mood',
    'style',
    'lens',
    'extra',
    'card',
    'dialogue',
    'effects',
    'ambience',
    'music',
    'end',
    'guards',
  ],
  mark: ({ kind, number }) => `${kind === 'image' ? 'Image' : kind === 'video' ? 'Video' : 'Audio'} ${number}`,
  guards: 'No subtitles, no watermark.',
  avoids: 'subtitles, text, watermark, logo, distorted hands, extra fingers',
};
