/** Folders of the intake, and that a new name in one of them outlives a power cut. */
import { mkdir, open, readdir, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { asDiskFull } from './disk-full.ts';

/** Makes a folder and those above it. */
export const makeFolder = async (folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch(asDiskFull);
};

/** A new name in `folder` is on disk when it resolves. */
export const flushFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Names in a folder; none when it does not exist. */
export const namesIn = async (folder: string): Promise<readonly string[]> => {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
};

/** Removes files that were last written longer ago than this; gives how many. */
export const removeOld = async (folder: string, olderThanMs: number): Promise<number> => {
  const before = Date.now() - olderThanMs;
  let removed = 0;
  for (const name of await namesIn(folder)) {
    const path = join(folder, name);
    const facts = await stat(path).catch(() => undefined); // moved away meanwhile
    if (!facts || facts.mtimeMs >= before) continue;
    await rm(path, { force: true });
    removed++;
  }
  return removed;
};

/** Bytes that this process may still write on the volume of `folder`. */
export const freeBytesAt = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};
