import { sql } from 'kysely';
import type { Query } from '../../ports/database.ts';
import { isNamed } from './blob-references.queries.ts';

/** Something that a sweep takes away. `bytes`: what becomes free at once. */
export type SweptItem = { readonly name: string; readonly bytes: number };

/** Rows taken in one statement, so that no transaction of a sweep is long. */
export const sweepBatch = 5_000;

const run = async (query: Query, statement: ReturnType<typeof sql>): Promise<readonly SweptItem[]> => {
  const { rows } = await statement.execute(query);
  return (rows as { name: string; bytes: string | null }[]).map((row) => ({
    name: row.name,
    bytes: Number(row.bytes ?? 0),
  }));
};

const days = (count: number) => sql`make_interval(secs => ${count * 86_400})`;

/** Results whose time is over. */
export const expireResults = (query: Query) =>
  run(
    query,
    sql`delete from workprint.job_results where (job_id, kind) in
          (select job_id, kind from workprint.job_results where expires_at <= now() order by expires_at limit ${sweepBatch})
        returning job_id || ':' || kind as name, 0 as bytes`,
  );

/** Answers that nobody asked for in so many days. */
export const expireAnswers = (query: Query, unusedDays: number) =>
  run(
    query,
    sql`delete from workprint.answers where key in
          (select key from workprint.answers where used_at < now() - ${days(unusedDays)} order by used_at limit ${sweepBatch})
        returning key as name, 0 as bytes`,
  );

/** Assets that were deleted so many days ago: until then they can be restored. */
export const purgeAssets = (query: Query, deletedDays: number) =>
  run(
    query,
    sql`delete from workprint.assets where id in
          (select id from workprint.assets where deleted_at < now() - ${days(deletedDays)} order by deleted_at limit ${sweepBatch})
        returning id::text as name, 0 as bytes`,
  );

/** Uploads that were not finished in time. */
export const expireUploads = (query: Query) =>
  run(
    query,
    sql`delete from workprint.uploads where id in
          (select id from workprint.uploads where expires_at <= now() order by expires_at limit ${sweepBatch} for update skip locked)
        returning id::text as name, offset_bytes as bytes`,
  );

/** Answers to repeated requests: a day after, a repeat is a new request. */
export const expireIdempotencyKeys = (query: Query) =>
  run(
    query,
    sql`delete from workprint.idempotency_keys where (person_id, key) in
          (select person_id, key from workprint.idempotency_keys where created_at < now() - ${days(1)} limit ${sweepBatch})
        returning person_id || ':' || key as name, 0 as bytes`,
  );

/** Windows of rate limits that are over. */
export const expireRateWindows = (query: Query) =>
  run(
    query,
    sql`delete from workprint.rate_windows where window_start < now() - ${days(1 / 24)}
        returning bucket || '@' || window_start as name, 0 as bytes`,
  );

/** The course of jobs that ended long ago; the jobs themselves stay. */
export const expireJobEvents = (query: Query, eventDays: number) =>
  run(
    query,
    sql`delete from workprint.job_events where id in
          (select event.id from workprint.job_events event join workprint.job_runs job on job.id = event.job_id
           where event.at < now() - ${days(eventDays)} and job.finished_at is not null limit ${sweepBatch})
        returning id::text as name, 0 as bytes`,
  );

/** Blobs that nobody names any more: their day begins. Those that are being stored or claimed just now are left. */
export const markOrphans = (query: Query) =>
  run(
    query,
    sql`update workprint.blobs set orphaned_at = now() where hash in
          (select hash from workprint.blobs blob where orphaned_at is null and not ${isNamed} limit ${sweepBatch} for update skip locked)
        returning hash as name, 0 as bytes`,
  );

/** Blobs that somebody names again. */
export const unmarkNamed = (query: Query) =>
  run(
    query,
    sql`update workprint.blobs set orphaned_at = null where hash in
          (select hash from workprint.blobs blob where orphaned_at is not null and ${isNamed} limit ${sweepBatch} for update skip locked)
        returning hash as name, 0 as bytes`,
  );

/** Blobs whose day is over, after `afterHash`. */
export const listOrphans = (query: Query, graceHours: number, afterHash: string) =>
  run(
    query,
    sql`select hash as name, bytes from workprint.blobs blob
        where orphaned_at < now() - ${days(graceHours / 24)} and hash > ${afterHash} and not ${isNamed}
        order by hash limit ${sweepBatch}`,
  );

/**
 * Locks an orphan against everybody who would store, claim or name it, then looks again whether nobody does. True: it may go, and must go
 * before this transaction ends.
 */
export const lockOrphan = async (query: Query, hash: string, graceHours: number): Promise<boolean> => {
  const locked = await sql`
    select from workprint.blobs where hash = ${hash} and orphaned_at < now() - ${days(graceHours / 24)}
    for update skip locked`.execute(query);
  if (locked.rows.length === 0) return false;
  // A statement of its own: it sees what was committed while the one before waited.
  const { rows } = await sql<{ is_named: boolean }>`
    select ${isNamed} as is_named from workprint.blobs blob where hash = ${hash}`.execute(query);
  return rows[0]?.is_named === false;
};

export const deleteBlobRow = async (query: Query, hash: string): Promise<void> => {
  await query.deleteFrom('workprint.blobs').where('hash', '=', hash).execute();
};

/** Of these hashes, the ones that have no row. */
export const withoutRow = async (query: Query, hashes: readonly string[]): Promise<readonly string[]> => {
  const { rows } = await sql<{ hash: string }>`
    select hash from unnest(${[...hashes]}::text[]) as given(hash)
    where not exists (select from workprint.blobs blob where blob.hash = given.hash)`.execute(query);
  return rows.map((row) => row.hash);
};

/** Enters stored bytes that no row knows as orphans; a day later the ordinary rule takes them. */
export const adoptStrays = async (
  query: Query,
  strays: readonly { readonly hash: string; readonly bytes: number }[],
): Promise<void> => {
  await query
    .insertInto('workprint.blobs')
    .values(
      strays.map(({ hash, bytes }) => ({
        ...{ hash, bytes, media_type: 'application/octet-stream' },
        orphaned_at: sql<Date>`now()`,
      })),
    )
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute();
};

/** Whether this server has the turn: the last one was at least so long ago, and nobody else took it since. */
export const takeTurn = async (query: Query, chore: string, everyMs: number): Promise<boolean> => {
  const { rows } = await sql`
    insert into workprint.studio_settings (name, value) values (${`chore:${chore}`}, '{}')
    on conflict (name) do update set updated_at = now()
      where studio_settings.updated_at < now() - make_interval(secs => ${everyMs / 1000})
    returning name`.execute(query);
  return rows.length > 0;
};
