/** Answers in a folder: `<cache>/answers/ab/<key>.json`. An answer whose blobs are gone counts as never given. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { blobsIn } from '../../domain/media.ts';
import type { ActionCache, AnswerRecord } from '../../ports/action-cache.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { Scratch } from './scratch.ts';
import { writeAtomically } from './write-atomically.ts';

const parseRecord = (text: string): AnswerRecord | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    const isRecord =
      typeof value === 'object' && value !== null && 'answer' in value && 'step' in value && 'tookMs' in value;
    return isRecord ? (value as AnswerRecord) : undefined;
  } catch {
    return undefined; // torn by a power cut: the step is simply asked again
  }
};

export const createAnswerFolder = (cacheFolder: string, blobs: BlobStore, scratch: Scratch): ActionCache => {
  const pathOf = (key: string): string => join(cacheFolder, 'answers', key.slice(0, 2), `${key}.json`);
  return {
    get: async (key) => {
      const text = await readFile(pathOf(key), 'utf8').catch(() => undefined);
      const record = text === undefined ? undefined : parseRecord(text);
      if (!record) return undefined;
      for (const blob of blobsIn(record.answer)) if (!(await blobs.has(blob))) return undefined;
      return record;
    },
    set: (key, record) => writeAtomically(pathOf(key), JSON.stringify(record), scratch.newPath('.json')),
  };
};
