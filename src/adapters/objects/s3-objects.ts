/**
 * Objects in an S3-compatible store. What it keeps is checked on the way in by checksums; that it is still the same is for those to say who
 * know its hash.
 */
import { open, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { S3mini } from 's3mini';
import type { ObjectStore } from '../../ports/object-store.ts';
import { parseObjectName, parseObjectPrefix } from './object-name.ts';
import { createAttempt, statusOf, usualWaitsMs } from './s3-attempts.ts';
import { presign, type S3Identity } from './s3-presign.ts';
import { uploadBytes, uploadFile } from './s3-upload.ts';

export type S3Settings = S3Identity & {
  /** `https://s3.eu-central-1.amazonaws.com`: the bucket is the first part of the path, unless the host begins with it already. */
  readonly endpoint: string;
  readonly bucket: string;
};

/** A part of 8 MiB at 1 Mbit/s takes a minute. What takes longer than this is not going to end. */
const requestMs = 120_000;
/** Objects of one page of a listing; the protocol's most. */
const pageSize = 1_000;

const bucketUrl = ({ endpoint, bucket }: S3Settings): string => {
  const url = new URL(endpoint);
  return url.hostname.startsWith(`${bucket}.`) ? url.origin : `${url.origin}/${bucket}`;
};

type Listed = { readonly Key?: string; readonly UploadId?: string; readonly Initiated?: string };

/** Uploads in parts that are under way, out of the store's XML as s3mini reads it: none, one or many. */
const listedUploads = (answer: unknown): readonly Required<Listed>[] => {
  const root = answer as { ListMultipartUploadsResult?: { Upload?: Listed | readonly Listed[] } };
  const found = root.ListMultipartUploadsResult?.Upload ?? [];
  return (Array.isArray(found) ? found : [found]).filter((one): one is Required<Listed> =>
    [one.Key, one.UploadId, one.Initiated].every((text) => typeof text === 'string'),
  );
};

/** Opens a bucket; nothing is asked of it yet. `waitsMs`: before each further try when it stumbles. */
export const openS3Objects = (settings: S3Settings, waitsMs = usualWaitsMs): ObjectStore => {
  const attempt = createAttempt(waitsMs);
  const { region, accessKeyId, secretAccessKey } = settings;
  const common = { endpoint: bucketUrl(settings), region, accessKeyId, secretAccessKey };
  const s3 = new S3mini({ ...common, requestAbortTimeout: requestMs });
  const bucket = { s3, attempt };
  /** What is read may take as long as its reader does. */
  const reading = new S3mini(common);

  const isMissing = (error: unknown): boolean => statusOf(error) === 404;
  const isAnswer = (error: unknown): boolean => isMissing(error) || statusOf(error) === 416;

  const read: ObjectStore['read'] = async (name, range) => {
    parseObjectName(name);
    try {
      const { body } = await attempt(
        () => (range ? reading.getObjectRaw(name, false, range.first, range.last + 1) : reading.getObjectRaw(name)),
        isAnswer,
      );
      return body ?? new Blob([]).stream();
    } catch (error) {
      if (isMissing(error)) return undefined;
      if (statusOf(error) === 416) return new Blob([]).stream();
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

  return {
    read,
    facts,
    put: (name, bytes, mediaType) => {
      parseObjectName(name);
      return uploadBytes(bucket, name, bytes, mediaType);
    },
    putFile: (name, path, mediaType) => {
      parseObjectName(name);
      return uploadFile(bucket, name, path, mediaType);
    },
    copyTo: async (name, path) => {
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
    },
    remove: async (name) => {
      parseObjectName(name);
      await attempt(() => s3.deleteObject(name), isMissing).catch((error: unknown) => {
        if (!isMissing(error)) throw error;
      });
    },

    list: async function* (prefix) {
      parseObjectPrefix(prefix);
      let token: string | undefined;
      do {
        const page = await attempt(() => s3.listObjectsPaged('/', prefix, pageSize, token));
        for (const { Key, Size, LastModified } of page?.objects ?? [])
          yield { name: Key, bytes: Size, modifiedMs: LastModified.getTime() };
        token = page?.nextContinuationToken;
      } while (token);
    },

    unfinished: async function* (startedBeforeMs) {
      const answer = await attempt(() => s3.listMultipartUploads('/', ''));
      for (const { Key, UploadId, Initiated } of listedUploads(answer))
        if (Date.parse(Initiated) < startedBeforeMs) yield JSON.stringify([Key, UploadId]);
    },
    discard: async (unfinished) => {
      const [name, id] = JSON.parse(unfinished) as [string, string];
      parseObjectName(name);
      await attempt(() => s3.abortMultipartUpload(name, id), isMissing).catch((error: unknown) => {
        if (!isMissing(error)) throw error;
      });
    },

    signedUrl: async (name, { lifetimeMs, disposition, mediaType }) => {
      parseObjectName(name);
      const url = new URL(`${common.endpoint}/${name}`);
      const query = { 'response-content-disposition': disposition, 'response-content-type': mediaType };
      return presign(url, settings, query, Math.max(1, Math.floor(lifetimeMs / 1000)), new Date());
    },

    health: async () => {
      try {
        return { isUp: await s3.bucketExists() };
      } catch {
        return { isUp: false }; // that is the answer
      }
    },
  };
};
