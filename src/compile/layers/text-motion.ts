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

/**
 * Frames from the first unit's start to the last one's end, as long as nothing hurries them: the motion's own length, or with a stagger
 * what that comes to.
 */
export const motionFrames = ({ frames, staggerFrames = 0 }: TextMotion, units: number): number =>
  frames + Math.max(units - 1, 0) * staggerFrames;

/** When the units of a motion move: `spanFrames` for all of them. */
export type MotionPace = { readonly motion: TextMotion; readonly units: number; readonly spanFrames: number };

/** Frames that entering and leaving have of `durationFrames`: what they want, or a share of it when they want more than there is. */
export const sharedFrames = (enter: number, leave: number, durationFrames: number): readonly [number, number] => {
  if (enter + leave <= durationFrames) return [enter, leave];
  const entering = enter === 0 ? 0 : Math.max(1, Math.floor((durationFrames * enter) / (enter + leave)));
  return [entering, Math.max(0, durationFrames - entering)];
};

/** Frames that unit `index` waits, and that it takes. Without a stagger each takes half of the span, and they begin evenly over the rest. */
const timesOf = ({ motion, units, spanFrames }: MotionPace, index: number): readonly [number, number] => {
  if (motion.staggerFrames !== undefined) {
    const hurry = Math.min(1, spanFrames / motionFrames(motion, units));
    const unitFrames = Math.max(1, motion.frames * hurry);
    const gap = units > 1 && hurry < 1 ? (spanFrames - unitFrames) / (units - 1) : motion.staggerFrames;
    return [index * Math.max(0, gap), unitFrames];
  }
  if (units <= 1) return [0, Math.max(1, spanFrames)];
  // A letter that is typed is there at once: they are typed over the whole span.
  if (motion.kind === 'typewriter') return [(index * spanFrames) / units, 1];
  const unitFrames = Math.max(1, spanFrames / 2);
  return [(index * Math.max(0, spanFrames - unitFrames)) / (units - 1), unitFrames];
};

/** How far unit `index` has come, 0..1, `frame` frames after the motion began; taken in the middle of the frame. */
const progress = (pace: MotionPace, index: number, frame: number): number => {
  const [start, frames] = timesOf(pace, index);
  if (pace.motion.kind === 'typewriter') return frame >= Math.floor(start) ? 1 : 0;
  return Math.max(0, Math.min((frame + 0.5 - start) / frames, 1));
};

/** A unit `frame` frames after the text began to enter. */
export const enteringPose = (pace: MotionPace, style: TextStyle, index: number, frame: number): UnitPose => {
  const t = progress(pace, index, frame);
  if (t === 0) return absent;
  return t === 1 ? atRest : pose(pace.motion, style, 1 - ease(easingOf(pace.motion), t), -1);
};

/** A unit `frame` frames after the first one began to leave. */
export const leavingPose = (pace: MotionPace, style: TextStyle, index: number, frame: number): UnitPose => {
  const t = progress(pace, index, frame);
  if (t === 0) return atRest;
  return t === 1 ? absent : pose(pace.motion, style, 1 - ease(easingOf(pace.motion), 1 - t), 1);
};
