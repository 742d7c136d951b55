/** Reads stretches of WAV files by position, so that a long stem is never whole in memory. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { WorkprintError } from '../../domain/errors.ts';
import { decodeInto, readWavShape, type WavShape } from '../../domain/sound/sound.ts';

export class AudioFile {
  readonly #descriptor: number;
  readonly #shape: WavShape;

  /** Throws `media-corrupt` unless the file is 16-bit PCM at 48 kHz. */
  constructor(path: string) {
    this.#descriptor = openSync(path, 'r');
    const size = fstatSync(this.#descriptor).size;
    const head = Buffer.alloc(Math.min(size, 4096));
    readSync(this.#descriptor, head, 0, head.length, 0);
    const shape = readWavShape(head, size);
    if (shape === null) {
      closeSync(this.#descriptor);
      throw new WorkprintError(
        'media-corrupt',
        'A sound kept from an earlier step is not 48 kHz 16-bit WAV. Remove it from the cache and run the command again.',
      );
    }
    this.#shape = shape;
  }

  /** Samples per channel. */
  get frames(): number {
    return this.#shape.frames;
  }

  /** Adds `count` samples from `from` (may lie outside the file: silence) to both sides at `at`. */
  addTo(left: Float32Array, right: Float32Array, at: number, from: number, count: number): void {
    const first = Math.max(0, from);
    const end = Math.min(this.#shape.frames, from + count);
    if (end <= first) return;
    const width = 2 * this.#shape.channels;
    const bytes = Buffer.alloc((end - first) * width);
    const read = readSync(this.#descriptor, bytes, 0, bytes.length, this.#shape.dataStart + first * width);
    decodeInto(bytes, this.#shape.channels, Math.floor(read / width), left, right, at + first - from);
  }

  /** The whole file as two channels; for short sounds. */
  whole(): [Float32Array, Float32Array] {
    const left = new Float32Array(this.frames);
    const right = new Float32Array(this.frames);
    this.addTo(left, right, 0, 0, this.frames);
    return [left, right];
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}
