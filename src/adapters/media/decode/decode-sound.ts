/** The arguments with which FFmpeg writes a stretch of sound, exact to the sample, raw. */
import { WorkprintError } from '../../../domain/errors.ts';
import type { MediaFacts, SoundFacts } from '../../../domain/timeline/media-facts.types.ts';
import { inputArguments } from './input-arguments.ts';

/** What comes out: interleaved stereo, 32-bit floats, little-endian, 48 kHz. */
export const soundRateHz = 48_000;

export type SoundRequest = {
  /** Path of the file as the decoder sees it, inside its jail. Never a name a person gave. */
  readonly input: string;
  readonly facts: MediaFacts;
  /** Which of `facts.sounds`, from 0. */
  readonly track: number;
  /** First sample at 48 kHz, counted from the file's own zero; before it there is silence. */
  readonly firstSample: number;
  /** Exactly so many are written; silence where the file has none. */
  readonly sampleCount: number;
  /** Media seconds a second, 0.01 to 100; the pitch stays. Default 1. */
  readonly speed?: number;
  /** The stretch of media from `firstSample` on, its last sample first. */
  readonly reversed?: boolean;
  /** Where the samples go; default `pipe:1`. */
  readonly output?: string;
};

/** Coded sound needs what came before it: AAC two frames, Opus 80 ms, an MP3's bit reservoir half a second. */
const leadMs = 1000;

/** Kinds without an index, whose readers guess a place by the bit rate: they are read from the beginning. */
const withoutIndex = ['mp3', 'aac', 'flac'];

/**
 * Surround to stereo by ITU-R BS.775 (centre and surrounds at -3 dB, no low-frequency channel), which is what FFmpeg does by
 * itself; mono is as loud on both sides as it was.
 */
const stereo = ({ channels }: SoundFacts): string[] => (channels === 1 ? ['pan=stereo|c0=c0|c1=c0'] : []);

/** `atempo` halves at most: slower speeds are taken in steps. */
const tempo = (speed: number): string[] => {
  const steps: string[] = [];
  let left = speed;
  for (; left < 0.5; left *= 2) steps.push('atempo=0.5');
  return left === 1 ? steps : [...steps, `atempo=${left.toFixed(6)}`];
};

/**
 * FFmpeg's arguments (without the program) for exactly `sampleCount` samples. Holes in the sound of a tenth of a second or more
 * become silence; smaller jumps of the clock are rounding and are ignored. Throws `internal` when there is no such track.
 */
export const decodeSound = (request: SoundRequest): string[] => {
  const { facts, track, firstSample, sampleCount, speed = 1, reversed = false, input, output = 'pipe:1' } = request;
  const mediaSamples = Math.ceil(sampleCount * speed);
  const sound = facts.sounds[track];
  if (!sound)
    throw new WorkprintError('internal', `Sound track ${track} was asked of a file that has ${facts.sounds.length}.`);
  const zeroUs = facts.zeroUs ?? 0;
  const seekUs = (firstSample * 1e6) / soundRateHz - leadMs * 1000;
  const seek =
    seekUs > 0 && !withoutIndex.includes(facts.kind)
      ? ['-noaccurate_seek', '-seek_timestamp', '1', '-ss', ((zeroUs + seekUs) / 1e6).toFixed(6)]
      : [];
  const firstPts = Math.round((zeroUs * soundRateHz) / 1e6) + firstSample;
  const filters = [
    ...stereo(sound),
    `aresample=${soundRateHz}`,
    'aformat=sample_fmts=flt:channel_layouts=stereo',
    // `first_pts` counts samples of what comes in, so the rate is right before.
    `aresample=${soundRateHz}:async=1:min_comp=0.000001:min_hard_comp=0.1:first_pts=${firstPts}`,
    `apad=whole_len=${mediaSamples}`,
    `atrim=end_sample=${mediaSamples}`,
    ...(reversed ? ['areverse'] : []),
    // The stretcher may come out some samples short or long.
    ...(speed === 1 ? [] : [...tempo(speed), `apad=whole_len=${sampleCount}`, `atrim=end_sample=${sampleCount}`]),
  ];
  return [
    ...['-hide_banner', '-nostdin', '-v', 'error', '-copyts', '-threads', '1'],
    ...inputArguments(facts.kind, input, seek),
    ...['-map', `0:${sound.stream}`, '-vn', '-sn', '-dn', '-af', filters.join(',')],
    ...['-c:a', 'pcm_f32le', '-ar', String(soundRateHz), '-ac', '2', '-f', 'f32le', output],
  ];
};
