/**
 * Puts rendered segments and encoded sound into one MP4, without encoding anything again: integer times, `moov` first, picture
 * and sound interleaved by the second. Frame i of the film is frame i of the file, whatever the cut into segments.
 */
import { randomBytes } from 'node:crypto';
import { type FileHandle, open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { WorkprintError } from '../../domain/errors.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { FilmParts, WorkOptions } from '../../ports/media-tool.ts';
import { asDiskError } from '../files/files.ts';
import { cancelled } from '../sandbox/sandbox.ts';
import { type Film, layOut, type PictureSample } from './film-layout.ts';
import { readAdts } from './mp4/adts.ts';
import { type ReadSegment, readSegment } from './mp4/read-segment.ts';

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
  if (!Buffer.from(format.entry.bytes).equals(read.entry.bytes))
    throw new WorkprintError(
      'internal',
      `Segment ${segment} was encoded with other parameter sets than the first; all segments of a film must be rendered alike.`,
    );
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
