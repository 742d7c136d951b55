/** What is in an S3-compatible store: objects page by page, and uploads in parts that never ended. */
import type { S3mini } from 's3mini';
import type { ObjectStore } from '../../ports/object-store.ts';
import { parseObjectName, parseObjectPrefix } from './object-name.ts';
import { type Attempt, statusOf } from './s3-attempts.ts';

type Listing = Pick<ObjectStore, 'list' | 'unfinished' | 'discard' | 'remove'>;

/** Objects of one page; the protocol's most. */
const pageSize = 1_000;

type Listed = { readonly Key?: string; readonly UploadId?: string; readonly Initiated?: string };

/** Uploads in parts that are under way, out of the store's XML as s3mini reads it: none, one or many. */
const listedUploads = (answer: unknown): readonly Required<Listed>[] => {
  const root = answer as { ListMultipartUploadsResult?: { Upload?: Listed | readonly Listed[] } };
  const found = root.ListMultipartUploadsResult?.Upload ?? [];
  return (Array.isArray(found) ? found : [found]).filter((one): one is Required<Listed> =>
    [one.Key, one.UploadId, one.Initiated].every((text) => typeof text === 'string'),
  );
};

const isMissing = (error: unknown): boolean => statusOf(error) === 404;

/** What is not there need not be removed. */
const unlessMissing = (error: unknown): void => {
  if (!isMissing(error)) throw error;
};

export const createListing = (s3: S3mini, attempt: Attempt): Listing => ({
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
    await attempt(() => s3.abortMultipartUpload(name, id), isMissing).catch(unlessMissing);
  },

  remove: async (name) => {
    parseObjectName(name);
    await attempt(() => s3.deleteObject(name), isMissing).catch(unlessMissing);
  },
});
