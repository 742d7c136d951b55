/** WAV files of 16-bit PCM at the studio's rate: writing headers and samples, and reading both with suspicion. */
import { soundRateHz } from './sound.types.ts';

export const wavHeaderBytes = 44;

/** The canonical 44-byte header for 16-bit PCM; `frames` counts samples per channel. */
export const wavHeader = (channels: 1 | 2, frames: number): Uint8Array => {
  const bytes = new Uint8Array(wavHeaderBytes);
  const view = new DataView(bytes.buffer);
  const text = (at: number, letters: string): void => {
    for (let i = 0; i < letters.length; i++) bytes[at + i] = letters.charCodeAt(i);
  };
  const dataBytes = frames * channels * 2;
  text(0, 'RIFF');
  view.setUint32(4, 36 + dataBytes, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, soundRateHz, true);
  view.setUint32(28, soundRateHz * channels * 2, true);
  view.setUint16(32, channels * 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, dataBytes, true);
  return bytes;
};

export type WavShape = {
  readonly channels: 1 | 2;
  /** Byte offset of the first sample. */
  readonly dataStart: number;
  /** Samples per channel. */
  readonly frames: number;
};

/**
 * Finds the samples of a WAV from the first bytes of the file (a few kB are enough) and its whole size.
 * Returns null for anything but 16-bit PCM, mono or stereo, at 48 kHz.
 */
export const readWavShape = (head: Uint8Array, fileBytes: number): WavShape | null => {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const tag = (at: number): string => String.fromCharCode(...head.subarray(at, at + 4));
  if (head.byteLength < 12 || tag(0) !== 'RIFF' || tag(8) !== 'WAVE') return null;
  let at = 12;
  let channels: 1 | 2 | null = null;
  while (at + 8 <= head.byteLength) {
    const size = view.getUint32(at + 4, true);
    if (tag(at) === 'fmt ' && at + 24 <= head.byteLength) {
      const format = view.getUint16(at + 8, true);
      const count = view.getUint16(at + 10, true);
      const extensible = format === 0xfffe;
      if (format !== 1 && !extensible) return null;
      if (view.getUint32(at + 12, true) !== soundRateHz || view.getUint16(at + 22, true) !== 16) return null;
      if (count !== 1 && count !== 2) return null;
      channels = count;
    } else if (tag(at) === 'data') {
      if (channels === null) return null;
      const present = Math.max(0, Math.min(size, fileBytes - at - 8));
      return { channels, dataStart: at + 8, frames: Math.floor(present / (2 * channels)) };
    }
    at += 8 + size + (size % 2);
  }
  return null;
};

/** Broken samples become silence, loud ones are clipped. */
const toSample = (x: number): number => {
  const y = Math.floor(x * 32767 + 0.5);
  return y > 32767 ? 32767 : y < -32768 ? -32768 : y === y ? y : 0;
};

/** Interleaved little-endian 16-bit samples. */
export const encodeStereo = (left: Float32Array, right: Float32Array, length = left.length): Uint8Array => {
  // Every machine Node runs on is little-endian, as WAV is.
  const samples = new Int16Array(length * 2);
  for (let i = 0; i < length; i++) {
    samples[i * 2] = toSample(left[i] as number);
    samples[i * 2 + 1] = toSample(right[i] as number);
  }
  return new Uint8Array(samples.buffer);
};

/** Adds 16-bit samples to float blocks. Mono is added to both sides. */
export const decodeInto = (
  bytes: Uint8Array,
  channels: 1 | 2,
  frames: number,
  left: Float32Array,
  right: Float32Array,
  at: number,
): void => {
  const aligned = bytes.byteOffset % 2 === 0 ? bytes : bytes.slice();
  const samples = new Int16Array(aligned.buffer, aligned.byteOffset, Math.floor(aligned.byteLength / 2));
  for (let i = 0; i < frames; i++) {
    const a = (samples[i * channels] as number) / 32768;
    const b = channels === 2 ? (samples[i * 2 + 1] as number) / 32768 : a;
    left[at + i] = (left[at + i] as number) + a;
    right[at + i] = (right[at + i] as number) + b;
  }
};
