/**
 * Where in its media a ramped clip is at every sample. The positions come from the integration that places its pictures; between
 * whole frames a parabola through the frame's begin, middle and end follows them, which is exact where a speed changes evenly.
 */
import type { FrameRange, Rate } from '../../domain/time.ts';
import type { VideoClip } from '../../domain/timeline/timeline.types.ts';
import { materialLengthUs, positionAt } from '../layers/media-time.ts';
import { planRateHz, type SpeedCurve } from './sound-plan.types.ts';

const samplesAFrame = ({ num, den }: Rate): number => (planRateHz * den) / num;

/** The plan counts media in steps of a 4096th of a sample: short to write, and far finer than a phase anybody hears. */
const finest = 4096;
const rounded = (samples: number): number => Math.round(samples * finest) / finest;

/** The curve of a clip over `range`, frames of its own time (handles of crossfades lie outside the clip's own range). */
export const speedCurveOf = (clip: VideoClip, rate: Rate, range: FrameRange): SpeedCurve => {
  const scale = samplesAFrame(rate);
  const lengthUs = clip.loop ? materialLengthUs(clip.media) : undefined;
  const loopSamples = Math.round(((lengthUs ?? 0) * planRateHz) / 1_000_000);
  return {
    halfFrames: Array.from({ length: range.durationFrames * 2 + 1 }, (_, i) =>
      rounded(positionAt(clip, range.startFrame + i / 2) * scale),
    ),
    ...(loopSamples > 0 && { loopSamples }),
  };
};

/** Position `a + bt + ct²` in samples of media at the share `t` of frame `index` of a curve. */
type Parabola = { readonly a: number; readonly b: number; readonly c: number };

const parabolaOf = ({ halfFrames }: SpeedCurve, index: number): Parabola => {
  const [begin, middle, end] = halfFrames.slice(index * 2, index * 2 + 3) as [number, number, number];
  return { a: begin, b: 4 * middle - 3 * begin - end, c: 2 * (begin + end) - 4 * middle };
};

/** Media positions (samples, not whole) and speeds (media samples a sample), one for each sample asked for. */
export type Travel = { readonly positions: Float64Array; readonly speeds: Float64Array };

/** Follows a curve over `count` samples from the clip's sample `from` on. */
export const travelAlong = (curve: SpeedCurve, rate: Rate, from: number, count: number): Travel => {
  const [positions, speeds] = [new Float64Array(count), new Float64Array(count)];
  const scale = samplesAFrame(rate);
  const lastFrame = (curve.halfFrames.length - 3) / 2;
  let index = -1;
  let [a, b, c] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const time = (from + i) / scale;
    const frame = Math.min(Math.floor(time), lastFrame);
    if (frame !== index) {
      index = frame;
      ({ a, b, c } = parabolaOf(curve, frame));
    }
    const t = time - frame;
    positions[i] = a + t * (b + t * c);
    speeds[i] = (b + 2 * t * c) / scale;
  }
  return { positions, speeds };
};

/** Samples of a clip, from its start, in which its media runs forward. */
export type Stretch = {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** The media stands still or runs backwards before, and after: the sound is faded there. */
  readonly fadesIn: boolean;
  readonly fadesOut: boolean;
  /** Highest speed in it. */
  readonly topSpeed: number;
};

/** Slower than this is standing still: a tone of 20 kHz would be one of 20 Hz. */
const slowest = 0.001;

/** Begin and end, shares of a frame, of the part in which a speed going evenly from `first` to `last` counts as forward. */
const forwardPart = (first: number, last: number): readonly [begin: number, end: number] | undefined => {
  if (first < slowest && last < slowest) return undefined;
  const crossing = (slowest - first) / (last - first);
  return [first < slowest ? crossing : 0, last < slowest ? crossing : 1];
};

/** The stretches of a clip of `samples` samples that are heard, in order. */
export const stretchesOf = (curve: SpeedCurve, rate: Rate, samples: number): readonly Stretch[] => {
  const scale = samplesAFrame(rate);
  const frames = (curve.halfFrames.length - 1) / 2;
  const found: { from: number; to: number; topSpeed: number }[] = [];
  for (let frame = 0; frame < frames; frame++) {
    const { b, c } = parabolaOf(curve, frame);
    const [first, last] = [b / scale, (b + 2 * c) / scale];
    const part = forwardPart(first, last);
    if (!part) continue;
    const topSpeed = Math.max(first, last);
    const [from, to] = [frame + part[0], frame + part[1]];
    const before = found.at(-1);
    if (before?.to === from) Object.assign(before, { to, topSpeed: Math.max(before.topSpeed, topSpeed) });
    else found.push({ from, to, topSpeed });
  }
  return found
    .map(({ from, to, topSpeed }) => ({
      from: Math.ceil(from * scale),
      to: to === frames ? samples : Math.min(Math.floor(to * scale), samples),
      ...{ fadesIn: from > 0, fadesOut: to < frames, topSpeed },
    }))
    .filter(({ from, to }) => to > from);
};

/** Five milliseconds: no click, and no fade that anybody hears as one. */
const fadeSamples = planRateHz / 200;

/** Gain of a stretch at a sample of its clip: 1, but at ends where the media stops or turns round. */
export const stretchGainAt = ({ from, to, fadesIn, fadesOut }: Stretch, sample: number): number => {
  const into = fadesIn ? Math.min(1, (sample - from) / fadeSamples) : 1;
  const until = fadesOut ? Math.min(1, (to - sample) / fadeSamples) : 1;
  return into * until;
};
