/**
 * When the frames of a track are shown, out of its tables (`stts`, `ctts`, `elst`), as FFmpeg shows them: tested against its
 * packets. Saves reading a whole file to learn what its index says.
 */
import { limits } from '../limits.ts';
import { bigEndian } from './bytes.ts';
import { type Box, boxAt } from './iso-boxes.ts';
import type { IsoMovie, IsoTrack } from './iso-movie.ts';

export type IsoTimes = {
  /** In microseconds, ascending. */
  readonly timesUs: Float64Array;
  readonly endUs: number;
  /** Between when a frame is decoded and when it is shown, at most. */
  readonly delayUs: number;
};

type Runs = { readonly counts: Float64Array; readonly values: Float64Array; readonly total: number };

/** A table of (count, value) pairs; undefined when it is cut off or claims more samples than the limit. */
const runsOf = (bytes: Uint8Array, box: Box, isSigned: boolean): Runs | undefined => {
  const entries = bigEndian(bytes, box.from + 4, 4);
  if (entries < 0 || box.from + 8 + entries * 8 > box.to) return undefined;
  const counts = new Float64Array(entries);
  const values = new Float64Array(entries);
  let total = 0;
  for (let i = 0; i < entries; i++) {
    const value = bigEndian(bytes, box.from + 12 + i * 8, 4);
    counts[i] = bigEndian(bytes, box.from + 8 + i * 8, 4);
    values[i] = isSigned ? value | 0 : value;
    total += counts[i]!;
    if (total > limits.mediaFrames) return undefined;
  }
  return { counts, values, total };
};

const spread = ({ counts, values, total }: Runs): Float64Array => {
  const all = new Float64Array(total);
  for (let i = 0, at = 0; i < counts.length; i++) {
    all.fill(values[i]!, at, at + counts[i]!);
    at += counts[i]!;
  }
  return all;
};

/** Time in front of the picture, and the stretch of the track that is shown, in ticks of the track. */
type Window = { readonly delay: number; readonly from: number; readonly to: number };

const windowOf = (movie: IsoMovie, { edits, ticksPerSecond }: IsoTrack): Window | undefined => {
  const [first, ...others] = edits;
  if (!first) return { delay: 0, from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  if (movie.ticksPerSecond <= 0) return undefined;
  const own = (ticks: number): number => Math.round((ticks * ticksPerSecond) / movie.ticksPerSecond);
  const [delay, edit] = first.mediaTime === -1 ? [own(first.duration), others.shift()] : [0, first];
  if (!edit || others.length > 0 || edit.mediaTime < 0 || edit.rate !== 1) return undefined;
  return {
    delay,
    from: edit.mediaTime,
    to: edit.duration === 0 ? Number.POSITIVE_INFINITY : edit.mediaTime + own(edit.duration),
  };
};

/**
 * The shown frames of a track. Undefined when its tables do not say it plainly (fragments, several edits, damage): then the packets
 * must be asked.
 */
export const isoTimes = (movie: IsoMovie, track: IsoTrack): IsoTimes | undefined => {
  const { bytes } = movie;
  const { stbl, ticksPerSecond } = track;
  const durationBox = stbl && boxAt(bytes, stbl, 'stts');
  const sizes = stbl && boxAt(bytes, stbl, 'stsz');
  const window = windowOf(movie, track);
  if (movie.fragmented || !durationBox || !sizes || !window || ticksPerSecond <= 0) return undefined;
  const durationRuns = runsOf(bytes, durationBox, false);
  if (!durationRuns || durationRuns.total === 0 || durationRuns.total !== bigEndian(bytes, sizes.from + 8, 4))
    return undefined;
  const offsetBox = boxAt(bytes, stbl, 'ctts');
  const offsetRuns = offsetBox && runsOf(bytes, offsetBox, true);
  if (offsetBox && (!offsetRuns || offsetRuns.total > durationRuns.total)) return undefined;
  const durations = spread(durationRuns);
  const offsets = offsetRuns ? spread(offsetRuns) : new Float64Array(0);
  return shownOf(durations, offsets, window, 1e6 / ticksPerSecond);
};

const shownOf = (
  durations: Float64Array,
  offsets: Float64Array,
  window: Window,
  usPerTick: number,
): IsoTimes | undefined => {
  const shown: number[] = [];
  let [decoded, end, mostDelay, leastDelay] = [0, 0, 0, 0];
  for (let i = 0; i < durations.length; i++) {
    const offset = offsets[i] ?? 0;
    const time = decoded + offset;
    mostDelay = Math.max(mostDelay, offset);
    leastDelay = Math.min(leastDelay, offset);
    if (time >= window.from && time < window.to) {
      shown.push(time);
      end = Math.max(end, time + durations[i]!);
    }
    decoded += durations[i]!;
  }
  if (shown.length === 0) return undefined;
  const sorted = Float64Array.from(shown).sort();
  // An edit that begins inside a frame begins with the next one, at once: FFmpeg moves it to the front.
  const origin = Number.isFinite(window.from) ? sorted[0]! : 0;
  const us = (ticks: number): number => (ticks - origin + window.delay) * usPerTick;
  const timesUs = sorted.map(us);
  if (!timesUs.every((time, i) => i === 0 || time > timesUs[i - 1]!)) return undefined;
  return { timesUs, endUs: us(Math.min(end, window.to)), delayUs: (mostDelay - leastDelay) * usPerTick };
};
