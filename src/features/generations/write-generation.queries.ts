/** Generations as they are written: by whoever asks, and by the worker that serves them. */
import { sql } from 'kysely';
import type { RouteStep } from '../../domain/generation/route.types.ts';
import type { Query } from '../../ports/database.ts';
import { costOf } from './calls.queries.ts';
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

/** Removes the row; its job, calls and assets stay. False when it is not there. */
export const deleteGeneration = async (query: Query, id: string): Promise<boolean> => {
  const row = await query.deleteFrom('workprint.generations').where('id', '=', id).returning('id').executeTakeFirst();
  return row !== undefined;
};
