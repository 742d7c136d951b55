/**
 * Objects in an S3-compatible store. What it keeps is checked on the way in by checksums; that it is still the same is for those to say who
 * know its hash.
 */
import { S3mini } from 's3mini';
import type { ObjectStore } from '../../ports/object-store.ts';
import { parseObjectName } from './object-name.ts';
import { createAttempt, usualWaitsMs } from './s3-attempts.ts';
import { createListing } from './s3-listing.ts';
import { presign, type S3Identity } from './s3-presign.ts';
import { createReading } from './s3-reading.ts';
import { uploadBytes, uploadFile } from './s3-upload.ts';

export type S3Settings = S3Identity & {
  /** `https://s3.eu-central-1.amazonaws.com`: the bucket is the first part of the path, unless the host begins with it already. */
  readonly endpoint: string;
  readonly bucket: string;
};

/** A part of 8 MiB at 1 Mbit/s takes a minute. What takes longer than this is not going to end. */
const requestMs = 120_000;

const bucketUrl = ({ endpoint, bucket }: S3Settings): string => {
  const url = new URL(endpoint);
  return url.hostname.startsWith(`${bucket}.`) ? url.origin : `${url.origin}/${bucket}`;
};

/** Opens a bucket; nothing is asked of it yet. `waitsMs`: before each further try when it stumbles. */
export const openS3Objects = (settings: S3Settings, waitsMs = usualWaitsMs): ObjectStore => {
  const { region, accessKeyId, secretAccessKey } = settings;
  const common = { endpoint: bucketUrl(settings), region, accessKeyId, secretAccessKey };
  const s3 = new S3mini({ ...common, requestAbortTimeout: requestMs });
  const attempt = createAttempt(waitsMs);
  const bucket = { s3, attempt };
  return {
    ...createReading(s3, new S3mini(common), attempt),
    ...createListing(s3, attempt),

    put: async (name, bytes, mediaType) => {
      parseObjectName(name);
      await uploadBytes(bucket, name, bytes, mediaType);
    },
    putFile: async (name, path, mediaType) => {
      parseObjectName(name);
      await uploadFile(bucket, name, path, mediaType);
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
