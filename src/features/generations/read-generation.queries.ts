/** Generations as they are read: with the state of their jobs, what they cost, and their files. */
import { type RawBuilder, sql } from 'kysely';
import type { Query } from '../../ports/database.ts';
import type { JobError, RunState } from '../jobs/jobs.ts';
import type { GenerationType } from './generation.types.ts';

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
    ...(filter.model ? [sql`(one.model = ${filter.model} or one.provider || '/' || one.model = ${filter.model})`] : []),
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
