/** All clips of a bus added up, block after block. A clip's decoder runs only while the clip sounds. */
import { busGainAt, clipGainsAt, isSteady } from '../../compile/sound/levels.ts';
import type { HeardClip, SoundBus } from '../../compile/sound/sound-plan.types.ts';
import type { Rate } from '../../domain/time.ts';
import { ClipStream, type OpenSoundDecoder } from './clip-stream.ts';
import { RampStream } from './ramp-stream.ts';

/** Two channels of a stretch. */
export type Block = { readonly left: Float32Array; readonly right: Float32Array };

export const emptyBlock = (length: number): Block => ({
  left: new Float32Array(length),
  right: new Float32Array(length),
});

/** Gains are worked out at this distance and are straight in between: a millisecond and a third. */
const gainStep = 64;

export class BusStream {
  readonly #bus: SoundBus;
  readonly #rate: Rate;
  readonly #open: OpenSoundDecoder;
  readonly #signal: AbortSignal;
  readonly #sounding = new Map<HeardClip, ClipStream | RampStream>();
  readonly #waiting: HeardClip[];
  #at = 0;

  constructor(bus: SoundBus, rate: Rate, open: OpenSoundDecoder, signal: AbortSignal) {
    this.#bus = bus;
    this.#rate = rate;
    this.#open = open;
    this.#signal = signal;
    this.#waiting = [...bus.clips].sort((a, b) => a.startSample - b.startSample);
  }

  /** The next `length` samples of the timeline. */
  async next(length: number): Promise<Block> {
    const block = emptyBlock(length);
    const [from, to] = [this.#at, this.#at + length];
    while (this.#waiting[0] && this.#waiting[0].startSample < to) {
      const clip = this.#waiting.shift() as HeardClip;
      this.#sounding.set(clip, this.#streamOf(clip));
    }
    for (const [clip, stream] of this.#sounding) {
      const first = Math.max(from, clip.startSample);
      const last = Math.min(to, clip.endSample);
      if (last > first) add(block, first - from, await stream.next(last - first), clip, first, this.#rate);
      if (clip.endSample > to) continue;
      await stream.close();
      this.#sounding.delete(clip);
    }
    if (this.#bus.gainDb !== 0)
      ramp(
        length,
        (i) => busGainAt(this.#bus, from + i, this.#rate),
        (i, gain) => {
          block.left[i] = (block.left[i] as number) * gain;
          block.right[i] = (block.right[i] as number) * gain;
        },
      );
    this.#at = to;
    return block;
  }

  #streamOf(clip: HeardClip): ClipStream | RampStream {
    const skip = Math.max(0, -clip.startSample);
    const { ramp } = clip;
    return ramp
      ? new RampStream({ ...clip, ramp }, this.#rate, this.#open, this.#signal, skip)
      : new ClipStream(clip, this.#open, this.#signal, skip);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#sounding.values()].map((stream) => stream.close()));
    this.#sounding.clear();
  }
}

/** Calls `put` for 0 <= i < length with a value that is asked for now and then and straight in between. */
const ramp = (length: number, ask: (i: number) => number, put: (i: number, value: number) => void): void => {
  for (let from = 0; from < length; from += gainStep) {
    const to = Math.min(from + gainStep, length);
    const first = ask(from);
    const step = (ask(to) - first) / (to - from);
    for (let i = from; i < to; i++) put(i, first + step * (i - from));
  }
};

const add = (block: Block, at: number, samples: Float32Array, clip: HeardClip, first: number, rate: Rate): void => {
  const length = samples.length / 2;
  const { left, right } = block;
  if (isSteady(clip, first, first + length)) {
    const [gainLeft, gainRight] = clipGainsAt(clip, first, rate);
    for (let i = 0; i < length; i++) {
      left[at + i] = (left[at + i] as number) + (samples[2 * i] as number) * gainLeft;
      right[at + i] = (right[at + i] as number) + (samples[2 * i + 1] as number) * gainRight;
    }
    return;
  }
  for (const [side, channel] of [left, right].entries())
    ramp(
      length,
      (i) => clipGainsAt(clip, first + i, rate)[side as 0 | 1],
      (i, gain) => {
        channel[at + i] = (channel[at + i] as number) + (samples[2 * i + side] as number) * gain;
      },
    );
};
