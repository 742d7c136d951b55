/** One start of one job in this worker: its handler, the signal that stops it, and how it ends. */
import { WorkprintError } from '../../domain/errors.ts';
import type { Database } from '../../ports/database.ts';
import type { Log } from '../../ports/log.ts';
import { MessageTaken } from '../../ports/queue.ts';
import type { AnyJobHandler, JobContext, JobEnd } from './job.types.ts';
import { failureOf, mostTries, UnreadableInput } from './job-failure.ts';
import { plainJson } from './keepable.ts';
import type { Reporter } from './report-progress.ts';
import { type Claim, type Ending, holdJob } from './run-jobs.queries.ts';
import { JobHeld } from './thrown-ends.ts';

/** Why a start was stopped. `cancel`: a person's wish; `gone`: its row went with its project; the others as in `MessageTaken`. */
export type StopReason = 'cancel' | 'gone' | 'lost' | 'stopping';

/** A handler that does not stop is left behind after this long; the fence keeps it from writing. */
const patienceMs: Readonly<Record<StopReason, number>> = { cancel: 3000, gone: 3000, lost: 2000, stopping: 1200 };

/** A start that is under way. */
export type Run = {
  readonly claim: Claim;
  /** Tells the handler to stop; the first reason counts. */
  stop(why: StopReason): void;
  /** Resolves to how it ended; never rejects. */
  readonly outcome: Promise<Outcome>;
};

export type Outcome = {
  /** What to write; undefined when there is nothing to write any more. */
  readonly ending: Ending | undefined;
  readonly end: JobEnd;
  readonly code?: string;
};

type Deps = {
  readonly database: Pick<Database, 'asStudio'>;
  readonly log: Log;
};

const reasonOf = (why: StopReason): Error =>
  why === 'lost' || why === 'stopping'
    ? new MessageTaken(why)
    : new WorkprintError(
        'cancelled',
        why === 'cancel' ? 'This job was cancelled.' : 'The project of this job was deleted.',
      );

/** Starts the handler. `lease` aborts when the queue takes the message away. */
export const startRun = (
  claim: Claim,
  handler: AnyJobHandler,
  reporter: Reporter,
  lease: AbortSignal,
  { database, log }: Deps,
): Run => {
  const controller = new AbortController();
  let stopped: StopReason | undefined;
  let leaveBehind: () => void = () => undefined;
  const leftBehind = new Promise<'left'>((resolve) => (leaveBehind = () => resolve('left')));
  let timer: NodeJS.Timeout | undefined;
  const stop = (why: StopReason): void => {
    if (stopped) return;
    stopped = why;
    timer = setTimeout(leaveBehind, patienceMs[why]);
    controller.abort(reasonOf(why));
  };
  const onLease = (): void => stop(lease.reason instanceof MessageTaken ? lease.reason.why : 'lost');
  lease.addEventListener('abort', onLease, { once: true });
  if (lease.aborted) onLease();

  const commit: JobContext<unknown>['commit'] = async (work) => {
    controller.signal.throwIfAborted();
    return database.asStudio(async (query) => {
      if (!(await holdJob(query, claim.id, claim.attempt))) {
        stop('lost');
        throw reasonOf('lost');
      }
      return work(query);
    });
  };
  const inputOf = (): unknown => {
    try {
      return handler.parse(claim.input);
    } catch (error) {
      throw new UnreadableInput(error);
    }
  };
  const handle = async (): Promise<unknown> => {
    controller.signal.throwIfAborted();
    return plainJson(
      await handler.run({
        job: {
          ...{
            id: claim.id,
            projectId: claim.projectId,
            personId: claim.personId,
            parentId: claim.parentId ?? undefined,
          },
          ...{ attempt: claim.attempt, traceId: claim.traceId },
        },
        input: inputOf(),
        signal: controller.signal,
        progress: reporter.progress,
        onBuildEvent: reporter.onBuildEvent,
        commit,
      }),
    );
  };
  const named = { id: claim.id, attempt: claim.attempt };

  /** How a handler that threw ends its job. */
  const fail = (thrown: unknown): Outcome => {
    if (stopped === 'cancel') return { ending: { ...named, state: 'cancelled' }, end: 'cancelled' };
    if (stopped === 'stopping') return { ending: { ...named, state: 'queued', givenBack: true }, end: 'given-back' };
    if (stopped) return { ending: undefined, end: 'lost' };
    if (thrown instanceof WorkprintError && thrown.code === 'cancelled')
      return { ending: { ...named, state: 'cancelled' }, end: 'cancelled' };
    const { error, isUnforeseen, mayPass } = failureOf(thrown, claim.traceId);
    if (thrown instanceof JobHeld) return { ending: { ...named, state: 'held', error }, end: 'held', code: error.code };
    const isRetried = mayPass && claim.tries < mostTries;
    if (isUnforeseen && isRetried)
      log.warn('A job failed and will be tried again', { error: thrown, code: error.code });
    else if (isUnforeseen) log.error('A job failed', { error: thrown, code: error.code });
    return {
      ending: { ...named, state: isRetried ? 'queued' : 'failed', error },
      end: isRetried ? 'retried' : 'failed',
      code: error.code,
    };
  };
  const run = async (): Promise<Outcome> => {
    const handled = handle().then(
      (result): Outcome => ({ ending: { ...named, state: 'done', result }, end: 'done' }),
      (thrown: unknown) => fail(thrown),
    );
    const outcome = await Promise.race([handled, leftBehind]);
    if (outcome === 'left') log.warn('A job did not stop when it was told to, and was left behind');
    clearTimeout(timer);
    lease.removeEventListener('abort', onLease);
    // Whatever it still does, it is told that it is over.
    if (outcome === 'left') return fail(controller.signal.reason);
    return outcome;
  };
  return { claim, stop, outcome: run() };
};
