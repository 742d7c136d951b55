/**
 * When blobs were last used on this machine, marked beside them (`<cache>/used/ab/<hash>`). The blobs' own times say when their bytes changed,
 * and others go by that.
 */
import { mkdir, open, rm, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ifMissing, timeOf } from './folder-facts.ts';

/** A use is marked again after this long; marks need not be finer, since holdings are minutes to hours. */
export const markEveryMs = 60_000;
/** Hashes whose last mark is remembered; forgetting one costs a system call. */
const mostRemembered = 100_000;

export type UseMarks = {
  /** Marks a use of this moment. */
  use(sha256: string): Promise<void>;
  lastUsedMs(sha256: string): Promise<number | undefined>;
  remove(sha256: string): Promise<void>;
  /** The next use of each blob is marked whenever it comes. */
  markAnew(): void;
};

/** The marks of the cache in `folder`; all processes on it write the same. */
export const openUseMarks = (folder: string): UseMarks => {
  const markedMs = new Map<string, number>();
  const pathOf = (sha256: string): string => join(folder, 'used', sha256.slice(0, 2), sha256);

  const mark = async (path: string, nowMs: number): Promise<void> => {
    try {
      await utimes(path, nowMs / 1000, nowMs / 1000);
    } catch (error) {
      ifMissing(undefined)(error);
      await mkdir(dirname(path), { recursive: true });
      await (await open(path, 'w')).close();
    }
  };

  return {
    use: async (sha256) => {
      const nowMs = Date.now();
      if (nowMs - (markedMs.get(sha256) ?? 0) < markEveryMs) return;
      await mark(pathOf(sha256), nowMs);
      if (markedMs.size >= mostRemembered) markedMs.clear();
      markedMs.set(sha256, nowMs);
    },
    lastUsedMs: (sha256) => timeOf(pathOf(sha256)),
    remove: async (sha256) => {
      markedMs.delete(sha256);
      await rm(pathOf(sha256), { force: true });
    },
    markAnew: () => markedMs.clear(),
  };
};
