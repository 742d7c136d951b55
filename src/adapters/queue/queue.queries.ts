import { sql } from 'kysely';
import type { Query } from '../../ports/database.ts';
import { type Lane, lanes, type QueueDepth, type QueueMessage } from '../../ports/queue.ts';

/** Connections of the role that owns the queue's tables. */
export type SqlPool = {
  // oxlint-disable-next-line no-explicit-any -- rows are what the query makes them
  query(text: string, values?: any[]): Promise<{ rows: any[] }>;
};

/** A message as its holder knows it: `retryCount` is the token of the holder. */
export type HeldMessage = { readonly id: string; readonly retryCount: number };

/** Sends in the caller's transaction, through a function that checks their rights; nobody else may write to the queue. */
export const sendMessages = async (query: Query, ...messages: readonly QueueMessage[]): Promise<void> => {
  if (messages.length === 0) return;
  const [ids, into, urgencies, delays] = [
    messages.map(({ jobId }) => jobId),
    messages.map(({ lane }) => lane),
    messages.map(({ priority }) => Math.trunc(priority)),
    messages.map(({ startAfterMs = 0 }) => Math.max(0, Math.round(startAfterMs))),
  ];
  await sql`
    select workprint.send_job(message.id, message.lane, message.urgency, message.delay_ms)
    from unnest(${ids}::uuid[], ${into}::text[], ${urgencies}::integer[], ${delays}::bigint[])
      as message(id, lane, urgency, delay_ms)`.execute(query);
};

export const withdrawMessages = async (query: Query, ...jobIds: readonly string[]): Promise<void> => {
  if (jobIds.length > 0) await sql`select workprint.withdraw_jobs(${jobIds}::uuid[])`.execute(query);
};

export const unsentAmong = async (query: Query, jobIds: readonly string[]): Promise<readonly string[]> => {
  const { rows } = await sql<{ id: string }>`select workprint.unsent_jobs(${jobIds}::uuid[]) as id`.execute(query);
  return rows.map(({ id }) => id);
};

/** How long holders of messages that are sent from now on may be silent. */
export const setLease = async (pool: SqlPool, seconds: number): Promise<void> => {
  await pool.query(
    'update pgboss.queue set heartbeat_seconds = $1 where name = any ($2::text[]) and heartbeat_seconds is distinct from $1',
    [seconds, [...lanes]],
  );
};

/** Lets messages wait again as if nobody had taken them, those that their holder still has. */
export const giveBack = async (pool: SqlPool, lane: Lane, held: readonly HeldMessage[]): Promise<void> => {
  await pool.query(
    `with given_back as (
       update pgboss.job_common message set state = 'created', started_on = null, heartbeat_on = null,
         retry_count = message.retry_count + 1, retry_limit = message.retry_limit + 1
       from unnest($2::uuid[], $3::integer[]) as held(id, retry_count)
       where message.name = $1 and message.id = held.id and message.retry_count = held.retry_count and message.state = 'active'
       returning message.id)
     select pg_notify('workprint_queue', $1) where exists (select from given_back)`,
    [lane, held.map(({ id }) => id), held.map(({ retryCount }) => retryCount)],
  );
};

/**
 * Lets messages wait again whose holder was silent for longer than their lease; a second at most apart, so that a crowd does not come back
 * at once. It does not count as a try of the message: which job ends its workers is known in its row. Gives how many.
 */
export const expireLeases = async (pool: SqlPool): Promise<number> => {
  const { rows } = await pool.query(
    `with silent as (
       select name, id from pgboss.job_common
       where name = any ($1::text[]) and state = 'active'
         and heartbeat_on + heartbeat_seconds * interval '1 second' < now()
       for update skip locked), expired as (
       update pgboss.job_common message
       set state = 'retry', heartbeat_on = null, retry_limit = message.retry_limit + 1, start_after = now() + random() * interval '1 second'
       from silent where message.name = silent.name and message.id = silent.id returning 1)
     select count(*)::integer as count from expired`,
    [[...lanes]],
  );
  return (rows[0] as { count: number } | undefined)?.count ?? 0;
};

/** Messages that wait and that somebody holds. */
export const messagesByLane = async (pool: SqlPool): Promise<readonly QueueDepth[]> => {
  const { rows } = await pool.query(
    `select lane, count(message.id) filter (where message.state < 'active')::integer as waiting,
       count(message.id) filter (where message.state = 'active')::integer as running
     from unnest($1::text[]) as lane left join pgboss.job_common message on message.name = lane and message.state < 'completed'
     group by lane`,
    [[...lanes]],
  );
  return rows as QueueDepth[];
};
