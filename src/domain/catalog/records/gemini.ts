/** Google's Gemini API: text, pictures and speech. Clips are in gemini-clips.ts. */
import type { ModelRecord } from '../model.types.ts';
import { geminiClips } from './gemini-clips.ts';
import { othersSay, type RecordFacts, recordsOf, source, tokens } from './record.ts';

const throughCopy = '(read through a public transcription of the page)';
const priceList = (says: string, pageDate: string) =>
  source('https://ai.google.dev/gemini-api/docs/pricing', `${says} ${throughCopy}`, pageDate);
const isListed = (id: string, kind: string) => source('npm:@ai-sdk/google', `${id} is in the list of ${kind} models.`);

/** No Gemini model is documented to count one picture dearer, at whatever detail. */
const pictureTokens = { most: 2240 } as const;
const pictureSource = source(
  'https://ai.google.dev/gemini-api/docs/media-resolution',
  'A picture of the request has a fixed most of tokens by detail: 1,120 by default, 2,240 at the finest.',
);

const text = {
  takes: ['text', 'image', 'video', 'audio'],
  makes: 'text',
  imageInputTokens: pictureTokens,
} as const;

const untilDecember = { through: '2026-11-30' } as const;
const fromDecember = { from: '2026-12-01' } as const;
const gemini4 = source(
  'https://github.com/BerriAI/litellm/discussions/46238',
  'gemini-4-argon and gemini-4-carbon: $2 and $10 for a million tokens through 2026-11-30, $4 and $20 from 2026-12-01; context 1,048,576.',
);
const gemini4Prices = [...tokens(othersSay, '2', '10', untilDecember), ...tokens(othersSay, '4', '20', fromDecember)];
const gemini4Unknown = [
  'the vendor’s own price page was not read',
  'what it takes is assumed from its family',
  'most output tokens',
  'failuresCharged',
];

const languageModels: readonly RecordFacts[] = [
  {
    ...text,
    id: 'gemini-4-argon',
    title: 'Gemini 4 Argon',
    limits: { contextTokens: 1_048_576 },
    prices: gemini4Prices,
    sources: [gemini4, isListed('gemini-4-argon', 'text'), pictureSource],
    unknown: [...gemini4Unknown, 'release date'],
  },
  {
    ...text,
    id: 'gemini-4-carbon',
    title: 'Gemini 4 Carbon',
    limits: { contextTokens: 1_048_576 },
    prices: gemini4Prices,
    lifeCycle: { released: '2026-11-10' },
    sources: [gemini4, isListed('gemini-4-carbon', 'text'), pictureSource],
    unknown: gemini4Unknown,
  },
  {
    ...text,
    id: 'gemini-3.8-flash',
    title: 'Gemini 3.8 Flash',
    prices: [
      ...tokens(othersSay, '0.75', '3.75', { through: '2026-12-31' }),
      ...tokens(othersSay, '1.50', '7.50', { from: '2027-01-01' }),
    ],
    sources: [
      priceList('$0.75 and $3.75 through 2026-12-31, $1.50 and $7.50 from 2027-01-01', '2026-10-07'),
      isListed('gemini-3.8-flash', 'text'),
      pictureSource,
    ],
    unknown: ['context', 'what it takes is not confirmed', 'failuresCharged'],
  },
  {
    ...text,
    id: 'gemini-3.5-flash-lite',
    title: 'Gemini 3.5 Flash-Lite',
    prices: tokens(othersSay, '0.30', '2.50'),
    sources: [priceList('$0.30 and $2.50 for a million tokens', '2026-10-07'), pictureSource],
    unknown: ['context', 'what it takes is not confirmed', 'failuresCharged'],
  },
];

const tenRatios = ['1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9', '21:9'] as const;
const fourteenRatios = [...tenRatios, '1:4', '4:1', '1:8', '8:1'] as const;

const picture = {
  takes: ['text', 'image'],
  makes: 'image',
  dialect: 'gemini-image',
  imageInputTokens: pictureTokens,
  usual: { resolution: '1K' },
} as const;

/** What generateContent can be told of a picture. */
const pictureLimits = { outputsPerRequest: 1, takesNegativePrompt: false, audio: false, loras: 0 } as const;
const oneAtATime = source(
  'https://www.skills.sh/jpcaparas/skills/nanobanana',
  'Snapshot of a paid key: one picture is one request; settings are ratio, size, thinking and format.',
  '2026-10-18',
);
const overview = source(
  'https://docs.laozhang.ai/ko/api-capabilities/nano-banana-image.md',
  'A reseller compares the family: sizes (1K by default; 2.1 and Pro also 2K and 4K), 14 ratios for 2.1 and 10 for Pro and Lite, up to 14 reference pictures.',
);
const siblingPictures = source(
  'https://docs.laozhang.ai/ko/api-capabilities/nano-banana2-image',
  'The vendor’s prices of the predecessor gemini-3.1-flash-image: $0.067 at 1K, $0.101 at 2K, $0.151 at 4K, at $60 a million tokens: 1,120, 1,680 and 2,520 tokens.',
  '2026-09-24',
);
const sameInput = { standsFor: 'sibling' } as const;
const inputNote =
  'Pictures of the request are reckoned at the price of text, as Gemini 3 Pro Image bills them; no source says it of this model.';

const pictureModels: readonly RecordFacts[] = [
  {
    ...picture,
    id: 'gemini-nano-banana-2.1',
    title: 'Gemini Nano Banana 2.1',
    limits: {
      aspectRatios: fourteenRatios,
      resolutions: ['1K', '2K', '4K'],
      references: { images: 14 },
      ...pictureLimits,
    },
    prices: [
      othersSay('million-input-tokens', '1.5', { modality: 'text' }),
      othersSay('million-input-tokens', '1.5', { modality: 'image' }, sameInput),
      othersSay('million-output-tokens', '7.5', { modality: 'text' }),
      othersSay('million-output-tokens', '30', { modality: 'image' }),
      othersSay('image', '0.0336', { resolutions: ['1K'] }),
      othersSay('image', '0.0504', { resolutions: ['2K'] }, sameInput),
      othersSay('image', '0.0756', { resolutions: ['4K'] }, sameInput),
    ],
    lifeCycle: { released: '2026-10-06' },
    sources: [
      source(
        'https://github.com/BerriAI/litellm/discussions/44983',
        'Image output $30 for a million tokens ($0.0336 for a 1K image); text $1.50 in, $7.50 out.',
      ),
      isListed('gemini-nano-banana-2.1', 'image'),
      source(
        'https://github.com/tanstack/ai/releases/tag/%40tanstack%2Fai-gemini%400.36.0',
        'All 14 ratios at 1K, 2K and 4K; 512 is not accepted.',
        '2026-10-07',
      ),
      source(
        'https://docs.apiyi.com/ja/api-capabilities/gemini-nano-banana-2.1/overview.md',
        'Released by Google on 2026-10-06.',
      ),
      overview,
      oneAtATime,
      siblingPictures,
      pictureSource,
    ],
    unknown: [
      'the vendor’s own price page was not read',
      'price of 2K and 4K pictures',
      'whether it takes a seed',
      'failuresCharged',
    ],
    notes: [
      '2K and 4K pictures are reckoned at the tokens of its predecessor (1,680 and 2,520) and its own price by the token, $0.0504 and $0.0756; what the answer says it had is booked.',
      inputNote,
    ],
  },
  {
    ...picture,
    id: 'gemini-3-pro-image',
    title: 'Gemini 3 Pro Image (Nano Banana Pro)',
    limits: { aspectRatios: tenRatios, resolutions: ['1K', '2K', '4K'], references: { images: 14 }, ...pictureLimits },
    prices: [
      othersSay('million-input-tokens', '2', { modality: 'text' }),
      othersSay('million-input-tokens', '2', { modality: 'image' }),
      othersSay('million-output-tokens', '12', { modality: 'text' }),
      othersSay('million-output-tokens', '120', { modality: 'image' }),
      othersSay('image', '0.134', { resolutions: ['1K', '2K'] }, { isApproximate: true }),
      othersSay('image', '0.24', { resolutions: ['4K'] }, { isApproximate: true }),
    ],
    lifeCycle: { released: '2026-05-28' },
    sources: [
      priceList('Image output $120 for a million tokens', '2026-10-07'),
      source('npm:model-bank', '$2 and $12 for text; about $0.134 for an image.', '2026-09-27'),
      source(
        'https://inference.sh/apps/google/gemini-3-pro-image.md',
        '$0.134 an image at 1K and 2K, $0.24 at 4K, $0.0011 for a picture of the request.',
        '2026-05-29',
      ),
      overview,
      oneAtATime,
      pictureSource,
    ],
    unknown: ['failuresCharged'],
    notes: ['Generally available since 2026-05-28; the -preview id was shut down on 2026-06-25.'],
  },
  {
    ...picture,
    id: 'gemini-3.1-flash-lite-image',
    title: 'Gemini 3.1 Flash-Lite Image',
    limits: { aspectRatios: tenRatios, resolutions: ['1K'], references: { images: 14 }, ...pictureLimits },
    prices: [
      othersSay('million-input-tokens', '0.25', { modality: 'text' }),
      othersSay('million-input-tokens', '0.25', { modality: 'image' }, sameInput),
      othersSay('million-output-tokens', '1.5', { modality: 'text' }),
      othersSay('million-output-tokens', '30', { modality: 'image' }),
      othersSay('image', '0.034', undefined, { isApproximate: true }),
    ],
    lifeCycle: { released: '2026-06-30' },
    sources: [
      priceList(
        '$0.25 in, $1.50 text out, $30 image out for a million tokens; about $0.034 for an image',
        '2026-10-07',
      ),
      overview,
      oneAtATime,
      pictureSource,
    ],
    unknown: ['failuresCharged'],
    notes: [inputNote],
  },
  {
    ...picture,
    id: 'gemini-3.1-flash-image',
    title: 'Gemini 3.1 Flash Image (Nano Banana 2)',
    status: 'retired',
    limits: { audio: false },
    prices: [
      othersSay('million-output-tokens', '60', { modality: 'image' }),
      othersSay('image', '0.067', { resolutions: ['1K'] }, { isApproximate: true }),
    ],
    lifeCycle: { released: '2026-05-28', shutdown: '2026-10-29', replacement: 'gemini-nano-banana-2.1' },
    sources: [
      priceList('Image output $60 for a million tokens, about $0.067 for a 1K image', '2026-10-07'),
      source(
        'https://ai.google.dev/gemini-api/docs/deprecations',
        'Shut down on 2026-10-29, replaced by gemini-nano-banana-2.1.',
      ),
      pictureSource,
    ],
    unknown: ['limits (retired, not collected)'],
    notes: ['Its prices are of the past.'],
  },
  {
    ...picture,
    id: 'gemini-2.5-flash-image',
    title: 'Gemini 2.5 Flash Image (Nano Banana)',
    status: 'retired',
    limits: { audio: false },
    prices: [
      othersSay('million-output-tokens', '30', { modality: 'image' }),
      othersSay('image', '0.039', undefined, { isApproximate: true }),
    ],
    lifeCycle: { shutdown: '2026-10-02', replacement: 'gemini-nano-banana-2.1' },
    sources: [
      source('https://ai.google.dev/gemini-api/docs/deprecations', 'Earliest day of its shutdown: 2026-10-02.'),
      source('npm:model-bank', '$30 for a million image output tokens, about $0.039 for an image.', '2026-09-27'),
      pictureSource,
    ],
    unknown: ['whether it was really switched off on the earliest day', 'official successor of this id'],
    notes: [
      'Its prices are of the past. A reseller says that it still answers after its day; it is refused here all the same.',
    ],
  },
  {
    id: 'imagen-4.0-generate-001',
    title: 'Imagen 4',
    alsoIds: ['imagen-4.0-ultra-generate-001', 'imagen-4.0-fast-generate-001'],
    takes: ['text'],
    makes: 'image',
    dialect: 'image',
    status: 'retired',
    limits: { references: { images: 0, videos: 0, audios: 0 }, audio: false },
    lifeCycle: { shutdown: '2026-08-17', replacement: 'gemini-3-pro-image' },
    sources: [
      source('https://github.com/azmym/gemini-mcp', 'The ids of Imagen 4 were shut down on 2026-08-17.'),
      source(
        'https://firebase.google.com/docs/ai-logic/stream-responses?hl=zh-cn',
        'All Imagen models are shut down as early as 2026-08-17 (an earlier notice said 2026-06-30).',
        '2026-08-23',
      ),
    ],
    unknown: ['price (retired)', 'the exact day'],
    notes: ['gemini-3.1-flash-image was named as its successor as well, and is itself retired.'],
  },
];

const speech = { takes: ['text'], makes: 'speech', dialect: 'gemini-speech' } as const;

const speechModels: readonly RecordFacts[] = [
  {
    ...speech,
    id: 'gemini-3.8-flash-tts',
    title: 'Gemini 3.8 Flash TTS',
    sources: [source('npm:@ai-sdk/google', 'gemini-3.8-flash-tts is in the list of speech models; up to 2 speakers.')],
    unknown: ['price', 'length of a prompt', 'release date', 'failuresCharged'],
    notes: ['Speaks over 130 languages.'],
  },
  {
    ...speech,
    id: 'gemini-3.8-flash-lite-tts',
    title: 'Gemini 3.8 Flash-Lite TTS',
    prices: [
      othersSay('million-input-tokens', '0.50', { modality: 'text' }, { isApproximate: true }),
      othersSay('million-output-tokens', '6', { modality: 'audio' }, { isApproximate: true }),
    ],
    sources: [
      source(
        'https://micdrop.dev/docs/text-to-speech/gemini',
        'From $0.50 for a million text tokens and $6 for a million audio tokens; Flash-Lite costs a third less for audio than Flash.',
        '2026-11',
      ),
      source('npm:@ai-sdk/google', 'gemini-3.8-flash-lite-tts is in the list of speech models; up to 2 speakers.'),
    ],
    unknown: [
      'the most audio tokens of one answer, so nothing bounds a price before the call',
      'length of a prompt',
      'release date',
      'failuresCharged',
    ],
    notes: [
      'Speaks over 100 languages. A price per thousand characters of your own makes it usable; what the answer says it had is booked.',
    ],
  },
];

/** The models of Google's Gemini API. */
export const geminiRecords: readonly ModelRecord[] = recordsOf('gemini', [
  ...languageModels,
  ...pictureModels,
  ...geminiClips,
  ...speechModels,
]);
