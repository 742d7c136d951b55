/** Values over time: keyframes with easing, and switches. Frames count in the clip's own material. */
import type { Animated, Bezier, Easing, NamedEasing, SwitchCue } from '../domain/timeline/timeline.types.ts';

/** Share of the way, 0..1 (beyond it on the way for `back-out` and `elastic-out`), after the share `t` of the time. */
type Curve = (t: number) => number;

/** Arithmetic and square roots only, so that every machine agrees to the last bit: no sines, no powers. */
const bounced: Curve = (t) => {
  const at = (offset: number, floor: number): number => 7.5625 * (t - offset) * (t - offset) + floor;
  if (t < 1 / 2.75) return at(0, 0);
  if (t < 2 / 2.75) return at(1.5 / 2.75, 0.75);
  if (t < 2.5 / 2.75) return at(2.25 / 2.75, 0.9375);
  return at(2.625 / 2.75, 0.984375);
};

/** A spring that overshoots three times: parabolas of shrinking height instead of a damped sine. */
const sprung: Curve = (t) => {
  const arcs = [
    [0.35, 0.7, 0.26],
    [0.7, 0.88, -0.08],
    [0.88, 1, 0.025],
  ] as const;
  if (t < 0.35) return 1 - ((0.35 - t) * (0.35 - t)) / (0.35 * 0.35);
  const [from, to, height] = arcs.find(([, end]) => t < end) ?? arcs[2];
  const u = (t - from) / (to - from);
  return 1 + 4 * height * u * (1 - u);
};

const named: Readonly<Record<NamedEasing, Curve>> = {
  linear: (t) => t,
  'ease-in': (t) => t * t,
  'ease-out': (t) => t * (2 - t),
  'ease-in-out': (t) => t * t * (3 - 2 * t),
  hold: () => 0,
  'back-out': (t) => 1 + (t - 1) * (t - 1) * (2.70158 * (t - 1) + 1.70158),
  'bounce-out': bounced,
  'elastic-out': sprung,
};

/** Height of a cubic from 0 to 1 with the inner ordinates a and b. */
const cubic = (a: number, b: number, s: number): number => s * (3 * (1 - s) * ((1 - s) * a + s * b) + s * s);

/** The Bézier's parameter is found by bisection: fifty halvings are exact to a double's last bits. */
const onBezier = ([x1, y1, x2, y2]: Bezier, t: number): number => {
  let [low, high] = [0, 1];
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (cubic(x1, x2, middle) < t) low = middle;
    else high = middle;
  }
  return cubic(y1, y2, high);
};

/** Share of the way after the share `t`, 0..1, of the time. */
export const ease = (easing: Easing, t: number): number =>
  typeof easing === 'string' ? named[easing](t) : onBezier(easing, t);

/** Area under the named curves that are polynomials, from 0 to t. */
const areas: Partial<Readonly<Record<NamedEasing, Curve>>> = {
  linear: (t) => (t * t) / 2,
  'ease-in': (t) => (t * t * t) / 3,
  'ease-out': (t) => t * t * (1 - t / 3),
  'ease-in-out': (t) => t * t * t * (1 - t / 2),
  hold: () => 0,
};

/** Area under an easing from 0 to `t`, 0..1: what a speed that eases adds up to. Curves without a formula by Simpson's rule. */
export const easedArea = (easing: Easing, t: number): number => {
  const area = typeof easing === 'string' ? areas[easing] : undefined;
  if (area) return area(t);
  const [parts, h] = [64, t / 64];
  let sum = ease(easing, 0) + ease(easing, t);
  for (let i = 1; i < parts; i++) sum += (i % 2 === 1 ? 4 : 2) * ease(easing, i * h);
  return (sum * h) / 3;
};

/** Index of the last entry at or before `frame`, or -1. Entries are in order of `frame`. */
export const lastAtOrBefore = (entries: readonly { readonly frame: number }[], frame: number): number => {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entries[middle]!.frame <= frame) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};

/** Value at a frame; before the first keyframe and after the last one it holds. */
export const valueAt = (animated: Animated, frame: number): number => {
  if (typeof animated === 'number') return animated;
  if (animated.length === 0) return 0;
  const i = lastAtOrBefore(animated, frame);
  if (i < 0) return animated[0]!.value;
  const from = animated[i]!;
  const to = animated[i + 1];
  if (to === undefined) return from.value;
  const t = (frame - from.frame) / (to.frame - from.frame);
  return from.value + (to.value - from.value) * ease(from.easing, t);
};

/** What a switch shows at a frame: the last cue at or before it; before the first cue, the first. */
export const shownAt = <Name extends string>(cues: readonly SwitchCue<Name>[], frame: number): Name | undefined =>
  cues[Math.max(0, lastAtOrBefore(cues, frame))]?.show;
