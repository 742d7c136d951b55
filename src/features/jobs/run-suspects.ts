/**
 * Jobs whose last worker ended before they did. One of them may be what ended it; the others ran beside it and did nothing. So that they are
 * not blamed for each other's crashes, suspects run one at a time in a worker, and only a start of one's own counts.
 */
import type { Database } from '../../ports/database.ts';
import type { Queue } from '../../ports/queue.ts';
import { messageOf } from './change-jobs.ts';
import { beginSuspect, type Claim } from './run-jobs.queries.ts';

/** While another suspect runs, the next comes back after about this long, here or at another worker. */
const comeBackMs = 2000;

type Options = { readonly database: Pick<Database, 'asStudio'>; readonly queue: Pick<Queue, 'send'> };

export type Suspects = {
  /** Runs a suspect when no other one runs here; otherwise it goes back among the waiting. */
  take(claim: Claim, run: (begun: Claim) => Promise<void>): Promise<void>;
};

/** For one worker process. */
export const createSuspects = ({ database, queue }: Options): Suspects => {
  let isOneRunning = false;
  return {
    take: async (claim, run) => {
      if (isOneRunning) {
        const message = messageOf(claim, comeBackMs * (0.5 + Math.random()));
        await database.asStudio((query) => queue.send(query, message));
        return;
      }
      isOneRunning = true;
      try {
        const hasBegun = await database.asStudio((query) => beginSuspect(query, claim.id, claim.attempt));
        if (hasBegun) await run({ ...claim, state: 'running', tries: claim.tries + 1 });
      } finally {
        isOneRunning = false;
      }
    },
  };
};
