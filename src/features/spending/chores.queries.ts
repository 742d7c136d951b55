/** What the studio clears away, and what it gives up on, in short statements. */
import { sql } from 'kysely';
import type { Query } from '../../ports/database.ts';

/** Rows taken in one statement. */
const atOnce = 1000;

const remove = async (query: Query, statement: ReturnType<typeof sql>): Promise<number> =>
  Number((await statement.execute(query)).numAffectedRows ?? 0n);

/** Events of webhooks that nobody sends again. */
export const removeOldNotices = (query: Query, days: number): Promise<number> =>
  remove(
    query,
    sql`delete from workprint.provider_notices where (provider, event_id) in
      (select provider, event_id from workprint.provider_notices where at < now() - make_interval(days => ${days}) limit ${atOnce})`,
  );

/** Passes of processes that died, and lanes nobody knocked at in a day and that have no trouble. */
export const removeVoidPasses = (query: Query): Promise<number> =>
  remove(query, sql`delete from workprint.provider_passes where void_at < now() - interval '1 hour'`);
export const removeQuietLanes = (query: Query): Promise<number> =>
  remove(
    query,
    sql`delete from workprint.provider_gates where lane in (
      select gate.lane from workprint.provider_gates gate
      where gate.counted_at < now() - interval '1 day' and coalesce(gate.closed_until < now(), true)
        and not exists (select from workprint.provider_passes pass where pass.lane = gate.lane)
      limit ${atOnce} for update skip locked)`,
  );

export type OpenCall = { readonly id: string; readonly state: 'intended' | 'sent' | 'under-way' };

/** The job a call is for: its build, or the job whose id its wish begins with. */
const isAwaited = sql`exists (
  select from workprint.job_runs job
  where job.state in ('queued', 'held', 'running')
    and job.id = coalesce(call.build_id, case when call.order_key ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}' then left(call.order_key, 36)::uuid end))`;

/**
 * Calls that were meant and never sent in so many hours, and whose job does not wait any more; and calls that were sent so many hours ago and of which nobody has said
 * anything since.
 */
export const forsakenCalls = async (
  query: Query,
  { unsentHours, silentHours }: { readonly unsentHours: number; readonly silentHours: number },
): Promise<readonly OpenCall[]> => {
  const { rows } = await sql<OpenCall>`
    select call.id, call.state from workprint.provider_calls call
    where call.state in ('intended', 'sent', 'under-way', 'unknown') and case call.state
        when 'intended' then call.created_at < now() - make_interval(hours => ${unsentHours}) and not ${isAwaited}
        when 'unknown' then false
        else coalesce(call.sent_at, call.created_at) < now() - make_interval(hours => ${silentHours})
      end
    order by call.id limit ${atOnce}`.execute(query);
  return rows;
};

/** Calls of projects that were deleted and that are over: what they asked and answered goes with the project. */
export const removeLeftCalls = (query: Query): Promise<number> =>
  remove(
    query,
    sql`delete from workprint.provider_calls where id in (
      select id from workprint.provider_calls where project_id is null and state in ('done', 'failed') order by id limit ${atOnce} for update skip locked)`,
  );

/** Unknown charges about which nobody is left to speak, with what is kept for them. */
export const unspokenCalls = async (
  query: Query,
): Promise<readonly { readonly id: string; readonly micros: number }[]> => {
  const { rows } = await sql<{ id: string; micros: number }>`
    select id, reserved_micros as micros from workprint.provider_calls
    where project_id is null and person_id is null and state = 'unknown' order by id limit ${atOnce}`.execute(query);
  return rows;
};

/** Lines of the ledger that are nobody's. */
export const removeNobodysLines = (query: Query): Promise<number> =>
  remove(
    query,
    sql`delete from workprint.ledger_entries where id in (
      select id from workprint.ledger_entries where project_id is null and person_id is null and call_id is null limit ${atOnce})`,
  );
