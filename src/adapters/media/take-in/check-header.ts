/** What a file says of itself, read by our own code before FFmpeg may: bombs end here. */
import type { FileHandle } from 'node:fs/promises';
import { WorkprintError } from '../../../domain/errors.ts';
import { limits } from '../../../domain/limits.ts';
import { gifFacts } from '../../../domain/media/gif.ts';
import { type IsoMovie, readIsoMovie } from '../../../domain/media/iso-movie.ts';
import { playlist } from '../../../domain/media/refusal.ts';
import { stillHeader } from '../../../domain/media/still-header.ts';
import { wavSeconds } from '../../../domain/media/wav.ts';
import type { MediaKind } from '../../../domain/timeline/media-facts.types.ts';
import type { StillNotes } from '../probe/picture-facts.ts';
import { type FileEnds, type FileStamp, readAt } from './open-media.ts';
import { readMoov } from './read-moov.ts';
import { profilePrimariesOf } from './read-profile.ts';
import { refused } from './refused.ts';

/** What our own readers found; the probe fills in the rest. */
export type HeaderNotes = {
  readonly still: StillNotes;
  readonly movie?: IsoMovie;
  /** How long a WAV really is. */
  readonly soundSeconds?: number;
};

/** A GIF is read whole, since its frames are counted by walking; real ones are far smaller. */
const mostGifBytes = 256 * 1024 * 1024;
const mostGifFrames = 20_000;

const tooLarge = (what: string, found: number, most: number): WorkprintError =>
  new WorkprintError('media-too-large', `It has ${found} ${what}; at most ${most} are allowed. Use a smaller version.`);

/** Throws `media-too-large` for pictures that would not fit into memory. */
export const checkPixels = (width: number, height: number): void => {
  if (width * height > limits.mediaPixels)
    throw new WorkprintError(
      'media-too-large',
      `It is ${width} x ${height} pixels; at most ${limits.mediaPixels} in all are allowed (8192 x 8192). Use a smaller version.`,
    );
};

/** The size of a JPEG may stand behind a large profile or a preview, the directory of a TIFF behind its picture. */
const reachOf = (kind: MediaKind): number =>
  ((({ jpeg: 4, tiff: 256 }) as Partial<Record<MediaKind, number>>)[kind] ?? 0) * 2 ** 20;

const stillNotes = async (
  file: FileHandle,
  { sizeBytes }: FileStamp,
  kind: MediaKind,
  { head }: FileEnds,
): Promise<StillNotes> => {
  const reach = head.length < reachOf(kind) ? await readAt(file, 0, Math.min(sizeBytes, reachOf(kind))) : head;
  const header = stillHeader(kind, reach);
  if (!header) return {};
  if (header.width > 0 && header.height > 0) checkPixels(header.width, header.height);
  else throw new WorkprintError('media-refused', 'Its header is damaged. Save the picture anew, as PNG or JPEG.');
  if (header.refused) throw refused(header.refused);
  const { orientation, alpha } = header;
  const primaries = profilePrimariesOf(kind, reach);
  const profile = primaries === undefined ? {} : { primaries };
  if (kind !== 'gif') return { orientation, ...(alpha === undefined ? {} : { alpha }), ...profile };
  if (sizeBytes > mostGifBytes) throw tooLarge('bytes as a GIF', sizeBytes, mostGifBytes);
  const walk = gifFacts(await readAt(file, 0, sizeBytes), mostGifFrames);
  if (!walk.whole) throw tooLarge('or more frames as a GIF', walk.frames, mostGifFrames - 1);
  return { orientation, alpha: walk.alpha };
};

const movieOf = async (file: FileHandle, { sizeBytes }: FileStamp): Promise<IsoMovie | undefined> => {
  const moov = await readMoov(file, sizeBytes);
  const movie = moov && readIsoMovie(moov);
  if (!movie || !('problem' in movie)) return movie;
  if (movie.problem === 'elsewhere')
    throw refused(playlist('a QuickTime reference movie, whose pictures lie in other files'));
  throw new WorkprintError(
    'media-too-large',
    `It has too many ${movie.what}; at most ${movie.limit} are allowed. Convert it anew, or cut it into shorter files.`,
  );
};

/** Throws `media-too-large` and `media-refused`, without the path. */
export const checkHeader = async (
  file: FileHandle,
  stamp: FileStamp,
  kind: MediaKind,
  ends: FileEnds,
): Promise<HeaderNotes> => {
  const still = await stillNotes(file, stamp, kind, ends);
  const movie = kind === 'mp4' ? await movieOf(file, stamp) : undefined;
  const soundSeconds = kind === 'wav' ? wavSeconds(ends.head, stamp.sizeBytes) : undefined;
  return { still, ...(movie ? { movie } : {}), ...(soundSeconds === undefined ? {} : { soundSeconds }) };
};
