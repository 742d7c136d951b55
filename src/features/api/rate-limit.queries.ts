import { sql } from 'kysely';
import type { Query } from '../../ports/database.ts';

export type Grant = {
  /** Requests that may be let through within `leaseMs`. */
  readonly granted: number;
  /** Left for others in this window. */
  readonly remaining: number;
  /** Until the oldest of the counted requests is forgotten. */
  readonly resetsMs: number;
  readonly leaseMs: number;
};

/** Takes up to `wanted` requests out of a bucket's window, whoever else takes at the same time. */
export const takeFromWindow = async (query: Query, bucket: string, most: number, wanted: number): Promise<Grant> => {
  const { rows } = await sql<{ granted: number; remaining: number; resets_ms: number; lease_ms: number }>`
    select granted, remaining, resets_ms, lease_ms
    from workprint.take_from_window(${bucket}::text, ${most}::integer, ${wanted}::integer)`.execute(query);
  const [row] = rows;
  if (!row) throw new Error('take_from_window gave no row');
  return { granted: row.granted, remaining: row.remaining, resetsMs: row.resets_ms, leaseMs: row.lease_ms };
};
