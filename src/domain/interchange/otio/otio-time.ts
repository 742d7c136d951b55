/** OpenTimelineIO's RationalTime and TimeRange: floats at a float rate, read as exact fractions. */
import type { FrameRange, Rate } from '../../time.ts';
import type { Cursor } from '../json/cursor.ts';
import type { JsonObject } from '../json/read-json.ts';
import {
  add,
  divide,
  framesOfSeconds,
  numberOf,
  type Rational,
  rateFromNumber,
  rational,
  rationalFromNumber,
  rationalOfRate,
  subtract,
  zero,
} from '../shared/rational.ts';

/** Seconds from the source's own zero. */
export type SecondsRange = { readonly start: Rational; readonly duration: Rational };

/** Bare `Inf` and `NaN` are written by some exporters for unknown times; 64-bit values stay whole. */
const valueOf = (cursor: Cursor): Rational | undefined => {
  const { value } = cursor;
  if (typeof value === 'bigint') return rational(value);
  if (typeof value === 'number' && !Number.isFinite(value)) return undefined;
  const number = cursor.number();
  return number === undefined ? undefined : rationalFromNumber(number);
};

/** Units per second of a RationalTime: a frame rate, or a sample rate; undefined when absent or not positive. */
const unitsPerSecond = (time: Cursor): Rational | undefined => {
  const { value } = time.at('rate');
  if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0) return undefined;
  const rate = rateFromNumber(value);
  return rate === undefined ? rationalFromNumber(value) : rationalOfRate(rate);
};

/** Seconds of a RationalTime; undefined when it is absent, has no rate, or is not finite. */
export const secondsOfTime = (time: Cursor): Rational | undefined => {
  if (!time.exists) return undefined;
  const value = valueOf(time.at('value'));
  const rate = unitsPerSecond(time);
  time.ignore('OTIO_SCHEMA');
  return value === undefined || rate === undefined ? undefined : divide(value, rate);
};

/** Seconds of a TimeRange; undefined when it is absent or has no finite duration. */
export const secondsOfRange = (range: Cursor): SecondsRange | undefined => {
  if (!range.exists) return undefined;
  const duration = secondsOfTime(range.at('duration'));
  return duration === undefined ? undefined : { start: secondsOfTime(range.at('start_time')) ?? zero, duration };
};

/**
 * Frames of a range at the timeline's rate. Both ends are rounded, so neighbours that touch still touch; `exact` tells whether that
 * changed anything.
 */
export const framesOfRange = (range: SecondsRange, rate: Rate): FrameRange & { readonly exact: boolean } => {
  const start = framesOfSeconds(range.start, rate);
  const duration = framesOfSeconds(range.duration, rate);
  return { startFrame: start.frames, durationFrames: duration.frames, exact: start.exact && duration.exact };
};

/** How far a range begins after another. */
export const startWithin = (range: SecondsRange, available: SecondsRange | undefined): Rational =>
  available === undefined ? range.start : subtract(range.start, available.start);

const floatRate = (rate: Rate): number => rate.num / rate.den;

/** A RationalTime of ours. */
export const writeTime = (frames: number, rate: Rate): JsonObject => ({
  OTIO_SCHEMA: 'RationalTime.1',
  rate: floatRate(rate),
  value: frames,
});

/** A TimeRange of ours. */
export const writeRange = (startFrame: number, durationFrames: number, rate: Rate): JsonObject => ({
  OTIO_SCHEMA: 'TimeRange.1',
  duration: writeTime(durationFrames, rate),
  start_time: writeTime(startFrame, rate),
});

/** Where a range of the material lies when the material begins at `available`, in frames of the timeline. */
export const framesAfter = (startFrame: number, available: SecondsRange | undefined, rate: Rate): number =>
  available === undefined
    ? startFrame
    : Math.round(
        numberOf(add(available.start, divide(rational(BigInt(startFrame)), rationalOfRate(rate)))) * floatRate(rate),
      );
