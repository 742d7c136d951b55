/** MiniMax on fal. */
import { fromText, onFal, page, perSecond, seconds, wordsOnly } from './fal-shared.ts';
import { type RecordFacts, source, vendorSays } from './record.ts';

const h3Words = ['480P', '768P', '2K', '4K'] as const;

const minimax: readonly RecordFacts[] = [
  {
    ...fromText,
    id: 'minimax/h3/text-to-video',
    title: 'MiniMax H3 (Hailuo 03)',
    dialect: 'minimax',
    limits: {
      ...wordsOnly,
      durationsSeconds: seconds(5, 15),
      aspectRatios: ['21:9', '16:9', '4:3', '1:1', '3:4', '9:16'],
      resolutions: h3Words,
      promptChars: 7000,
      takesSeed: true,
      takesNegativePrompt: false,
      audio: true,
    },
    prices: perSecond([
      ['480P', '0.05'],
      ['768P', '0.08'],
      ['2K', '0.13'],
      ['4K', '0.16'],
    ]),
    sources: [
      page(
        'minimax/h3/text-to-video',
        '$0.05 a second at 480p, $0.08 at 768p, $0.13 at 2K, $0.16 at 4K; 5 to 15 s; seed',
      ),
      source(
        'https://fal.ai/models/minimax/hailuo-03/text-to-video',
        'The same model under an older id: stereo sound, prompt up to 7,000 characters.',
      ),
    ],
    unknown: ['release date', 'length of a prompt and sound were read on the page of its older id'],
    notes: [
      '480P and 768P are its own; 2K and 4K enlarge a 768P clip. Its image-to-video sister takes a first and a last frame ($0.06 at 768p).',
    ],
  },
  {
    id: 'minimax/h3/reference-to-video',
    title: 'MiniMax H3 reference to video',
    takes: ['text', 'image', 'video', 'audio'],
    makes: 'video',
    dialect: 'minimax',
    limits: { resolutions: h3Words, references: { images: 9, videos: 3, audios: 3 }, needs: 'reference', audio: true },
    prices: [
      ...perSecond([
        ['480P', '0.05'],
        ['768P', '0.06'],
        ['2K', '0.13'],
        ['4K', '0.16'],
      ]),
      vendorSays('image', '0.08', { afterFirst: 5 }, { counts: 'reference-images' }),
    ],
    sources: [
      page(
        'minimax/h3/reference-to-video',
        'Up to 9 images, 3 videos, 3 audios; $0.05, $0.06, $0.13 and $0.16 a second; five images are free, each further one $0.08',
      ),
    ],
    unknown: ['durations', 'length of a prompt', 'release date'],
  },
  {
    ...fromText,
    id: 'fal-ai/minimax/hailuo-2.3/pro/text-to-video',
    title: 'MiniMax Hailuo 2.3 Pro',
    dialect: 'hailuo',
    limits: { ...wordsOnly, makesOwnLength: true, resolutions: ['1080p'], audio: false },
    prices: [vendorSays('request', '0.49')],
    sources: [
      page('fal-ai/minimax/hailuo-2.3/pro/text-to-video', '$0.49 a clip at 1080p'),
      source('npm:@fal-ai/client', 'Types of the endpoint name no duration: none can be asked.', '2026-05-04'),
    ],
    unknown: ['duration', 'ratios', 'length of a prompt', 'that it has no sound is taken from the page naming none'],
  },
  {
    ...fromText,
    id: 'fal-ai/minimax/hailuo-2.3/standard/text-to-video',
    title: 'MiniMax Hailuo 2.3 Standard',
    dialect: 'hailuo',
    limits: { ...wordsOnly, durationsSeconds: [6, 10], resolutions: ['768p'], audio: false },
    prices: [
      vendorSays('request', '0.28', { durationSeconds: 6 }),
      vendorSays('request', '0.56', { durationSeconds: 10 }),
    ],
    sources: [page('fal-ai/minimax/hailuo-2.3/standard/text-to-video', '$0.28 for 6 s, $0.56 for 10 s, 768p')],
    unknown: ['ratios', 'length of a prompt', 'that it has no sound is taken from the page naming none'],
  },
];

/** MiniMax on fal. */
export const falMinimax: readonly RecordFacts[] = minimax.map(onFal);
