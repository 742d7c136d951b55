/**
 * Jobs whose last worker ended before they did. One of them may be what ended it; the others ran beside it and did nothing. The more often
 * that happened to a job, the fewer other suspects run beside it, in the end none: so the guilty one is found, and nobody else is blamed
 * until the end. Suspects that wait are not started, and a crash does not count for them.
 */
import { randomInt } from 'node:crypto';
import type { Database } from '../../ports/database.ts';
import type { Queue } from '../../ports/queue.ts';
import { messageOf } from './change-jobs.ts';
import { beginSuspect, type Claim } from './run-jobs.queries.ts';

/** How much of a worker suspects may take together, and how much one takes by the number of its crashes. */
const room = 4;
const spaceOf = (crashes: number): number => Math.min(room, 2 ** Math.max(0, crashes - 1));

/** A suspect waits so long here, then comes back later, here or at another worker. */
const patienceMs = 3000;
const comeBackMs = 1000;

type Options = { readonly database: Pick<Database, 'asStudio'>; readonly queue: Pick<Queue, 'send'> };

export type Suspects = {
  /** Runs a suspect when there is room for it; otherwise it goes back among the waiting. */
  take(claim: Claim, lease: AbortSignal, run: (begun: Claim) => Promise<void>): Promise<void>;
};

type Waiting = { readonly space: number; readonly admit: () => void };

/** Gives out room in the order in which it was asked for. */
const createRoom = () => {
  let left = room;
  const waiting: Waiting[] = [];
  const admitNext = (): void => {
    for (let next = waiting[0]; next && next.space <= left; next = waiting[0]) {
      waiting.shift();
      left -= next.space;
      next.admit();
    }
  };
  return {
    /** True when there was room in time; it must then be left. */
    enter: (space: number, signal: AbortSignal): Promise<boolean> =>
      new Promise((resolve) => {
        const giveUp = (): void => {
          const at = waiting.indexOf(one);
          if (at < 0) return;
          waiting.splice(at, 1);
          resolve(false);
          admitNext(); // whoever stood behind may need less
        };
        const timer = setTimeout(giveUp, patienceMs);
        signal.addEventListener('abort', giveUp, { once: true });
        const admit = (): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', giveUp);
          resolve(true);
        };
        const one: Waiting = { space, admit };
        waiting.push(one);
        admitNext();
      }),
    leave: (space: number): void => {
      left += space;
      admitNext();
    },
  };
};

/** For one worker process. */
export const createSuspects = ({ database, queue }: Options): Suspects => {
  const inside = createRoom();
  return {
    take: async (claim, lease, run) => {
      const space = spaceOf(claim.crashes);
      if (!(await inside.enter(space, lease))) {
        if (lease.aborted) return;
        const message = messageOf(claim, comeBackMs / 2 + randomInt(comeBackMs));
        await database.asStudio((query) => queue.send(query, message));
        return;
      }
      try {
        const hasBegun = await database.asStudio((query) => beginSuspect(query, claim.id, claim.attempt));
        if (hasBegun) await run({ ...claim, state: 'running', tries: claim.tries + 1 });
      } finally {
        inside.leave(space);
      }
    },
  };
};
