/**
 * How families of image models on fal name the same things, read from fal's page of each model (https://fal.ai/models/ENDPOINT/llms.txt) and
 * the types of npm @fal-ai/client 1.10.1, 2026-11-20.
 */

export type ImageFamily = {
  readonly matches: RegExp;
  /** `size`: `image_size` with width and height; `ratio`: `aspect_ratio` in words. */
  readonly shape: 'size' | 'ratio';
  readonly hasResolution: boolean;
  readonly hasNegative: boolean;
  /** `num_images`; without it one picture is made. */
  readonly hasCount: boolean;
  readonly hasLoras: boolean;
  /** The endpoint for pictures shown, and what it calls them; `most`: so many. Left out: it takes none. */
  readonly edit?: {
    readonly of: (model: string, pictures: number) => string;
    readonly field: (pictures: number) => 'image_url' | 'image_urls';
    readonly most: number;
  };
  readonly isGuessed?: true;
};

const below =
  (suffix: string) =>
  (model: string): string =>
    model.endsWith(suffix) ? model : `${model}${suffix}`;
const many = (): 'image_urls' => 'image_urls';
const one = (): 'image_url' => 'image_url';
const plain = { hasResolution: false, hasNegative: false, hasCount: true, hasLoras: false } as const;

const families: readonly ImageFamily[] = [
  {
    matches: /^fal-ai\/flux-2\/(?:klein\/.*)?lora|^fal-ai\/flux-2\/.*\/lora/,
    ...{ ...plain, shape: 'size', hasLoras: true, edit: { of: below('/edit'), field: many, most: 10 } },
  },
  {
    matches: /^fal-ai\/flux-2-(?:pro|max|flex)/,
    ...{ ...plain, shape: 'size', hasCount: false, edit: { of: below('/edit'), field: many, most: 10 } },
  },
  { matches: /^fal-ai\/flux-2/, ...plain, shape: 'size', edit: { of: below('/edit'), field: many, most: 10 } },
  {
    matches: /^fal-ai\/flux-pro\/kontext/,
    ...{ ...plain, shape: 'ratio' },
    edit: {
      of: (model, pictures) => {
        const root = model.replace(/\/(?:text-to-image|multi)$/, '');
        return pictures > 1 ? `${root}/multi` : root;
      },
      ...{ field: (pictures) => (pictures > 1 ? 'image_urls' : 'image_url'), most: 4 },
    },
  },
  { matches: /^fal-ai\/flux-lora/, ...plain, shape: 'size', hasLoras: true },
  { matches: /^fal-ai\/flux\/schnell/, ...plain, shape: 'size' },
  {
    matches: /^fal-ai\/flux\//,
    ...{ ...plain, shape: 'size', edit: { of: below('/image-to-image'), field: one, most: 1 } },
  },
  {
    matches: /^(?:fal-ai\/|google\/)(?:nano-banana|gemini-[\d.]+-flash-image)/,
    ...{ ...plain, shape: 'ratio', hasResolution: true, edit: { of: below('/edit'), field: many, most: 14 } },
  },
  {
    matches: /^(?:fal-ai\/)?bytedance\/seedream/,
    ...{ ...plain, shape: 'size' },
    edit: { of: (model) => model.replace(/\/text-to-image$/, '/edit'), field: many, most: 10 },
  },
  { matches: /^fal-ai\/qwen-image$/, ...plain, shape: 'size', hasNegative: true, hasLoras: true },
];

const unknownFamily: ImageFamily = {
  matches: /^/,
  ...{ shape: 'size', hasResolution: true, hasNegative: true, hasCount: true, hasLoras: false, isGuessed: true },
  edit: { of: (model) => model, field: many, most: 10 },
};

/** The family of a model; never none. */
export const imageFamilyOf = (model: string): ImageFamily =>
  families.find(({ matches }) => matches.test(model)) ?? unknownFamily;

/** fal's own words for the usual shapes, each of a megapixel or less. Source: the page of any model with `image_size`, read 2026-11-20. */
const presets: Readonly<Record<string, string>> = {
  '1:1': 'square_hd',
  '4:3': 'landscape_4_3',
  '3:4': 'portrait_4_3',
  '16:9': 'landscape_16_9',
  '9:16': 'portrait_16_9',
};

/** A picture of a megapixel, which is what a megapixel is billed by; sides in steps of 16. */
const mostPixels = 1024 * 1024;
const longestSide = 2048;
const step = 16;

/** `image_size` for a ratio `w:h`; undefined when it is none. */
export const imageSizeOf = (
  ratio: string,
): string | { readonly width: number; readonly height: number } | undefined => {
  if (Object.hasOwn(presets, ratio)) return presets[ratio];
  const match = /^(\d{1,4}(?:\.\d{1,4})?):(\d{1,4}(?:\.\d{1,4})?)$/.exec(ratio);
  const [wide, high] = [Number(match?.[1] ?? 0), Number(match?.[2] ?? 0)];
  if (wide <= 0 || high <= 0 || wide / high > 8 || high / wide > 8) return undefined;
  const stepped = (side: number): number => Math.max(step, Math.floor(side / step) * step);
  const width = Math.min(longestSide, Math.sqrt((mostPixels * wide) / high), (longestSide * wide) / high);
  return { width: stepped(width), height: stepped((width * high) / wide) };
};
