/**
 * Objects in a folder: `<folder>/blobs/ab/cd/<leaf>`. A write goes to `.incoming` first, is flushed, renamed, and the folder flushed: after a
 * power cut there is the whole object or none. Files are read-only once they lie there.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { access, constants, open, readdir, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ObjectFacts, ObjectStore } from '../../ports/object-store.ts';
import { type DiskCalls, nodeDiskCalls } from './disk-calls.ts';
import { listDisk } from './disk-list.ts';
import { diskPathOf } from './object-name.ts';
import { readFileRange } from './read-file-range.ts';
import { asStoreError, codeOf } from './store-error.ts';

const absent = (error: unknown): undefined => {
  if (codeOf(error) === 'ENOENT') return undefined;
  throw asStoreError(error);
};

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

/** Opens (and creates) the store in `folder`, an absolute path. Several processes may use one folder. */
export const openDiskObjects = (folder: string, calls: DiskCalls = nodeDiskCalls): ObjectStore => {
  const incoming = join(folder, '.incoming');
  try {
    mkdirSync(incoming, { recursive: true });
  } catch (error) {
    throw asStoreError(error);
  }
  const makeFolder = folderMaker(folder, calls);
  const pathOf = (name: string): string => join(folder, ...diskPathOf(name));

  const facts = async (name: string): Promise<ObjectFacts | undefined> => {
    const found = await stat(pathOf(name)).catch(absent);
    return found && { bytes: found.size, modifiedMs: found.mtimeMs };
  };

  const commit = async (name: string, write: (temporary: string) => Promise<unknown>): Promise<void> => {
    const target = pathOf(name);
    const temporary = join(incoming, randomUUID());
    try {
      try {
        await write(temporary);
        await calls.seal(temporary);
        await calls.flushFile(temporary);
        await makeFolder(dirname(target));
        await calls.rename(temporary, target);
        await calls.flushFolder(dirname(target));
      } finally {
        // Renaming one name of a file over another of the same file does nothing, so it may still be there.
        await calls.remove(temporary);
      }
    } catch (error) {
      throw asStoreError(error);
    }
  };

  return {
    facts,
    put: (name, bytes) => commit(name, (temporary) => calls.write(temporary, bytes)),
    putFile: (name, path) =>
      commit(name, async (temporary) => (await calls.link(path, temporary)) || (await calls.copy(path, temporary))),

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
      for (const name of (await readdir(incoming)).sort()) {
        // Its first name was given when the write began; a link keeps the time of its bytes, but not that of its own change.
        const found = await stat(join(incoming, name)).catch(absent);
        if (found && found.ctimeMs < startedBeforeMs) yield name;
      }
    },
    discard: async (unfinished) => {
      if (!/^[0-9a-f-]{36}$/.test(unfinished)) throw new Error(`“${unfinished}” is not an unfinished write.`);
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
