/**
 * Hears that a job of this worker shall stop, and looks now and then whether its jobs are still its own: a notice can be lost, a row can
 * go with its project, a token can be overtaken while this process slept.
 */
import type { Database } from '../../ports/database.ts';
import type { Log } from '../../ports/log.ts';
import type { Run } from './run-job.ts';
import { standingOfRuns } from './run-jobs.queries.ts';

type Options = {
  readonly database: Pick<Database, 'asStudio' | 'listen'>;
  /** By job id. */
  readonly runs: ReadonlyMap<string, Run>;
  readonly log: Log;
  readonly everyMs: number;
  /** Jobs ended that no worker had. */
  readonly onOver: () => void;
};

/** Watches until it is closed. */
export const watchRuns = async ({
  database,
  runs,
  log,
  everyMs,
  onOver,
}: Options): Promise<{ close(): Promise<void> }> => {
  let looking: Promise<void> | undefined;
  let unlisten: (() => Promise<void>) | undefined;
  let isClosed = false;

  const compare = async (): Promise<void> => {
    const those = [...runs.values()];
    if (those.length === 0) return;
    const rows = await database.asStudio((query) =>
      standingOfRuns(
        query,
        those.map(({ claim }) => claim.id),
      ),
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const run of those) {
      const row = byId.get(run.claim.id);
      if (!row) run.stop('gone');
      else if (row.attempt !== run.claim.attempt) run.stop('lost');
      else if (row.cancelRequestedAt && row.state === 'running') run.stop('cancel');
    }
  };
  const look = (): void => {
    looking ??= compare()
      .catch((error: unknown) => log.warn('Whether jobs are still wanted could not be read', { error }))
      .finally(() => (looking = undefined));
  };
  const hear = (jobId: string): void => {
    if (jobId === '') onOver();
    else runs.get(jobId)?.stop('cancel');
  };
  const listen = async (): Promise<void> => {
    try {
      unlisten = await database.listen('workprint_stops', hear, look);
      if (isClosed) await unlisten();
    } catch (error) {
      log.warn('Wishes to stop jobs cannot be heard; looking every second instead', { error });
    }
  };
  await listen();
  const timer = setInterval(look, everyMs);
  return {
    close: async () => {
      isClosed = true;
      clearInterval(timer);
      await looking;
      await unlisten?.();
    },
  };
};
