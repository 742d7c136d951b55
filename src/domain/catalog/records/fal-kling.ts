/** Kling on fal. */
import { fromText, onFal, page, perSecond, seconds, wordsOnly } from './fal-shared.ts';
import { othersSay, type RecordFacts, source, vendorSays } from './record.ts';

const klingPage = source(
  'https://fal.ai/learn/tools/kling-api',
  'Kling 4.0 on fal: $0.157 a second at 720p, $0.235 at 1080p, 3 to 30 s, sound of its own.',
);

const models: readonly RecordFacts[] = [
  {
    ...fromText,
    id: 'kling/v4/text-to-video',
    title: 'Kling 4.0 text to video',
    dialect: 'kling',
    limits: {
      ...wordsOnly,
      durationsSeconds: seconds(3, 30),
      aspectRatios: ['16:9', '9:16', '1:1', '21:9'],
      resolutions: ['720p', '1080p'],
      audio: true,
    },
    prices: perSecond([
      ['720p', '0.157'],
      ['1080p', '0.235'],
    ]),
    sources: [klingPage],
    unknown: [
      'ratios are a third party’s',
      'length of a prompt (2,500 characters are reported of earlier Kling)',
      'seed',
      'negative prompt',
      'release date',
    ],
    notes: ['Sisters: kling/v4/image-to-video, kling/v4/video-to-video/edit.'],
  },
  {
    id: 'kling/v4/reference-to-video',
    title: 'Kling 4.0 reference to video',
    takes: ['text', 'image', 'video', 'audio'],
    makes: 'video',
    dialect: 'kling',
    limits: {
      durationsSeconds: seconds(3, 30),
      resolutions: ['720p', '1080p'],
      references: { images: 10, videos: 5, audios: 3 },
      needs: 'reference',
      audio: true,
    },
    prices: [
      ...perSecond(
        [
          ['720p', '0.157'],
          ['1080p', '0.235'],
        ],
        { hasVideoReference: false },
      ),
      ...perSecond(
        [
          ['720p', '0.094'],
          ['1080p', '0.141'],
        ],
        { hasVideoReference: true },
        { counts: 'input-and-output-at-least-twice-output' },
      ),
    ],
    sources: [
      page(
        'kling/v4/reference-to-video',
        '$0.157 and $0.235 a second without, $0.094 and $0.141 with videos of the request, then on input plus output seconds, at least twice the output; 3 to 30 s; the page says that access comes soon',
      ),
      source('https://wavespeed.ai', 'Up to 10 images, 5 videos, 3 audios (site given, page not kept).'),
    ],
    unknown: ['whether access is open', 'numbers of references are a third party’s', 'ratios', 'seed'],
  },
  {
    ...fromText,
    id: 'fal-ai/kling-video/o3/4k/text-to-video',
    title: 'Kling O3 4K text to video',
    dialect: 'kling',
    limits: {
      ...wordsOnly,
      durationsSeconds: seconds(3, 15),
      aspectRatios: ['16:9', '9:16', '1:1'],
      resolutions: ['4K'],
      takesSeed: false,
      takesNegativePrompt: false,
      audio: true,
    },
    prices: [vendorSays('second', '0.42')],
    sources: [
      page(
        'fal-ai/kling-video/o3/4k/text-to-video',
        '$0.42 a second with sound or without; 3 to 15 s; generate_audio; no seed, no negative prompt',
      ),
    ],
    unknown: ['length of a prompt', 'release date'],
  },
  {
    ...fromText,
    id: 'fal-ai/kling-video/v3/pro/text-to-video',
    title: 'Kling 3.0 Pro text to video',
    dialect: 'kling',
    limits: {
      ...wordsOnly,
      durationsSeconds: seconds(3, 15),
      aspectRatios: ['16:9', '9:16', '1:1'],
      promptChars: 2500,
      negativePromptChars: 2500,
      takesNegativePrompt: true,
      audio: true,
      shots: { most: 6, promptChars: 512 },
    },
    prices: [
      othersSay('second', '0.112', { audio: false }, { isApproximate: true }),
      othersSay('second', '0.168', { audio: true }, { isApproximate: true }),
      othersSay('second', '0.224', { audio: false }, { isApproximate: true }),
      othersSay('second', '0.336', { audio: true }, { isApproximate: true }),
    ],
    sources: [
      source(
        'npm:@fal-ai/client',
        'Types of the endpoint: duration 3 to 15, negative_prompt, cfg_scale, multi_prompt, generate_audio.',
        '2026-05-04',
      ),
      source(
        'https://fal.ai/models/fal-ai/kling-video/v3/pro/text-to-video',
        'Public tables of models give $0.112 and $0.168 a second (without and with sound), an older one $0.224 and $0.336.',
      ),
      source(
        'https://github.com/Comfy-Org/ComfyUI/issues/2500',
        'Kling 3.0 refuses prompts of more than 2,500 characters.',
        '2026-08-04',
      ),
      source(
        'https://github.com/receptron/mulmocast-cli/issues/1353',
        'Up to 6 shots in one request, whose durations add up to the clip’s.',
        '2026-04-18',
      ),
      source('npm:@ai-sdk/klingai', 'Prompt of a shot up to 512 characters; negative prompt up to 2,500.'),
    ],
    unknown: ['the vendor’s price was not read', 'resolution'],
    notes: ['Third parties disagree; the dearest counts. The page of its motion-control sister says $0.168.'],
  },
];

/** Kling on fal. */
export const falKling: readonly RecordFacts[] = models.map(onFal);
