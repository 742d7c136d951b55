/** Lanes of vendors and the passes into them, as all workers share them. */
import { sql } from 'kysely';
import type { LaneState } from '../../build/desk/gate-rules.ts';
import type { Query } from '../../ports/database.ts';

/** A pass is void so long after its process was last heard of. */
export const passLivesMs = 30_000;

export type HeldLane = {
  /** Undefined: nobody has knocked here before. */
  readonly state: LaneState | undefined;
  /** Passes given out and not void. */
  readonly inside: number;
  /** By the clock of the database, which all workers share. */
  readonly nowMs: number;
};

type LaneRow = {
  readonly is_new: boolean;
  readonly failures: number;
  readonly closed_until_ms: number | null;
  readonly tokens: number;
  readonly counted_at_ms: number;
  readonly inside: number;
  readonly now_ms: number;
};

/** Holds a lane until the transaction ends. */
export const holdLane = async (query: Query, lane: string): Promise<HeldLane> => {
  const { rows } = await sql<LaneRow>`select * from workprint.hold_lane(${lane})`.execute(query);
  const row = rows[0];
  if (!row) throw new Error('The database gave no lane.');
  const state = {
    ...{ failures: row.failures, closedUntilMs: row.closed_until_ms ?? undefined },
    ...{ tokens: row.tokens, countedAtMs: row.counted_at_ms },
  };
  return { state: row.is_new ? undefined : state, inside: row.inside, nowMs: row.now_ms };
};

const columnsOf = ({ failures, closedUntilMs, tokens, countedAtMs }: LaneState) => sql`
  failures = ${failures}, closed_until = to_timestamp(${closedUntilMs ?? null}::float8 / 1000), tokens = ${tokens}::float8,
  counted_at = to_timestamp(${countedAtMs}::float8 / 1000)`;

/** Writes the lane and a pass into it, which it gives. */
export const writeEntry = async (query: Query, lane: string, state: LaneState, worker: string): Promise<string> => {
  const { rows } = await sql<{ id: string }>`
    with entered as (update workprint.provider_gates set ${columnsOf(state)} where lane = ${lane})
    insert into workprint.provider_passes (lane, worker, void_at)
      values (${lane}, ${worker}, clock_timestamp() + make_interval(secs => ${passLivesMs / 1000})) returning id`.execute(
    query,
  );
  const pass = rows[0];
  if (!pass) throw new Error('The database gave no pass.');
  return pass.id;
};

export const writeLane = async (query: Query, lane: string, state: LaneState): Promise<void> => {
  await sql`update workprint.provider_gates set ${columnsOf(state)} where lane = ${lane}`.execute(query);
};

/** Somebody waits here for a while; whoever leaves tells them. */
export const wantLane = async (query: Query, lane: string, waitMs: number): Promise<void> => {
  await sql`update workprint.provider_gates set wanted_until = clock_timestamp() + make_interval(secs => ${waitMs / 1000})
    where lane = ${lane}`.execute(query);
};

/** The channel on which processes are told that somebody left; the payload is the lane. */
export const gateChannel = 'workprint_gates';

/** Gives a pass back, tells those of other processes who wait, and says whether the lane has trouble to clear. */
export const returnPass = async (
  query: Query,
  lane: string,
  pass: string,
): Promise<{ readonly hasTrouble: boolean }> => {
  const { rows } = await sql<{ has_trouble: boolean }>`
    with gone as (delete from workprint.provider_passes where id = ${pass}::uuid),
      told as materialized (
        select pg_notify(${gateChannel}, ${lane}) from workprint.provider_gates where lane = ${lane} and wanted_until > clock_timestamp())
    select failures > 0 as has_trouble, (select count(*) from told) as told
    from workprint.provider_gates where lane = ${lane}`.execute(query);
  return { hasTrouble: rows[0]?.has_trouble ?? false };
};

/** These passes stay good for another while. */
export const keepPasses = async (query: Query, passes: readonly string[]): Promise<void> => {
  await sql`update workprint.provider_passes set void_at = clock_timestamp() + make_interval(secs => ${passLivesMs / 1000})
    where id = any(${[...passes]}::uuid[])`.execute(query);
};
