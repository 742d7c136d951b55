/** Takes people's files in: looked at, probed in the jail, named by their hash; the file itself stays where it is. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { WorkprintError } from '../../domain/errors.ts';
import { mediaTypeOf } from '../../domain/media/demuxers.ts';
import { sniff } from '../../domain/media/sniff.ts';
import type { BlobRef } from '../../domain/media.ts';
import type { MediaFacts } from '../../domain/timeline/media-facts.types.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { MediaLibrary, TakenMedia } from '../../ports/media-library.ts';
import { openFactStore, type Remembered } from './fact-store.ts';
import { type ProbedMedia, probeMedia } from './probe/probe-media.ts';
import { ffprobeBeside } from './probe/run-probe.ts';
import { checkHeader } from './take-in/check-header.ts';
import { checkSize, type FileStamp, readAt, readEnds, sameStamp, stampNow, withFile } from './take-in/open-media.ts';
import { about, refused } from './take-in/refused.ts';

export type MediaLibraryParts = {
  readonly ffmpeg: { readonly path: string; readonly version: string };
  /** Keeps the times of variable frames. */
  readonly blobs: BlobStore;
  /** WORKPRINT_HOME: notes about files are kept in its folder `media`. */
  readonly home: string;
};

const frameTimesType = 'application/x-workprint-frame-times';

const hashOf = async (path: string, signal: AbortSignal): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, signal })) hash.update(chunk as Buffer);
  return hash.digest('hex');
};

const changed = (path: string): WorkprintError =>
  new WorkprintError(
    'media-changed',
    `${path} was changed or removed while it was in use. Run it again: it is taken in as it is now.`,
  );

/** Facts with the times of the frames as a blob. */
const keepTimes = async ({ facts, frameTimesUs }: ProbedMedia, blobs: BlobStore): Promise<MediaFacts> => {
  const { picture } = facts;
  if (!frameTimesUs || !picture) return facts;
  const bytes = new Uint8Array(frameTimesUs.buffer, frameTimesUs.byteOffset, frameTimesUs.byteLength);
  return { ...facts, picture: { ...picture, frameTimes: await blobs.put(bytes, frameTimesType) } };
};

/** Opens the library; nothing is read or started before the first file. */
export const createMediaLibrary = ({ ffmpeg, blobs, home }: MediaLibraryParts): MediaLibrary => {
  const store = openFactStore(home, ffmpeg.version);
  const ffprobe = ffprobeBeside(ffmpeg.path);
  const taken = new Map<string, Remembered>();
  const looking = new Map<string, Promise<Remembered>>();

  const isWhole = async ({ facts }: Remembered): Promise<boolean> =>
    facts.picture?.frameTimes === undefined || (await blobs.has(facts.picture.frameTimes));

  const known = async (path: string, stamp: FileStamp): Promise<Remembered | undefined> => {
    const found = await store.ofFile(path, stamp);
    return found && (await isWhole(found)) ? found : undefined;
  };

  /** Kind and facts of a file that was never seen, and its hash, found side by side. */
  const lookAt = async (path: string, signal: AbortSignal): Promise<Remembered> =>
    withFile(path, async (file, stamp) => {
      checkSize(path, stamp);
      const ends = await readEnds(file, stamp);
      const kind = sniff(ends.head, stamp.sizeBytes, ends.tail);
      if (typeof kind !== 'string') throw refused(kind);
      const notes = await checkHeader(file, stamp, kind, ends);
      const stop = new AbortController();
      const both = AbortSignal.any([signal, stop.signal]);
      try {
        const [sha256, probed] = await Promise.all([
          hashOf(path, both),
          probeMedia({ ffprobe, path, kind }, notes, both),
        ]);
        const after = await stampNow(path);
        if (!after || !sameStamp(after, stamp)) throw changed(path);
        const blob: BlobRef = { sha256, sizeBytes: stamp.sizeBytes, mediaType: mediaTypeOf(kind) };
        return { path, stamp, blob, facts: await keepTimes(probed, blobs) };
      } finally {
        stop.abort();
      }
    });

  const knownOrLookedAt = async (path: string, signal: AbortSignal): Promise<Remembered> => {
    const stamp = await withFile(path, async (_, stampOfFile) => stampOfFile);
    const before = await known(path, stamp);
    if (before) return before;
    const found = await lookAt(path, signal);
    await store.remember(found);
    return found;
  };

  /** A file that sixty clips name is looked at once; whoever waits for a look that was cancelled looks for themselves. */
  const lookOnce = async (path: string, signal: AbortSignal): Promise<Remembered> => {
    const other = looking.get(path);
    const found = other && (await other.catch(() => undefined));
    if (found) return found;
    const own = knownOrLookedAt(path, signal).finally(() => looking.delete(path));
    looking.set(path, own);
    return own;
  };

  return {
    takeIn: async (givenPath, signal): Promise<TakenMedia> => {
      try {
        signal.throwIfAborted();
        const found = await lookOnce(resolve(givenPath), signal);
        taken.set(found.blob.sha256, found);
        return { kind: 'blob', blob: found.blob, facts: found.facts };
      } catch (error) {
        if (signal.aborted) throw new WorkprintError('cancelled', 'The work was cancelled.', { cause: error });
        throw about(givenPath, error);
      }
    },

    read: (path, mostBytes, signal) =>
      withFile(path, async (file, stamp) => {
        checkSize(path, stamp, mostBytes);
        signal.throwIfAborted();
        return readAt(file, 0, stamp.sizeBytes);
      }),

    locate: async (blob) => {
      const found = taken.get(blob.sha256) ?? (await store.ofContent(blob.sha256));
      if (!found) {
        if (await blobs.has(blob)) return blobs.localPath(blob);
        throw changed('A file of the timeline');
      }
      const now = await stampNow(found.path);
      if (now && sameStamp(now, found.stamp)) return found.path;
      // It was looked at on its way in, and lies in the store by now.
      if (await blobs.has(blob)) return blobs.localPath(blob);
      throw changed(found.path);
    },
  };
};
