/** Getting blobs to this machine: once however many ask, and never under a name that their bytes do not have. */
import { rm } from 'node:fs/promises';
import { WorkprintError } from '../../domain/errors.ts';
import type { BlobRef } from '../../domain/media.ts';
import type { AnswerStore } from '../../ports/answer-store.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { ObjectStore } from '../../ports/object-store.ts';

type Parts = {
  readonly local: BlobStore;
  readonly objects: ObjectStore;
  readonly answers: AnswerStore;
  /** Told before a blob is looked for, so that it is not taken away meanwhile. */
  readonly onUse: (sha256: string) => Promise<void>;
};

/** Fetches at once; each holds a connection and a file. */
const mostAtOnce = 8;

const createGate = (most: number) => {
  const waiting: (() => void)[] = [];
  let free = most;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
};

export const createBringing = ({ local, objects, answers, onUse }: Parts) => {
  const underWay = new Map<string, Promise<string | undefined>>();
  const gate = createGate(mostAtOnce);
  const nameOf = (ref: BlobRef): string => `blobs/${ref.sha256}`;

  const fetchBlob = async (ref: BlobRef): Promise<string | undefined> => {
    const scratch = local.scratchPath('.blob');
    try {
      if (!(await objects.copyTo(nameOf(ref), scratch))) return undefined;
      // Taking it over hashes it: what comes out is the name its bytes really have.
      const adopted = await local.adoptFile(scratch, ref.mediaType);
      if (adopted.sha256 === ref.sha256 && adopted.sizeBytes === ref.sizeBytes) return local.localPath(ref);
    } finally {
      // Renaming one name of a file over another of the same file leaves both, and another process may have been quicker.
      await rm(scratch, { force: true });
    }
    await answers.reportDamage(ref.sha256);
    return undefined;
  };

  const bring = async (ref: BlobRef): Promise<string | undefined> => {
    await onUse(ref.sha256);
    if (await local.has(ref)) return local.localPath(ref);
    let fetching = underWay.get(ref.sha256);
    if (!fetching) {
      fetching = gate(() => fetchBlob(ref)).finally(() => underWay.delete(ref.sha256));
      underWay.set(ref.sha256, fetching);
    }
    return fetching;
  };

  const isStored = async (ref: BlobRef): Promise<boolean> =>
    (await objects.facts(nameOf(ref)))?.bytes === ref.sizeBytes;

  const read = async (ref: BlobRef): Promise<Uint8Array> => {
    if (await bring(ref)) {
      try {
        return await local.get(ref);
      } catch (error) {
        if (!(error instanceof WorkprintError) || error.code !== 'media-corrupt') throw error;
        // The copy of this machine was damaged and has been thrown away; the store's may be whole.
        if (await bring(ref)) return local.get(ref);
      }
    }
    throw new WorkprintError(
      'media-corrupt',
      'Bytes that the studio had kept were damaged or removed. They have been forgotten; the same request makes them again.',
    );
  };

  return { bring, read, isStored };
};
