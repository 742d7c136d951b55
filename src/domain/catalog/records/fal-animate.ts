/** On fal: clips that begin with a picture, and clips that show pictures, videos and sounds. Sisters of the models that work from words alone. */
import type { ModelLimits, Sku } from '../model.types.ts';
import { onFal, page, perSecond, seconds } from './fal-shared.ts';
import { type RecordFacts, source, vendorSays } from './record.ts';

const fromPicture = { takes: ['text', 'image'], makes: 'video' } as const;

/** A first frame, without which there is no clip, a last one if wanted, and no pictures for their content. */
const frames: Pick<ModelLimits, 'needs' | 'references' | 'takesFirstFrame' | 'takesLastFrame'> = {
  needs: 'first-frame',
  references: { images: 0, videos: 0, audios: 0 },
  takesFirstFrame: true,
  takesLastFrame: true,
};

const types = (says: string) => source('npm:@fal-ai/client', `Types of the endpoint: ${says}.`, '2026-05-04');
/** The page of a sister says it; this endpoint's own was not read. */
const asSister: Partial<Sku> = { standsFor: 'sibling' };
const sisterNote = 'Its own page was not read: its prices are those of its text-to-video sister.';

const models: readonly RecordFacts[] = [
  {
    ...fromPicture,
    id: 'kling/v4/image-to-video',
    title: 'Kling 4.0 image to video',
    dialect: 'kling',
    limits: {
      ...frames,
      durationsSeconds: seconds(3, 30),
      resolutions: ['720p', '1080p'],
      audio: true,
      referenceBytes: { images: 30_000_000 },
    },
    prices: perSecond([
      ['720p', '0.157'],
      ['1080p', '0.235'],
    ]),
    sources: [
      page(
        'kling/v4/image-to-video',
        '$0.157 a second at 720p, $0.235 at 1080p; 3 to 30 s; first frame, if wanted a last one, pictures of up to 30 MB; the page says that access comes soon',
      ),
      source(
        'https://fal.ai/learn/tools/kling-api',
        'A guide calls its four endpoints, of 3 to 30 s each, and gives the same prices.',
      ),
    ],
    unknown: ['ratios (of the picture)', 'length of a prompt', 'seed', 'negative prompt'],
  },
  {
    ...fromPicture,
    id: 'fal-ai/kling-video/v3/standard/image-to-video',
    title: 'Kling 3.0 Standard image to video',
    dialect: 'kling',
    limits: {
      ...frames,
      durationsSeconds: seconds(3, 15),
      aspectRatios: ['16:9', '9:16', '1:1'],
      promptChars: 2500,
      negativePromptChars: 2500,
      takesNegativePrompt: true,
      audio: true,
      shots: { most: 6, promptChars: 512 },
    },
    prices: [vendorSays('second', '0.168', { audio: false }), vendorSays('second', '0.252', { audio: true })],
    sources: [
      source(
        'https://github.com/edenartlab/eve/blob/main/eve/tools/kling_v3/docs.md',
        'A copy of fal’s page: $0.168 a second without sound, $0.252 with it, $0.308 with voices of one’s own; 3 to 15 s; first and last frame; 16:9, 9:16, 1:1; negative prompt.',
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
    unknown: ['resolution', 'seed'],
    notes: ['Voices of one’s own, at $0.308, are not used.'],
  },
  {
    ...fromPicture,
    id: 'fal-ai/kling-video/o3/4k/image-to-video',
    title: 'Kling O3 4K image to video',
    dialect: 'kling',
    limits: { ...frames, resolutions: ['4K'], audio: true },
    prices: [vendorSays('second', '0.42')],
    sources: [
      page(
        'fal-ai/kling-video/o3/4k/image-to-video',
        '$0.42 a second with sound or without; first frame, if wanted a last one',
      ),
    ],
    unknown: ['durations', 'ratios', 'length of a prompt', 'seed'],
  },
  {
    ...fromPicture,
    id: 'bytedance/seedance-2.5/image-to-video',
    title: 'Seedance 2.5 image to video',
    dialect: 'seedance',
    limits: {
      ...frames,
      durationsSeconds: seconds(4, 30),
      resolutions: ['480p', '720p', '1080p'],
      takesNegativePrompt: false,
      audio: true,
    },
    prices: perSecond(
      [
        ['480p', '0.2205'],
        ['720p', '0.4730'],
        ['1080p', '1.164'],
      ],
      undefined,
      asSister,
    ),
    sources: [
      page(
        'bytedance/seedance-2.5/reference-to-video',
        'About $0.2205 a second at 480p, $0.4730 at 720p, $1.164 at 1080p',
      ),
      source(
        'https://docs.creatify.ai/api-documentation/ai-generation/models/seedance/bytedance-seedance-2-5-image-to-video.md',
        'A reseller of this endpoint: 4 to 30 s at 480p, 720p and 1080p, a last frame if wanted, sound.',
      ),
    ],
    unknown: ['its own price', 'length of a prompt', 'seed'],
    notes: [sisterNote],
  },
  {
    ...fromPicture,
    id: 'fal-ai/veo3.1/image-to-video',
    title: 'Veo 3.1 image to video on fal',
    dialect: 'veo',
    limits: {
      ...frames,
      takesLastFrame: false,
      durationsSeconds: [4, 6, 8],
      aspectRatios: ['auto', '16:9', '9:16'],
      resolutions: ['720p', '1080p'],
      takesSeed: true,
      takesNegativePrompt: true,
      audio: true,
    },
    prices: [
      vendorSays('second', '0.20', { audio: false }, { standsFor: 'sibling' }),
      vendorSays('second', '0.40', { audio: true }, { standsFor: 'sibling' }),
    ],
    usual: { resolution: '720p' },
    sources: [
      types(
        'duration 4, 6 or 8 s, aspect_ratio auto, 16:9 or 9:16, resolution 720p (usual) or 1080p, seed, negative_prompt, generate_audio',
      ),
      page('fal-ai/veo3.1', '$0.20 a second without and $0.40 with sound at 720p and 1080p'),
    ],
    unknown: ['its own price', 'length of a prompt'],
    notes: [sisterNote, 'A last frame has an endpoint of its own: fal-ai/veo3.1/first-last-frame-to-video.'],
  },
  {
    ...fromPicture,
    id: 'fal-ai/wan/v2.7/image-to-video',
    title: 'Wan 2.7 image to video',
    dialect: 'wan',
    takes: ['text', 'image', 'audio'],
    limits: {
      ...frames,
      references: { images: 0, videos: 0, audios: 1 },
      durationsSeconds: seconds(2, 15),
      resolutions: ['720p', '1080p'],
      promptChars: 5000,
      negativePromptChars: 500,
      takesSeed: true,
      takesNegativePrompt: true,
      referenceBytes: { images: 20_000_000, audios: 15_000_000 },
      referenceSeconds: { audios: { min: 2, max: 30 } },
    },
    prices: perSecond([
      ['720p', '0.10'],
      ['1080p', '0.15'],
    ]),
    usual: { resolution: '1080p' },
    sources: [
      page('fal-ai/wan/v2.7/image-to-video', '$0.10 a second at 720p, $0.15 at 1080p'),
      types(
        '2 to 15 s, 720p and 1080p (usual), prompt up to 5,000 and negative prompt up to 500 characters, seed, first and last frame of up to 20 MB, audio_url of 2 to 30 s and up to 15 MB',
      ),
    ],
    unknown: ['ratios (of the picture)', 'whether it makes sound of its own'],
  },
  {
    ...fromPicture,
    id: 'alibaba/wan-3.0/image-to-video',
    title: 'Wan 3.0 image to video',
    dialect: 'wan',
    limits: { ...frames, resolutions: ['480p', '720p', '1080p'], audio: true },
    prices: perSecond(
      [
        ['480p', '0.05'],
        ['720p', '0.10'],
        ['1080p', '0.20'],
      ],
      undefined,
      asSister,
    ),
    sources: [
      source(
        'https://fal.ai/models/alibaba/wan-3.0/image-to-video/api',
        'A clip from a first frame, if wanted to a last one.',
      ),
      page(
        'alibaba/wan-3.0/text-to-video',
        '$0.05 a second at 480p, $0.10 at 720p, $0.20 at 1080p; the page says that prices may change',
      ),
    ],
    unknown: ['its own price', 'durations', 'length of a prompt', 'seed'],
    notes: [sisterNote],
  },
  {
    takes: ['text', 'image', 'video', 'audio'],
    makes: 'video',
    id: 'alibaba/wan-3.0/reference-to-video',
    title: 'Wan 3.0 reference to video',
    dialect: 'wan',
    limits: {
      aspectRatios: ['adaptive', '16:9', '4:3', '1:1', '3:4', '9:16'],
      resolutions: ['480p', '720p', '1080p'],
      references: { images: 10, videos: 5, audios: 5 },
      needs: 'reference',
      audio: true,
    },
    prices: perSecond(
      [
        ['480p', '0.05'],
        ['720p', '0.10'],
        ['1080p', '0.20'],
      ],
      undefined,
      { counts: 'input-and-output' },
    ),
    usual: { resolution: '1080p' },
    sources: [
      page(
        'alibaba/wan-3.0/reference-to-video',
        '$0.05 a second at 480p, $0.10 at 720p, $0.20 at 1080p (usual); prices may change',
      ),
      source(
        'https://fal.ai/models/alibaba/wan-3.0/reference-to-video',
        'A public reading of the page: up to 10 images, 5 videos, 5 audios; seconds of videos of the request are billed too.',
        '2026-10-08',
      ),
    ],
    unknown: ['durations', 'length of a prompt', 'seed'],
  },
  {
    ...fromPicture,
    id: 'minimax/h3/image-to-video',
    title: 'MiniMax H3 image to video',
    dialect: 'minimax',
    limits: { ...frames, resolutions: ['480P', '768P', '2K', '4K'], audio: true },
    prices: perSecond([['768P', '0.06']]),
    sources: [
      page(
        'minimax/h3/text-to-video',
        'Its image-to-video sister takes a first and a last frame, $0.06 a second at 768p',
      ),
    ],
    unknown: ['price at 480P, 2K and 4K', 'durations', 'length of a prompt', 'seed'],
  },
  {
    ...fromPicture,
    id: 'fal-ai/ltx-2.3/image-to-video',
    title: 'LTX 2.3 image to video',
    dialect: 'ltx',
    limits: {
      ...frames,
      durationsSeconds: [6, 8, 10],
      aspectRatios: ['auto', '16:9', '9:16'],
      resolutions: ['1080p', '1440p', '2160p'],
      takesSeed: false,
      takesNegativePrompt: false,
      audio: true,
      fps: [24, 25, 48, 50],
    },
    prices: perSecond(
      [
        ['1080p', '0.08'],
        ['1440p', '0.16'],
        ['2160p', '0.32'],
      ],
      undefined,
      asSister,
    ),
    usual: { resolution: '1080p' },
    sources: [
      types(
        '6, 8 or 10 s, 1080p (usual), 1440p or 2160p, auto, 16:9 or 9:16, 24, 25, 48 or 50 fps, first and last frame, generate_audio',
      ),
      page('fal-ai/ltx-2.3/text-to-video', '$0.08, $0.16 and $0.32 a second at 1080p, 1440p and 2160p'),
    ],
    unknown: ['its own price', 'length of a prompt'],
    notes: [sisterNote],
  },
];

/** Clips on fal that begin with pictures or show them. */
export const falAnimate: readonly RecordFacts[] = models.map(onFal);
