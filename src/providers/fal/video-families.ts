/**
 * How families of video models on fal name the same things: one line for each way of naming, read from fal's page of each model
 * (https://fal.ai/models/ENDPOINT/llms.txt) and the types of npm @fal-ai/client 1.10.1, 2026-11-20. Families without a line of their own are
 * asked by the names that most use, and the answer says so.
 */

/** What a request shows, and with it which endpoint of a family takes it. */
export type Shown = 'nothing' | 'first' | 'frames' | 'references' | 'source';

type Endpoint = {
  /** Made from the model's name; undefined: this family has none. */
  readonly of: (model: string) => string | undefined;
  readonly first?: string;
  readonly last?: string;
  readonly images?: string;
  readonly videos?: string;
  readonly audios?: string;
  /** It takes one sound, by the name in `audios`, and no list. */
  readonly isOneAudio?: true;
  /** One video that is changed or gone on with. */
  readonly source?: string;
  readonly takesNo?: readonly ('aspect' | 'negative' | 'seed' | 'resolution' | 'duration')[];
};

export type VideoFamily = {
  readonly matches: RegExp;
  /** `8s`, `"8"`, `8`, or nothing to say. */
  readonly duration: 'with-unit' | 'text' | 'number' | 'none';
  readonly aspect: boolean;
  /** `as-asked`; `upper`: `768P`. */
  readonly resolution: 'as-asked' | 'upper' | 'none';
  /** `switch`: `generate_audio`; `always`: it sounds, asked or not; `never`: it is silent. */
  readonly sound: 'switch' | 'always' | 'never';
  readonly negative: boolean;
  readonly seed: boolean;
  readonly fps: boolean;
  /** `multi_prompt`: several shots in one request. */
  readonly shots: boolean;
  readonly endpoints: { readonly [S in Shown]?: Endpoint };
  /** Its names are not known: said in the answer. */
  readonly isGuessed?: true;
};

/** `…/text-to-video…` of a family beside `…/image-to-video…`: the name of the sister. */
const sister =
  (word: string) =>
  (model: string): string | undefined => {
    const others = /\/(?:text|image|reference|first-last-frame|keyframes)-to-video(?=\/|$)/;
    return others.test(model) ? model.replace(others, `/${word}`) : undefined;
  };
const itself = (model: string): string => model;
const text: Endpoint = { of: sister('text-to-video') };
/** A sound that the clip is made to. */
const oneAudio = { audios: 'audio_url', isOneAudio: true } as const;

/** Veo's plain endpoint has no word of its own; its sisters hang below it. */
const veoRoot = (model: string): string =>
  model.replace(/\/(?:image-to-video|first-last-frame-to-video|reference-to-video)$/, '');

const silentDefaults = { negative: false, seed: false, fps: false, shots: false } as const;

const families: readonly VideoFamily[] = [
  {
    matches: /^fal-ai\/veo3/,
    ...{ duration: 'with-unit', aspect: true, resolution: 'as-asked', sound: 'switch' },
    ...{ ...silentDefaults, negative: true, seed: true },
    endpoints: {
      nothing: { of: veoRoot },
      first: { of: (model) => `${veoRoot(model)}/image-to-video`, first: 'image_url' },
      frames: {
        of: (model) => `${veoRoot(model)}/first-last-frame-to-video`,
        ...{ first: 'first_frame_url', last: 'last_frame_url' },
      },
      references: {
        of: (model) => `${veoRoot(model)}/reference-to-video`,
        ...{ images: 'image_urls', takesNo: ['negative', 'seed'] },
      },
    },
  },
  {
    matches: /^fal-ai\/kling-video\/o\d/,
    ...{ duration: 'text', aspect: true, resolution: 'none', sound: 'switch', ...silentDefaults, shots: true },
    endpoints: {
      nothing: text,
      first: { of: sister('image-to-video'), first: 'image_url', takesNo: ['aspect'] },
      frames: { of: sister('image-to-video'), first: 'image_url', last: 'end_image_url', takesNo: ['aspect'] },
      references: {
        of: sister('reference-to-video'),
        ...{ first: 'start_image_url', last: 'end_image_url', images: 'image_urls' },
      },
    },
  },
  {
    // Its page names the frames, 720p and 1080p; the names of its other settings are those of its elder sister.
    matches: /^kling\/v4/,
    ...{ duration: 'text', aspect: true, resolution: 'as-asked', sound: 'switch', ...silentDefaults, isGuessed: true },
    endpoints: {
      nothing: text,
      first: { of: sister('image-to-video'), first: 'start_image_url', takesNo: ['aspect'] },
      frames: { of: sister('image-to-video'), first: 'start_image_url', last: 'end_image_url', takesNo: ['aspect'] },
      references: { of: sister('reference-to-video'), images: 'image_urls' },
    },
  },
  {
    matches: /^fal-ai\/kling-video\/v3/,
    ...{ duration: 'text', aspect: true, resolution: 'none', sound: 'switch' },
    ...{ ...silentDefaults, negative: true, shots: true },
    endpoints: {
      nothing: text,
      first: { of: sister('image-to-video'), first: 'start_image_url', takesNo: ['aspect'] },
      frames: { of: sister('image-to-video'), first: 'start_image_url', last: 'end_image_url', takesNo: ['aspect'] },
    },
  },
  {
    matches: /^fal-ai\/kling-video\/v2/,
    ...{ duration: 'text', aspect: true, resolution: 'none', sound: 'never', ...silentDefaults, negative: true },
    endpoints: { nothing: text, first: { of: sister('image-to-video'), first: 'image_url', takesNo: ['aspect'] } },
  },
  {
    matches: /^(?:fal-ai\/)?bytedance\/seedance-2/,
    ...{ duration: 'text', aspect: true, resolution: 'as-asked', sound: 'switch', ...silentDefaults, seed: true },
    endpoints: {
      nothing: text,
      first: { of: sister('image-to-video'), first: 'image_url' },
      frames: { of: sister('image-to-video'), first: 'image_url', last: 'end_image_url' },
      references: {
        of: sister('reference-to-video'),
        ...{ images: 'image_urls', videos: 'video_urls', audios: 'audio_urls' },
      },
    },
  },
  {
    matches: /^fal-ai\/bytedance\/seedance\/v1/,
    ...{ duration: 'text', aspect: true, resolution: 'as-asked', sound: 'switch', ...silentDefaults, seed: true },
    endpoints: {
      nothing: text,
      first: { of: sister('image-to-video'), first: 'image_url' },
      frames: { of: sister('image-to-video'), first: 'image_url', last: 'end_image_url' },
      references: { of: sister('reference-to-video'), images: 'reference_image_urls' },
    },
  },
  {
    matches: /^minimax\/h3/,
    ...{ duration: 'number', aspect: true, resolution: 'upper', sound: 'always', ...silentDefaults, seed: true },
    endpoints: {
      nothing: text,
      first: { of: sister('image-to-video'), first: 'image_url', takesNo: ['aspect'] },
      frames: { of: sister('image-to-video'), first: 'image_url', last: 'end_image_url', takesNo: ['aspect'] },
      references: {
        of: sister('reference-to-video'),
        ...{ images: 'reference_image_urls', videos: 'reference_video_urls', audios: 'reference_audio_urls' },
      },
    },
  },
  {
    // The dearer tier has one length; the other takes 6 or 10 seconds.
    matches: /^fal-ai\/minimax\/hailuo-[^/]+\/pro\//,
    ...{ duration: 'none', aspect: false, resolution: 'none', sound: 'never', ...silentDefaults },
    endpoints: { nothing: text, first: { of: sister('image-to-video'), first: 'image_url' } },
  },
  {
    matches: /^fal-ai\/minimax\/hailuo/,
    ...{ duration: 'text', aspect: false, resolution: 'none', sound: 'never', ...silentDefaults },
    endpoints: { nothing: text, first: { of: sister('image-to-video'), first: 'image_url' } },
  },
  {
    matches: /^(?:fal-ai|lightricks)\/ltx-2/,
    ...{ duration: 'number', aspect: true, resolution: 'as-asked', sound: 'switch', ...silentDefaults, fps: true },
    endpoints: {
      nothing: text,
      first: { of: sister('image-to-video'), first: 'image_url' },
      frames: { of: sister('image-to-video'), first: 'image_url', last: 'end_image_url' },
    },
  },
  {
    matches: /^alibaba\/wan-3/,
    ...{ duration: 'number', aspect: true, resolution: 'as-asked', sound: 'always', ...silentDefaults, seed: true },
    endpoints: {
      nothing: text,
      first: { of: sister('image-to-video'), first: 'start_image_url', takesNo: ['aspect'] },
      frames: { of: sister('image-to-video'), first: 'start_image_url', last: 'end_image_url', takesNo: ['aspect'] },
      references: {
        of: sister('reference-to-video'),
        ...{ images: 'reference_image_urls', videos: 'reference_video_urls', audios: 'reference_audio_urls' },
      },
    },
  },
  {
    matches: /^fal-ai\/wan\/v2\.7/,
    ...{ duration: 'number', aspect: true, resolution: 'as-asked', sound: 'always' },
    ...{ ...silentDefaults, negative: true, seed: true },
    endpoints: {
      nothing: { ...text, ...oneAudio },
      first: { of: sister('image-to-video'), first: 'image_url', takesNo: ['aspect'], ...oneAudio },
      frames: {
        of: sister('image-to-video'),
        ...{ first: 'image_url', last: 'end_image_url', takesNo: ['aspect'], ...oneAudio },
      },
      references: {
        of: sister('reference-to-video'),
        ...{ images: 'reference_image_urls', videos: 'reference_video_urls' },
      },
    },
  },
  {
    matches: /^blackforestlabs\/flux-3/,
    ...{ duration: 'number', aspect: true, resolution: 'as-asked', sound: 'switch', ...silentDefaults },
    endpoints: {
      nothing: text,
      first: { of: sister('image-to-video'), first: 'image_url' },
      frames: { of: sister('first-last-frame-to-video'), first: 'start_image_url', last: 'end_image_url' },
      source: { of: (model) => (model.includes('/extend-video') ? model : undefined), source: 'video_url' },
    },
  },
  {
    matches: /^google\/gemini-omni-flash/,
    ...{ duration: 'number', aspect: true, resolution: 'as-asked', sound: 'always', ...silentDefaults },
    endpoints: {
      nothing: text,
      first: { of: sister('image-to-video'), first: 'image_url' },
      references: { of: sister('reference-to-video'), images: 'image_urls' },
    },
  },
];

const unknownFamily: VideoFamily = {
  matches: /^/,
  ...{ duration: 'number', aspect: true, resolution: 'as-asked', sound: 'switch', isGuessed: true },
  ...{ ...silentDefaults, negative: true, seed: true },
  endpoints: {
    nothing: { of: itself },
    first: { of: itself, first: 'image_url' },
    frames: { of: itself, first: 'image_url', last: 'end_image_url' },
    references: { of: itself, images: 'image_urls', videos: 'video_urls', audios: 'audio_urls' },
    source: { of: itself, source: 'video_url' },
  },
};

/** The family of a model; never none. */
export const familyOf = (model: string): VideoFamily =>
  families.find(({ matches }) => matches.test(model)) ?? unknownFamily;
