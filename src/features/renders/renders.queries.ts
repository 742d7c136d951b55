import type { Query } from '../../ports/database.ts';
import type { RunState } from '../jobs/jobs.ts';

const mostKeys = 5000;

/** Which of these answers the studio has. */
export const knownAnswers = async (query: Query, keys: readonly string[]): Promise<ReadonlySet<string>> => {
  const known = new Set<string>();
  for (let at = 0; at < keys.length; at += mostKeys) {
    const rows = await query
      .selectFrom('workprint.answers')
      .select('key')
      .where('key', 'in', keys.slice(at, at + mostKeys))
      .execute();
    for (const { key } of rows) known.add(key);
  }
  return known;
};

export type StoredResult = {
  readonly kind: string;
  readonly hash: string;
  readonly bytes: number;
  readonly mediaType: string;
  readonly name: string;
};

/** Keeps what a job made, in place of what an earlier attempt of it kept. Null: until the job is removed. */
export const keepResults = async (
  query: Query,
  job: { readonly id: string; readonly projectId: string },
  results: readonly StoredResult[],
  expiresAt: Date | null,
): Promise<void> => {
  await query
    .insertInto('workprint.job_results')
    .values(
      results.map(({ kind, hash, bytes, mediaType, name }) => ({
        ...{ job_id: job.id, project_id: job.projectId, kind, blob_hash: hash, bytes },
        ...{ media_type: mediaType, name, expires_at: expiresAt },
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['job_id', 'kind']).doUpdateSet((eb) => ({
        blob_hash: eb.ref('excluded.blob_hash'),
        bytes: eb.ref('excluded.bytes'),
        media_type: eb.ref('excluded.media_type'),
        name: eb.ref('excluded.name'),
        expires_at: eb.ref('excluded.expires_at'),
      })),
    )
    .execute();
};

/** Lets the results of a job stay as long as the job. */
export const keepForGood = async (query: Query, jobId: string): Promise<void> => {
  await query.updateTable('workprint.job_results').set({ expires_at: null }).where('job_id', '=', jobId).execute();
};

/** What a job made and when it goes, as far as whoever asks can see it. */
export const resultsOf = (
  query: Query,
  jobId: string,
): Promise<(StoredResult & { readonly expiresAt: Date | null })[]> =>
  query
    .selectFrom('workprint.job_results')
    .select(['kind', 'blob_hash as hash', 'bytes', 'media_type as mediaType', 'name', 'expires_at as expiresAt'])
    .where('job_id', '=', jobId)
    .orderBy('kind')
    .execute();

export type Piece = {
  readonly id: string;
  readonly label: string;
  readonly state: RunState;
  readonly done: number;
  readonly input: unknown;
};

/** The pieces of a render that other workers take. */
export const piecesOf = (query: Query, jobId: string, kind: string): Promise<Piece[]> =>
  query
    .selectFrom('workprint.job_runs')
    .select(['id', 'label', 'state', 'done', 'input'])
    .where('parent_id', '=', jobId)
    .where('kind', '=', kind)
    .orderBy('id')
    .execute();

/** Whether some worker serves the lane of pieces now, for whomever. */
export const isAnyPieceRunning = async (query: Query): Promise<boolean> => {
  const row = await query
    .selectFrom('workprint.job_runs')
    .select('id')
    .where('lane', '=', 'segments')
    .where('state', '=', 'running')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
};

/** How far they are. */
export const statesOf = (query: Query, ids: readonly string[]): Promise<Pick<Piece, 'id' | 'state' | 'done'>[]> =>
  query
    .selectFrom('workprint.job_runs')
    .select(['id', 'state', 'done'])
    .where('id', 'in', [...ids])
    .orderBy('id')
    .execute();
