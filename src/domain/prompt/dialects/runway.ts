/**
 * Runway Gen-4 and 4.5. Short and physical: camera, subject, motion, place; positive words only; silent. Source: Runway's Gen-4 prompting guide
 * (help.runwayml.com) as known on 2026-11-20; 1,000 characters are its API's limit for promptText.
 */
import type { DialectWriting } from '../passage.types.ts';

export const runway: DialectWriting = {
  makes: 'video',
  mostCharacters: 1000,
  order: [
    'references',
    'camera',
    'opener',
    'identity',
    'action',
    'staging',
    'dialogue',
    'place',
    'weather',
    'light',
    'mood',
    'style',
    'lens',
    'extra',
    'card',
    'end',
  ],
  mark: ({ number }) => `Image ${number}`,
};
