/** A stretch of media at its own speed, read once from begin to end, of which only what is looked at is held. */
import type { HeardClip } from '../../compile/sound/sound-plan.types.ts';
import type { Tape } from '../../compile/sound/varispeed.ts';
import type { OpenSound, OpenSoundDecoder } from './clip-stream.ts';
import { PcmReader } from './pcm-reader.ts';

const bytesPerSample = 8;

/** Samples of media, whole; `to` is exclusive. Before 0 there is silence. */
export type MediaStretch = { readonly from: number; readonly to: number };

type Decoder = { readonly sound: OpenSound; readonly reader: PcmReader };

export class MediaTape {
  readonly #clip: HeardClip;
  readonly #open: OpenSoundDecoder;
  readonly #signal: AbortSignal;
  readonly #to: number;
  readonly #loopSamples: number | undefined;
  #decoder: Decoder | undefined;
  /** Where the present decoder's samples end. */
  #decodedTo: number;
  #first: number;
  #next: number;
  #held = new Float32Array(0);

  /** With `loopSamples` the media begins again whenever so many have passed. */
  constructor(
    clip: HeardClip,
    { from, to }: MediaStretch,
    loopSamples: number | undefined,
    open: OpenSoundDecoder,
    signal: AbortSignal,
  ) {
    this.#clip = clip;
    this.#open = open;
    this.#signal = signal;
    this.#loopSamples = loopSamples;
    this.#first = from;
    this.#next = from;
    this.#decodedTo = from;
    this.#to = to;
  }

  /** Winds on: gives a tape that holds `from` to `to`, neither before those of an earlier call. */
  async hold(from: number, to: number): Promise<Tape> {
    const kept = this.#held.subarray(Math.min(Math.max(0, from - this.#first) * 2, this.#held.length));
    const fresh = Math.max(0, to - this.#next);
    const samples = new Float32Array(kept.length + fresh * 2);
    samples.set(kept);
    const first = this.#next - kept.length / 2;
    await this.#fill(samples.subarray(kept.length));
    this.#first = first;
    this.#held = samples;
    return { first, samples };
  }

  async close(): Promise<void> {
    const decoder = this.#decoder;
    this.#decoder = undefined;
    await decoder?.sound.stop();
  }

  async #fill(fresh: Float32Array): Promise<void> {
    for (let at = 0; at < fresh.length / 2; ) {
      if (this.#next >= this.#decodedTo) await this.#begin();
      const count = Math.min(fresh.length / 2 - at, this.#decodedTo - this.#next);
      if (this.#decoder) fresh.set(await this.#take(this.#decoder, count), at * 2);
      this.#next += count;
      at += count;
    }
  }

  /** The decoder of what comes next; none for silence. */
  async #begin(): Promise<void> {
    const lap = this.#loopSamples;
    if (this.#next >= this.#to || (this.#next < 0 && lap === undefined)) {
      this.#decodedTo = this.#next >= this.#to ? Number.POSITIVE_INFINITY : Math.min(0, this.#to);
      return;
    }
    const firstSample = lap === undefined ? this.#next : this.#next - Math.floor(this.#next / lap) * lap;
    const left = this.#to - this.#next;
    const sampleCount = lap === undefined ? left : Math.min(left, lap - firstSample);
    const { media, audioTrack } = this.#clip;
    const request = { media, audioTrack, firstSample, sampleCount, speed: 1, reversed: false };
    const sound = await this.#open(request, this.#signal);
    this.#decoder = { sound, reader: new PcmReader(sound.samples) };
    this.#decodedTo = this.#next + sampleCount;
  }

  /** Samples of the decoder; fewer when the media is over, and then the rest is silence. */
  async #take({ sound, reader }: Decoder, count: number): Promise<Float32Array> {
    // The last samples are asked for with one more, which there is not: so the decoder is seen to its end.
    const isLast = this.#next + count >= this.#decodedTo;
    const bytes = await reader.take((count + (isLast ? 1 : 0)) * bytesPerSample);
    const whole = Math.min(count, Math.floor(bytes.length / bytesPerSample));
    const samples = new Float32Array(whole * 2);
    new Uint8Array(samples.buffer).set(bytes.subarray(0, whole * bytesPerSample));
    if (isLast || whole < count) {
      await sound.done;
      this.#decoder = undefined;
    }
    return samples;
  }
}
