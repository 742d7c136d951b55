/** Sums of the ledger, as the person asking may see them. What was spent is what was booked: commit, excess and correct. */
import { type RawBuilder, sql } from 'kysely';
import type { Query } from '../../ports/database.ts';

export const groupings = ['project', 'provider', 'model', 'day', 'type'] as const;
export type Grouping = (typeof groupings)[number];

/** Of one project, or of what this person paid for. */
export type Whose = { readonly projectId: string } | { readonly personId: string };
export type Stretch = { readonly begin: Date; readonly end: Date };

const ofWhom = (whose: Whose, of: string): RawBuilder<boolean> =>
  'projectId' in whose
    ? sql`${sql.ref(`${of}.project_id`)} = ${whose.projectId}::uuid`
    : sql`${sql.ref(`${of}.person_id`)} = ${whose.personId}::uuid`;

const keys: Readonly<Record<Grouping, RawBuilder<string | null>>> = {
  project: sql`line.project_id::text`,
  provider: sql`line.provider`,
  model: sql`line.provider || '/' || line.model`,
  day: sql`to_char(line.at at time zone 'utc', 'YYYY-MM-DD')`,
  type: sql`line.type`,
};

export type Group = { readonly key: string | null; readonly micros: number; readonly calls: number };

/** Groups shown of all there are. */
export const mostGroups = 400;

/** Calls that cost something have one line `commit` each. Days in order, everything else the dearest first. */
export const spentBy = async (
  query: Query,
  whose: Whose,
  { begin, end }: Stretch,
  by: Grouping,
): Promise<readonly Group[]> => {
  const { rows } = await sql<Group>`
    select ${keys[by]} as key, sum(line.micros)::bigint as micros, (count(*) filter (where line.kind = 'commit'))::bigint as calls
    from workprint.ledger_entries line
    where ${ofWhom(whose, 'line')} and line.at >= ${begin} and line.at < ${end} and line.kind in ('commit', 'excess', 'correct')
    group by 1 order by ${by === 'day' ? sql`1 desc` : sql`2 desc, 1`} limit ${mostGroups}`.execute(query);
  return by === 'day' ? rows.reverse() : rows;
};

/** All of a stretch. */
export const spentInAll = async (query: Query, whose: Whose, { begin, end }: Stretch): Promise<number> => {
  const { rows } = await sql<{ micros: number }>`
    select coalesce(sum(line.micros), 0)::bigint as micros from workprint.ledger_entries line
    where ${ofWhom(whose, 'line')} and line.at >= ${begin} and line.at < ${end} and line.kind in ('commit', 'excess', 'correct')`.execute(
    query,
  );
  return rows[0]?.micros ?? 0;
};

/** Calls of which nobody knows yet whether they were billed, and what is kept for them. */
export const unknownNow = async (
  query: Query,
  whose: Whose,
): Promise<{ readonly calls: number; readonly micros: number }> => {
  const { rows } = await sql<{ calls: number; micros: number }>`
    select count(*)::bigint as calls, coalesce(sum(lost.reserved_micros), 0)::bigint as micros from workprint.provider_calls lost
    where ${ofWhom(whose, 'lost')} and lost.state = 'unknown'`.execute(query);
  return rows[0] ?? { calls: 0, micros: 0 };
};

/** Names of projects one sees. */
export const projectNames = async (query: Query, ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (ids.length === 0) return new Map();
  const rows = await query.selectFrom('workprint.projects').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
};

export type Drift = {
  readonly provider: string;
  readonly model: string;
  readonly calls: number;
  readonly estimatedMicros: number;
  readonly costMicros: number;
  readonly beyondCalls: number;
  readonly medianRatio: number | null;
  readonly worstRatio: number | null;
};

/** What was reserved beside what it cost, by model; those that went furthest beyond come first. Calls that were never sent say nothing. */
export const driftOf = async (query: Query, whose: Whose, { begin, end }: Stretch): Promise<readonly Drift[]> => {
  const { rows } = await sql<Drift>`
    select paid.provider, paid.model, count(*)::bigint as calls, sum(paid.reserved_micros)::bigint as "estimatedMicros",
      sum(paid.cost_micros)::bigint as "costMicros", (count(*) filter (where paid.cost_micros > paid.reserved_micros))::bigint as "beyondCalls",
      percentile_cont(0.5) within group (order by paid.cost_micros::float8 / nullif(paid.reserved_micros, 0)) as "medianRatio",
      max(paid.cost_micros::float8 / nullif(paid.reserved_micros, 0)) as "worstRatio"
    from workprint.provider_calls paid
    where ${ofWhom(whose, 'paid')} and paid.state = 'done' and paid.sent_at is not null and paid.ended_at >= ${begin} and paid.ended_at < ${end}
    group by 1, 2 order by "beyondCalls" desc, "worstRatio" desc nulls last, 1, 2 limit ${mostGroups}`.execute(query);
  return rows;
};

export type LedgerLine = {
  readonly id: number;
  readonly at: Date;
  readonly kind: string;
  readonly micros: number;
  readonly period: string;
  readonly provider: string;
  readonly model: string;
  readonly type: string;
  readonly call_id: string | null;
  readonly project_id: string | null;
  readonly person_id: string | null;
  readonly build_id: string | null;
  /** Of its call, if that is still there. */
  readonly order_key: string | null;
  readonly key_id: string | null;
};

/** Lines of the ledger in the order in which they were written, after this one. */
export const ledgerAfter = (
  query: Query,
  whose: Whose,
  { begin, end }: Stretch,
  { after, most }: { readonly after: number; readonly most: number },
): Promise<LedgerLine[]> =>
  query
    .selectFrom('workprint.ledger_entries as line')
    .leftJoin('workprint.provider_calls as paid', 'paid.id', 'line.call_id')
    .select([
      'line.id',
      'line.at',
      'line.kind',
      'line.micros',
      'line.period',
      'line.provider',
      'line.model',
      'line.type',
      'line.call_id',
      'paid.order_key',
      'line.project_id',
      'line.person_id',
      'line.build_id',
      'line.key_id',
    ])
    .where(ofWhom(whose, 'line'))
    .where('line.at', '>=', begin)
    .where('line.at', '<', end)
    .where('line.id', '>', after)
    .orderBy('line.id')
    .limit(most)
    .execute();
