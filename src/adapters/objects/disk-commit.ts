/** Putting a file into the store's folder so that after a power cut there is all of it or nothing. */
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { DiskCalls } from './disk-calls.ts';
import { asStoreError } from './store-error.ts';

/** Makes the folders of a path, each durable before anything is put into it. */
const folderMaker = (root: string, calls: DiskCalls) => {
  /** Folders whose own name is known to be on the disk. */
  const durable = new Set([root]);
  const make = async (folder: string): Promise<void> => {
    if (durable.has(folder)) return;
    const parent = dirname(folder);
    await make(parent);
    await calls.makeFolder(folder);
    // Also when another process made it: it may not have come to flushing it.
    await calls.flushFolder(parent);
    durable.add(folder);
  };
  return make;
};

/** Puts what `write` writes at a fresh path to `target`. Throws `disk-full`, `unavailable`. */
export type Commit = (target: string, write: (temporary: string) => Promise<unknown>) => Promise<void>;

/** `incoming`: a folder on the volume of `root`, where files lie that are not whole yet. */
export const createCommit = (root: string, incoming: string, calls: DiskCalls): Commit => {
  const makeFolder = folderMaker(root, calls);
  const move = async (temporary: string, target: string): Promise<void> => {
    await calls.seal(temporary);
    await calls.flushFile(temporary);
    await makeFolder(dirname(target));
    await calls.rename(temporary, target);
    await calls.flushFolder(dirname(target));
  };
  return async (target, write) => {
    const temporary = join(incoming, randomUUID());
    try {
      try {
        await write(temporary);
        await move(temporary, target);
      } finally {
        // Renaming one name of a file over another of the same file does nothing, so it may still be there.
        await calls.remove(temporary);
      }
    } catch (error) {
      throw asStoreError(error);
    }
  };
};
