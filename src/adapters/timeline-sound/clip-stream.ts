/** The samples of one clip, in order, from a decoder that is opened when first needed. Past the end of the media: silence. */
import type { Readable } from 'node:stream';
import type { HeardClip } from '../../compile/sound/sound-plan.types.ts';
import { planRateHz } from '../../compile/sound/sound-plan.types.ts';
import { PcmReader } from './pcm-reader.ts';

/** What to decode: a stretch of one sound of a file, to 32-bit float stereo at 48 kHz, interleaved. */
export type SoundRequest = {
  readonly media: HeardClip['media'];
  readonly audioTrack: number;
  /** Samples of the media at 48 kHz; silence where it has none. */
  readonly firstSample: number;
  /** Samples that come out, whatever the speed. */
  readonly sampleCount: number;
  readonly speed: number;
  readonly reversed: boolean;
};

/** A decoder under way. `done` throws when it ended badly; `stop` ends it early without an error. */
export type OpenSound = { readonly samples: Readable; readonly done: Promise<void>; stop(): Promise<void> };
export type OpenSoundDecoder = (request: SoundRequest, signal: AbortSignal) => Promise<OpenSound>;

const bytesPerSample = 8;

export class ClipStream {
  readonly #clip: HeardClip;
  readonly #open: OpenSoundDecoder;
  readonly #signal: AbortSignal;
  #decoder: { readonly sound: OpenSound; readonly reader: PcmReader } | undefined;
  readonly #mediaSamples: number;
  readonly #loops: boolean;
  #startUs: number;
  #silence: number;
  #left: number;
  #isOver = false;
  /** The present decoder gave something. */
  #hasSounded = false;

  /** `skip`: samples of the clip that lie before the beginning of what is mixed. */
  constructor(clip: HeardClip, open: OpenSoundDecoder, signal: AbortSignal, skip = 0) {
    this.#clip = clip;
    this.#open = open;
    this.#signal = signal;
    this.#left = clip.endSample - clip.startSample - skip;
    // Backwards, what is skipped lies at the end of the stretch of media; only its length changes.
    const skippedUs = clip.reversed ? 0 : Math.round((skip * 1_000_000 * clip.speed) / planRateHz);
    const mediaStartUs = clip.mediaStartUs + skippedUs;
    // A handle before the beginning of the media: nothing is heard until the media begins.
    const early = clip.reversed ? 0 : Math.max(0, -mediaStartUs);
    this.#silence = Math.round((early * planRateHz) / (1_000_000 * clip.speed));
    this.#startUs = Math.max(0, mediaStartUs);
    const mediaMs = clip.media.facts?.sounds[clip.audioTrack]?.durationMs ?? 0;
    this.#mediaSamples = Math.round((mediaMs * planRateHz) / 1000);
    this.#loops = clip.loop && !clip.reversed && this.#mediaSamples > 0;
    if (this.#loops) this.#startUs %= mediaMs * 1000;
  }

  /** The next `count` samples, left and right in turn; shorter when only silence follows. */
  async next(count: number): Promise<Float32Array> {
    const out = new Float32Array(count * 2);
    let at = Math.min(this.#silence, count);
    this.#silence -= at;
    this.#left -= at;
    while (at < count && !this.#isOver) {
      const bytes = await this.#take((count - at) * bytesPerSample);
      if (bytes.length === 0) continue;
      const whole = Math.floor(bytes.length / bytesPerSample);
      const samples = new Float32Array(whole * 2);
      new Uint8Array(samples.buffer).set(bytes.subarray(0, whole * bytesPerSample));
      out.set(samples, at * 2);
      at += whole;
      this.#left -= whole;
    }
    return out;
  }

  async #take(bytes: number): Promise<Buffer> {
    if (!this.#decoder) {
      const { media, audioTrack, speed, reversed } = this.#clip;
      const firstSample = Math.round((this.#startUs * planRateHz) / 1_000_000);
      const untilEnd = Math.ceil((this.#mediaSamples - firstSample) / speed);
      const sampleCount = this.#loops ? Math.max(0, Math.min(this.#left, untilEnd)) : this.#left;
      const request = { media, audioTrack, firstSample, sampleCount, speed, reversed };
      const sound = await this.#open(request, this.#signal);
      this.#decoder = { sound, reader: new PcmReader(sound.samples) };
    }
    const { sound, reader } = this.#decoder;
    const taken = await reader.take(bytes);
    this.#hasSounded ||= taken.length > 0;
    if (taken.length >= bytes) return taken;
    await sound.done;
    this.#decoder = undefined;
    // What never gave a sample would begin again for ever.
    if (this.#loops && (this.#hasSounded || this.#startUs > 0)) this.#startUs = 0;
    else this.#isOver = true;
    this.#hasSounded = false;
    return taken;
  }

  async close(): Promise<void> {
    await this.#decoder?.sound.stop();
    this.#decoder = undefined;
  }
}
