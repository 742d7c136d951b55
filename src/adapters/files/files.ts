/** The cache as a folder: blobs and answers under `<home>/cache`, scratch space beside them on the same volume. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { WorkprintError } from '../../domain/errors.ts';
import type { ActionCache } from '../../ports/action-cache.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import { createAnswerFolder } from './answer-folder.ts';
import { createBlobFolder } from './blob-folder.ts';
import { createScratch } from './scratch.ts';
import { asDiskError } from './write-atomically.ts';

export { openRenderHistory } from './render-history.ts';
export { asDiskError, writeAtomically } from './write-atomically.ts';

export type FileCache = { readonly blobs: BlobStore; readonly answers: ActionCache; close(): void };

/**
 * Each level on its own: Node's recursive mkdir never returns where a folder exists and takes no folders (/proc, some
 * network mounts).
 */
const makeFolder = (folder: string, home: string): void => {
  if (existsSync(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent, home);
  try {
    mkdirSync(folder);
  } catch (error) {
    if (existsSync(folder)) return; // another process was quicker
    const told = asDiskError(error, home);
    throw told instanceof WorkprintError
      ? told
      : new WorkprintError(
          'output-not-writable',
          `The folder ${home} cannot be created. Set WORKPRINT_HOME to a folder you may write in.`,
          { cause: error },
        );
  }
};

/** Opens (and creates) the cache under `home`. Throws `output-not-writable` or `disk-full` when it cannot. */
export const openFileCache = (home: string): FileCache => {
  const folder = join(home, 'cache');
  makeFolder(folder, home);
  const scratch = createScratch(folder);
  const blobs = createBlobFolder(folder, scratch);
  return { blobs, answers: createAnswerFolder(folder, blobs, scratch), close: scratch.remove };
};
