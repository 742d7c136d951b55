import type { Query } from '../../ports/database.ts';
import type { RenderRecord } from '../../ports/render-history.ts';

const mostRecords = 400;

/** Newest last. */
export const newestRecords = async (query: Query): Promise<readonly RenderRecord[]> => {
  const rows = await query
    .selectFrom('workprint.render_history')
    .select(['encoding', 'untouched', 'composed', 'took_ms as tookMs'])
    .orderBy('id', 'desc')
    .limit(mostRecords)
    .execute();
  return rows.toReversed();
};

/** Adds one and lets go of those that nobody reads any more. */
export const addRecord = async (
  query: Query,
  { encoding, untouched, composed, tookMs }: RenderRecord,
): Promise<void> => {
  const { id } = await query
    .insertInto('workprint.render_history')
    .values({ encoding, untouched, composed, took_ms: Math.round(tookMs) })
    .returning('id')
    .executeTakeFirstOrThrow();
  await query
    .deleteFrom('workprint.render_history')
    .where('id', '<', id - 2 * mostRecords)
    .execute();
};
