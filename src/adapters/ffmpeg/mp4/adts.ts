/** AAC in ADTS frames (ISO/IEC 13818-7): where the frames lie and what an MP4 must say about them. */
import { WorkprintError } from '../../../domain/errors.ts';
import type { Bytes } from './boxes.ts';

export type AdtsStream = {
  readonly sampleRateHz: number;
  readonly channels: number;
  /** AudioSpecificConfig, two bytes. */
  readonly config: Bytes;
  /** Raw AAC frames of 1024 samples each, views into the stream. */
  readonly frames: readonly Bytes[];
};

export const samplesPerAacFrame = 1024;

/** FFmpeg's AAC encoder begins with this many samples that are not part of the sound. */
export const aacPrimingSamples = 1024;

const sampleRatesHz = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350];

const malformed = (what: string): WorkprintError =>
  new WorkprintError('media-corrupt', `The encoded sound is not proper AAC: ${what}.`);

/** Parses a whole stream. Throws `media-corrupt`. */
export const readAdts = (bytes: Bytes): AdtsStream => {
  const frames: Bytes[] = [];
  let first: { readonly profile: number; readonly rateIndex: number; readonly channels: number } | undefined;
  for (let at = 0; at < bytes.length; ) {
    const [b0, b1, b2, b3, b4, b5] = bytes.subarray(at, at + 6);
    if (b5 === undefined || b0 !== 0xff || (b1! & 0xf6) !== 0xf0) throw malformed(`no frame begins at byte ${at}`);
    const header = (b1! & 1) === 1 ? 7 : 9;
    const size = ((b3! & 3) << 11) | (b4! << 3) | (b5 >> 5);
    if (size <= header || at + size > bytes.length) throw malformed(`the frame at byte ${at} is cut short`);
    const kind = { profile: b2! >> 6, rateIndex: (b2! >> 2) & 15, channels: ((b2! & 1) << 2) | (b3! >> 6) };
    first ??= kind;
    if (first.rateIndex !== kind.rateIndex || first.channels !== kind.channels) throw malformed('its format changes');
    frames.push(bytes.subarray(at + header, at + size));
    at += size;
  }
  const sampleRateHz = first && sampleRatesHz[first.rateIndex];
  if (!first || sampleRateHz === undefined) throw malformed('it has no frames or an unknown rate');
  const objectType = first.profile + 1;
  const config = Uint8Array.of(
    (objectType << 3) | (first.rateIndex >> 1),
    ((first.rateIndex & 1) << 7) | (first.channels << 3),
  );
  return { sampleRateHz, channels: first.channels, config, frames };
};
