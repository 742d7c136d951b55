/**
 * How loud a moment is: gains, pans and fades of a clip, and how far a ducked bus steps back. Numbers only; whoever has the
 * samples multiplies. Gains move in a straight line of decibels between frames, so that a keyframed fade has no steps.
 */
import { clamp, gainFromDb } from '../../domain/sound/decibels.ts';
import { msFromFrames, type Rate } from '../../domain/time.ts';
import type { Animated } from '../../domain/timeline/timeline.types.ts';
import { valueAt } from '../animate.ts';
import { type HeardClip, planRateHz, type SoundBus } from './sound-plan.types.ts';

/** Decibels that nobody hears: what a fader shows as minus infinity. */
const silentDb = -90;

/** Frames (not whole) after the start of a stretch, at a sample of it. */
const framesAt = (sample: number, rate: Rate): number => sample / ((planRateHz * msFromFrames(1, rate)) / 1000);

/** A value between frames: straight between its neighbours. */
const between = (animated: Animated, frame: number): number => {
  if (typeof animated === 'number') return animated;
  const whole = Math.floor(frame);
  const low = valueAt(animated, whole);
  return low + (valueAt(animated, whole + 1) - low) * (frame - whole);
};

const gainOf = (db: number): number => (db <= silentDb ? 0 : gainFromDb(db));

/** Gain of a bus at a sample of the timeline, ducking left out. */
export const busGainAt = (bus: SoundBus, sample: number, rate: Rate): number =>
  gainOf(between(bus.gainDb, framesAt(sample, rate)));

/**
 * Gains of a clip for the left and the right at a sample of the timeline. The pan keeps the sum of both gains (a centred
 * sound is at its own level on both sides); fades have equal power.
 */
export const clipGainsAt = (clip: HeardClip, sample: number, rate: Rate): readonly [left: number, right: number] => {
  const frame = clip.frameAtStart + framesAt(sample - clip.startSample, rate);
  const into = clip.fadeInSamples > 0 ? (sample - clip.startSample) / clip.fadeInSamples : 1;
  const until = clip.fadeOutSamples > 0 ? (clip.endSample - sample) / clip.fadeOutSamples : 1;
  const faded = Math.sin((clamp(into, 0, 1) * Math.PI) / 2) * Math.sin((clamp(until, 0, 1) * Math.PI) / 2);
  const gain = gainOf(between(clip.gainDb, frame)) * faded;
  const pan = clamp(between(clip.pan, frame), -1, 1);
  return [gain * Math.min(1, 1 - pan), gain * Math.min(1, 1 + pan)];
};

/** Whether the gains of a clip are the same all over a stretch: then they need not be asked for again. */
export const isSteady = (clip: HeardClip, from: number, to: number): boolean =>
  typeof clip.gainDb === 'number' &&
  typeof clip.pan === 'number' &&
  from >= clip.startSample + clip.fadeInSamples &&
  to <= clip.endSample - clip.fadeOutSamples;

/** Samples that ducking looks at together: ten milliseconds. */
export const hopSamples = planRateHz / 100;

/** Mean square over a hop that counts as heard: -42 dBFS, over the noise of most rooms and under any voice. */
const heardPower = 10 ** (-42 / 10);
/** Between words and breaths nothing comes back up. */
const holdHops = 30;

/**
 * Decibels down (0 or more) at every hop's start, from the mean squares of what is heard over the ducked bus. It goes down before
 * the first word by the attack, stays down through short pauses, and comes back in a straight line of decibels.
 */
export class DuckEnvelope {
  readonly #downPerHop: number;
  readonly #upPerHop: number;
  readonly #byDb: number;
  /** Hops that the envelope must know ahead. */
  readonly aheadHops: number;
  #db = 0;
  #quietFor = Number.POSITIVE_INFINITY;

  constructor({ byDb, attackMs, releaseMs }: NonNullable<SoundBus['duck']>) {
    this.#byDb = byDb;
    this.aheadHops = Math.max(1, Math.ceil(attackMs / 10));
    this.#downPerHop = byDb / this.aheadHops;
    this.#upPerHop = byDb / Math.max(1, Math.ceil(releaseMs / 10));
  }

  /** The next hop. `powers` are the mean squares of it and the `aheadHops` that follow. */
  next(powers: ArrayLike<number>): number {
    let soonest = -1;
    for (let i = 0; i < powers.length && soonest < 0; i++) if ((powers[i] as number) > heardPower) soonest = i;
    this.#quietFor = (powers[0] as number) > heardPower ? 0 : this.#quietFor + 1;
    const wanted = soonest >= 0 || this.#quietFor < holdHops;
    this.#db = wanted ? Math.min(this.#byDb, this.#db + this.#downPerHop) : Math.max(0, this.#db - this.#upPerHop);
    return this.#db;
  }
}
