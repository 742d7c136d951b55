/**
 * Time on a timeline: whole frames at a rational rate (rule 7 of the house).
 * Nothing here knows seconds as floats except at the two borders: audio (milliseconds) and people (timecode).
 */

/** Frames per second as a fraction, e.g. 30/1 or 30000/1001. Both parts are positive integers. */
export type Rate = { readonly num: number; readonly den: number };

/** Whole-number rate, e.g. `wholeRate(30)`. */
export const wholeRate = (fps: number): Rate => ({ num: fps, den: 1 });

/** Milliseconds to the nearest frame. */
export const framesFromMs = (ms: number, rate: Rate): number => Math.round((ms * rate.num) / (rate.den * 1000));

/** Milliseconds to frames, never less than asked for. */
export const framesCoveringMs = (ms: number, rate: Rate): number =>
  Math.ceil((ms * rate.num) / (rate.den * 1000) - 1e-9);

/** Start of a frame in milliseconds (not rounded). */
export const msFromFrames = (frames: number, rate: Rate): number => (frames * rate.den * 1000) / rate.num;

/** Start of a frame in audio samples, rounded to the nearest sample. */
export const samplesFromFrames = (frames: number, rate: Rate, sampleRateHz: number): number =>
  Math.round((frames * rate.den * sampleRateHz) / rate.num);

/** A stretch of frames; `startFrame` is in the coordinate system of whatever holds it. */
export type FrameRange = { readonly startFrame: number; readonly durationFrames: number };
