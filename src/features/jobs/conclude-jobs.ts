/** Telling those who hear of the ends of jobs. A mistake of theirs is logged and holds nothing up. */
import { WorkprintError } from '../../domain/errors.ts';
import type { Database, Query } from '../../ports/database.ts';
import type { Log } from '../../ports/log.ts';
import { type OverRow, separately, takeUnconcluded } from './conclude-jobs.queries.ts';
import type { AnyJobHandler, ConcludedJob, JobError, RunState } from './job.types.ts';

export type Handlers = ReadonlyMap<string, AnyJobHandler>;

/** Tells the handler of this kind that a job of it is over, in the transaction of `query`. */
export const tellConcluded = async (
  query: Query,
  handlers: Handlers,
  kind: string,
  over: ConcludedJob,
  log: Log,
): Promise<void> => {
  const handler = handlers.get(kind);
  if (!handler?.concluded) return;
  try {
    await separately(query, async () => handler.concluded?.(query, over));
  } catch (error) {
    if (error instanceof WorkprintError && error.code === 'unavailable') throw error;
    log.error('The end of a job could not be told on', { error, jobId: over.job.id, kind, traceId: over.job.traceId });
  }
};

/** What is told of a job that is over. */
export const concludedOf = (
  run: Pick<OverRow, 'id' | 'projectId' | 'personId' | 'parentId' | 'traceId'>,
  state: RunState,
  { result, error }: { readonly result?: unknown; readonly error?: JobError | null | undefined } = {},
): ConcludedJob => ({
  job: {
    id: run.id,
    projectId: run.projectId,
    personId: run.personId,
    parentId: run.parentId ?? undefined,
    traceId: run.traceId,
  },
  state: state === 'done' || state === 'failed' ? state : 'cancelled',
  result: result ?? undefined,
  error: error ?? undefined,
});

const atOnce = 100;

type Options = { readonly database: Pick<Database, 'asStudio'>; readonly handlers: Handlers; readonly log: Log };

/** Tells on jobs that ended without a worker: cancelled while they waited. */
export const concludeJobs = async ({ database, handlers, log }: Options): Promise<void> => {
  const kinds = [...handlers.values()].filter(({ concluded }) => concluded).map(({ kind }) => kind);
  for (let count = kinds.length > 0 ? atOnce : 0; count === atOnce; )
    count = await database.asStudio(async (query) => {
      const rows = await takeUnconcluded(query, kinds, atOnce);
      for (const row of rows) await tellConcluded(query, handlers, row.kind, concludedOf(row, row.state, row), log);
      return rows.length;
    });
};
