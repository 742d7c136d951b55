/** Numbers that move. */

/** A cubic Bézier from (0, 0) to (1, 1) as in CSS: x1, y1, x2, y2 with x within 0..1. */
export type Bezier = readonly [x1: number, y1: number, x2: number, y2: number];
export type NamedEasing =
  | 'linear'
  | 'hold'
  | 'ease-in'
  | 'ease-out'
  | 'ease-in-out'
  | 'back-out'
  | 'bounce-out'
  | 'elastic-out';
export type Easing = NamedEasing | Bezier;

/**
 * A number over time. `frame` counts from the start of the clip; before the first and after the last the value holds.
 * The easing is that of the way from this keyframe to the next. Keyframes are in order and on different frames.
 */
export type Keyframe = { readonly frame: number; readonly value: number; readonly easing: Easing };
export type Animated = number | readonly Keyframe[];
