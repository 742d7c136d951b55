/**
 * Puts rendered segments and encoded sound into one MP4, without encoding anything again: integer times, `moov` first, picture
 * and sound interleaved by the second. Frame i of the film is frame i of the file, whatever the cut into segments.
 */
import { randomBytes } from 'node:crypto';
import { type FileHandle, open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { WorkprintError } from '../../domain/errors.ts';
import { samplesFromFrames } from '../../domain/time.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { FilmParts, WorkOptions } from '../../ports/media-tool.ts';
import { asDiskError } from '../files/files.ts';
import { cancelled } from './child.ts';
import { type AdtsStream, aacPrimingSamples, readAdts, samplesPerAacFrame } from './mp4/adts.ts';
import { type Bytes, text, u32, u64 } from './mp4/boxes.ts';
import { type Chunk, ftyp, moov, type PictureTrack, type SoundTrack } from './mp4/film-boxes.ts';
import { type ReadSegment, readSegment } from './mp4/read-segment.ts';

type PictureSample = {
  readonly segment: number;
  readonly offset: number;
  readonly size: number;
  /** Number of the frame in the film. */
  readonly shownAt: number;
  readonly isKey: boolean;
};

/** Writes the film to `outputPath`: whole, or not at all. */
export const muxFilm = async (
  blobs: BlobStore,
  parts: FilmParts,
  outputPath: string,
  { signal, onFrames }: WorkOptions,
): Promise<void> => {
  const { samples, format } = await readPicture(blobs, parts, signal);
  const sound = parts.audio && readAdts(await blobs.get(parts.audio));
  const film = layOut(parts, samples, format, sound);
  const temporary = join(dirname(outputPath), `.${basename(outputPath)}.${randomBytes(6).toString('hex')}.part`);
  try {
    const file = await open(temporary, 'wx');
    try {
      await write(file, blobs, parts, film, signal, onFrames);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, outputPath);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error instanceof WorkprintError ? error : asOutputError(error, outputPath);
  }
};

const asOutputError = (error: unknown, outputPath: string): unknown =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'
    ? new WorkprintError('output-folder-missing', `The folder ${dirname(outputPath)} does not exist; make it first.`, {
        cause: error,
      })
    : asDiskError(error, outputPath);

/** All samples of the picture in decoding order. Segments are read whole and checked against their names. */
const readPicture = async (
  blobs: BlobStore,
  { segments }: FilmParts,
  signal: AbortSignal,
): Promise<{ samples: readonly PictureSample[]; format: ReadSegment }> => {
  const samples: PictureSample[] = [];
  let format: ReadSegment | undefined;
  let firstFrame = 0;
  for (const [segment, { video, durationFrames }] of segments.entries()) {
    if (signal.aborted) throw cancelled(signal.reason);
    const read = readSegment(await blobs.get(video));
    format ??= read;
    requireSame(format, read, segment);
    if (read.samples.length !== durationFrames)
      throw new WorkprintError(
        'internal',
        `Segment ${segment} has ${read.samples.length} frames instead of ${durationFrames}.`,
      );
    for (const { offset, size, shownAt, isKey } of read.samples)
      samples.push({ segment, offset, size, shownAt: firstFrame + shownAt, isKey });
    firstFrame += durationFrames;
  }
  if (!format) throw new WorkprintError('internal', 'A film needs at least one segment.');
  return { samples, format };
};

const requireSame = (format: ReadSegment, read: ReadSegment, segment: number): void => {
  const same =
    Buffer.from(format.avcC).equals(read.avcC) && format.width === read.width && format.height === read.height;
  if (!same)
    throw new WorkprintError(
      'internal',
      `Segment ${segment} was encoded with other parameter sets than the first; all segments of a film must be rendered alike.`,
    );
};

type Piece =
  | { readonly kind: 'picture'; readonly samples: readonly PictureSample[] }
  | { readonly kind: 'sound'; readonly frames: readonly Bytes[] };

type Film = { readonly head: readonly Bytes[]; readonly pieces: readonly Piece[] };

/** Order of everything in the file, with the tables that say so. */
const layOut = (
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
    ...{ timescale, delta, duration, chunks, skip: delay * delta, width: format.width, height: format.height },
    avcC: format.avcC,
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

const write = async (
  file: FileHandle,
  blobs: BlobStore,
  { segments }: FilmParts,
  { head, pieces }: Film,
  signal: AbortSignal,
  onFrames: WorkOptions['onFrames'],
): Promise<void> => {
  for (const bytes of head) await file.writeFile(bytes);
  let loaded: { segment: number; bytes: Buffer } | undefined;
  let frames = 0;
  for (const piece of pieces) {
    if (signal.aborted) throw cancelled(signal.reason);
    if (piece.kind === 'sound') {
      await file.writeFile(Buffer.concat(piece.frames));
      continue;
    }
    const parts: Buffer[] = [];
    for (const { segment, offset, size } of piece.samples) {
      if (loaded?.segment !== segment)
        loaded = { segment, bytes: await readFile(blobs.localPath(segments[segment]!.video)) };
      parts.push(loaded.bytes.subarray(offset, offset + size));
    }
    await file.writeFile(Buffer.concat(parts));
    frames += piece.samples.length;
    onFrames?.(frames);
  }
};
