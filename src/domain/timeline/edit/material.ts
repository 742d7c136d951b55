/** Clips made longer or shorter within their material. */
import type { Rate } from '../../time.ts';
import { laterBy, steadySpeed, withoutHead, withoutTail } from '../clip-time.ts';
import type { FactsOf } from '../layout/media-length.ts';
import { roomOf } from '../layout/room.ts';
import type { CaptionsClip } from '../timeline.types.ts';
import type { Clip, Refusal } from './edit.types.ts';

const shifted = (cues: CaptionsClip['cues'], by: number): CaptionsClip['cues'] =>
  cues.map((cue) => ({
    ...cue,
    from: cue.from + by,
    to: cue.to + by,
    ...(cue.words && { words: cue.words.map((word) => ({ ...word, from: word.from + by, to: word.to + by })) }),
  }));

/** A clip without material whose own time would begin before 0 gets a new 0: everything in it moves along. */
const fromZero = (clip: Clip): Clip => {
  const { startFrame } = clip.sourceRange;
  if (startFrame >= 0) return clip;
  const moved = { ...clip, sourceRange: { ...clip.sourceRange, startFrame: 0 } };
  return moved.kind === 'captions' ? { ...moved, cues: shifted(moved.cues, -startFrame) } : laterBy(moved, -startFrame);
};

/** The clip with `frames` fewer at its head or tail (negative: more), or why not. */
export const resized = (
  clip: Clip,
  edge: 'in' | 'out',
  frames: number,
  rate: Rate,
  factsOf: FactsOf,
): Clip | Refusal => {
  if (frames === 0) return clip;
  const name = clip.name || clip.id;
  if (frames >= clip.sourceRange.durationFrames)
    return {
      code: 'too-short',
      refused: `“${name}” has ${clip.sourceRange.durationFrames} frames; leave at least one.`,
    };
  const room = roomOf(clip, rate, factsOf);
  const available = edge === 'in' ? room.head : room.tail;
  if (-frames > available) {
    const where = edge === 'in' ? 'before its beginning' : 'after its end';
    return steadySpeed(clip) === undefined
      ? {
          code: 'ramp',
          refused: `“${name}” changes its speed, and what lies ${where} is not known; make its speed steady first.`,
        }
      : {
          code: 'short-material',
          refused: `The material of “${name}” has ${available} more frames ${where}, not ${-frames}.`,
        };
  }
  const changed = edge === 'in' ? withoutHead(clip, frames) : withoutTail(clip, frames);
  return changed
    ? fromZero(changed)
    : {
        code: 'ramp',
        refused: `“${name}” changes its speed and cannot be cut short there; make its speed steady first.`,
      };
};
