/** Arithmetic on numbers that move: scaled, shifted, and two of them joined, keyframe by keyframe. */
import type { Animated, Bezier, Easing, Keyframe } from '../../timeline/timeline.types.ts';

const named: Readonly<Record<string, Bezier>> = {
  'ease-in': [0.42, 0, 1, 1],
  'ease-out': [0, 0, 0.58, 1],
  'ease-in-out': [0.42, 0, 0.58, 1],
  'back-out': [0.34, 1.56, 0.64, 1],
  'bounce-out': [0.22, 1.2, 0.36, 1],
  'elastic-out': [0.2, 1.4, 0.4, 1],
};

const bezierAt = ([x1, y1, x2, y2]: Bezier, x: number): number => {
  const at = (p1: number, p2: number, t: number): number =>
    3 * p1 * t * (1 - t) ** 2 + 3 * p2 * t ** 2 * (1 - t) + t ** 3;
  let [low, high] = [0, 1];
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (at(x1, x2, middle) < x) low = middle;
    else high = middle;
  }
  return at(y1, y2, (low + high) / 2);
};

const eased = (easing: Easing, part: number): number => {
  if (easing === 'linear') return part;
  if (easing === 'hold') return part >= 1 ? 1 : 0;
  if (part <= 0 || part >= 1) return part <= 0 ? 0 : 1;
  return bezierAt(typeof easing === 'string' ? (named[easing] as Bezier) : easing, part);
};

/** Value at a frame of the clip. */
export const valueAt = (animated: Animated, frame: number): number => {
  if (typeof animated === 'number') return animated;
  const next = animated.findIndex((key) => key.frame > frame);
  if (next === 0) return animated[0]?.value ?? 0;
  const from = (next < 0 ? animated.at(-1) : animated[next - 1]) as Keyframe;
  const to = next < 0 ? undefined : animated[next];
  if (to === undefined) return from.value;
  const part = (frame - from.frame) / (to.frame - from.frame);
  return from.value + (to.value - from.value) * eased(from.easing, part);
};

/** Every value through a function that is linear (a·v + b); the way between keyframes then stays right. */
export const mapAnimated = (animated: Animated, change: (value: number) => number): Animated =>
  typeof animated === 'number' ? change(animated) : animated.map((key) => ({ ...key, value: change(key.value) }));

/** Whether a value differs from `value` at any time. */
export const everDiffers = (animated: Animated, value: number): boolean =>
  typeof animated === 'number' ? animated !== value : animated.some((key) => key.value !== value);

const isStill = (keys: readonly Keyframe[], from: number, to: number): boolean => {
  const value = valueAt(keys, from);
  return valueAt(keys, to) === value && !keys.some((key) => key.frame > from && key.frame < to && key.value !== value);
};

const segmentEasing = (keys: readonly Keyframe[], from: number, to: number): Easing | undefined => {
  const index = keys.findIndex((key) => key.frame === from);
  if (index < 0) return undefined;
  const [key, next] = [keys[index], keys[index + 1]];
  if (key === undefined || next === undefined) return 'linear';
  return next.frame === to || key.easing === 'linear' || key.easing === 'hold' ? key.easing : undefined;
};

/** Steps that replace a curve which no easing can say; the eye sees no difference at this density. */
const stepsPerCurve = 24;

/** Two moving numbers as one. Exact where one of them stands still; elsewhere in small straight steps. */
export const joinAnimated = (a: Animated, b: Animated, join: (a: number, b: number) => number): Animated => {
  if (typeof a === 'number') return mapAnimated(b, (value) => join(a, value));
  if (typeof b === 'number') return mapAnimated(a, (value) => join(value, b));
  const frames = [...new Set([...a, ...b].map((key) => key.frame))].toSorted((x, y) => x - y);
  const keys: Keyframe[] = [];
  const add = (frame: number, easing: Easing): void => {
    keys.push({ frame, value: join(valueAt(a, frame), valueAt(b, frame)), easing });
  };
  frames.forEach((from, index) => {
    const to = frames[index + 1];
    if (to === undefined) return add(from, 'linear');
    const [aRests, bRests] = [isStill(a, from, to), isStill(b, from, to)];
    if (aRests && bRests) return add(from, 'linear');
    const moving = aRests ? b : bRests ? a : undefined;
    const easing = moving === undefined ? undefined : segmentEasing(moving, from, to);
    if (easing !== undefined) return add(from, easing);
    const step = Math.max(1, Math.ceil((to - from) / stepsPerCurve));
    for (let frame = from; frame < to; frame += step) add(frame, 'linear');
  });
  return keys;
};

/** Two factors as one. */
export const timesAnimated = (a: Animated, b: Animated): Animated => joinAnimated(a, b, (x, y) => x * y);
/** Two shifts as one. */
export const plusAnimated = (a: Animated, b: Animated): Animated => joinAnimated(a, b, (x, y) => x + y);
