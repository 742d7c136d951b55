/**
 * FCPXML's adjustments of a clip. Positions count in hundredths of the frame's height from its middle, y upwards; angles are
 * counter-clockwise; trims are hundredths of the frame's height.
 */
import type { Rate } from '../../time.ts';
import type { Animated, Fit, Keyframe, Look, Placement } from '../../timeline/timeline.types.ts';
import { mapAnimated } from '../shared/animated-values.ts';
import type { LossLog } from '../shared/loss-log.ts';
import { type Rational, subtract } from '../shared/rational.ts';
import { childOf, childrenOf, type XmlElement } from '../xml/read-xml.ts';
import { frameOf, secondsOf } from './fcpxml-time.ts';

export type FcpFrame = { readonly width: number; readonly height: number; readonly rate: Rate; readonly log: LossLog };

const numbers = (text: string | undefined): number[] | undefined => {
  const parts = text?.trim().split(/\s+/u).map(Number);
  return parts?.every((part) => Number.isFinite(part) && Math.abs(part) < 1e6) ? parts : undefined;
};

const paramOf = (element: XmlElement, name: string): XmlElement | undefined =>
  childrenOf(element, 'param').find((param) => param.attributes.get('name')?.toLowerCase() === name);

const easings: Readonly<Record<string, Keyframe['easing']>> = {
  linear: 'linear',
  ease: 'ease-in-out',
  easeIn: 'ease-in',
  easeOut: 'ease-out',
};

/** Keyframes of a parameter as one moving number for each of its parts; times count from the start of the clip. */
const movingOf = (
  frame: FcpFrame,
  param: XmlElement | undefined,
  start: Rational,
  part: number,
): Animated | undefined => {
  const animation = childOf(param, 'keyframeAnimation');
  if (animation === undefined) return undefined;
  const keys = new Map<number, Keyframe>();
  for (const keyframe of childrenOf(animation, 'keyframe')) {
    const time = secondsOf(keyframe.attributes.get('time') ?? '');
    const values = numbers(keyframe.attributes.get('value'));
    const value = values?.[part] ?? values?.[0];
    if (time === undefined || value === undefined) continue;
    const at = frameOf(subtract(time, start), frame.rate);
    const interpolation = keyframe.attributes.get('interp') ?? 'linear';
    const isSmooth = keyframe.attributes.get('curve') === 'smooth';
    keys.set(at, { frame: at, value, easing: isSmooth ? 'ease-in-out' : (easings[interpolation] ?? 'linear') });
  }
  const sorted = [...keys.values()].toSorted((a, b) => a.frame - b.frame);
  return sorted.length > 0 ? sorted : undefined;
};

const transformOf = (frame: FcpFrame, clip: XmlElement, start: Rational): Placement => {
  const element = childOf(clip, 'adjust-transform');
  if (element === undefined || element.attributes.get('enabled') === '0') return {};
  const value = (name: string, part: number, standard: number): Animated => {
    const moving = movingOf(frame, paramOf(element, name), start, part);
    const fixed = numbers(element.attributes.get(name) ?? paramOf(element, name)?.attributes.get('value'));
    return moving ?? fixed?.[part] ?? fixed?.[0] ?? standard;
  };
  const scaled = (animated: Animated, by: number): Animated => mapAnimated(animated, (number) => 0 + number * by);
  const x = scaled(value('position', 0, 0), frame.height / 100);
  const y = scaled(value('position', 1, 0), -frame.height / 100);
  const positive = (animated: Animated): Animated =>
    mapAnimated(animated, (number) => Math.min(1000, Math.abs(number)));
  const [scaleX, scaleY] = [value('scale', 0, 1), value('scale', 1, 1)];
  const rotation = scaled(value('rotation', 0, 0), -1);
  const anchor = numbers(element.attributes.get('anchor'));
  if (anchor?.some((part) => part !== 0))
    frame.log.approximated(element.path, 'an anchor off the middle', 'it turns and grows about its middle');
  const isFlipped = (animated: Animated): boolean =>
    (typeof animated === 'number' ? animated : (animated[0]?.value ?? 1)) < 0;
  return {
    ...(x === 0 ? {} : { x }),
    ...(y === 0 ? {} : { y }),
    ...(scaleX === 1 && scaleY === 1 ? {} : { scaleX: positive(scaleX), scaleY: positive(scaleY) }),
    ...(rotation === 0 ? {} : { rotation }),
    ...(isFlipped(scaleX) ? { flipX: true } : {}),
    ...(isFlipped(scaleY) ? { flipY: true } : {}),
  };
};

const cropOf = (frame: FcpFrame, clip: XmlElement): Placement => {
  const element = childOf(clip, 'adjust-crop');
  if (element === undefined || element.attributes.get('enabled') === '0') return {};
  const mode = element.attributes.get('mode') ?? 'trim';
  const rectangle = childOf(element, mode === 'trim' ? 'trim-rect' : 'crop-rect');
  if (mode === 'pan') frame.log.approximated(element.path, 'a Ken Burns move', 'its first rectangle stands still');
  const used = rectangle ?? childOf(element, 'pan-rect');
  const side = (name: string, length: number): number => {
    const value = Number(used?.attributes.get(name) ?? 0);
    return Number.isFinite(value) ? Math.min(0.49, Math.max(0, ((value / 100) * frame.height) / length)) : 0;
  };
  const sides = {
    left: side('left', frame.width),
    right: side('right', frame.width),
    top: side('top', frame.height),
    bottom: side('bottom', frame.height),
  };
  const cut = Object.fromEntries(Object.entries(sides).filter(([, value]) => value > 0));
  return Object.keys(cut).length > 0 ? { crop: cut } : {};
};

const fits: Readonly<Record<string, Fit>> = { fit: 'contain', fill: 'cover', none: 'none' };

const blends: Readonly<Record<string, Look['blend']>> = {
  '0': 'normal',
  '2': 'subtract',
  '3': 'darken',
  '4': 'multiply',
  '5': 'colour-burn',
  '8': 'add',
  '9': 'lighten',
  '10': 'screen',
  '11': 'colour-dodge',
  '14': 'overlay',
  '15': 'soft-light',
  '16': 'hard-light',
  '22': 'difference',
  '23': 'exclusion',
};

/** Place, opacity and blend mode of a clip whose own time begins at `start`. */
export const readAdjustments = (frame: FcpFrame, clip: XmlElement, start: Rational): Look => {
  const conform = childOf(clip, 'adjust-conform')?.attributes.get('type');
  const fit = conform === undefined || !Object.hasOwn(fits, conform) ? undefined : fits[conform];
  const placement: Placement = {
    ...(fit === undefined || fit === 'contain' ? {} : { fit }),
    ...cropOf(frame, clip),
    ...transformOf(frame, clip, start),
  };
  const blend = childOf(clip, 'adjust-blend');
  const amount =
    blend === undefined
      ? undefined
      : (movingOf(frame, paramOf(blend, 'amount'), start, 0) ?? numbers(blend.attributes.get('amount'))?.[0]);
  const mode = blend?.attributes.get('mode');
  const known = mode === undefined ? undefined : (blends[mode] ?? blends[/\((\d+)/u.exec(mode)?.[1] ?? '']);
  if (blend !== undefined && mode !== undefined && known === undefined)
    frame.log.approximated(blend.path, `blend mode “${mode}”`, 'normal in its place');
  return {
    ...(Object.keys(placement).length > 0 ? { placement } : {}),
    ...(amount === undefined || amount === 1
      ? {}
      : { opacity: mapAnimated(amount, (value) => Math.min(1, Math.max(0, value))) }),
    ...(known === undefined || known === 'normal' ? {} : { blend: known }),
  };
};

/** Decibels of `adjust-volume`, moving or not. */
export const volumeOf = (frame: FcpFrame, clip: XmlElement, start: Rational): Animated => {
  const element = childOf(clip, 'adjust-volume');
  const db = (text: string | undefined): number | undefined => {
    const found = /^\s*([+-]?(?:\d+(?:\.\d+)?|inf))\s*(?:dB)?\s*$/iu.exec(text ?? '');
    if (found === null) return undefined;
    return /inf/iu.test(found[1] as string) ? -96 : Math.min(40, Math.max(-96, Number(found[1])));
  };
  if (element === undefined) return 0;
  const animation = childOf(paramOf(element, 'amount'), 'keyframeAnimation');
  const keys = new Map<number, Keyframe>();
  for (const keyframe of animation === undefined ? [] : childrenOf(animation, 'keyframe')) {
    const time = secondsOf(keyframe.attributes.get('time') ?? '');
    const value = db(keyframe.attributes.get('value'));
    if (time === undefined || value === undefined) continue;
    const at = frameOf(subtract(time, start), frame.rate);
    keys.set(at, { frame: at, value, easing: 'linear' });
  }
  return keys.size > 0
    ? [...keys.values()].toSorted((a, b) => a.frame - b.frame)
    : (db(element.attributes.get('amount')) ?? 0);
};
