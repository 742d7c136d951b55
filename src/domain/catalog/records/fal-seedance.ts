/** Seedance on fal: billed by tokens of video, of which the pages also say what a second comes to. */
import type { Sku } from '../model.types.ts';
import { fromText, onFal, page, perSecond, seconds, wordsOnly } from './fal-shared.ts';
import { type RecordFacts, vendorSays } from './record.ts';

const ratios = ['auto', '21:9', '16:9', '4:3', '1:1', '3:4', '9:16'] as const;

/**
 * Most pixels of a frame: what the pages' own prices of a second imply (10,300 tokens a second at 480p, 22,100 at 720p, 49,744 at 1080p, by the
 * formula). They are 2.4 % above 1280x720 and 1920x1080, so no ratio comes dearer.
 */
export const framePixels = { '480p': 439_467, '720p': 942_934, '1080p': 2_122_411 } as const;

const shared = { dialect: 'seedance', videoTokens: 'pixels-24-1024', framePixels } as const;

const tokens = (dollars: string, when?: Sku['when'], details?: Partial<Sku>): Sku => ({
  ...vendorSays('million-output-tokens', dollars, { modality: 'video', ...when }),
  ...details,
});

const about = { isApproximate: true } as const;
const withVideo = { counts: 'input-and-output' } as const;

const seedance25 = page(
  'bytedance/seedance-2.5/reference-to-video',
  'About $0.2205 a second at 480p, $0.4730 at 720p, $1.164 at 1080p; $0.0214 for a thousand tokens (1080p $0.0234); with videos of the request x0.6 on input plus output seconds, at 720p about $0.2838; 30 images, 10 videos, 10 audios, 50 files in all; images to 30 MB, videos 1.8 to 30.2 s and 200 MB, audio 1.8 to 30.2 s and 15 MB; 4 to 30 s',
);
const perSecond25 = [
  ['480p', '0.2205'],
  ['720p', '0.4730'],
  ['1080p', '1.164'],
] as const;
const usHosted =
  'A variant hosted in the US (bytedance/seedance-2.5/us/…) costs $25.68 (1080p $28.08) for a million tokens in a public reading of 2026-10-09.';

const models: readonly RecordFacts[] = [
  {
    ...fromText,
    ...shared,
    id: 'bytedance/seedance-2.5/text-to-video',
    title: 'Seedance 2.5',
    limits: {
      ...wordsOnly,
      durationsSeconds: seconds(4, 30),
      aspectRatios: ratios,
      resolutions: ['480p', '720p', '1080p'],
      takesSeed: true,
      takesNegativePrompt: false,
      audio: true,
    },
    prices: [
      ...perSecond(perSecond25, undefined, about),
      tokens('21.4', { resolutions: ['480p', '720p'] }),
      tokens('23.4', { resolutions: ['1080p'] }),
    ],
    sources: [seedance25, page('bytedance/seedance-2.5/text-to-video', 'Prices at 480p and 720p, 4 to 30 s or auto')],
    unknown: ['length of a prompt', 'release date', 'seed and the price at 1080p were read on the page of its sister'],
    notes: [usHosted],
  },
  {
    ...shared,
    id: 'bytedance/seedance-2.5/reference-to-video',
    title: 'Seedance 2.5 reference, edit and extend',
    takes: ['text', 'image', 'video', 'audio'],
    makes: 'video',
    limits: {
      durationsSeconds: seconds(4, 30),
      aspectRatios: ratios,
      resolutions: ['480p', '720p', '1080p'],
      references: { images: 30, videos: 10, audios: 10 },
      needs: 'reference',
      filesInAll: 50,
      referenceBytes: { images: 30_000_000, videos: 200_000_000, audios: 15_000_000 },
      referenceSeconds: { videos: { min: 1.8, max: 30.2, inAll: 30.2 }, audios: { min: 1.8, max: 30.2 } },
      takesSeed: true,
      takesNegativePrompt: false,
      audio: true,
    },
    prices: [
      ...perSecond(perSecond25, { hasVideoReference: false }, about),
      tokens('21.4', { resolutions: ['480p', '720p'], hasVideoReference: false }),
      tokens('23.4', { resolutions: ['1080p'], hasVideoReference: false }),
      ...perSecond([['720p', '0.2838']], { hasVideoReference: true }, { ...about, ...withVideo }),
      tokens('12.84', { resolutions: ['480p', '720p'], hasVideoReference: true }, withVideo),
      tokens('14.04', { resolutions: ['1080p'], hasVideoReference: true }, withVideo),
    ],
    sources: [seedance25],
    unknown: ['length of a prompt', 'release date'],
    notes: [
      usHosted,
      'Prices by the token with videos of the request are the page’s 0.6 of $21.4 and $23.4 a million: $12.84 and $14.04.',
      'Sound of the request needs an image or a video beside it.',
    ],
  },
  {
    ...fromText,
    ...shared,
    id: 'bytedance/seedance-2.5/flash/text-to-video',
    title: 'Seedance 2.5 Flash',
    limits: {
      ...wordsOnly,
      durationsSeconds: seconds(4, 30),
      aspectRatios: ratios,
      resolutions: ['480p', '720p'],
      audio: true,
    },
    prices: [
      ...perSecond(
        [
          ['480p', '0.1442'],
          ['720p', '0.3094'],
        ],
        { audio: true },
      ),
      tokens('14'),
    ],
    sources: [
      page(
        'bytedance/seedance-2.5/flash/text-to-video',
        '$0.1442 a second at 480p and $0.3094 at 720p with sound; $14 for a million tokens of video = height x width x seconds x 24 / 1024; 4 to 30 s or auto',
      ),
    ],
    unknown: ['length of a prompt', 'negative prompt', 'seed'],
  },
  {
    ...fromText,
    ...shared,
    id: 'bytedance/seedance-2.0/text-to-video',
    title: 'Seedance 2.0',
    limits: {
      ...wordsOnly,
      durationsSeconds: seconds(4, 15),
      aspectRatios: ratios,
      resolutions: ['480p', '720p'],
      audio: true,
    },
    prices: [...perSecond([['720p', '0.3034']]), tokens('14')],
    sources: [page('bytedance/seedance-2.0/text-to-video', '$0.3034 a second at 720p; $0.014 for a thousand tokens')],
    unknown: [
      'durations (4 to 15 s), ratios and resolutions are those of its Fast sister',
      '1080p ($0.682 a second in one table)',
      'seed',
      'length of a prompt',
    ],
    notes: ['Its reference sister takes 9 images, 3 videos, 3 audios; x0.6 with videos of the request.'],
  },
  {
    ...fromText,
    ...shared,
    id: 'bytedance/seedance-2.0/fast/text-to-video',
    title: 'Seedance 2.0 Fast',
    limits: {
      ...wordsOnly,
      durationsSeconds: seconds(4, 15),
      aspectRatios: ratios,
      resolutions: ['480p', '720p'],
      takesSeed: true,
      audio: true,
    },
    prices: [...perSecond([['720p', '0.2419']]), tokens('11.2')],
    sources: [
      page(
        'bytedance/seedance-2.0/fast/text-to-video',
        '$0.2419 a second at 720p with sound or without; $11.2 for a million tokens of video; 4 to 15 s or auto',
      ),
    ],
    unknown: ['length of a prompt', 'negative prompt'],
  },
  {
    ...fromText,
    ...shared,
    id: 'bytedance/seedance-2.0/mini/text-to-video',
    title: 'Seedance 2.0 Mini',
    limits: {
      ...wordsOnly,
      durationsSeconds: seconds(4, 15),
      aspectRatios: ratios,
      resolutions: ['480p', '720p'],
      audio: true,
    },
    prices: [
      ...perSecond([
        ['480p', '0.0721'],
        ['720p', '0.1547'],
      ]),
      tokens('7'),
    ],
    sources: [
      page(
        'bytedance/seedance-2.0/mini/text-to-video',
        '$0.0721 a second at 480p, $0.1547 at 720p; $7 for a million tokens of video',
      ),
    ],
    unknown: ['length of a prompt', 'negative prompt', 'seed', 'durations (4 to 15 s) are those of its Fast sister'],
  },
];

/** Seedance on fal. */
export const falSeedance: readonly RecordFacts[] = models.map(onFal);
