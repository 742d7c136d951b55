/** What a studio stands on: where bytes and answers are kept. A folder on the command line; on a server the store all workers share. */
import { openFileCache, openRenderHistory } from '../adapters/files/files.ts';
import type { BlobRef } from '../domain/media.ts';
import type { ActionCache } from '../ports/action-cache.ts';
import type { BlobStore } from '../ports/blob-store.ts';
import type { RenderHistory } from '../ports/render-history.ts';
import { workprintHome } from './home.ts';

export type StudioGround = {
  readonly blobs: BlobStore;
  readonly answers: ActionCache;
  readonly history: RenderHistory;
  /** Notes of this machine about its own tools and files. */
  readonly home: string;
  /** Brings a blob to this machine when it is not here; absent where all of them are. */
  readonly bring?: (blob: BlobRef) => Promise<string | undefined>;
  close(): void;
};

/** The folder of this machine's user. Throws a disk error when it cannot be had. */
export const folderGround = (home: string = workprintHome()): StudioGround => {
  const cache = openFileCache(home);
  return { ...cache, home, history: openRenderHistory(home), close: () => cache.close() };
};
