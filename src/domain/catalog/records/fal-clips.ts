/** Clips on fal: LTX, Wan, FLUX, and Google's resold. */
import { fromText, onFal, page, perSecond, seconds, wordsOnly } from './fal-shared.ts';
import { type RecordFacts, source, vendorSays } from './record.ts';

const wideAndTall = ['16:9', '9:16'] as const;
const fluxGuide = source(
  'https://fal.ai/learn/devs/how-to-access-flux-3-on-fal',
  'FLUX 3 video on fal: $0.17 a second at 720p, $0.29 at 1080p; extension $0.41 and $0.53; 5 to 20 whole seconds, 24 fps, sound.',
  '2026-08-04',
);

const ltxWords = {
  ...wordsOnly,
  aspectRatios: wideAndTall,
  takesSeed: false,
  takesNegativePrompt: false,
  audio: true,
} as const;
const upToTen = seconds(6, 10, 2);

const ltx: readonly RecordFacts[] = [
  {
    ...fromText,
    id: 'fal-ai/ltx-2.3/text-to-video',
    title: 'LTX 2.3',
    dialect: 'ltx',
    limits: {
      ...ltxWords,
      durationsSeconds: [6, 8, 10],
      resolutions: ['1080p', '1440p', '2160p'],
      fps: [24, 25, 48, 50],
    },
    prices: perSecond([
      ['1080p', '0.08'],
      ['1440p', '0.16'],
      ['2160p', '0.32'],
    ]),
    sources: [
      page(
        'fal-ai/ltx-2.3/text-to-video',
        '$0.08, $0.16 and $0.32 a second at 1080p, 1440p and 2160p; 6, 8 or 10 s; 24, 25, 48 or 50 fps; sound',
      ),
    ],
    unknown: ['length of a prompt', 'release date'],
    notes: ['Its image-to-video sister takes a last frame.'],
  },
  {
    ...fromText,
    id: 'fal-ai/ltx-2.3/text-to-video/fast',
    title: 'LTX 2.3 Fast',
    dialect: 'ltx',
    limits: {
      ...ltxWords,
      durationsSeconds: seconds(6, 20, 2),
      durationRules: [
        { when: { resolutions: ['1440p', '2160p'] }, durationsSeconds: upToTen },
        { when: { fps: [24, 48, 50] }, durationsSeconds: upToTen },
      ],
      resolutions: ['1080p', '1440p', '2160p'],
      fps: [24, 25, 48, 50],
    },
    prices: perSecond([
      ['1080p', '0.04'],
      ['1440p', '0.08'],
      ['2160p', '0.16'],
    ]),
    sources: [
      page(
        'fal-ai/ltx-2.3/text-to-video/fast',
        '$0.04, $0.08 and $0.16 a second; 6 to 20 s in steps of two; above 10 s only at 1080p and 25 fps',
      ),
    ],
    unknown: ['length of a prompt', 'release date'],
  },
  {
    ...fromText,
    id: 'lightricks/ltx-2.5/text-to-video/pro',
    title: 'LTX 2.5 Pro',
    dialect: 'ltx',
    limits: { ...ltxWords, durationsSeconds: [6, 8, 10], resolutions: ['720p', '1080p'], fps: [24, 25, 50] },
    prices: perSecond([
      ['720p', '0.12'],
      ['1080p', '0.17'],
    ]),
    sources: [
      page(
        'lightricks/ltx-2.5/text-to-video/pro',
        '$0.12 a second at 720p, $0.17 at 1080p; 6, 8 or 10 s or auto; 24, 25 or 50 fps',
      ),
    ],
    unknown: ['length of a prompt', 'release date'],
    notes: ['camera_motion: dolly_in, dolly_out, dolly_left, dolly_right, jib_up, jib_down, static, focus_shift.'],
  },
  {
    ...fromText,
    id: 'lightricks/ltx-2.5/text-to-video/fast',
    title: 'LTX 2.5 Fast',
    dialect: 'ltx',
    limits: {
      ...ltxWords,
      durationsSeconds: seconds(6, 20, 2),
      durationRules: [
        { when: { fps: [48, 50] }, durationsSeconds: upToTen },
        { when: { resolutions: ['1440p', '2160p'] }, durationsSeconds: upToTen },
      ],
      resolutions: ['720p', '1080p', '1440p', '2160p'],
      fps: [24, 25, 48, 50],
    },
    prices: perSecond([
      ['720p', '0.09'],
      ['1080p', '0.13'],
      ['1440p', '0.19'],
      ['2160p', '0.30'],
    ]),
    sources: [
      page(
        'lightricks/ltx-2.5/text-to-video/fast',
        '$0.09, $0.13, $0.19 and $0.30 a second, sound included; 6 to 20 s in steps of two; 720p and 1080p up to 20 s at 24 or 25 fps, up to 10 s at 48 or 50; 1440p and 2160p up to 10 s',
      ),
    ],
    unknown: ['length of a prompt', 'release date'],
    notes: ['camera_motion as of Pro.'],
  },
];

const wan: readonly RecordFacts[] = [
  {
    ...fromText,
    id: 'alibaba/wan-3.0/text-to-video',
    title: 'Wan 3.0',
    dialect: 'wan',
    limits: {
      ...wordsOnly,
      durationsSeconds: seconds(2, 30),
      aspectRatios: ['adaptive', '16:9', '4:3', '1:1', '3:4', '9:16'],
      resolutions: ['480p', '720p', '1080p'],
      takesSeed: true,
      takesNegativePrompt: false,
      audio: true,
    },
    prices: perSecond([
      ['480p', '0.05'],
      ['720p', '0.10'],
      ['1080p', '0.20'],
    ]),
    lifeCycle: { released: '2026-08-01' },
    sources: [
      page(
        'alibaba/wan-3.0/text-to-video',
        '$0.05 a second at 480p, $0.10 at 720p, $0.20 at 1080p; 2 to 30 s; seed; the page says that prices may change',
      ),
      source('https://docs.venice.ai/models/wan-3-0.md', 'Released 2026-08-01.'),
    ],
    unknown: ['length of a prompt (2,500 characters in one table)', 'day of release is a third party’s'],
    notes: [
      'Sisters: image-to-video (first and last image), reference-to-video (10 images, 5 videos, 5 audios in a reading of 2026-10-08; seconds of videos of the request are billed too).',
    ],
  },
  {
    id: 'fal-ai/wan/v2.7/text-to-video',
    title: 'Wan 2.7',
    takes: ['text', 'audio'],
    makes: 'video',
    dialect: 'wan',
    limits: {
      durationsSeconds: seconds(2, 15),
      aspectRatios: ['16:9', '9:16', '1:1', '4:3', '3:4'],
      resolutions: ['720p', '1080p'],
      references: { images: 0, videos: 0, audios: 1 },
      promptChars: 5000,
      negativePromptChars: 500,
      takesSeed: true,
      takesNegativePrompt: true,
      takesFirstFrame: false,
      takesLastFrame: false,
      audio: true,
    },
    prices: [vendorSays('second', '0.10')],
    sources: [
      page('fal-ai/wan/v2.7/text-to-video', '$0.10 a second, one price for both resolutions'),
      page('fal-ai/wan/v2.7/image-to-video', 'Its image-to-video sister costs $0.10 at 720p and $0.15 at 1080p'),
      source(
        'npm:@fal-ai/client',
        'Types of the endpoint: 2 to 15 s, 720p and 1080p, prompt up to 5,000 and negative prompt up to 500 characters, seed, audio_url.',
        '2026-05-04',
      ),
    ],
    unknown: ['whether 1080p costs more', 'release date'],
  },
];

const flux: readonly RecordFacts[] = [
  {
    ...fromText,
    id: 'blackforestlabs/flux-3/text-to-video',
    title: 'FLUX 3 video, text to video',
    dialect: 'flux-video',
    limits: {
      ...wordsOnly,
      durationsSeconds: seconds(5, 20),
      aspectRatios: ['auto', '21:9', '2:1', '16:9', '4:3', '1:1', '3:4', '9:16'],
      resolutions: ['720p', '1080p'],
      takesSeed: false,
      takesNegativePrompt: false,
      audio: true,
      fps: [24],
    },
    prices: perSecond([
      ['720p', '0.17'],
      ['1080p', '0.29'],
    ]),
    lifeCycle: { released: '2026-08-04' },
    sources: [
      page(
        'blackforestlabs/flux-3/text-to-video',
        '$0.17 a second at 720p, $0.29 at 1080p; auto or 5 to 20 s; ratios; no seed',
      ),
      fluxGuide,
    ],
    unknown: ['length of a prompt'],
    notes: [
      'The seed is told and cannot be set. Sisters: image-to-video, first-last-frame-to-video, keyframes, extend-video, edit-video.',
      'Endpoints of their own: a draft ($0.06 a second at 720p) and its rendering at 1080p ($0.29).',
    ],
  },
  {
    id: 'blackforestlabs/flux-3/extend-video',
    title: 'FLUX 3 video, extend',
    takes: ['text', 'video'],
    makes: 'video',
    dialect: 'flux-video',
    limits: {
      resolutions: ['720p', '1080p'],
      references: { images: 0, videos: 1, audios: 0 },
      needs: 'source-video',
      takesFirstFrame: false,
      takesLastFrame: false,
      audio: true,
      fps: [24],
    },
    prices: perSecond([
      ['720p', '0.41'],
      ['1080p', '0.53'],
    ]),
    lifeCycle: { released: '2026-08-04' },
    sources: [page('blackforestlabs/flux-3/extend-video', '$0.41 a second at 720p, $0.53 at 1080p'), fluxGuide],
    unknown: ['how long an extension may be', 'ratios'],
    notes: ['A draft ($0.12 a second at 720p) is an endpoint of its own.'],
  },
];

const google: readonly RecordFacts[] = [
  {
    ...fromText,
    id: 'google/gemini-omni-flash/v1.1/text-to-video',
    title: 'Gemini Omni 1.1 Flash on fal',
    dialect: 'gemini-omni',
    limits: {
      ...wordsOnly,
      durationsSeconds: seconds(3, 10),
      aspectRatios: wideAndTall,
      resolutions: ['360p', '720p', '1080p', '4k'],
      takesSeed: false,
      takesNegativePrompt: false,
      audio: true,
    },
    prices: perSecond([
      ['360p', '0.03'],
      ['720p', '0.10'],
      ['1080p', '0.15'],
      ['4k', '0.30'],
    ]),
    sources: [
      page(
        'google/gemini-omni-flash/v1.1/text-to-video',
        '$0.03, $0.10, $0.15 and $0.30 a second at 360p, 720p, 1080p and 4K; 3 to 10 s',
      ),
    ],
    unknown: ['length of a prompt', 'an endpoint of version 1.2 was not found'],
    notes: [
      'google/gemini-omni-flash without a version is billed by tokens, $21.875 a million, about $0.125 a second at 720p.',
    ],
  },
  {
    ...fromText,
    id: 'fal-ai/veo3.1',
    title: 'Veo 3.1 on fal',
    dialect: 'veo',
    limits: {
      ...wordsOnly,
      durationsSeconds: [4, 6, 8],
      aspectRatios: wideAndTall,
      resolutions: ['720p', '1080p', '4k'],
      takesSeed: true,
      takesNegativePrompt: true,
      audio: true,
    },
    prices: [
      vendorSays('second', '0.20', { resolutions: ['720p', '1080p'], audio: false }),
      vendorSays('second', '0.40', { resolutions: ['720p', '1080p'], audio: true }),
      vendorSays('second', '0.40', { resolutions: ['4k'], audio: false }),
      vendorSays('second', '0.60', { resolutions: ['4k'], audio: true }),
    ],
    sources: [
      page(
        'fal-ai/veo3.1',
        '$0.20 a second without and $0.40 with sound at 720p and 1080p; $0.40 and $0.60 at 4k; 4, 6 or 8 s',
      ),
    ],
    unknown: ['length of a prompt', 'what becomes of it after Google ends the model'],
  },
];

/** Clips of LTX, Wan, FLUX and Google on fal. */
export const falClips: readonly RecordFacts[] = [...ltx, ...wan, ...flux, ...google].map(onFal);
