/** Any model that makes stills and of whose own ways nothing is known. */
import type { DialectWriting } from '../passage.types.ts';

export const plainImage: DialectWriting = {
  makes: 'image',
  mostCharacters: 500,
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
    'guards',
  ],
  mark: ({ number }) => `Image ${number}`,
  guards: 'No lettering, no watermark.',
  avoids: 'text, watermark, logo, border, distorted hands, extra fingers',
};
