/** What becomes of a job whose handler threw: which error people see, and whether it is worth another try. */
import { errorTable, WorkprintError } from '../../domain/errors.ts';
import { TimelineInvalid } from '../../domain/timeline/timeline-invalid.ts';
import { RequestRefused, withoutPaths } from '../api/api.ts';
import type { JobError } from './job.types.ts';
import { plainJson } from './keepable.ts';
import { JobFailed } from './thrown-ends.ts';

/** Starts of one job before it is given up: of all, and of those that never ended because their worker did. */
export const mostTries = 5;
export const mostCrashes = 5;

const mostDetails = 50;
const firstDelayMs = 1000;
const longestDelayMs = 60_000;

export type Failure = {
  readonly error: JobError;
  /** Nobody foresaw it: it belongs in the log. */
  readonly isUnforeseen: boolean;
  readonly mayPass: boolean;
};

/** What a row holds is not what its handler takes: another try would read the same. */
export class UnreadableInput extends Error {
  constructor(cause: unknown) {
    super('The input of a job is not what its kind takes.', { cause });
    this.name = 'UnreadableInput';
  }
}

/** What an error says to people, and to the worker. One that is not ours says nothing of itself. */
export const failureOf = (thrown: unknown, traceId: string): Failure => {
  if (!(thrown instanceof WorkprintError) || thrown.code === 'internal')
    return {
      error: {
        code: 'internal',
        message: `Something in the studio went wrong. It was written to the log under the trace id ${traceId}; trying again later may help.`,
      },
      isUnforeseen: true,
      mayPass: !(thrown instanceof UnreadableInput),
    };
  const details =
    thrown instanceof RequestRefused || thrown instanceof TimelineInvalid ? thrown.problems.slice(0, mostDetails) : [];
  return {
    error: plainJson({
      ...{ code: thrown.code, message: withoutPaths(thrown.message), ...(details.length > 0 && { details }) },
    }) as JobError,
    isUnforeseen: errorTable[thrown.code].fault === 'studio',
    mayPass: thrown.retry === 'later' && !(thrown instanceof JobFailed),
  };
};

/** What a job says that ended its worker again and again. */
export const asideError: JobError = {
  code: 'job-crashed',
  message: `This job ended the worker that ran it ${mostCrashes} times and was put aside. What it was given is probably more than this machine can hold; try a smaller one, or try again on a larger machine.`,
};

/** How long to wait before the next try, growing and spread out. `chance` is 0 to 1. */
export const delayAfter = (tries: number, chance: number): number =>
  Math.round(Math.min(longestDelayMs, firstDelayMs * 2 ** Math.max(0, tries - 1)) * (0.5 + chance / 2));
