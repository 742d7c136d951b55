/** OpenAI: pictures and clips. */
import type { SizeRule, Sku } from '../model.types.ts';
import { othersSay, type RecordFacts, source, vendorSays } from './record.ts';

const squareAndTwo = ['1024x1024', '1536x1024', '1024x1536'] as const;

const sdk = source(
  'npm:openai',
  'Sizes: any width and height divisible by 16, ratio 1:3 to 3:1, at most 3840x2160; prompt up to 32,000 characters; up to 16 input images of less than 50 MB.',
  '2026-11-10',
);

/** Of gpt-image-2 and later. */
const sizes: SizeRule = { multipleOf: 16, longestSide: 3840, leastPixels: 655_360, mostPixels: 8_294_400 };
const sizeSource = source(
  'https://community.openai.com/t/gpt-image-2-output-pricing-calculator-online-and-in-your-code/1382699',
  'Output tokens of gpt-image-2 by size and quality as the vendor’s own calculator counts them (7,024 for 1024x1024 at high), with factors 16, 48 and 96 for low, medium and high; sizes from 655,360 to 8,294,400 pixels, no side above 3,840.',
  '2026-06-05',
);
const inputSource = source(
  'https://longform.social/post/did:plc:lk3jfj3zq4k4wxnk474axylu/3mo3g4xyzivq2',
  'Measured with 100 edits: a picture of the request counts at most 1,536 squares of 32 pixels; several answers are billed as several requests.',
  '2026-06-12',
);

const shared = {
  takes: ['text', 'image'],
  makes: 'image',
  dialect: 'gpt-image',
} as const;

const sharedLimits = {
  aspectRatios: { min: '1:3', max: '3:1' },
  resolutions: squareAndTwo,
  references: { images: 16, videos: 0, audios: 0 },
  referenceBytes: { images: 50_000_000 },
  promptChars: 32_000,
  takesSeed: false,
  takesNegativePrompt: false,
  audio: false,
  outputsPerRequest: 10,
  loras: 0,
} as const;

const oldQualities = ['low', 'medium', 'high', 'auto'] as const;
const newQualities = ['low', 'medium', 'high', 'xhigh', 'max', 'auto'] as const;

const tokenPrices = (say: typeof vendorSays): readonly Sku[] => [
  say('million-input-tokens', '5', { modality: 'text' }),
  say('million-input-tokens', '8', { modality: 'image' }),
  say('million-output-tokens', '30', { modality: 'image' }),
];

const newerUnknown = [
  'tokens of a picture by size and quality, so nothing bounds a price before the call',
  'failuresCharged',
];
const newerNote =
  'A price per image of your own makes it usable: the answer says how many tokens it had, and those are booked.';

const ofVersion25 = (name: 'sunburst' | 'flare', title: string): RecordFacts => ({
  ...shared,
  id: `gpt-image-2.5-${name}`,
  title,
  alsoIds: [`gpt-image-2.5-${name}-2026-09-08`],
  limits: { ...sharedLimits, sizes, qualities: newQualities },
  prices: tokenPrices(othersSay),
  lifeCycle: { released: '2026-09-08' },
  sources: [
    source(
      'https://apidog.com/blog/gpt-image-2-5-api/',
      'Read from the vendor’s pages: $5 text in, $8 image in, $30 image out for a million tokens; qualities low to max; multiples of 16, ratio 1:3 to 3:1.',
      '2026-09-09',
    ),
    sdk,
  ],
  unknown: newerUnknown,
  notes: [newerNote],
});

/** The vendor's own price per picture of gpt-image-1-mini: quality, square, upright and wide. */
const miniPrices: readonly Sku[] = (
  [
    ['low', '0.005', '0.006'],
    ['medium', '0.011', '0.015'],
    ['high', '0.036', '0.052'],
  ] as const
).flatMap(([quality, square, oblong]) => [
  vendorSays('image', square, { qualities: [quality], resolutions: ['1024x1024'] }, { isApproximate: true }),
  vendorSays(
    'image',
    oblong,
    { qualities: [quality], resolutions: ['1536x1024', '1024x1536'] },
    { isApproximate: true },
  ),
]);

const soraSource = source(
  'https://developers.openai.com/de-DE/api/docs/models/sora-2',
  'sora-2 $0.10 and sora-2-pro $0.30 a second at 720x1280 or 1280x720; the models and the Videos API are shut down on 2026-09-24, nothing replaces them.',
);

const sora = (id: string, title: string, dollars: string): RecordFacts => ({
  id,
  title,
  takes: ['text', 'image'],
  makes: 'video',
  status: 'retired',
  dialect: 'sora',
  limits: {
    aspectRatios: ['9:16', '16:9'],
    resolutions: ['720x1280', '1280x720'],
    audio: 'always',
  },
  prices: [vendorSays('second', dollars, { resolutions: ['720x1280', '1280x720'] })],
  lifeCycle: { shutdown: '2026-09-24' },
  sources: [soraSource],
  unknown: ['price of larger sizes (retired, not collected)'],
  notes: ['The price is of the past. Stored prompts can be written anew for another model.'],
});

/** Pictures and clips of OpenAI. */
export const openaiPictures: readonly RecordFacts[] = [
  {
    ...shared,
    id: 'gpt-image-2.6-sunburst',
    title: 'GPT Image 2.6 Sunburst',
    limits: { ...sharedLimits, sizes, qualities: newQualities },
    prices: [
      ...tokenPrices(vendorSays),
      vendorSays('million-input-tokens', '1.25', { modality: 'text', isCached: true }),
      vendorSays('million-input-tokens', '2', { modality: 'image', isCached: true }),
    ],
    lifeCycle: { released: '2026-11-04' },
    sources: [
      source(
        'https://developers.openai.com/de-DE/api/docs/models/gpt-image-2.6-sunburst',
        'Text input $5 (cached $1.25), image input $8 (cached $2), image output $30 for a million tokens.',
      ),
      source('npm:@ai-sdk/openai', 'Options of the 2.6 family: complexity, quality, gif, svg, n, custom sizes.'),
      sdk,
      source('https://docs.apiyi.com', 'A reseller gives the release date 2026-11-04 (site given, page not kept).'),
    ],
    unknown: newerUnknown,
    notes: [
      newerNote,
      'Size rule and number of input images are documented for gpt-image-2 and 2.5; of 2.6 it is said that it takes custom sizes.',
      'It also makes SVG and GIF of 2 to 64 frames.',
    ],
  },
  {
    ...shared,
    id: 'gpt-image-2.6-flare',
    title: 'GPT Image 2.6 Flare',
    limits: { ...sharedLimits, sizes, qualities: newQualities },
    prices: tokenPrices(othersSay),
    lifeCycle: { released: '2026-11-04' },
    sources: [
      source(
        'https://docs.laozhang.ai',
        'A reseller: the same prices by the token as Sunburst, $5 text in, $8 image in, $30 image out for a million (site given, page not kept).',
        '2026-11-05',
      ),
      source('npm:@ai-sdk/openai', 'gpt-image-2.6-flare is in the list of image models.'),
      sdk,
    ],
    unknown: [...newerUnknown, 'the vendor’s own price page was not read'],
    notes: [newerNote],
  },
  ofVersion25('sunburst', 'GPT Image 2.5 Sunburst'),
  ofVersion25('flare', 'GPT Image 2.5 Flare'),
  {
    ...shared,
    id: 'gpt-image-2',
    title: 'GPT Image 2',
    limits: { ...sharedLimits, sizes, qualities: oldQualities },
    prices: tokenPrices(othersSay),
    imageInputTokens: { most: 1536 },
    pictureTokens: { low: 16, medium: 48, high: 96 },
    // Our way of asking for a ratio: the nearest size on the grid, of at most 1.4 times 1.3 million pixels.
    usual: { pixels: 1_820_000 },
    lifeCycle: { released: '2026-04-21' },
    sources: [
      source(
        'npm:@pydantic/genai-prices',
        '$5 text in, $8 image in, $30 image out for a million tokens.',
        '2026-09-23',
      ),
      source('npm:model-bank', 'About $0.053 for an image.', '2026-09-27'),
      sdk,
      sizeSource,
      inputSource,
    ],
    unknown: ['the vendor’s own price page was not read', 'failuresCharged'],
    notes: [
      'Limits are the vendor’s, prices are a third party’s. About $0.053 an image is an approximation and not kept as a price.',
    ],
  },
  {
    ...shared,
    id: 'gpt-image-1-mini',
    title: 'GPT Image 1 mini',
    status: 'deprecated',
    limits: { ...sharedLimits, aspectRatios: ['1:1', '3:2', '2:3'], qualities: oldQualities },
    prices: [
      ...miniPrices,
      vendorSays('million-input-tokens', '2', { modality: 'text' }),
      vendorSays('million-input-tokens', '0.20', { modality: 'text', isCached: true }),
      vendorSays('million-input-tokens', '2.5', { modality: 'image' }),
      vendorSays('million-input-tokens', '0.25', { modality: 'image', isCached: true }),
      vendorSays('million-output-tokens', '8', { modality: 'image' }),
    ],
    sources: [
      source(
        'https://developers.openai.com/de-DE/api/docs/models/gpt-image-1-mini',
        'Deprecated. A million tokens: text in $2 (cached $0.20), image in $2.50 (cached $0.25), out $8. A picture, square and oblong: low $0.005 and $0.006, medium $0.011 and $0.015, high $0.036 and $0.052.',
      ),
      source('npm:@ai-sdk/openai', 'gpt-image-1-mini is in the list of image models.'),
      sdk,
    ],
    unknown: ['release and shutdown dates', 'failuresCharged', 'tokens of a picture of the request'],
    notes: ['Prices of a picture are the vendor’s, rounded to a tenth of a cent; the tokens of the answer are booked.'],
  },
  {
    ...shared,
    id: 'gpt-image-1',
    title: 'GPT Image 1',
    status: 'retired',
    limits: { takesSeed: false, takesNegativePrompt: false, audio: false },
    lifeCycle: { shutdown: '2026-10-23', replacement: 'gpt-image-2.5-sunburst' },
    sources: [
      source(
        'npm:openai',
        'gpt-image-1 is shut down on 2026-10-23; gpt-image-2.5-sunburst or gpt-image-2.5-flare replace it.',
        '2026-11-10',
      ),
    ],
    unknown: ['price (retired, not collected)'],
    notes: ['The vendor names gpt-image-2.5-flare as well.'],
  },
  sora('sora-2', 'Sora 2', '0.10'),
  sora('sora-2-pro', 'Sora 2 Pro', '0.30'),
];
