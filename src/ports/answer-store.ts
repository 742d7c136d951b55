import type { BlobRef } from '../domain/media.ts';
import type { AnswerRecord } from './action-cache.ts';

/**
 * Answers that all workers share, beside what is known of the bytes they name. An answer is kept in three steps, so that the sweeper never
 * takes what is about to be named: announce the blobs, store their bytes, keep the answer.
 */
export interface AnswerStore {
  find(key: string): Promise<AnswerRecord | undefined>;
  /** These bytes are about to be stored. Gives the hashes of those whose stored bytes are known to be damaged: they must be written again. */
  announce(blobs: readonly BlobRef[]): Promise<ReadonlySet<string>>;
  /** False when one of the blobs was swept since it was announced: nothing is kept then, and the three steps begin anew. */
  keep(key: string, record: AnswerRecord, blobs: readonly BlobRef[]): Promise<boolean>;
  /** The stored bytes of this name are not what they were: answers that name them are forgotten, the damage is noted. */
  reportDamage(sha256: string): Promise<void>;
}
