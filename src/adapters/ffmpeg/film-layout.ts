/** The order of everything in a film's file, and the tables that say so. Pure: bytes are moved by mux-film. */
import { samplesFromFrames } from '../../domain/time.ts';
import type { FilmParts } from '../../ports/media-tool.ts';
import { type AdtsStream, aacPrimingSamples, samplesPerAacFrame } from './mp4/adts.ts';
import { type Bytes, text, u32, u64 } from './mp4/boxes.ts';
import { type Chunk, ftypFor, moov, type PictureTrack, type SoundTrack } from './mp4/film-boxes.ts';
import type { ReadSegment } from './mp4/read-segment.ts';

/** A frame of the film in its segment. */
export type PictureSample = {
  readonly segment: number;
  readonly offset: number;
  readonly size: number;
  /** Number of the frame in the film. */
  readonly shownAt: number;
  readonly isKey: boolean;
};

/** A stretch of one track. */
export type Piece =
  | { readonly kind: 'picture'; readonly samples: readonly PictureSample[] }
  | { readonly kind: 'sound'; readonly frames: readonly Bytes[] };

/** The bytes before the media data, and the media data in order. */
export type Film = { readonly head: readonly Bytes[]; readonly pieces: readonly Piece[] };

/** Lays the film out; `samples` are in decoding order. */
export const layOut = (
  { rate, title }: FilmParts,
  samples: readonly PictureSample[],
  format: ReadSegment,
  sound: AdtsStream | undefined,
): Film => {
  // Timescales below 10,000 are rounded by some players.
  const factor = Math.ceil(10_000 / rate.num);
  const timescale = rate.num * factor;
  const delta = rate.den * factor;
  const duration = samples.length * delta;
  const pieces = interleave(samples, sound, rate);
  const delay = samples.reduce((most, { shownAt }, i) => Math.max(most, i - shownAt), 0);
  const picture = (chunks: readonly Chunk[]): PictureTrack => ({
    ...{ timescale, delta, duration, chunks, skip: delay * delta, entry: format.entry },
    sizes: samples.map(({ size }) => size),
    shifts: delay === 0 ? [] : samples.map(({ shownAt }, i) => (shownAt + delay - i) * delta),
    keys: samples.every(({ isKey }) => isKey) ? undefined : samples.flatMap(({ isKey }, i) => (isKey ? [i + 1] : [])),
  });
  const soundTrack = (chunks: readonly Chunk[]): SoundTrack | undefined => {
    if (!sound) return undefined;
    const frames = pieces.flatMap((piece) => (piece.kind === 'sound' ? piece.frames : []));
    const heard = frames.length * samplesPerAacFrame - aacPrimingSamples;
    return {
      ...{ timescale: sound.sampleRateHz, delta: samplesPerAacFrame, skip: aacPrimingSamples, shifts: [], chunks },
      duration: Math.min(duration, Math.floor((heard * timescale) / sound.sampleRateHz)),
      sizes: frames.map((frame) => frame.length),
      ...{ keys: undefined, channels: sound.channels, config: sound.config },
    };
  };
  const dataBytes = pieces.reduce((sum, piece) => sum + pieceBytes(piece), 0);
  const build = (offset: number): Bytes => {
    const [pictureChunks, soundChunks] = chunksOf(pieces, offset);
    return moov(timescale, duration, picture(pictureChunks), soundTrack(soundChunks), title);
  };
  // The offsets lie in the box whose size shifts them; their width is decided by the size of the data, so twice is enough.
  const assumed = dataBytes > 0xf0000000 ? 2 ** 32 : 0;
  const ftyp = ftypFor(format.entry);
  const dataStart = ftyp.length + build(assumed).length + 16;
  return { head: [ftyp, build(dataStart), u32(1), text('mdat'), u64(dataBytes + 16)], pieces };
};

const pieceBytes = (piece: Piece): number =>
  piece.kind === 'picture'
    ? piece.samples.reduce((sum, { size }) => sum + size, 0)
    : piece.frames.reduce((sum, frame) => sum + frame.length, 0);

const chunksOf = (pieces: readonly Piece[], dataStart: number): readonly [readonly Chunk[], readonly Chunk[]] => {
  const picture: Chunk[] = [];
  const sound: Chunk[] = [];
  let offset = dataStart;
  for (const piece of pieces) {
    if (piece.kind === 'picture') picture.push({ offset, samples: piece.samples.length });
    else sound.push({ offset, samples: piece.frames.length });
    offset += pieceBytes(piece);
  }
  return [picture, sound];
};

/** A second of picture, the sound that goes with it, and so on. Sound beyond the end of the picture is left out. */
const interleave = (
  samples: readonly PictureSample[],
  sound: AdtsStream | undefined,
  rate: FilmParts['rate'],
): readonly Piece[] => {
  const perSecond = Math.max(1, Math.round(rate.num / rate.den));
  const pieces: Piece[] = [];
  let nextSound = 0;
  for (let at = 0; at < samples.length; at += perSecond) {
    const until = Math.min(at + perSecond, samples.length);
    pieces.push({ kind: 'picture', samples: samples.slice(at, until) });
    if (!sound) continue;
    const heard = samplesFromFrames(until, rate, sound.sampleRateHz) + aacPrimingSamples;
    const end = Math.min(sound.frames.length, Math.ceil(heard / samplesPerAacFrame));
    if (end > nextSound) pieces.push({ kind: 'sound', frames: sound.frames.slice(nextSound, end) });
    nextSound = Math.max(nextSound, end);
  }
  return pieces;
};
