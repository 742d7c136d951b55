/**
 * The space that blobs take on this machine. Each use is marked beside the blobs (`<cache>/used/ab/<hash>`; the blobs' own times say when
 * their bytes changed, and others go by that). When there is too much, what was unused longest goes, but nothing that was used since the
 * oldest job under way began, here or in another process on this folder.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export type Holding = { release(): Promise<void> };

/** A use is marked again after this long; marks need not be finer, since holdings are minutes to hours. */
const markEveryMs = 60_000;

type Kept = { readonly sha256: string; readonly path: string; readonly bytes: number; readonly usedMs: number };

const missing = (error: NodeJS.ErrnoException): undefined => {
  if (error.code === 'ENOENT') return undefined;
  throw error;
};

const timeOf = async (path: string): Promise<number | undefined> => (await stat(path).catch(missing))?.mtimeMs;

const namesIn = async (folder: string): Promise<readonly string[]> => (await readdir(folder).catch(missing)) ?? [];

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // alive, somebody else's
  }
};

const pidOf = (name: string): number => Number(name.split('-')[0]);

/** Marks, holdings and room of the cache in `folder`. */
export const createLocalSpace = async (folder: string, limitBytes: number) => {
  const holdings = join(folder, 'holdings');
  await mkdir(holdings, { recursive: true });
  /** Says that this process marks what it uses; one that does not (the command line) is left its whole cache. */
  const presence = join(holdings, `${process.pid}-present-${randomUUID()}`);
  await (await open(presence, 'wx')).close();
  const marked = new Map<string, number>();
  const markOf = (sha256: string): string => join(folder, 'used', sha256.slice(0, 2), sha256);

  const use = async (sha256: string): Promise<void> => {
    const nowMs = Date.now();
    if (nowMs - (marked.get(sha256) ?? 0) < markEveryMs) return;
    const mark = markOf(sha256);
    try {
      await utimes(mark, nowMs / 1000, nowMs / 1000);
    } catch (error) {
      missing(error as NodeJS.ErrnoException);
      await mkdir(dirname(mark), { recursive: true });
      await (await open(mark, 'w')).close();
    }
    marked.set(sha256, nowMs);
    if (marked.size > 100_000) marked.clear();
  };

  const hold = async (): Promise<Holding> => {
    const path = join(holdings, `${process.pid}-held-${randomUUID()}`);
    await (await open(path, 'wx')).close();
    // Uses from before are marked anew, so that this holding protects them.
    marked.clear();
    return { release: () => rm(path, { force: true }) };
  };

  /** Nothing used since this moment may go. Undefined: somebody works here who does not say what they use. */
  const protectedSince = async (): Promise<number | undefined> => {
    let oldestMs = Date.now();
    const present = new Set<number>();
    for (const name of await namesIn(holdings)) {
      if (!isAlive(pidOf(name))) {
        await rm(join(holdings, name), { force: true });
        continue;
      }
      present.add(pidOf(name));
      if (name.includes('-held-')) oldestMs = Math.min(oldestMs, (await timeOf(join(holdings, name))) ?? oldestMs);
    }
    const strangers = (await namesIn(join(folder, 'scratch'))).map(pidOf).filter((pid) => pid > 0 && isAlive(pid));
    // A minute more: a use may have been marked that long ago.
    return strangers.every((pid) => present.has(pid)) ? oldestMs - 2 * markEveryMs : undefined;
  };

  const keptBlobs = async (): Promise<Kept[]> => {
    const kept: Kept[] = [];
    const blobs = join(folder, 'blobs');
    for (const part of await namesIn(blobs))
      for (const sha256 of await namesIn(join(blobs, part))) {
        const path = join(blobs, part, sha256);
        const found = await stat(path).catch(missing);
        if (found)
          kept.push({ sha256, path, bytes: found.size, usedMs: (await timeOf(markOf(sha256))) ?? found.ctimeMs });
      }
    return kept;
  };

  /** Out of sight first: if somebody began to use it in this very moment, it comes back. */
  const removeUnused = async ({ sha256, path, usedMs }: Kept): Promise<boolean> => {
    const doomed = join(folder, 'holdings', `${process.pid}-doomed-${randomUUID()}`);
    await rename(path, doomed);
    if (((await timeOf(markOf(sha256))) ?? usedMs) > usedMs) {
      await rename(doomed, path);
      return false;
    }
    await rm(doomed, { force: true });
    await rm(markOf(sha256), { force: true });
    marked.delete(sha256);
    return true;
  };

  const trim = async (): Promise<number> => {
    const sinceMs = await protectedSince();
    const kept = (await keptBlobs()).sort((a, b) => a.usedMs - b.usedMs);
    let tooMuch = kept.reduce((sum, one) => sum + one.bytes, 0) - limitBytes;
    let gone = 0;
    for (const one of kept) {
      if (tooMuch <= 0 || sinceMs === undefined || one.usedMs >= sinceMs) break;
      if (!(await removeUnused(one))) continue;
      tooMuch -= one.bytes;
      gone += one.bytes;
    }
    return gone;
  };

  return { use, hold, trim, close: () => rm(presence, { force: true }) };
};
