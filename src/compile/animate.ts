/** Values over time: keyframes with easing, and switches. Frames count in the clip's own material. */
import type { Animated, Easing, SwitchCue } from '../domain/timeline/timeline.types.ts';

/** Share of the way, 0..1, after the share `t` of the time. Polynomials only, so that every machine agrees to the last bit. */
const eased: Readonly<Record<Easing, (t: number) => number>> = {
  linear: (t) => t,
  'ease-in': (t) => t * t,
  'ease-out': (t) => t * (2 - t),
  'ease-in-out': (t) => t * t * (3 - 2 * t),
  hold: () => 0,
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
  return from.value + (to.value - from.value) * eased[from.easing](t);
};

/** What a switch shows at a frame: the last cue at or before it; before the first cue, the first. */
export const shownAt = <Name extends string>(cues: readonly SwitchCue<Name>[], frame: number): Name | undefined =>
  cues[Math.max(0, lastAtOrBefore(cues, frame))]?.show;
