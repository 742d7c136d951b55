import { sql } from 'kysely';
import type { BlobRef } from '../../domain/media.ts';
import type { AnswerRecord } from '../../ports/action-cache.ts';
import type { Query } from '../../ports/database.ts';

export type FoundAnswer = { readonly record: AnswerRecord; readonly isStale: boolean };

/** An answer, and whether its last use was written down more than an hour ago. */
export const findAnswer = async (query: Query, key: string): Promise<FoundAnswer | undefined> => {
  const row = await query
    .selectFrom('workprint.answers')
    .select(['step', 'version', 'label', 'answer', 'took_ms', 'cost_micros'])
    .select(sql<boolean>`used_at < now() - interval '1 hour'`.as('is_stale'))
    .where('key', '=', key)
    .executeTakeFirst();
  if (!row) return undefined;
  const { step, version, label, answer } = row;
  const record = { step, version, label, answer, tookMs: Number(row.took_ms), costMicros: Number(row.cost_micros) };
  return { record, isStale: row.is_stale };
};

export const markUsed = async (query: Query, key: string): Promise<void> => {
  await query.updateTable('workprint.answers').set({ used_at: sql<Date>`now()` }).where('key', '=', key).execute();
};

/** Writes an answer and what it names over what was there. */
export const writeAnswer = async (
  query: Query,
  key: string,
  record: AnswerRecord,
  blobs: readonly BlobRef[],
): Promise<void> => {
  const { step, version, label } = record;
  const row = {
    ...{ step, version, label, answer: JSON.stringify(record.answer ?? null) },
    ...{ took_ms: record.tookMs, cost_micros: record.costMicros, used_at: sql<Date>`now()` },
  };
  await query
    .insertInto('workprint.answers')
    .values({ key, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ ...row, created_at: sql<Date>`now()` }))
    .execute();
  await query.deleteFrom('workprint.answer_blobs').where('key', '=', key).execute();
  if (blobs.length === 0) return;
  await query
    .insertInto('workprint.answer_blobs')
    .values(blobs.map((blob) => ({ key, blob_hash: blob.sha256 })))
    .execute();
};
