/**
 * Veo 3.1. Speech as `Mara says quietly: "…"`, effects behind `SFX:`, the room behind `Ambient noise:`; a separate negative prompt that names
 * things without "no". Source: Google's Veo prompt guide (ai.google.dev/gemini-api/docs/video, cloud.google.com Vertex AI video prompt guide),
 * read 2026-11-20. The guide counts 1,024 tokens; 2,000 characters stay inside them in any Latin script.
 */
import type { DialectWriting } from '../passage.types.ts';

export const veo: DialectWriting = {
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
  effects: (sounds) => `SFX: ${sounds.join(', ')}.`,
  ambience: (sounds) => `Ambient noise: ${sounds.join(', ')}.`,
  mark: ({ kind, number }) => (kind === 'image' ? `Reference image ${number}` : `Reference ${kind} ${number}`),
  guards: 'No subtitles, no captions, no on-screen text.',
  avoids: 'subtitles, captions, on-screen text, watermark, logo, distorted hands, extra fingers, warped faces',
};
