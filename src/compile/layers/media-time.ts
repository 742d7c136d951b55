/**
 * Which moment of its material a video shows: speed, ramps, freezes and reversal. Positions are frames of the timeline in steps of
 * 2^-32, which add up exactly; so a part of a clip computes the very same moments as the whole.
 */
import type { Rate } from '../../domain/time.ts';
import type { Keyframe, MediaReference, Speed, VideoClip } from '../../domain/timeline/timeline.types.ts';
import { easedArea, lastAtOrBefore, valueAt } from '../animate.ts';

const steps = 2 ** 32;
const stepped = (value: number): number => Math.round(value * steps) / steps;

/** Frames of material from a keyframe until `frames` later, on the way to the next one. */
const travelledFrom = (from: Keyframe, to: Keyframe | undefined, frames: number): number => {
  if (to === undefined || from.value === to.value || from.easing === 'hold') return stepped(from.value) * frames;
  const length = to.frame - from.frame;
  const t = frames / length;
  return stepped(length * (from.value * t + (to.value - from.value) * easedArea(from.easing, t)));
};

const sums = new WeakMap<readonly Keyframe[], readonly number[]>();

/** Frames of material from the first keyframe to each. */
const sumsOf = (keys: readonly Keyframe[]): readonly number[] => {
  const known = sums.get(keys);
  if (known) return known;
  const made = [0];
  for (let i = 1; i < keys.length; i++)
    made.push(made[i - 1]! + travelledFrom(keys[i - 1]!, keys[i], keys[i]!.frame - keys[i - 1]!.frame));
  sums.set(keys, made);
  return made;
};

/** Frames of material from the first keyframe (or frame 0) to a frame of the clip's own time. */
const travelledTo = (speed: Speed, local: number): number => {
  if (typeof speed === 'number') return stepped(speed) * local;
  if (speed.length === 0) return 0;
  const i = lastAtOrBefore(speed, local);
  if (i < 0) return stepped(speed[0]!.value) * (local - speed[0]!.frame);
  return sumsOf(speed)[i]! + travelledFrom(speed[i]!, speed[i + 1], local - speed[i]!.frame);
};

/** Frames at which a ramp may turn round: ends of the range, keyframes, and where the speed passes zero between two of them. */
const turningFrames = (speed: Speed, first: number, last: number): readonly number[] => {
  if (typeof speed === 'number') return [first, last];
  const inside = speed.flatMap((key, i) => {
    const next = speed[i + 1];
    if (next === undefined || key.value * next.value >= 0) return [key.frame];
    let [low, high] = [key.frame, next.frame];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (valueAt(speed, middle) * key.value > 0) low = middle;
      else high = middle;
    }
    return [key.frame, low, high];
  });
  return [first, last, ...inside.filter((frame) => frame > first && frame < last)];
};

/** Position at the clip's `sourceRange.startFrame`, such that the earliest material of the range is that at `startFrame`. */
const startOf = ({ sourceRange: { startFrame, durationFrames }, speed = 1 }: VideoClip): number => {
  if (typeof speed === 'number' && speed >= 0) return startFrame;
  const from = travelledTo(speed, startFrame);
  const frames = turningFrames(speed, startFrame, startFrame + Math.max(durationFrames - 1, 0));
  return startFrame - Math.min(0, ...frames.map((frame) => travelledTo(speed, frame) - from));
};

/** Position in the material at a frame of the clip's own time; may lie before its begin or beyond its end. */
export const positionAt = (clip: VideoClip, local: number): number => {
  const { speed = 1, sourceRange, compiled } = clip;
  const start = compiled?.materialStart ?? startOf(clip);
  return start + travelledTo(speed, local) - travelledTo(speed, sourceRange.startFrame);
};

/** Microseconds of material, when it is known: of evenly spaced frames exactly, otherwise as the file says. */
const lengthUsOf = (media: MediaReference): { readonly length: number; readonly lastFrame: number } | undefined => {
  const facts = media.kind === 'blob' ? media.facts : undefined;
  const picture = facts?.picture;
  if (!facts || !picture) return undefined;
  const { frames, rate, frameTimes } = picture;
  if (frameTimes) return { length: facts.durationMs * 1000, lastFrame: facts.durationMs * 1000 };
  const frameUs = (rate.den * 1_000_000) / rate.num;
  return { length: frames * frameUs, lastFrame: Math.floor((frames - 1) * frameUs) };
};

/** Microseconds after which material that loops begins again; undefined when it is not known or is nothing. */
export const materialLengthUs = (media: MediaReference): number | undefined => {
  const length = lengthUsOf(media)?.length ?? 0;
  return length < 1 ? undefined : length;
};

/** A frame that begins this much later still counts as begun: readers round. */
const toleranceUs = 1000;

/** The moment of the material shown at a frame of the clip's own time, whole microseconds from the material's begin. */
export const mediaTimeUs = (clip: VideoClip, rate: Rate, local: number): number => {
  const time = (positionAt(clip, local) * rate.den * 1_000_000) / rate.num;
  const known = lengthUsOf(clip.media);
  if (!known) return Math.max(0, Math.round(time));
  if (!clip.loop || known.length < 1) return Math.min(Math.max(0, Math.round(time)), known.lastFrame);
  const within = time - known.length * Math.floor(time / known.length);
  return known.length - within <= toleranceUs ? 0 : Math.round(within);
};
