/** Reading out of an S3-compatible store: streams, files, facts. */
import { open, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { S3mini } from 's3mini';
import type { ObjectStore } from '../../ports/object-store.ts';
import { parseObjectName } from './object-name.ts';
import { type Attempt, statusOf } from './s3-attempts.ts';

type Reading = Pick<ObjectStore, 'read' | 'facts' | 'copyTo'>;

const isMissing = (error: unknown): boolean => statusOf(error) === 404;
const isAnswer = (error: unknown): boolean => isMissing(error) || statusOf(error) === 416;
const nothing = (): ReadableStream<Uint8Array> => new Blob([]).stream();

/** `patient` is asked for bodies, which may take as long as their readers do; `s3` for all else. */
export const createReading = (s3: S3mini, patient: S3mini, attempt: Attempt): Reading => {
  const read: ObjectStore['read'] = async (name, range) => {
    parseObjectName(name);
    try {
      const { body } = await attempt(
        () => (range ? patient.getObjectRaw(name, false, range.first, range.last + 1) : patient.getObjectRaw(name)),
        isAnswer,
      );
      return body ?? nothing();
    } catch (error) {
      if (isMissing(error)) return undefined;
      if (statusOf(error) === 416) return nothing();
      throw error;
    }
  };

  const facts: ObjectStore['facts'] = async (name) => {
    parseObjectName(name);
    try {
      // The first byte tells size and time in one answer; HEAD through s3mini tells only one of them.
      const { headers, body } = await attempt(() => s3.getObjectRaw(name, false, 0, 1), isAnswer);
      await body?.cancel();
      const size = headers.get('content-range')?.split('/')[1] ?? headers.get('content-length');
      return { bytes: Number(size), modifiedMs: Date.parse(headers.get('last-modified') ?? '') };
    } catch (error) {
      if (isMissing(error)) return undefined;
      if (statusOf(error) !== 416) throw error;
      // No first byte: it is empty, or it has just gone.
      const page = await attempt(() => s3.listObjectsPaged('/', name, 1));
      const found = page?.objects?.find((one) => one.Key === name);
      return found && { bytes: found.Size, modifiedMs: found.LastModified.getTime() };
    }
  };

  const copyTo: ObjectStore['copyTo'] = async (name, path) => {
    const body = await read(name);
    if (!body) return false;
    const file = await open(path, 'wx');
    try {
      await pipeline(Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]), file.createWriteStream());
      return true;
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    } finally {
      await file.close();
    }
  };

  return { read, facts, copyTo };
};
