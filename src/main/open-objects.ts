/** Where the studio's bytes are kept: a bucket where one is named, else a folder of the home. */
import { join } from 'node:path';
import { openDiskObjects, openS3Objects } from '../adapters/objects/objects.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { Configuration } from './settings/settings.ts';

/** Opens the store that the configuration names; it has been checked that the four settings of a bucket come together. */
export const openObjects = (home: string, configuration: Configuration): ObjectStore => {
  const { WORKPRINT_S3_ENDPOINT: endpoint, WORKPRINT_S3_BUCKET: bucket } = configuration;
  const { WORKPRINT_S3_ACCESS_KEY_ID: accessKeyId, WORKPRINT_S3_SECRET_ACCESS_KEY: secretAccessKey } = configuration;
  if (!endpoint || !bucket || !accessKeyId || !secretAccessKey) return openDiskObjects(join(home, 'objects'));
  const region = configuration.WORKPRINT_S3_REGION ?? 'auto';
  return openS3Objects({ endpoint, bucket, region, accessKeyId, secretAccessKey });
};
