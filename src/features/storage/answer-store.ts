/** Answers of steps in the database, where every worker finds them. */
import type { AnswerStore } from '../../ports/answer-store.ts';
import type { Database } from '../../ports/database.ts';
import { findAnswer, markUsed, writeAnswer } from './answer-store.queries.ts';
import { announceBlobs, claimBlobs, noteDamage } from './store-blob.queries.ts';

/** The answers of this studio, for `openSharedCache`. */
export const createAnswerStore = (database: Database): AnswerStore => ({
  find: async (key) => {
    const found = await database.asStudio((query) => findAnswer(query, key));
    if (found?.isStale) await database.asStudioLoosely((query) => markUsed(query, key));
    return found?.record;
  },
  announce: (blobs) => database.asStudio((query) => announceBlobs(query, blobs)),
  keep: (key, record, blobs) =>
    database.asStudio(async (query) => {
      const hashes = blobs.map((blob) => blob.sha256);
      if ((await claimBlobs(query, hashes)) < hashes.length) return false;
      await writeAnswer(query, key, record, blobs);
      return true;
    }),
  reportDamage: (sha256) => database.asStudio((query) => noteDamage(query, sha256)),
});
