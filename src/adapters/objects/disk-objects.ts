/**
 * Objects in a folder: `<folder>/blobs/ab/cd/<leaf>`. A write goes to `.incoming` first, is flushed, renamed, and the folder flushed: after a
 * power cut there is the whole object or none. Files are read-only once they lie there.
 */
import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { access, constants, open, readdir, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ObjectFacts, ObjectStore } from '../../ports/object-store.ts';
import { type DiskCalls, nodeDiskCalls } from './disk-calls.ts';
import { createCommit } from './disk-commit.ts';
import { listDisk } from './disk-list.ts';
import { diskPathOf } from './object-name.ts';
import { readFileRange } from './read-file-range.ts';
import { asStoreError, codeOf } from './store-error.ts';

const absent = (error: unknown): undefined => {
  if (codeOf(error) === 'ENOENT') return undefined;
  throw asStoreError(error);
};

const flushFolder = (folder: string): void => {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

/** Makes the store's own folders, which must not be lost with what will be put into them. */
const makeStore = (incoming: string): void => {
  try {
    const first = mkdirSync(incoming, { recursive: true });
    if (first === undefined) return;
    for (let made = incoming; ; made = dirname(made)) {
      flushFolder(dirname(made));
      if (made === first) return;
    }
  } catch (error) {
    throw asStoreError(error);
  }
};

/** What a write is called before it has its name. */
const unfinishedForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Opens (and creates) the store in `folder`, an absolute path. Several processes may use one folder. */
export const openDiskObjects = (folder: string, calls: DiskCalls = nodeDiskCalls): ObjectStore => {
  const incoming = join(folder, '.incoming');
  makeStore(incoming);
  const commit = createCommit(folder, incoming, calls);
  const pathOf = (name: string): string => join(folder, ...diskPathOf(name));

  const facts = async (name: string): Promise<ObjectFacts | undefined> => {
    const found = await stat(pathOf(name)).catch(absent);
    return found && { bytes: found.size, modifiedMs: found.mtimeMs };
  };

  return {
    facts,
    put: (name, bytes) => commit(pathOf(name), (temporary) => calls.write(temporary, bytes)),
    putFile: (name, path) =>
      commit(
        pathOf(name),
        async (temporary) => (await calls.link(path, temporary)) || (await calls.copy(path, temporary)),
      ),

    read: async (name, range) => {
      const handle = await open(pathOf(name), 'r').catch(absent);
      if (!handle) return undefined;
      try {
        const { size } = await handle.stat();
        const last = Math.min(range?.last ?? size - 1, size - 1);
        return readFileRange(handle, range?.first ?? 0, last);
      } catch (error) {
        await handle.close();
        throw error;
      }
    },

    copyTo: async (name, path) => {
      try {
        if (!(await calls.link(pathOf(name), path))) await calls.copy(pathOf(name), path);
        return true;
      } catch (error) {
        if (codeOf(error) === 'ENOENT' && !(await facts(name))) return false;
        throw asStoreError(error);
      }
    },

    remove: async (name) => {
      try {
        await calls.remove(pathOf(name));
      } catch (error) {
        throw asStoreError(error);
      }
    },

    list: (prefix) => listDisk(folder, prefix),

    unfinished: async function* (startedBeforeMs) {
      for (const name of (await readdir(incoming)).filter((one) => unfinishedForm.test(one)).sort()) {
        // Its first name was given when the write began; a link keeps the time of its bytes, but not that of its own change.
        const found = await stat(join(incoming, name)).catch(absent);
        if (found && found.ctimeMs < startedBeforeMs) yield name;
      }
    },
    discard: async (unfinished) => {
      if (!unfinishedForm.test(unfinished)) throw new Error(`“${unfinished}” is not an unfinished write.`);
      await calls.remove(join(incoming, unfinished));
    },

    signedUrl: async () => undefined,

    health: async () => {
      try {
        await access(incoming, constants.W_OK);
        const { bavail, bsize } = await statfs(folder);
        return { isUp: true, freeBytes: bavail * bsize };
      } catch {
        return { isUp: false }; // that is the answer
      }
    },
  };
};
