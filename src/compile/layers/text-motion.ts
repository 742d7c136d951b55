/** How the units of a text come and go: where each is at a frame, relative to where it rests. */
import type { Easing, TextMotion, TextStyle } from '../../domain/timeline/timeline.types.ts';
import { ease } from '../animate.ts';

/** Where a unit is drawn: moved from its place by frame pixels, scaled and turned about its own middle. */
export type UnitPose = {
  /** 0..1. */
  readonly opacity: number;
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly rotationDeg: number;
};

const atRest: UnitPose = { opacity: 1, x: 0, y: 0, scale: 1, rotationDeg: 0 };
const absent: UnitPose = { ...atRest, opacity: 0 };

/** Which way the unit travels, in the lengths that `reach` gives. */
const ways: Partial<Readonly<Record<TextMotion['kind'], readonly [number, number]>>> = {
  rise: [0, -1],
  fall: [0, 1],
  'slide-left': [-1, 0],
  'slide-right': [1, 0],
};

/** How far a unit travels: enough to be seen as a movement, little enough to stay near its place. */
const reach = (motion: TextMotion, style: TextStyle): number => {
  const isSideways = motion.kind === 'slide-left' || motion.kind === 'slide-right';
  return style.sizePx * (isSideways ? (motion.unit === 'block' ? 3 : 1.5) : 0.8);
};

/** `away`: 0 at rest, 1 fully gone; `side` -1 before it comes, 1 after it went: what came from below leaves upwards. */
const pose = (motion: TextMotion, style: TextStyle, away: number, side: -1 | 1): UnitPose => {
  const opacity = Math.min(Math.max(1 - away, 0), 1);
  const way = ways[motion.kind];
  if (way) {
    const far = reach(motion, style) * away * side;
    return { ...atRest, opacity, x: way[0] * far, y: way[1] * far };
  }
  switch (motion.kind) {
    case 'pop':
      return { ...atRest, opacity: Math.min(1, 2 * opacity), scale: 1 - 0.7 * away };
    case 'zoom':
      return { ...atRest, opacity, scale: 1 + 0.8 * away };
    case 'spin':
      return { ...atRest, opacity, scale: 1 - 0.5 * away, rotationDeg: 90 * away * side };
    case 'typewriter':
      return away < 1 ? atRest : absent;
    default:
      return { ...atRest, opacity };
  }
};

const easingOf = (motion: TextMotion): Easing => motion.easing ?? (motion.kind === 'pop' ? 'back-out' : 'ease-out');
const staggerOf = (motion: TextMotion): number => motion.staggerFrames ?? (motion.unit === 'block' ? 0 : 2);

/** Frames from the first unit's start to the last one's end. */
export const motionFrames = (motion: TextMotion, units: number): number =>
  motion.frames + Math.max(units - 1, 0) * staggerOf(motion);

/** How far unit `index` has come, 0..1, `frame` frames after the motion began; taken in the middle of the frame. */
const progress = (motion: TextMotion, index: number, frame: number): number => {
  const since = frame - index * staggerOf(motion);
  if (since < 0) return 0;
  return motion.kind === 'typewriter' || since >= motion.frames ? 1 : (since + 0.5) / motion.frames;
};

/** A unit `frame` frames after the text began to enter. */
export const enteringPose = (motion: TextMotion, style: TextStyle, index: number, frame: number): UnitPose => {
  const t = progress(motion, index, frame);
  if (t === 0) return absent;
  return t === 1 ? atRest : pose(motion, style, 1 - ease(easingOf(motion), t), -1);
};

/** A unit `frame` frames after the first one began to leave. */
export const leavingPose = (motion: TextMotion, style: TextStyle, index: number, frame: number): UnitPose => {
  const t = progress(motion, index, frame);
  if (t === 0) return atRest;
  return t === 1 ? absent : pose(motion, style, 1 - ease(easingOf(motion), 1 - t), 1);
};
