/**
 * The space that blobs take on this machine. When there is too much, what was unused longest goes, but nothing that was used since the
 * oldest job under way began, here or in another process on this folder.
 */
import { randomUUID } from 'node:crypto';
import { rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ifMissing, namesIn } from './folder-facts.ts';
import { type Holding, openHoldings } from './holdings.ts';
import { markEveryMs, openUseMarks, type UseMarks } from './use-marks.ts';

export type LocalSpace = {
  /** Says that a blob is used now. Before it is looked for, so that it does not go meanwhile. */
  use(sha256: string): Promise<void>;
  hold(): Promise<Holding>;
  /** Gives the bytes that went. */
  trim(): Promise<number>;
  close(): Promise<void>;
};

type Kept = { readonly sha256: string; readonly path: string; readonly bytes: number; readonly usedMs: number };

const keptBlobs = async (folder: string, marks: UseMarks): Promise<Kept[]> => {
  const kept: Kept[] = [];
  const blobs = join(folder, 'blobs');
  for (const part of await namesIn(blobs))
    for (const sha256 of await namesIn(join(blobs, part))) {
      const path = join(blobs, part, sha256);
      const found = await stat(path).catch(ifMissing(undefined));
      if (found)
        kept.push({ sha256, path, bytes: found.size, usedMs: (await marks.lastUsedMs(sha256)) ?? found.ctimeMs });
    }
  return kept.sort((a, b) => a.usedMs - b.usedMs);
};

/** Out of sight first: if somebody began to use it in this very moment, it comes back. */
const removeUnused = async (kept: Kept, holdingsFolder: string, marks: UseMarks): Promise<boolean> => {
  const doomed = join(holdingsFolder, `${process.pid}-doomed-${randomUUID()}`);
  const isMoved = await rename(kept.path, doomed).then(() => true, ifMissing(false));
  if (!isMoved) return false;
  if (((await marks.lastUsedMs(kept.sha256)) ?? kept.usedMs) > kept.usedMs) {
    await rename(doomed, kept.path);
    return false;
  }
  await rm(doomed, { force: true });
  await marks.remove(kept.sha256);
  return true;
};

/** The space of the cache in `folder` (`<home>/cache`), which should not be more than `limitBytes`. */
export const openLocalSpace = async (folder: string, limitBytes: number): Promise<LocalSpace> => {
  const marks = openUseMarks(folder);
  const holdings = await openHoldings(folder);
  return {
    use: marks.use,
    hold: async () => {
      const holding = await holdings.hold();
      // So that what is used from now on is marked as used from now on.
      marks.markAnew();
      return holding;
    },
    trim: async () => {
      const oldestMs = await holdings.oldestMs();
      if (oldestMs === undefined) return 0;
      const kept = await keptBlobs(folder, marks);
      let tooMuch = kept.reduce((sum, { bytes }) => sum + bytes, 0) - limitBytes;
      let goneBytes = 0;
      for (const one of kept) {
        // Twice the grain of the marks: what is used now may have been marked that long ago.
        if (tooMuch <= 0 || one.usedMs >= oldestMs - 2 * markEveryMs) break;
        if (!(await removeUnused(one, holdings.folder, marks))) continue;
        tooMuch -= one.bytes;
        goneBytes += one.bytes;
      }
      return goneBytes;
    },
    close: holdings.close,
  };
};
