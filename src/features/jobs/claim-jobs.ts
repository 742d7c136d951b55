/** Taking jobs: several messages that arrive together become one transaction. */
import type { Database } from '../../ports/database.ts';
import type { Log } from '../../ports/log.ts';
import type { Queue } from '../../ports/queue.ts';
import { cancelFamilies } from './change-jobs.queries.ts';
import { concludedOf, type Handlers, tellConcluded } from './conclude-jobs.ts';
import { gather } from './gather.ts';
import { isOver } from './job.types.ts';
import { asideError, mostCrashes } from './job-failure.ts';
import { type Claim, claimJobs, forgetSteps, openChildren, openKinds } from './run-jobs.queries.ts';

type Options = {
  readonly database: Pick<Database, 'asStudio'>;
  readonly queue: Pick<Queue, 'withdraw'>;
  readonly handlers: Handlers;
  readonly worker: string;
  readonly log: Log;
};

type Answer = { readonly claim: Claim | undefined; readonly foreignKind: string | undefined };

/**
 * Gives a function that takes a job: the claim, or undefined when there is nothing to do any more. It throws for a job of a kind that
 * this worker does not know, so that the queue hands it to another.
 */
export const createClaims = ({
  database,
  queue,
  handlers,
  worker,
  log,
}: Options): ((jobId: string) => Promise<Claim | undefined>) => {
  const kinds = [...handlers.keys()];
  const take = (ids: readonly string[]): Promise<readonly Answer[]> =>
    database.asStudio(async (query) => {
      const claims = await claimJobs(query, { ids, kinds, worker, mostCrashes, asideError });
      const again = claims.filter(({ attempt }) => attempt > 1).map(({ id }) => id);
      if (again.length > 0) await forgetSteps(query, again);
      // What ends here ends with its parts.
      const over = claims.filter(({ state }) => isOver(state));
      const parts =
        over.length > 0
          ? await openChildren(
              query,
              over.map(({ id }) => id),
            )
          : [];
      if (parts.length > 0) await queue.withdraw(query, ...(await cancelFamilies(query, parts)));
      // After that: what is started because they ended is none of their parts that end with them.
      for (const one of over) await tellConcluded(query, handlers, one.kind, concludedOf(one, one.state, one), log);
      const missing = ids.filter((id) => !claims.some((claim) => claim.id === id));
      const foreign = missing.length > 0 ? await openKinds(query, missing, kinds) : [];
      return ids.map((id) => ({
        claim: claims.find((one) => one.id === id),
        foreignKind: foreign.find((one) => one.id === id)?.kind,
      }));
    });
  const ask = gather(take);
  return async (jobId) => {
    const { claim, foreignKind } = await ask(jobId);
    if (foreignKind !== undefined) throw new Error(`This worker has no handler for jobs of the kind ${foreignKind}.`);
    return claim;
  };
};
