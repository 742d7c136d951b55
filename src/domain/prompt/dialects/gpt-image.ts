/**
 * GPT Image. Short labelled lines: the picture wanted, then subject, setting, composition, style, constraints; files by number with what must be
 * kept. Source: developers.openai.com/api/docs/guides/image-prompting, read 2026-11-20.
 */
import type { DialectWriting } from '../passage.types.ts';

export const gptImage: DialectWriting = {
  makes: 'image',
  mostCharacters: 4000,
  order: [
    'opener',
    'lens',
    'identity',
    'action',
    'staging',
    'place',
    'weather',
    'light',
    'mood',
    'style',
    'extra',
    'continuity',
    'card',
    'references',
    'guards',
  ],
  labels: {
    opener: 'Picture: ',
    identity: 'People: ',
    action: 'Moment: ',
    place: 'Setting: ',
    light: 'Light: ',
    style: 'Style: ',
    references: 'References: ',
    guards: 'Constraints: ',
  },
  mark: ({ number }) => `Image ${number}`,
  guards: 'One frame of a film, full bleed. No captions, no lettering, no borders, no watermark.',
};
