/** A file to an S3 store, in parts when it is large: two parts in memory at a time, each with its checksum, all or nothing. */
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import type { AWSHeaders, S3mini, UploadPart } from 's3mini';
import { WorkprintError } from '../../domain/errors.ts';
import type { Attempt } from './s3-attempts.ts';

const mebibyte = 1024 * 1024;
/** Below this one request is faster than three. */
const wholeBytes = 8 * mebibyte;
/** The protocol's limit is 10,000; a file that grows a little still fits. */
const mostParts = 9_000;
const partsAtOnce = 2;

/** The store refuses bytes that changed on the way. s3mini signs any header; its type only knows Amazon's. */
const checksum = (bytes: Uint8Array): AWSHeaders =>
  ({ 'content-md5': createHash('md5').update(bytes).digest('base64') }) as unknown as AWSHeaders;

/** A bucket, and how patiently it is asked. */
export type Bucket = { readonly s3: S3mini; readonly attempt: Attempt };

/** Bytes as one object. */
export const uploadBytes = async (
  { s3, attempt }: Bucket,
  name: string,
  bytes: Uint8Array,
  mediaType: string,
): Promise<void> => {
  await attempt(() => s3.putObject(name, bytes, mediaType, undefined, checksum(bytes)));
};

const readPart = async (file: FileHandle, at: number, bytes: number): Promise<Buffer> => {
  const part = Buffer.allocUnsafe(bytes);
  for (let filled = 0; filled < bytes; ) {
    const { bytesRead } = await file.read(part, filled, bytes - filled, at + filled);
    if (bytesRead === 0) throw new WorkprintError('media-corrupt', 'A file became shorter while it was stored.');
    filled += bytesRead;
  }
  return part;
};

const uploadParts = async (
  { s3, attempt }: Bucket,
  name: string,
  id: string,
  file: FileHandle,
  size: number,
): Promise<UploadPart[]> => {
  const partBytes = Math.max(wholeBytes, Math.ceil(size / mostParts));
  const count = Math.ceil(size / partBytes);
  const parts: UploadPart[] = [];
  let next = 0;
  const takeParts = async (): Promise<void> => {
    for (let at = next++; at < count; at = next++) {
      const part = await readPart(file, at * partBytes, Math.min(partBytes, size - at * partBytes));
      parts[at] = await attempt(() => s3.uploadPart(name, id, part, at + 1, {}, undefined, checksum(part)));
    }
  };
  await Promise.all(Array.from({ length: partsAtOnce }, takeParts));
  return parts;
};

/** A file as one object. Throws `unavailable`, `media-corrupt`; what was begun is taken back then. */
export const uploadFile = async (bucket: Bucket, name: string, path: string, mediaType: string): Promise<void> => {
  const { s3, attempt } = bucket;
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size <= wholeBytes) return await uploadBytes(bucket, name, await readPart(file, 0, size), mediaType);
    const id = await attempt(() => s3.getMultipartUploadId(name, mediaType));
    try {
      const parts = await uploadParts(bucket, name, id, file, size);
      const { etag } = await attempt(() => s3.completeMultipartUpload(name, id, parts));
      // The end of a long upload can fail after the store has already said 200; only a tag says that it is there.
      if (!etag)
        throw new WorkprintError('unavailable', 'The object store could not put the parts of a file together.');
    } catch (error) {
      await s3.abortMultipartUpload(name, id).catch(() => undefined); // the sweeper finds it again; the first error is the one to tell
      throw error;
    }
  } finally {
    await file.close();
  }
};
