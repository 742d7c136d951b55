/** Pictures on fal, and training of styles and faces. */
import type { Sku } from '../model.types.ts';
import { onFal, page, wordsOnly } from './fal-shared.ts';
import { othersSay, type RecordFacts, source, vendorSays } from './record.ts';

const fromText = { takes: ['text'], makes: 'image', dialect: 'flux' } as const;

/**
 * fal counts 1920x1080 as two megapixels, rounded up (its page of FLUX.2 [pro] says so by its example): a megapixel is 2^20 pixels. Without a
 * size its named sizes are at most 1024x1024.
 */
const megapixel = { rounding: 'unit', megapixelPixels: 1_048_576 } as const;
const usual = { pixels: 1_048_576 } as const;
const meterNote =
  'A megapixel is 2^20 pixels, rounded up, as the example on the page of FLUX.2 [pro] shows (1920x1080 is two). Without a size it is at most one.';

const tiers = (first: string, further: string): readonly Sku[] => [
  vendorSays('megapixel', first, { first: 1 }, { ...megapixel, counts: 'input-and-output' }),
  vendorSays('megapixel', further, { afterFirst: 1 }, { ...megapixel, counts: 'input-and-output' }),
];

const sdk = (says: string) => source('npm:@fal-ai/client', says, '2026-05-04');
const pictureWords = { ...wordsOnly, takesFirstFrame: null, takesLastFrame: null, audio: false, loras: 0 } as const;
const oneEach = { outputsPerRequest: 1, loras: 0 } as const;
const noCount = sdk('Types of the endpoint: no num_images, so one picture a request.');

/** Changing pictures, or making new ones with them. Without a size the model chooses one, so that only a size makes a price. */
const edit = (name: string, title: string, prices: readonly Sku[], says: string): RecordFacts => ({
  id: `fal-ai/flux-2-${name}/edit`,
  title,
  takes: ['text', 'image'],
  makes: 'image',
  dialect: 'flux',
  limits: {
    references: { videos: 0, audios: 0 },
    needs: 'picture',
    takesSeed: true,
    takesNegativePrompt: false,
    audio: false,
    ...oneEach,
  },
  prices,
  sources: [page(`fal-ai/flux-2-${name}/edit`, says), noCount],
  unknown: ['length of a prompt', 'how many images it takes', 'the size it chooses where none is asked'],
  notes: [
    'A megapixel is 2^20 pixels, rounded up, as the page’s example shows. Its price needs the size of the picture wanted and of those of the request.',
  ],
});

const models: readonly RecordFacts[] = [
  {
    ...fromText,
    id: 'fal-ai/flux-2-max',
    title: 'FLUX.2 [max]',
    limits: { ...pictureWords, ...oneEach, takesSeed: true, takesNegativePrompt: false },
    prices: tiers('0.07', '0.03'),
    usual,
    sources: [
      page(
        'fal-ai/flux-2-max',
        '$0.07 for the first megapixel, $0.03 for each further; input images count on the edit endpoint',
      ),
      noCount,
    ],
    unknown: ['length of a prompt', 'how many images its edit sister takes'],
    notes: [meterNote],
  },
  {
    ...fromText,
    id: 'fal-ai/flux-2-pro',
    title: 'FLUX.2 [pro]',
    limits: { ...pictureWords, ...oneEach, takesSeed: true, takesNegativePrompt: false },
    prices: tiers('0.03', '0.015'),
    usual,
    sources: [
      page(
        'fal-ai/flux-2-pro',
        '$0.03 for the first megapixel and $0.015 for each further of input and output, rounded up; 1920x1080 costs $0.045',
      ),
      sdk('Types of the endpoint: seed, safety_tolerance, named sizes or width and height.'),
      noCount,
    ],
    unknown: ['length of a prompt', 'how many images its edit sister takes'],
    notes: [meterNote],
  },
  edit(
    'max',
    'FLUX.2 [max] edit',
    tiers('0.07', '0.03'),
    '$0.07 for the first processed megapixel, $0.03 for each further; input images count',
  ),
  edit(
    'pro',
    'FLUX.2 [pro] edit',
    tiers('0.03', '0.015'),
    '$0.03 for the first megapixel of output, $0.015 for each further of input and output, rounded up; 1024x1024 costs $0.03, 1920x1080 $0.045',
  ),
  {
    ...fromText,
    id: 'fal-ai/flux-2/lora',
    title: 'FLUX.2 [dev] with LoRAs',
    limits: {
      ...pictureWords,
      loras: 3,
      takesSeed: true,
      takesNegativePrompt: false,
      sizes: { multipleOf: 1, longestSide: 2048, leastPixels: 262_144, mostPixels: 4_194_304 },
    },
    prices: [
      vendorSays('megapixel', '0.021', undefined, megapixel),
      vendorSays('megapixel', '0.0525', undefined, megapixel),
    ],
    usual,
    sources: [
      page(
        'fal-ai/flux-2/lora',
        '$0.021 for a megapixel; LoRAs of 2 to 3 GB in all cost 1.5 times, 3 to 4 GB 2 times, 4 to 5 GB 2.5 times that',
      ),
      sdk('Types of the endpoint: up to 3 loras, seed, num_images, width and height from 512 to 2048.'),
    ],
    unknown: ['length of a prompt'],
    notes: [
      meterNote,
      'How large trained weights are is not known before: the dearest is reckoned, $0.0525; what fal says it billed is booked.',
    ],
  },
  {
    ...fromText,
    id: 'fal-ai/flux-2-flex',
    title: 'FLUX.2 [flex]',
    limits: { references: { videos: 0, audios: 0 }, audio: false, ...oneEach },
    prices: [vendorSays('megapixel', '0.05', undefined, { ...megapixel, counts: 'input-and-output' })],
    usual,
    sources: [page('fal-ai/flux-2-flex', '$0.05 for a megapixel of input and output'), noCount],
    unknown: ['length of a prompt', 'number of input images', 'seed'],
    notes: [meterNote],
  },
  {
    id: 'fal-ai/flux-pro/kontext',
    title: 'FLUX.1 Kontext [pro]',
    takes: ['text', 'image'],
    makes: 'image',
    dialect: 'flux',
    limits: { references: { images: 1, videos: 0, audios: 0 }, needs: 'picture', takesSeed: true, audio: false },
    prices: [othersSay('image', '0.04')],
    sources: [
      source(
        'https://fal.ai/pricing',
        '$0.04 an image (read through a public transcription of the page)',
        '2026-09-20',
      ),
      source('npm:@ai-sdk/fal', 'fal-ai/flux-pro/kontext is in the list of image models.', '2026-09-14'),
    ],
    unknown: ['ratios', 'length of a prompt'],
  },
  {
    ...fromText,
    id: 'fal-ai/flux/dev',
    title: 'FLUX.1 [dev]',
    limits: { ...pictureWords, takesSeed: true, takesNegativePrompt: false },
    prices: [vendorSays('megapixel', '0.025', undefined, megapixel)],
    usual,
    sources: [page('fal-ai/flux/dev', '$0.025 for a megapixel')],
    unknown: ['length of a prompt'],
    notes: [meterNote],
  },
  {
    ...fromText,
    id: 'fal-ai/flux/schnell',
    title: 'FLUX.1 [schnell]',
    limits: { ...pictureWords, takesSeed: true, takesNegativePrompt: false },
    prices: [othersSay('megapixel', '0.003', undefined, megapixel)],
    usual,
    sources: [
      source('https://fal.ai/models/fal-ai/flux/schnell', '$0.003 for a megapixel, as a public table of models says.'),
    ],
    unknown: ['the vendor’s price', 'length of a prompt'],
    notes: [meterNote],
  },
  {
    id: 'fal-ai/flux-2-trainer',
    title: 'FLUX.2 LoRA trainer',
    takes: ['image'],
    makes: 'lora',
    limits: { leastExamples: 10 },
    prices: [vendorSays('step', '0.0064')],
    sources: [page('fal-ai/flux-2-trainer', '$0.0064 for a step ($6.40 for 1,000); an archive of at least 10 images')],
    unknown: ['most steps', 'how long the trained file is kept'],
  },
  {
    id: 'fal-ai/flux-lora-fast-training',
    title: 'FLUX.1 LoRA fast training',
    takes: ['image'],
    makes: 'lora',
    sources: [sdk('Types of the endpoint: images_data_url, steps, trigger_word, is_style.')],
    unknown: ['price', 'range of steps'],
  },
];

/** Pictures on fal. */
export const falPictures: readonly RecordFacts[] = models.map(onFal);
