/** Whether a model makes what is asked: how long, how wide, how fine, how many. */
import type { Ask, Reference } from '../../generation/ask.types.ts';
import type { DurationRule, LegalNumbers, ModelRecord } from '../model.types.ts';
import { type Check, type Finding, withField, withoutField } from './finding.ts';
import {
  isLegalNumber,
  isLegalRatio,
  isLegalSize,
  legalUnderAll,
  listText,
  nearestNumber,
  nearestRatio,
  nearestResolution,
  nearestSize,
  numbersText,
  pixelsOfWord,
  ratiosText,
} from './legal.ts';

const isFrame = ({ role }: Reference): boolean => role === 'first-frame' || role === 'last-frame';

/** Whether a rule for durations applies to this request. */
const applies = ({ when }: DurationRule, ask: Extract<Ask, { type: 'video' }>): boolean => {
  const references = ask.references ?? [];
  const resolution = ask.resolution?.toLowerCase();
  return (
    (when.resolutions === undefined || when.resolutions.some((word) => word.toLowerCase() === resolution)) &&
    (when.fps === undefined || (ask.fps !== undefined && when.fps.includes(ask.fps))) &&
    (when.hasImageReference === undefined || references.some((file) => file.kind === 'image' && !isFrame(file))) &&
    (when.hasLastFrame === undefined || references.some(({ role }) => role === 'last-frame'))
  );
};

/** Why fewer durations are legal than the model has, for the sentence. */
const reasonOf = ({ when }: DurationRule): string =>
  [
    when.resolutions && `at ${listText(when.resolutions)}`,
    when.fps && `at ${listText(when.fps.map(String))} fps`,
    when.hasImageReference && 'with reference images',
    when.hasLastFrame && 'with a last frame',
  ]
    .filter(Boolean)
    .join(' ');

/** Length of a clip or a sound. */
export const checkDuration: Check = ({ title, limits }, ask) => {
  if ((ask.type !== 'video' && ask.type !== 'sound') || ask.durationSeconds === undefined) return [];
  if (!Number.isFinite(ask.durationSeconds) || ask.durationSeconds <= 0) {
    const message = `A duration is a number of seconds above 0, not ${ask.durationSeconds}.`;
    return [{ path: 'durationSeconds', message, legal: limits.durationsSeconds ?? { min: 0 } }];
  }
  const rules = ask.type === 'video' ? (limits.durationRules ?? []).filter((rule) => applies(rule, ask)) : [];
  const all = [limits.durationsSeconds, ...rules.map((rule) => rule.durationsSeconds)].filter(
    (legal) => legal !== null,
  );
  const [first, ...others] = all;
  if (first === undefined) return [];
  const legal: LegalNumbers = legalUnderAll([first, ...others]);
  if (isLegalNumber(legal, ask.durationSeconds)) return [];
  const nearest = nearestNumber(legal, ask.durationSeconds);
  const reason = rules.map(reasonOf).join(' and ');
  return [
    {
      path: 'durationSeconds',
      message: `${title} does not make ${ask.durationSeconds} s${reason && ` ${reason}`}: legal are ${numbersText(legal)} s${nearest === undefined ? '' : `, the nearest is ${nearest} s`}.`,
      legal,
      ...(nearest !== undefined && { nearest, fix: withField('durationSeconds', nearest) }),
    },
  ];
};

/** Shape of a picture or a clip. */
export const checkRatio: Check = ({ title, limits }, ask) => {
  if ((ask.type !== 'image' && ask.type !== 'video') || ask.aspectRatio === undefined) return [];
  if (ask.type === 'image' && ask.width !== undefined) {
    const message = `A size in pixels already says the shape: leave ${ask.aspectRatio} out, or the size.`;
    return [{ path: 'aspectRatio', message, legal: [], fix: withoutField('aspectRatio') }];
  }
  const legal = limits.aspectRatios;
  if (legal === null || isLegalRatio(legal, ask.aspectRatio)) return [];
  const nearest = nearestRatio(legal, ask.aspectRatio);
  return [
    {
      path: 'aspectRatio',
      message: `${title} does not make ${ask.aspectRatio.slice(0, 40)}: legal are ${ratiosText(legal)}${nearest === undefined ? '' : `, the nearest is ${nearest}`}.`,
      legal,
      ...(nearest !== undefined && { nearest, fix: withField('aspectRatio', nearest) }),
    },
  ];
};

/** The model's own word for how fine it is. */
export const checkResolution: Check = ({ title, limits, makes }, ask) => {
  if ((ask.type !== 'image' && ask.type !== 'video') || ask.resolution === undefined) return [];
  const { resolutions: legal, sizes } = limits;
  const pixels = pixelsOfWord(ask.resolution);
  if (legal === null || legal.includes(ask.resolution)) return [];
  if (sizes && pixels && isLegalSize(sizes, limits.aspectRatios, pixels)) return [];
  const nearest = nearestResolution(legal, ask.resolution, makes === 'image');
  return [
    {
      path: 'resolution',
      message: `${title} has no resolution “${ask.resolution.slice(0, 40)}”: legal are ${listText(legal)}${nearest === undefined ? '' : `, the nearest is ${nearest}`}.`,
      legal,
      ...(nearest !== undefined && { nearest, fix: withField('resolution', nearest) }),
    },
  ];
};

/** Nearest of a list of `1024x1536` words, in shape and pixels. */
const nearestListed = (
  words: readonly string[],
  width: number,
  height: number,
): { readonly width: number; readonly height: number } | undefined =>
  words
    .flatMap((word) => pixelsOfWord(word) ?? [])
    .map((size) => ({
      size,
      far:
        Math.abs(Math.log(size.width / size.height / (width / height))) +
        Math.abs(Math.log((size.width * size.height) / (width * height))),
    }))
    .sort((one, other) => one.far - other.far)[0]?.size;

/** For models that have words for sizes and take no pixels: the shape as a ratio, the fineness as the nearest word. */
const inWords = ({ title, limits }: Pick<ModelRecord, 'title' | 'limits'>, width: number, height: number): Finding => {
  const words = limits.resolutions ?? [];
  const asked = `${width}:${height}`;
  const aspectRatio = limits.aspectRatios === null ? undefined : nearestRatio(limits.aspectRatios, asked);
  const resolution = nearestResolution(words, `${width}x${height}`, true);
  const nearest = {
    ...(aspectRatio !== undefined && { aspectRatio }),
    ...(resolution !== undefined && { resolution }),
  };
  return {
    path: 'width',
    message: `${title} takes no size in pixels: ask a ratio and one of ${listText(words)}; the nearest is ${[aspectRatio, resolution].filter(Boolean).join(' at ')}.`,
    legal: words,
    nearest,
    fix: (ask) => ({ ...withoutField('width', 'height')(ask), ...nearest }) as Ask,
  };
};

/** Size of a picture in pixels. */
export const checkSize: Check = ({ title, limits }, ask) => {
  if (ask.type !== 'image' || (ask.width === undefined && ask.height === undefined)) return [];
  const { width, height } = ask;
  if (!isSide(width) || !isSide(height)) {
    const path = isSide(width) ? 'height' : 'width';
    const message = 'A size is a width and a height, whole numbers of pixels above 0.';
    return [{ path, message, legal: { min: 1, step: 1 }, fix: withoutField('width', 'height') }];
  }
  const words = limits.resolutions ?? [];
  const isListed = words.includes(`${width}x${height}`);
  const listsSizes = words.some((word) => pixelsOfWord(word) !== undefined);
  if (isListed || (!limits.sizes && words.length === 0)) return [];
  if (!limits.sizes && !listsSizes) return [inWords({ title, limits }, width, height)];
  if (limits.sizes && isLegalSize(limits.sizes, limits.aspectRatios, { width, height })) return [];
  const nearest = limits.sizes
    ? nearestSize(limits.sizes, limits.aspectRatios, { width, height })
    : nearestListed(words, width, height);
  const rule = limits.sizes
    ? `sides that are multiples of ${limits.sizes.multipleOf}, none above ${limits.sizes.longestSide}, ${limits.sizes.leastPixels} to ${limits.sizes.mostPixels} pixels in all${limits.aspectRatios ? `, ${ratiosText(limits.aspectRatios)}` : ''}`
    : listText(words);
  return [
    {
      path: 'width',
      message: `${title} does not make ${width}x${height}: legal are ${rule}${nearest ? `, the nearest is ${nearest.width}x${nearest.height}` : ''}.`,
      legal: limits.sizes ?? words,
      ...(nearest && { nearest, fix: (wide: Ask) => ({ ...wide, ...nearest }) as Ask }),
    },
  ];
};

const isSide = (side: number | undefined): side is number => side !== undefined && Number.isInteger(side) && side > 0;

/** Frames a second. */
export const checkFps: Check = ({ title, limits: { fps } }, ask) => {
  if (ask.type !== 'video' || ask.fps === undefined || fps === null || fps.includes(ask.fps)) return [];
  const nearest = nearestNumber(fps, ask.fps);
  return [
    {
      path: 'fps',
      message: `${title} does not make ${ask.fps} frames a second: legal are ${numbersText(fps)}${nearest === undefined ? '' : `, the nearest is ${nearest}`}.`,
      legal: fps,
      ...(nearest !== undefined && { nearest, fix: withField('fps', nearest) }),
    },
  ];
};

/** Steps of a training. */
export const checkSteps: Check = (_, ask) =>
  ask.type !== 'lora' || (Number.isInteger(ask.steps) && ask.steps >= 1)
    ? []
    : [
        {
          path: 'steps',
          message: `Steps are a whole number of 1 or more, not ${ask.steps}.`,
          legal: { min: 1, step: 1 },
        },
      ];

/** How many pictures, of what quality. */
export const checkOutputs: Check = (record, ask) =>
  ask.type === 'image' ? [...checkCount(record, ask.count), ...checkQuality(record, ask.quality)] : [];

const checkCount = ({ title, limits }: ModelRecord, count: number): readonly Finding[] => {
  const most = limits.outputsPerRequest ?? Number.MAX_SAFE_INTEGER;
  if (Number.isInteger(count) && count >= 1 && count <= most) return [];
  const nearest = Math.min(most, Math.max(1, Math.round(count) || 1));
  const legal = { min: 1, max: limits.outputsPerRequest, step: 1 };
  const message = `${title} does not make ${count} pictures at once: legal are 1 to ${limits.outputsPerRequest ?? 'as many as it takes'}, the nearest is ${nearest}.`;
  return [{ path: 'count', message, legal, nearest, fix: withField('count', nearest) }];
};

const checkQuality = (
  { title, limits: { qualities } }: ModelRecord,
  quality: string | undefined,
): readonly Finding[] => {
  if (quality === undefined || qualities === undefined || qualities.includes(quality)) return [];
  const same = qualities.find((word) => word.toLowerCase() === quality.toLowerCase());
  const nearest = same ?? (qualities.includes('auto') ? 'auto' : qualities[0]);
  const message = `${title} has no quality “${quality.slice(0, 40)}”: legal are ${listText(qualities)}.`;
  return [{ path: 'quality', message, legal: qualities, nearest, fix: withField('quality', nearest) }];
};

/** Sound of a clip. */
export const checkAudio: Check = ({ title, limits: { audio } }, ask) => {
  if (ask.type !== 'video' || ask.audio === undefined) return [];
  if (audio === false && ask.audio) {
    return [
      {
        path: 'audio',
        message: `${title} makes clips without sound.`,
        legal: [false],
        nearest: false,
        fix: withField('audio', false),
      },
    ];
  }
  if (audio === 'always' && !ask.audio) {
    return [
      {
        path: 'audio',
        message: `${title} makes clips with sound only.`,
        legal: [true],
        nearest: true,
        fix: withField('audio', true),
      },
    ];
  }
  return [];
};
