/** Google's Gemini API: clips. */
import type { Sku } from '../model.types.ts';
import { noReferences, othersSay, type RecordFacts, source } from './record.ts';

const priceList = (says: string, pageDate: string) =>
  source(
    'https://ai.google.dev/gemini-api/docs/pricing',
    `${says} (read through a public transcription of the page)`,
    pageDate,
  );

const veoPage = source(
  'https://ai.google.dev/gemini-api/docs/veo',
  '4, 6 or 8 s, 16:9 and 9:16, up to 3 reference images, last frame with an image; 8 s with references, at 1080p and 4k; sound always; kept 2 days; not charged when blocked. No references and no 4k on Lite.',
  '2026-09-17',
);
const veoOptions = source('npm:@ai-sdk/google', 'Options negativePrompt, seed, lastFrame and referenceImages.');
const veoEnd = source(
  'https://docs.apiyi.com/en/live/2026-10/veo-3-1-preview-retired.md',
  'Google shut down the three veo-3.1 preview ids on 2026-10-22; tasks fail with 404 “is no longer available”; the vendor’s page of deprecations names gemini-omni-1.1-flash as successor.',
  '2026-10-25',
);

const eightSeconds = [8] as const;
const veoRules = (fine: readonly string[]) =>
  [
    { when: { hasImageReference: true }, durationsSeconds: eightSeconds },
    { when: { resolutions: fine }, durationsSeconds: eightSeconds },
  ] as const;

const veo = (
  id: string,
  title: string,
  fine: readonly string[],
  images: number,
  prices: readonly Sku[],
  said: string,
): RecordFacts => ({
  id,
  title,
  takes: ['text', 'image', 'video'],
  makes: 'video',
  status: 'retired',
  dialect: 'veo',
  limits: {
    durationsSeconds: [4, 6, 8],
    durationRules: veoRules(fine),
    aspectRatios: ['16:9', '9:16'],
    resolutions: ['720p', ...fine],
    references: images === 0 ? noReferences : { images, audios: 0 },
    takesSeed: true,
    takesNegativePrompt: true,
    takesFirstFrame: true,
    takesLastFrame: true,
    audio: 'always',
    fps: [24],
  },
  prices,
  failuresCharged: false,
  lifeCycle: { shutdown: '2026-10-22', replacement: 'gemini-omni-1.1-flash' },
  sources: [veoPage, priceList(said, '2026-10-07'), veoOptions, veoEnd],
  unknown: ['length of a prompt in characters'],
  notes: [
    'Sources disagree: pages read before 2026-10-22 call it active; a notice of 2026-10-25 dates its end and names its successor. The later, dated fact counts.',
    'It is documented that nothing is charged when safety or sound processing blocks a clip; of other failures nothing is said.',
    'Vertex AI has veo-3.1-generate-001, not before 2026-11-17 to be retired; it is another service.',
  ],
});

const omniDialect = {
  takes: ['text', 'image', 'video'],
  makes: 'video',
  dialect: 'gemini-omni',
  imageInputTokens: { most: 2240 },
} as const;
const pictureSource = source(
  'https://ai.google.dev/gemini-api/docs/media-resolution',
  'A picture of the request has a fixed most of tokens by detail: 1,120 by default, 2,240 at the finest (said of Gemini 3 and 4).',
);
const resold = { standsFor: 'reseller' } as const;
const perSecond = (dollars: string, resolution: string): Sku =>
  othersSay('second', dollars, { resolutions: [resolution] }, resold);

/** Clips of the Gemini API. */
export const geminiClips: readonly RecordFacts[] = [
  veo(
    'veo-3.1-generate-preview',
    'Veo 3.1',
    ['1080p', '4k'],
    3,
    [
      othersSay('second', '0.40', { resolutions: ['720p', '1080p'] }),
      othersSay('second', '0.60', { resolutions: ['4k'] }),
    ],
    '$0.40 a second at 720p and 1080p, $0.60 at 4k',
  ),
  veo(
    'veo-3.1-fast-generate-preview',
    'Veo 3.1 Fast',
    ['1080p', '4k'],
    3,
    [
      othersSay('second', '0.10', { resolutions: ['720p'] }),
      othersSay('second', '0.12', { resolutions: ['1080p'] }),
      othersSay('second', '0.30', { resolutions: ['4k'] }),
    ],
    '$0.10 a second at 720p, $0.12 at 1080p, $0.30 at 4k',
  ),
  veo(
    'veo-3.1-lite-generate-preview',
    'Veo 3.1 Lite',
    ['1080p'],
    0,
    [othersSay('second', '0.05', { resolutions: ['720p'] }), othersSay('second', '0.08', { resolutions: ['1080p'] })],
    '$0.05 a second at 720p, $0.08 at 1080p',
  ),
  {
    ...omniDialect,
    id: 'gemini-omni-1.2-flash',
    title: 'Gemini Omni 1.2 Flash',
    limits: {
      durationsSeconds: { min: 3, max: 15, step: 1 },
      durationRules: [{ when: { hasLastFrame: true }, durationsSeconds: { min: 3, max: 10, step: 1 } }],
      aspectRatios: ['16:9', '9:16'],
      resolutions: ['360p', '720p', '1080p', '4K'],
      references: { images: 6 },
      takesFirstFrame: true,
      takesLastFrame: true,
      audio: 'always',
    },
    prices: [
      othersSay('million-input-tokens', '1.5'),
      othersSay('million-output-tokens', '9', { modality: 'text' }),
      perSecond('0.023', '360p'),
      perSecond('0.07', '720p'),
      perSecond('0.105', '1080p'),
      perSecond('0.21', '4K'),
    ],
    lifeCycle: { released: '2026-11-05' },
    sources: [
      source(
        'https://vercel.com/changelog/gemini-omni-1-2-flash-now-available-on-ai-gateway',
        '3 to 15 s with sound, edits of clips of 3 to 15 s with up to six reference images, extension by 3 to 10 s up to 30 s, 360p to 4K, 16:9 and 9:16.',
      ),
      source(
        'https://muapi.ai/zh/gemini-omni-1.2-flash',
        'A reseller: $0.023, $0.07, $0.105 and $0.21 a second; 3 to 10 s with a last frame.',
      ),
      source(
        'https://vercel.com/ai-gateway/models',
        'A gateway lists $1.50 for a million input tokens and $9 for a million text output tokens (page not kept).',
      ),
      source(
        'https://docs.laozhang.ai/announcements/gemini-omni-1-2-flash-2026-11.md',
        'Released by Google on 2026-11-05.',
        '2026-11-11',
      ),
      source('npm:@google/genai', 'gemini-omni-1.2-flash is in the vendor’s types.', '2026-11-10'),
      pictureSource,
    ],
    unknown: [
      'the vendor’s own price of a second or a token of video',
      'seed and negative prompt',
      'length of a prompt',
      'whether sound can be left out',
      'failuresCharged',
    ],
    notes: ['The prices of a second are what a reseller takes: a set price of your own is better.'],
  },
  {
    ...omniDialect,
    id: 'gemini-omni-1.1-flash',
    title: 'Gemini Omni 1.1 Flash',
    limits: {
      durationsSeconds: { min: 3, max: 10, step: 1 },
      aspectRatios: ['16:9', '9:16'],
      resolutions: ['360p', '720p', '1080p', '4K'],
      references: { images: 7, videos: 3 },
      referenceSeconds: { videos: { max: 3 } },
      takesFirstFrame: true,
      takesLastFrame: true,
      audio: 'always',
      fps: [24],
    },
    prices: [
      othersSay('million-output-tokens', '17.5', { modality: 'video' }),
      othersSay('million-input-tokens', '1.5'),
      othersSay('million-output-tokens', '9', { modality: 'text' }),
      perSecond('0.03', '360p'),
      perSecond('0.10', '720p'),
      perSecond('0.15', '1080p'),
      perSecond('0.30', '4K'),
    ],
    tokensPerSecond: { '720p': 5792 },
    usual: { resolution: '720p' },
    lifeCycle: { released: '2026-08-27', replacement: 'gemini-omni-1.2-flash' },
    sources: [
      source(
        'https://skills.sh/calesthio/openmontage/gemini-omni',
        '5,792 output tokens a second at $17.50 a million, $1.50 for a million input and $9 for a million text output tokens; 3 to 10 s, 720p, 24 fps; generally available.',
      ),
      source(
        'https://fal.ai/models/google/gemini-omni-flash/v1.1/text-to-video/llms.txt',
        'As resold on fal: $0.03, $0.10, $0.15 and $0.30 a second by resolution; 3 to 10 s, 16:9 and 9:16 (read through a stored copy).',
      ),
      source('https://muapi.ai/es/gemini-omni-1.1-flash', 'A reseller: keyframes, reference videos of up to 3 s, 4K.'),
      pictureSource,
    ],
    unknown: [
      'the vendor’s own price page was not read',
      'day of a deprecation',
      'numbers of reference images and videos are a reseller’s',
      'whether sound can be left out',
      'failuresCharged',
    ],
    notes: ['Extends a clip up to 40 s in all. Prices at other resolutions than 720p are what fal takes.'],
  },
];
