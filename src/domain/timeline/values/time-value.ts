/**
 * Times as people write them, in whole frames: 45, "45f", "2.5s", "1500ms", "2m", "0:05", "1:02:03.5", and timecode
 * "00:00:02:15" (with ";" before the frames: drop-frame). Worked out in whole numbers, so that no time is a frame late.
 */
import { limits } from '../../limits.ts';
import { msFromFrames, type Rate } from '../../time.ts';
import { hasMergeField, mergeFieldPattern } from '../merge/merge-field.ts';
import { type Shape, underName, wrong } from '../schema/shape.ts';
import { said, saidNumber } from '../schema/words.ts';

/** A time in frames; `exact` says whether it was on a frame. */
type Time = { readonly frames: number; readonly exact: boolean };

/** What a time may look like, for problems and the schema. */
const forms = 'a whole number of frames, or text like "2.5s", "1500ms", "0:05" or "00:00:02:15"';
const schemaPattern = String.raw`^-?(\d+f|\d+(\.\d+)?(ms|s|m|min|h)|(\d+:)?\d+:\d{1,2}(\.\d+)?|\d+:\d\d:\d\d[:;]\d{2,3})$|${mergeFieldPattern}`;

/** Seconds as a fraction of whole numbers to the nearest frame; half a frame goes up. */
const framesOf = (seconds: { readonly num: bigint; readonly den: bigint }, rate: Rate): Time => {
  const num = seconds.num * BigInt(rate.num);
  const den = seconds.den * BigInt(rate.den);
  return { frames: Number((2n * num + den) / (2n * den)), exact: num % den === 0n };
};

/** `2.5` as 25 / 10. */
const fraction = (digits: string): { readonly num: bigint; readonly den: bigint } => {
  const [whole = '0', part = ''] = digits.split('.');
  return { num: BigInt(whole + part), den: 10n ** BigInt(part.length) };
};

const unitSeconds: Readonly<Record<string, readonly [num: bigint, den: bigint]>> = {
  ms: [1n, 1000n],
  s: [1n, 1n],
  m: [60n, 1n],
  min: [60n, 1n],
  h: [3600n, 1n],
};

const withUnit = (text: string, rate: Rate): Time | undefined => {
  const match = /^(\d{1,9}(?:\.\d{1,9})?) ?(ms|s|m|min|h|f)$/.exec(text);
  const [, digits, unit] = match ?? [];
  if (digits === undefined || unit === undefined) return undefined;
  if (unit === 'f') return digits.includes('.') ? undefined : { frames: Number(digits), exact: true };
  const { num, den } = fraction(digits);
  const [times, over] = unitSeconds[unit] ?? [1n, 1n];
  return framesOf({ num: num * times, den: den * over }, rate);
};

const clock = (text: string, rate: Rate): Time | undefined => {
  const match = /^(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2}(?:\.\d{1,9})?)$/.exec(text);
  const [, hours, minutes, digits] = match ?? [];
  if (minutes === undefined || digits === undefined) return undefined;
  if (Number(digits) >= 60 || (hours !== undefined && Number(minutes) >= 60)) return undefined;
  const { num, den } = fraction(digits);
  return framesOf({ num: num + (BigInt(hours ?? 0) * 3600n + BigInt(minutes) * 60n) * den, den }, rate);
};

/** SMPTE timecode counts nominal frames (30 at 29.97); drop-frame leaves out numbers so that it keeps to the clock. */
const timecode = (text: string, rate: Rate): Time | undefined => {
  const match = /^(\d{1,2}):([0-5]\d):([0-5]\d)([:;])(\d{2,3})$/.exec(text);
  if (!match) return undefined;
  const [hours = 0, minutes = 0, seconds = 0] = match.slice(1, 4).map(Number);
  const frame = Number(match[5]);
  const nominal = Math.round(rate.num / rate.den);
  if (frame >= nominal) return undefined;
  const counted = ((hours * 60 + minutes) * 60 + seconds) * nominal + frame;
  if (match[4] === ':') return { frames: counted, exact: true };
  if (rate.den !== 1001 || nominal % 30 !== 0) return undefined;
  const dropped = nominal / 15;
  if (minutes % 10 !== 0 && seconds === 0 && frame < dropped) return undefined;
  const allMinutes = hours * 60 + minutes;
  return { frames: counted - dropped * (allMinutes - Math.floor(allMinutes / 10)), exact: true };
};

/** A time in text at a rate, or undefined when it is none. Source of the drop-frame rule: SMPTE ST 12-1. */
export const timeFromText = (text: string, rate: Rate): Time | undefined => {
  const trimmed = text.trim();
  const isNegative = /^[-−]/.test(trimmed);
  const size = isNegative ? trimmed.slice(1) : trimmed;
  const whole = /^\d{1,12}$/.test(size) ? { frames: Number(size), exact: true } : undefined;
  const time = withUnit(size, rate) ?? timecode(size, rate) ?? clock(size, rate) ?? whole;
  return time && isNegative ? { frames: 0 - time.frames, exact: time.exact } : time;
};

/** Frames of the longest timeline at a rate. */
export const longestFrames = (rate: Rate): number => Math.floor((limits.timelineHours * 3600 * rate.num) / rate.den);

type TimeRange = {
  /** Least number of frames; default 0. */
  readonly from?: number;
  /** What is said of less. */
  readonly below?: string;
};

/** A time or length in frames of the timeline, at most as long as the longest timeline. What lies between frames is rounded, and said. */
export const timeShape = ({ from = 0, below = 'before the timeline' }: TimeRange = {}): Shape<number> => ({
  takes: forms,
  read: (value, place, reading) => {
    let frames: number;
    if (typeof value === 'number') {
      if (!Number.isFinite(value)) return reading.tell(place, `${said(value)} is no time; use ${forms}`);
      if (!Number.isInteger(value))
        return reading.tell(place, `${said(value)} is no whole number of frames; for seconds write "${value}s"`);
      frames = value;
    } else if (typeof value === 'string') {
      const filled = reading.fill(value, place);
      if (filled === wrong) return wrong;
      // A bare number in quotes is ambiguous when a person writes it; as a merge field's value it can only be frames.
      const isBare = /^\s*-?\d+\s*$/.test(filled) && !hasMergeField(value);
      const time = isBare ? undefined : timeFromText(filled, reading.rate);
      if (!time) return reading.tell(place, `${said(filled)} is no time; use ${forms}`);
      frames = time.frames;
      if (!time.exact) {
        const ms = Math.round(msFromFrames(frames, reading.rate) * 1000) / 1000;
        reading.rounded(place, `${said(filled)} is between two frames; frame ${frames} (${ms} ms) is used`);
      }
    } else return reading.tell(place, `${said(value)} is no time; use ${forms}`);
    if (frames < from) return reading.tell(place, `${said(frames)} is ${below}; use ${saidNumber(from)} or more`);
    const longest = longestFrames(reading.rate);
    if (Math.abs(frames) > longest) {
      const right = `a timeline has at most ${limits.timelineHours} hours, which are ${saidNumber(longest)} frames`;
      return reading.tell(place, `${saidNumber(frames)} frames are too long; ${right}`);
    }
    return frames === 0 ? 0 : frames;
  },
  schema: underName(from < 0 ? 'anyTime' : (['time', 'length'][from] ?? `timeFrom${from}`), () => ({
    description: 'Whole frames, or a text: "45f", "2.5s", "1500ms", "0:05", or timecode "00:00:02:15".',
    type: ['integer', 'string'],
    ...(from >= 0 && { minimum: from }),
    pattern: schemaPattern,
  })),
});
