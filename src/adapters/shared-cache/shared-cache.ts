/**
 * The cache of a machine that works with others: a folder of this machine before the object store that all share, and answers in the
 * database. An answer is kept after its bytes are stored, and given after they are on this machine, so a tool that reads files finds
 * them and the pipeline runs as it does over a plain folder.
 */
import { type BlobRef, blobsIn } from '../../domain/media.ts';
import type { ActionCache } from '../../ports/action-cache.ts';
import type { AnswerStore } from '../../ports/answer-store.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { createBringing } from './bringing.ts';
import type { Holding } from './holdings.ts';
import { keepAnswer } from './keep-answer.ts';
import { openLocalSpace } from './local-space.ts';

export type SharedCacheOptions = {
  /** The cache of this machine, as `openFileCache` gives it, and the folder that holds its `blobs` (`<home>/cache`). */
  readonly local: { readonly blobs: BlobStore; readonly folder: string };
  readonly objects: ObjectStore;
  readonly answers: AnswerStore;
  /** Blobs in the folder may take so many bytes before those longest unused go; what a job under way may read stays. */
  readonly limitBytes: number;
};

export type SharedCache = {
  readonly blobs: BlobStore;
  readonly answers: ActionCache;
  /** The blob as a file on this machine, fetched if need be. Undefined when it is stored nowhere or its bytes are damaged. */
  bring(ref: BlobRef): Promise<string | undefined>;
  /** From here to its `release` nothing that is used goes from this machine. A job holds while it runs. */
  hold(): Promise<Holding>;
  /** Makes room when there is more than the limit; gives the bytes that went. A chore, for every machine. */
  trim(): Promise<number>;
  close(): Promise<void>;
};

const unique = (refs: Iterable<BlobRef>): readonly BlobRef[] => [
  ...new Map([...refs].map((ref) => [ref.sha256, ref])).values(),
];

/** Opens it. Nothing is asked of the object store or the database yet. */
export const openSharedCache = async (options: SharedCacheOptions): Promise<SharedCache> => {
  const { local, objects, answers } = options;
  const space = await openLocalSpace(local.folder, options.limitBytes);
  const bringing = createBringing({ local: local.blobs, objects, answers, onUse: space.use });

  const blobs: BlobStore = {
    localPath: local.blobs.localPath,
    scratchPath: local.blobs.scratchPath,
    put: async (bytes, mediaType) => {
      const ref = await local.blobs.put(bytes, mediaType);
      await space.use(ref.sha256);
      return ref;
    },
    adoptFile: async (path, mediaType) => {
      const ref = await local.blobs.adoptFile(path, mediaType);
      await space.use(ref.sha256);
      return ref;
    },
    has: async (ref) => (await local.blobs.has(ref)) || (await bringing.isStored(ref)),
    get: (ref) => bringing.read(ref),
  };

  return {
    blobs,
    bring: bringing.bring,
    answers: {
      get: async (key) => {
        const record = await answers.find(key);
        if (!record) return undefined;
        const paths = await Promise.all(unique(blobsIn(record.answer)).map(bringing.bring));
        return paths.every((path) => path !== undefined) ? record : undefined;
      },
      set: (key, record) =>
        keepAnswer({ local: local.blobs, objects, answers }, key, record, unique(blobsIn(record.answer))),
    },
    hold: space.hold,
    trim: space.trim,
    close: space.close,
  };
};
