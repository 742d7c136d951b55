/**
 * How a Shotstack clip lies in the frame: fit, scale, position, offset, rotation, flips, opacity, filters. Two words mean something
 * else than in CSS: `cover` stretches, `crop` (the default) fills and cuts off. Offsets are parts of the frame, y upwards.
 */
import type { Animated, Filter, Fit, Look, Placement } from '../../timeline/timeline.types.ts';
import type { Cursor } from '../json/cursor.ts';
import { everDiffers, mapAnimated, plusAnimated, timesAnimated } from '../shared/animated-values.ts';
import { readColour } from '../shared/colour-text.ts';
import { effectMotion, type Motion, transitionMotion, type Wipe } from './motion-presets.ts';
import { type ShotstackScene, tweenOf } from './shotstack-scene.ts';

const fits: Readonly<Record<string, Fit>> = { crop: 'cover', cover: 'stretch', contain: 'contain', none: 'none' };

/** Where a named position lies, 0..1 from the top left. */
export const alignmentOf = (scene: ShotstackScene, position: Cursor): readonly [x: number, y: number] => {
  const name = position.string() ?? 'center';
  const known = /^(?:center|top|bottom|left|right|topLeft|topRight|bottomLeft|bottomRight)$/u.test(name);
  if (!known) scene.ground.log.approximated(position.path, `position “${name}”`, 'the centre in its place');
  const x = !known ? 0.5 : /left/iu.test(name) ? 0 : /right/iu.test(name) ? 1 : 0.5;
  const y = !known ? 0.5 : /top/iu.test(name) ? 0 : /bottom/iu.test(name) ? 1 : 0.5;
  return [x, y];
};

/** Everything that moves a clip, put together. */
export type ClipMotion = {
  readonly scale: Animated;
  /** Pixels of the frame, y downwards. */
  readonly x: Animated;
  readonly y: Animated;
  readonly rotation: Animated;
  readonly opacity: Animated;
  readonly wipes: readonly Wipe[];
  readonly flipX: boolean;
  readonly flipY: boolean;
};

/** Reads scale, offset, opacity, transform, effect and transitions of a clip of so many frames. */
export const motionOf = (scene: ShotstackScene, clip: Cursor, frames: number): ClipMotion => {
  const { width, height, ground } = scene;
  const transition = clip.at('transition');
  const motions: Motion[] = [
    effectMotion(scene, clip.at('effect'), frames),
    transitionMotion(scene, transition, 'in', frames),
    transitionMotion(scene, transition, 'out', frames),
  ];
  const offset = clip.at('offset');
  const transform = clip.at('transform');
  const flip = transform.at('flip');
  const skew = transform.at('skew');
  if (skew.exists) ground.log.dropped(skew.path, 'skew');
  const all = (key: 'scale' | 'x' | 'y' | 'opacity', own: Animated, join: typeof plusAnimated): Animated =>
    motions.reduce<Animated>((sum, motion) => (motion[key] === undefined ? sum : join(sum, motion[key])), own);
  const x = all('x', tweenOf(scene, offset.at('x'), frames) ?? 0, plusAnimated);
  const y = all('y', tweenOf(scene, offset.at('y'), frames) ?? 0, plusAnimated);
  return {
    scale: mapAnimated(all('scale', tweenOf(scene, clip.at('scale'), frames) ?? 1, timesAnimated), (value) =>
      Math.max(0, value),
    ),
    x: mapAnimated(x, (part) => part * width),
    y: mapAnimated(y, (part) => 0 - part * height),
    rotation: tweenOf(scene, transform.at('rotate').at('angle'), frames) ?? 0,
    opacity: all('opacity', tweenOf(scene, clip.at('opacity'), frames) ?? 1, timesAnimated),
    wipes: motions.flatMap((motion) => (motion.wipe === undefined ? [] : [motion.wipe])),
    flipX: flip.at('horizontal').boolean() ?? false,
    flipY: flip.at('vertical').boolean() ?? false,
  };
};

/** Fields of a placement that differ from their defaults. */
export const placementFields = (motion: ClipMotion): Placement => ({
  ...(everDiffers(motion.x, 0) ? { x: motion.x } : {}),
  ...(everDiffers(motion.y, 0) ? { y: motion.y } : {}),
  ...(everDiffers(motion.scale, 1) ? { scaleX: motion.scale, scaleY: motion.scale } : {}),
  ...(everDiffers(motion.rotation, 0) ? { rotation: motion.rotation } : {}),
  ...(motion.flipX ? { flipX: true } : {}),
  ...(motion.flipY ? { flipY: true } : {}),
});

const cropOf = (asset: Cursor): Placement => {
  const crop = asset.at('crop');
  const sides = (['left', 'top', 'right', 'bottom'] as const).flatMap((side) => {
    const cut = crop.at(side).number() ?? 0;
    return cut > 0 ? [[side, Math.min(cut, 0.999)] as const] : [];
  });
  return sides.length === 0 ? {} : { crop: Object.fromEntries(sides) };
};

/**
 * A picture's place. Where the fitted size is that of its box, the scaled box itself goes to the named edge, and turning stays about the
 * middle; a contained picture keeps its own edge at that of the box.
 */
export const placementOf = (scene: ShotstackScene, clip: Cursor, asset: Cursor, motion: ClipMotion): Placement => {
  const name = clip.at('fit').string() ?? 'crop';
  if (!Object.hasOwn(fits, name))
    scene.ground.log.approximated(`${clip.path}.fit`, `fit “${name}”`, '“crop” in its place');
  const fit = (Object.hasOwn(fits, name) ? fits[name] : undefined) ?? 'cover';
  const [alignX, alignY] = alignmentOf(scene, clip.at('position'));
  const width = clip.at('width').number() ?? scene.width;
  const height = clip.at('height').number() ?? scene.height;
  if (width <= 0 || height <= 0) clip.at(width <= 0 ? 'width' : 'height').fail('should be more than 0');
  const isFrame = width === scene.width && height === scene.height;
  const box = { x: alignX * (scene.width - width), y: alignY * (scene.height - height), width, height };
  const common: Placement = { fit, ...(isFrame ? {} : { box }), ...cropOf(asset) };
  const isScaled = everDiffers(motion.scale, 1);
  if (fit === 'cover' || fit === 'stretch') {
    const shift = (align: number, side: number): Animated =>
      align === 0.5 ? 0 : mapAnimated(motion.scale, (scale) => (align - 0.5) * (1 - scale) * side);
    const x = isScaled ? plusAnimated(motion.x, shift(alignX, width)) : motion.x;
    const y = isScaled ? plusAnimated(motion.y, shift(alignY, height)) : motion.y;
    return { ...common, ...placementFields({ ...motion, x, y }) };
  }
  const isCentred = alignX === 0.5 && alignY === 0.5;
  if (!isCentred && isScaled && everDiffers(motion.rotation, 0))
    scene.ground.log.approximated(`${clip.path}.transform`, 'a turned picture at an edge', 'it turns about that edge');
  const aligned = isCentred ? {} : { alignX, alignY, ...(isScaled ? { anchorX: alignX, anchorY: alignY } : {}) };
  return { ...common, ...aligned, ...placementFields(motion) };
};

/** Filters by name; the vendor publishes no numbers, so all but two are matched by eye. */
const filters: Readonly<Record<string, Filter>> = {
  blur: { kind: 'blur', radiusPx: 12 },
  boost: { kind: 'colour', contrast: 1.2, saturation: 1.4 },
  contrast: { kind: 'colour', contrast: 1.35 },
  darken: { kind: 'colour', brightness: -0.2 },
  greyscale: { kind: 'colour', saturation: 0 },
  lighten: { kind: 'colour', brightness: 0.2 },
  muted: { kind: 'colour', contrast: 0.85, saturation: 0.6 },
  negative: { kind: 'invert', amount: 1 },
};

const filterOf = (scene: ShotstackScene, clip: Cursor): Filter[] => {
  const cursor = clip.at('filter');
  const name = cursor.string();
  if (name === undefined || name === 'none') return [];
  const filter = Object.hasOwn(filters, name) ? filters[name] : undefined;
  if (filter === undefined) scene.ground.log.dropped(cursor.path, `filter “${name}”`);
  else if (name !== 'greyscale' && name !== 'negative')
    scene.ground.log.approximated(cursor.path, `filter “${name}”`, 'its strength is matched by eye');
  return filter === undefined ? [] : [filter];
};

/** How far a step in RGB goes at most in the plane of U and V (the largest singular value of BT.709, limited range). */
const chromaOfRgb = 0.641;
/** Code values of U and V in our scale of 1. */
const chromaScale = 255 * Math.SQRT2;

/** How far a colour is from grey, in code values of U and V (BT.709, limited range). */
const chromaLength = (colour: string): number => {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as [
    number,
    number,
    number,
  ];
  const luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return (224 / 255) * Math.hypot((blue - luma) / 1.8556, (red - luma) / 1.5748);
};

/**
 * Threshold is a distance in RGB within which all is out, halo the width of the way back in. Ours is a distance in chroma: what lies
 * within the threshold in RGB lies within so much in chroma. Our key keeps off grey, so both end before it, the threshold first.
 */
const chromaKeyOf = (scene: ShotstackScene, asset: Cursor): Filter[] => {
  const key = asset.at('chromaKey');
  if (!key.exists) return [];
  const colour =
    readColour(key.at('color').string() ?? '') ?? key.at('color').fail('should be a colour like “#00b140”');
  const distance = (name: string, standard: number): number =>
    chromaOfRgb * Math.max(0, key.at(name).number() ?? standard);
  const room = 0.8 * chromaLength(colour) || Number.POSITIVE_INFINITY;
  const out = Math.min(distance('threshold', 150), room - 2);
  const soft = Math.min(distance('halo', 0), room - out);
  scene.ground.log.approximated(
    key.path,
    'a key by distance in RGB',
    'by distance in chroma, which leaves greys alone',
  );
  return [{ kind: 'chroma-key', colour, similarity: out / chromaScale, softness: soft / chromaScale }];
};

/** Opacity and filters. */
export const lookOf = (scene: ShotstackScene, clip: Cursor, asset: Cursor, motion: ClipMotion): Look => {
  const all = [...chromaKeyOf(scene, asset), ...filterOf(scene, clip)];
  return {
    ...(everDiffers(motion.opacity, 1) ? { opacity: motion.opacity } : {}),
    ...(all.length > 0 ? { filters: all } : {}),
  };
};
