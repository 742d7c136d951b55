/** Render threads: each composes one segment at a time in a memory of its own. Started when needed, kept, ended at the close. */
import { Worker } from 'node:worker_threads';
import { WorkprintError } from '../../../domain/errors.ts';
import { cancelled } from '../../sandbox/sandbox.ts';
import type { FromWorker, RenderJob } from './messages.ts';

export type Lane = {
  /** Gives the thread a job and hears it until it is done or has failed; rejects when the thread dies. */
  run(job: RenderJob, hear: (message: FromWorker) => void): Promise<FromWorker>;
  /** Lets the next one in; more calls do nothing. */
  leave(): void;
};

export type Lanes = {
  /** A free thread, first come, first served, those in a hurry before the others. Rejects with `cancelled`. */
  take(signal: AbortSignal, isUrgent?: boolean): Promise<Lane>;
  close(): Promise<void>;
};

type Seat = { worker: Worker | undefined };
type Waiter = {
  readonly isUrgent: boolean;
  readonly enter: (seat: Seat) => void;
  readonly reject: (error: Error) => void;
};

const isLast = ({ kind }: FromWorker): boolean =>
  kind === 'done' || kind === 'failed' || kind === 'source-ended' || kind === 'encoder-ended';

const died = (cause?: unknown): WorkprintError =>
  new WorkprintError(
    'internal',
    'A render thread ended without an answer. This is a fault of the studio; please report it.',
    {
      cause,
    },
  );

/** A thread makes little garbage a frame; V8's usual nursery would take 48 MB of memory to hold it. */
const resourceLimits = { maxYoungGenerationSizeMb: 12 };

/** `script` is a module that calls `serveRenders`. */
export const createLanes = (script: URL, count: number): Lanes => {
  const free: Seat[] = Array.from({ length: count }, () => ({ worker: undefined }));
  const waiting: Waiter[] = [];
  let isClosed = false;
  const workers = new Set<Worker>();

  const workerOf = (seat: Seat): Worker => {
    if (seat.worker) return seat.worker;
    const worker = new Worker(script, { resourceLimits });
    worker.on('exit', () => {
      workers.delete(worker);
      if (seat.worker === worker) seat.worker = undefined;
    });
    workers.add(worker);
    seat.worker = worker;
    return worker;
  };

  const run = (seat: Seat, job: RenderJob, hear: (message: FromWorker) => void): Promise<FromWorker> =>
    new Promise((resolve, reject) => {
      const worker = workerOf(seat);
      const settle = (act: () => void): void => {
        worker.off('message', onMessage);
        worker.off('error', onGone);
        worker.off('exit', onGone);
        worker.unref();
        act();
      };
      const onMessage = (message: FromWorker): void => {
        if (isLast(message)) settle(() => resolve(message));
        else hear(message);
      };
      const onGone = (cause: unknown): void => settle(() => reject(isClosed ? cancelled() : died(cause)));
      worker.on('message', onMessage);
      worker.on('error', onGone);
      worker.on('exit', onGone);
      worker.ref();
      worker.postMessage(job);
    });

  const laneOf = (seat: Seat): Lane => {
    let hasLeft = false;
    return {
      run: (job, hear) => run(seat, job, hear),
      leave: () => {
        if (hasLeft) return;
        hasLeft = true;
        const next = waiting.shift();
        if (next) next.enter(seat);
        else free.push(seat);
      },
    };
  };

  const enter = (signal: AbortSignal, isUrgent: boolean): Promise<Seat> =>
    new Promise((resolve, reject) => {
      const seat = free.pop();
      if (seat) return resolve(seat);
      const giveUp = (): void => {
        waiting.splice(waiting.indexOf(waiter), 1);
        reject(cancelled(signal.reason));
      };
      const waiter: Waiter = {
        ...{ isUrgent, reject },
        enter: (given) => {
          signal.removeEventListener('abort', giveUp);
          resolve(given);
        },
      };
      signal.addEventListener('abort', giveUp, { once: true });
      const behind = isUrgent ? waiting.findIndex((other) => !other.isUrgent) : -1;
      waiting.splice(behind < 0 ? waiting.length : behind, 0, waiter);
    });

  return {
    take: async (signal, isUrgent = false) => {
      if (isClosed || signal.aborted) throw cancelled(signal.reason);
      return laneOf(await enter(signal, isUrgent));
    },
    close: async () => {
      isClosed = true;
      for (const { reject } of waiting.splice(0)) reject(cancelled());
      await Promise.all([...workers].map((worker) => worker.terminate()));
    },
  };
};
