/** The cache as a folder: blobs and answers under `<home>/cache`, scratch space beside them on the same volume. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ActionCache } from '../../ports/action-cache.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import { createAnswerFolder } from './answer-folder.ts';
import { createBlobFolder } from './blob-folder.ts';
import { createScratch } from './scratch.ts';
import { asDiskError } from './write-atomically.ts';

export { asDiskError, writeAtomically } from './write-atomically.ts';

export type FileCache = { readonly blobs: BlobStore; readonly answers: ActionCache; close(): void };

/** Opens (and creates) the cache under `home`. Throws `output-not-writable` or `disk-full` when it cannot. */
export const openFileCache = (home: string): FileCache => {
  const folder = join(home, 'cache');
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw asDiskError(error, home);
  }
  const scratch = createScratch(folder);
  const blobs = createBlobFolder(folder, scratch);
  return { blobs, answers: createAnswerFolder(folder, blobs, scratch), close: scratch.remove };
};
