/** What every part of an editly import needs: the frame, the rate, places and Ken Burns moves as editly works them out. */
import type { Rate } from '../../time.ts';
import type { Animated, FontFile, Placement } from '../../timeline/timeline.types.ts';
import type { Cursor } from '../json/cursor.ts';
import type { ImportGround } from '../shared/import-ground.ts';
import { mediaFromLocation, nameOfMedia } from '../shared/media-from-location.ts';
import { framesOfSeconds, rationalFromNumber } from '../shared/rational.ts';

export type EditlyScene = {
  readonly ground: ImportGround;
  readonly rate: Rate;
  readonly width: number;
  readonly height: number;
  /** Whether clips are heard, and how loud in decibels. */
  readonly keepsSound: boolean;
  readonly clipsGainDb: number;
  readonly masterGainDb: number;
  readonly fonts: Map<string, FontFile>;
};

/** Nearest frame of a time in seconds. */
export const framesOf = (scene: EditlyScene, seconds: number): number =>
  framesOfSeconds(rationalFromNumber(seconds), scene.rate).frames;

/** A family for a font file, remembered for the document; the house font without one. */
export const familyOf = (scene: EditlyScene, layer: Cursor): string => {
  const path = layer.at('fontPath').string();
  const own = layer.at('fontFamily').string();
  if (path === undefined || path === '') return own ?? 'Inter';
  const media = mediaFromLocation(path);
  const family = own ?? nameOfMedia(media).replace(/\.[a-z0-9]+$/iu, '');
  scene.fonts.set(family, { family, media });
  return family;
};

/** A place in the frame: a point in pixels and which point of the thing lies there, 0..1. */
export type EditlyPlace = {
  readonly left: number;
  readonly top: number;
  readonly originX: number;
  readonly originY: number;
};

const origin = (word: string | undefined, standard: number): number => {
  const known: Readonly<Record<string, number>> = { left: 0, top: 0, center: 0.5, right: 1, bottom: 1 };
  return word === undefined ? standard : (known[word] ?? standard);
};

const margin = 0.05;

/** `position`: a name, or {x, y, originX, originY} in parts of the frame. Names stand a twentieth inside. */
export const placeOf = ({ ground, width, height }: EditlyScene, position: Cursor, standard = 'center'): EditlyPlace => {
  if (position.isObject) {
    const [x, y] = [position.at('x').number(), position.at('y').number()];
    return {
      left: (x ?? 0.5) * width,
      top: (y ?? 0.5) * height,
      originX: x === undefined ? 0.5 : origin(position.at('originX').string(), 0),
      originY: y === undefined ? 0.5 : origin(position.at('originY').string(), 0),
    };
  }
  const name = position.string() ?? standard;
  if (!/^(?:top|bottom|center)(?:-(?:left|right))?$/u.test(name))
    ground.log.approximated(position.path, `position “${name}”`, 'the centre in its place');
  const originX = name.endsWith('left') ? 0 : name.endsWith('right') ? 1 : 0.5;
  const originY = name.startsWith('top') ? 0 : name.startsWith('bottom') ? 1 : 0.5;
  const inset = (at: number): number => (at === 0 ? margin : at === 1 ? 1 - margin : 0.5);
  return { left: inset(originX) * width, top: inset(originY) * height, originX, originY };
};

const ramp = (frames: number, from: number, to: number): Animated =>
  from === to
    ? from
    : [
        { frame: 0, value: from, easing: 'linear' },
        { frame: Math.max(1, frames), value: to, easing: 'linear' },
      ];

/** The slow move of a still or a title over so many frames. */
export const kenBurns = (
  layer: Cursor,
  frames: number,
  direction: string | null,
  amount: number,
): Pick<Placement, 'x' | 'scaleX' | 'scaleY'> => {
  const cursor = layer.at('zoomDirection');
  const way = cursor.value === undefined ? direction : (cursor.string() ?? null);
  const by = layer.at('zoomAmount').number() ?? amount;
  const scaled = (scale: Animated) => ({ scaleX: scale, scaleY: scale });
  if (way === 'in') return scaled(ramp(frames, 1, 1 + by));
  if (way === 'out') return scaled(ramp(frames, 1 + by, 1));
  if (way !== 'left' && way !== 'right') return {};
  const range = by * 1000;
  const side = way === 'right' ? 1 : -1;
  return { ...scaled(1.3 + by), x: ramp(frames, (-side * range) / 2, (side * range) / 2) };
};
