/**
 * The loudness of a sound along its time, for drawing: the least and the greatest sample of every stretch. The bytes are version 2 of the
 * format of audiowaveform (github.com/bbc/audiowaveform, doc/DataFormat.md), 8 bits, one channel, which peaks.js and waveform-data.js read.
 */

const rateHz = 48_000;
const channels = 2;
const bytesPerSample = 4;
const frameBytes = channels * bytesPerSample;
const headerBytes = 24;
/** A stretch of 10 ms: a pixel at the usual zoom. */
const usualStretch = rateHz / 100;
/** A longer sound has longer stretches: so many are at most a megabyte. */
const mostStretches = 500_000;

export type Waveform = {
  readonly bytes: Uint8Array;
  readonly facts: {
    readonly sampleRateHz: number;
    readonly samplesPerPeak: number;
    readonly peaks: number;
    readonly durationMs: number;
  };
};

/** -1 .. 1 as a signed byte. */
const asByte = (value: number): number => Math.max(-128, Math.min(127, Math.round(value * 127)));

/** Takes stereo samples as they are decoded and keeps the extremes of both channels together. */
export class WaveformWriter {
  readonly #stretch: number;
  readonly #peaks: Int8Array;
  #count = 0;
  #least = Number.POSITIVE_INFINITY;
  #greatest = Number.NEGATIVE_INFINITY;
  #inStretch = 0;
  #frames = 0;
  #rest: Uint8Array = new Uint8Array(0);

  /** `frames`: how many samples a channel will come at most. */
  constructor(frames: number) {
    this.#stretch = Math.max(usualStretch, Math.ceil(frames / mostStretches));
    this.#peaks = new Int8Array(2 * (Math.ceil(frames / this.#stretch) + 1));
  }

  /** Bytes of interleaved 32-bit floats, little-endian, cut anywhere. */
  take(given: Uint8Array): void {
    const bytes = this.#rest.byteLength > 0 ? Buffer.concat([this.#rest, given]) : given;
    const whole = bytes.byteLength - (bytes.byteLength % frameBytes);
    const view = new DataView(bytes.buffer, bytes.byteOffset, whole);
    for (let at = 0; at < whole; at += frameBytes) {
      const left = view.getFloat32(at, true);
      const right = view.getFloat32(at + bytesPerSample, true);
      this.#least = Math.min(this.#least, left, right);
      this.#greatest = Math.max(this.#greatest, left, right);
      if (++this.#inStretch === this.#stretch) this.#endStretch();
    }
    this.#rest = bytes.slice(whole);
    this.#frames += whole / frameBytes;
  }

  #endStretch(): void {
    if (2 * this.#count < this.#peaks.length) {
      this.#peaks[2 * this.#count] = asByte(this.#least);
      this.#peaks[2 * this.#count + 1] = asByte(this.#greatest);
      this.#count++;
    }
    this.#inStretch = 0;
    this.#least = Number.POSITIVE_INFINITY;
    this.#greatest = Number.NEGATIVE_INFINITY;
  }

  /** The file, of what came so far. */
  end(): Waveform {
    if (this.#inStretch > 0) this.#endStretch();
    const bytes = new Uint8Array(headerBytes + 2 * this.#count);
    const view = new DataView(bytes.buffer);
    const header = [2, 1, rateHz, this.#stretch, this.#count, 1];
    for (const [at, value] of header.entries()) view.setInt32(at * 4, value, true);
    bytes.set(new Uint8Array(this.#peaks.buffer, 0, 2 * this.#count), headerBytes);
    const durationMs = Math.round((this.#frames * 1000) / rateHz);
    return { bytes, facts: { sampleRateHz: rateHz, samplesPerPeak: this.#stretch, peaks: this.#count, durationMs } };
  }
}

/** Samples a channel of a sound that lasts so long. */
export const waveformFrames = (durationMs: number): number => Math.ceil((durationMs * rateHz) / 1000);
