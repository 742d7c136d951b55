/** Rows of generations: written by whoever asks, ended by the studio, read with their jobs, files and calls. */
import { type RawBuilder, sql } from 'kysely';
import type { RouteStep } from '../../domain/generation/route.types.ts';
import type { Query } from '../../ports/database.ts';
import type { JobError, RunState } from '../jobs/jobs.ts';
import type { GenerationType } from './generation.types.ts';

export type NewGeneration = {
  /** Its job makes it and has the same id. */
  readonly jobId: string;
  readonly projectId: string;
  readonly personId: string;
  readonly type: GenerationType;
  readonly asked: unknown;
  readonly prompt: string;
  readonly provider: string;
  readonly model: string;
  readonly isFresh: boolean;
  readonly estimateMicros: number;
  readonly originId: string | undefined;
};

export const insertGeneration = async (query: Query, made: NewGeneration): Promise<void> => {
  await query
    .insertInto('workprint.generations')
    .values({
      ...{ id: made.jobId, project_id: made.projectId, person_id: made.personId, job_id: made.jobId, type: made.type },
      ...{ asked: JSON.stringify(made.asked), prompt: made.prompt, provider: made.provider, model: made.model },
      ...{ is_fresh: made.isFresh, estimate_micros: made.estimateMicros, origin_id: made.originId ?? null },
    })
    .execute();
};

/** What a worker must know to serve it. */
export type ServableRow = {
  readonly id: string;
  readonly projectId: string;
  readonly personId: string;
  readonly type: GenerationType;
  readonly asked: unknown;
  readonly prompt: string;
  readonly round: number;
  readonly isEnded: boolean;
  readonly hasAnswer: boolean;
};

const servable = [
  ...(['id', 'project_id as projectId', 'person_id as personId', 'type', 'asked', 'prompt', 'round'] as const),
] as const;

/** A generation for the one who serves it; undefined when it was deleted. */
export const findServable = async (query: Query, id: string): Promise<ServableRow | undefined> => {
  const row = await query
    .selectFrom('workprint.generations')
    .select([...servable, 'ended_at as endedAt', sql<boolean>`answer is not null`.as('hasAnswer')])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const { endedAt, ...found } = row;
  return { ...found, type: found.type as GenerationType, isEnded: endedAt !== null };
};

/** The next round of a generation that ended without an answer: a wish of its own. Gives its number. */
export const beginRound = async (query: Query, id: string): Promise<number | undefined> => {
  const row = await query
    .updateTable('workprint.generations')
    .set(({ eb }) => ({ round: eb('round', '+', 1), ended_at: null }))
    .where('id', '=', id)
    .where('ended_at', 'is not', null)
    .where('answer', 'is', null)
    .returning('round')
    .executeTakeFirst();
  return row?.round;
};

/** For whoever resolved an unknown charge: what it cost by now. `isAnew`: it is asked for again, in a round of its own. */
export const noteResolved = async (query: Query, id: string, isAnew: boolean): Promise<void> => {
  await sql`select workprint.resolve_generation(${id}::uuid, ${isAnew})`.execute(query);
};

/** Locks the row; what there is of an answer already. Undefined: it was deleted. */
export const lockGeneration = async (
  query: Query,
  id: string,
): Promise<
  | { readonly hasAnswer: boolean; readonly costMicros: number; readonly isCached: boolean; readonly model: string }
  | undefined
> =>
  query
    .selectFrom('workprint.generations')
    .select([
      sql<boolean>`answer is not null`.as('hasAnswer'),
      ...(['cost_micros as costMicros', 'is_cached as isCached'] as const),
      sql<string>`concat(provider, '/', model)`.as('model'),
    ])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();

export type Kept = {
  readonly answer: unknown;
  readonly provider: string;
  readonly model: string;
  readonly isCached: boolean;
  readonly degraded: string | undefined;
  readonly route: readonly RouteStep[];
  readonly assetIds: readonly string[];
};

/** Writes what came of it, once. */
export const keepAnswer = async (
  query: Query,
  row: { readonly id: string; readonly projectId: string },
  kept: Kept,
): Promise<void> => {
  await query
    .updateTable('workprint.generations')
    .set({
      ...{ answer: JSON.stringify(kept.answer), provider: kept.provider, model: kept.model, is_cached: kept.isCached },
      ...{ degraded: kept.degraded ?? null, route: JSON.stringify(kept.route), ended_at: sql`now()` },
      cost_micros: costOf(row.id),
    })
    .where('id', '=', row.id)
    .execute();
  if (kept.assetIds.length === 0) return;
  await query
    .insertInto('workprint.generation_assets')
    .values(
      kept.assetIds.map((asset_id, place) => ({ generation_id: row.id, project_id: row.projectId, place, asset_id })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

/** Keys of all rounds of a generation, as SQL: rounds are counted in its row. */
const orderKeys = (id: string): RawBuilder<unknown> => sql`
  select case number when 1 then generation.id::text else generation.id::text || ':' || number end
  from workprint.generations generation, generate_series(1, generation.round) number where generation.id = ${id}::uuid`;

const costOf = (id: string): RawBuilder<number> => sql<number>`(
  select coalesce(sum(call.cost_micros), 0)::bigint from workprint.provider_calls call where call.order_key = any (${orderKeys(id)}))`;

/** The path and the cost of one that has ended, once what was open at its vendor is closed; one that was begun anew has its own end to come. */
export const noteClosed = async (query: Query, id: string, route: readonly RouteStep[]): Promise<void> => {
  await query
    .updateTable('workprint.generations')
    .set({ route: JSON.stringify(route), cost_micros: costOf(id) })
    .where('id', '=', id)
    .where('answer', 'is', null)
    .where('ended_at', 'is not', null)
    .execute();
};

/** Writes how it ended without an answer. */
export const noteEnd = async (query: Query, id: string, route: readonly RouteStep[]): Promise<void> => {
  await query
    .updateTable('workprint.generations')
    .set({ route: JSON.stringify(route), ended_at: sql`coalesce(ended_at, now())`, cost_micros: costOf(id) })
    .where('id', '=', id)
    .where('answer', 'is', null)
    .execute();
};

export type CallRow = {
  readonly id: string;
  readonly place: number;
  readonly orderKey: string;
  readonly provider: string;
  readonly model: string;
  readonly keyId: string | null;
  readonly state: 'intended' | 'sent' | 'under-way' | 'done' | 'failed' | 'unknown';
  readonly charged: string;
  readonly reservedMicros: number;
  readonly costMicros: number;
  readonly tookMs: number;
  readonly usage: unknown;
  readonly error: unknown;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly endedAt: Date | null;
};

/** Calls of a generation, all rounds, in order. */
export const callsOf = async (query: Query, id: string): Promise<readonly CallRow[]> => {
  const { rows } = await sql<CallRow>`
    select call.id, call.place, call.order_key as "orderKey", call.provider, call.model, call.key_id as "keyId", call.state, call.charged,
      call.reserved_micros as "reservedMicros", call.cost_micros as "costMicros", call.took_ms as "tookMs", call.usage, call.error,
      call.created_at as "createdAt", call.sent_at as "sentAt", call.ended_at as "endedAt"
    from workprint.provider_calls call where call.order_key = any (${orderKeys(id)})
    order by call.created_at, call.id`.execute(query);
  return rows;
};

export type GenerationRow = {
  readonly id: string;
  readonly projectId: string;
  readonly personId: string;
  readonly jobId: string;
  readonly type: GenerationType;
  readonly state: RunState;
  readonly done: number;
  readonly total: number;
  readonly error: JobError | null;
  readonly prompt: string;
  readonly provider: string | null;
  readonly model: string | null;
  readonly isFresh: boolean;
  readonly isCached: boolean;
  readonly degraded: string | null;
  readonly estimateMicros: number;
  readonly costMicros: number;
  readonly charged: 'no' | 'yes' | 'unknown';
  readonly originId: string | null;
  readonly asked: unknown;
  readonly answer: unknown;
  readonly route: unknown;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
};

/** `answer`, `asked` and `route` can be large: a list leaves them out. */
const columns = (isWhole: boolean): RawBuilder<unknown> => sql`
  one.id, one.project_id as "projectId", one.person_id as "personId", one.job_id as "jobId", one.type, run.state, run.done, run.total, run.error,
  one.prompt, one.provider, one.model, one.is_fresh as "isFresh", one.is_cached as "isCached", one.degraded, one.estimate_micros as "estimateMicros",
  coalesce(charge.micros, one.cost_micros) as "costMicros", one.origin_id as "originId", one.created_at as "createdAt", one.ended_at as "endedAt",
  coalesce(charge.worst, 'no') as charged, ${isWhole ? sql`one.asked, one.answer, one.route` : sql`null as asked, null as answer, null as route`}`;

const from = sql`
  workprint.generations one join workprint.job_runs run on run.id = one.job_id
  left join lateral (
    select case when bool_or(call.charged = 'unknown') then 'unknown' when bool_or(call.charged = 'yes') then 'yes' else 'no' end as worst,
      sum(call.cost_micros)::bigint as micros
    from workprint.provider_calls call
    where call.order_key = any (select case number when 1 then one.id::text else one.id::text || ':' || number end from generate_series(1, one.round) number)
  ) charge on true`;

export const findGeneration = async (query: Query, id: string): Promise<GenerationRow | undefined> => {
  const { rows } = await sql<GenerationRow>`select ${columns(true)} from ${from} where one.id = ${id}::uuid`.execute(
    query,
  );
  return rows[0];
};

export type GenerationFilter = {
  readonly projectId: string;
  readonly type?: GenerationType | undefined;
  readonly provider?: string | undefined;
  readonly model?: string | undefined;
  readonly state?: readonly RunState[] | undefined;
  readonly words?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  /** Older than this one: ids are in the order of their making. */
  readonly before?: string | undefined;
  readonly limit: number;
};

/** Generations of a project, newest first. */
export const listGenerations = async (query: Query, filter: GenerationFilter): Promise<readonly GenerationRow[]> => {
  const wanted = [
    sql`one.project_id = ${filter.projectId}::uuid`,
    ...(filter.type ? [sql`one.type = ${filter.type}`] : []),
    ...(filter.provider ? [sql`one.provider = ${filter.provider}`] : []),
    ...(filter.model ? [sql`one.model = ${filter.model}`] : []),
    ...(filter.state ? [sql`run.state = any (${filter.state}::workprint.run_state[])`] : []),
    ...(filter.words ? [sql`one.words @@ websearch_to_tsquery('simple', ${filter.words})`] : []),
    ...(filter.from ? [sql`one.created_at >= ${filter.from}`] : []),
    ...(filter.to ? [sql`one.created_at < ${filter.to}`] : []),
    ...(filter.before ? [sql`one.id < ${filter.before}::uuid`] : []),
  ];
  const { rows } = await sql<GenerationRow>`
    select ${columns(false)} from ${from} where ${sql.join(wanted, sql` and `)} order by one.id desc limit ${filter.limit}`.execute(
    query,
  );
  return rows;
};

export type FileRow = {
  readonly generationId: string;
  readonly assetId: string;
  readonly name: string;
  readonly kind: string | null;
  readonly mediaType: string | null;
  readonly state: string;
  readonly bytes: number;
  readonly sha256: string;
};

/** Files of generations that are still in the library, in the order in which they were made. Until the library has looked, their type is what their first bytes said. */
export const filesOf = async (query: Query, ids: readonly string[]): Promise<readonly FileRow[]> => {
  if (ids.length === 0) return [];
  const { rows } = await sql<FileRow>`
    select made.generation_id as "generationId", asset.id as "assetId", asset.name, asset.kind, asset.state, asset.bytes, asset.blob_hash as sha256,
      coalesce(asset.media_type, (
        select file ->> 'mediaType' from jsonb_array_elements(one.answer -> 'files') file where file ->> 'sha256' = asset.blob_hash limit 1)) as "mediaType"
    from workprint.generation_assets made join workprint.generations one on one.id = made.generation_id
      join workprint.assets asset on asset.id = made.asset_id and asset.deleted_at is null
    where made.generation_id = any (${ids}::uuid[]) order by made.generation_id, made.place`.execute(query);
  return rows;
};

/** An asset of this content that the person has in the project already. */
export const assetOfContent = async (
  query: Query,
  { projectId, personId, hash }: { readonly projectId: string; readonly personId: string; readonly hash: string },
): Promise<string | undefined> => {
  const row = await query
    .selectFrom('workprint.assets')
    .select('id')
    .where('project_id', '=', projectId)
    .where('owner_id', '=', personId)
    .where('blob_hash', '=', hash)
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .executeTakeFirst();
  return row?.id;
};

/** Removes the row; its job, calls and assets stay. False when it is not there. */
export const deleteGeneration = async (query: Query, id: string): Promise<boolean> => {
  const row = await query.deleteFrom('workprint.generations').where('id', '=', id).returning('id').executeTakeFirst();
  return row !== undefined;
};

/** Keys of the wishes of a generation, one for each round. */
export const orderKeysOf = async (query: Query, id: string): Promise<readonly string[]> => {
  const { rows } = await sql<{ key: string }>`select key from (${orderKeys(id)}) as wish(key)`.execute(query);
  return rows.map(({ key }) => key);
};
