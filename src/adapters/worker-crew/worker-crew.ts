/**
 * A small crew of worker threads that answer jobs by message. A thread is started when a job needs it, kept while the
 * crew is open, and ended when its job is cancelled: the only way to stop arithmetic at once.
 */
import { Worker } from 'node:worker_threads';
import { type ErrorCode, WorkprintError } from '../../domain/errors.ts';
import type { JobAnswer } from './serve-jobs.ts';

type Seat<In, Out> = { readonly worker: Worker; job: Job<In, Out> | null };

type Job<In, Out> = {
  readonly input: In;
  readonly signal: AbortSignal;
  readonly resolve: (value: Out) => void;
  readonly reject: (error: Error) => void;
  readonly onAbort: () => void;
};

export type WorkerCrew<In, Out> = {
  /** Starts one thread ahead of the first job; nothing happens when one is there. An idle thread keeps no process alive. */
  prepare(): void;
  /** Rejects with `cancelled` within moments of the signal; the thread that worked on it is ended. */
  run(input: In, signal: AbortSignal): Promise<Out>;
  /** Ends all threads; jobs under way reject with `cancelled`. A later `run` starts new ones. */
  close(): Promise<void>;
};

const cancelled = (): WorkprintError =>
  new WorkprintError('cancelled', 'The sound was stopped before it was finished.');

/** `script` is a module that calls `serveJobs`. `what` names the work in messages, e.g. `Mixing the sound`. */
export const createWorkerCrew = <In, Out>(script: URL, size: number, what: string): WorkerCrew<In, Out> => {
  const seats = new Set<Seat<In, Out>>();
  const waiting: Job<In, Out>[] = [];

  const settle = (seat: Seat<In, Out>, act: (job: Job<In, Out>) => void): void => {
    const job = seat.job;
    seat.job = null;
    seat.worker.unref();
    if (job === null) return;
    job.signal.removeEventListener('abort', job.onAbort);
    act(job);
  };

  const failed = (message: string, code: ErrorCode = 'internal'): WorkprintError =>
    code === 'internal'
      ? new WorkprintError(code, `${what} failed: ${message}. This is a fault of the studio; please report it.`)
      : new WorkprintError(code, message);

  const sit = (): Seat<In, Out> => {
    const seat: Seat<In, Out> = { worker: new Worker(script), job: null };
    seat.worker.on('message', (answer: JobAnswer<Out>) => {
      settle(seat, (job) => (answer.ok ? job.resolve(answer.value) : job.reject(failed(answer.message, answer.code))));
      next();
    });
    const gone = (error: Error): void => {
      seats.delete(seat);
      settle(seat, (job) => job.reject(failed(error.message)));
      next();
    };
    seat.worker.on('error', gone);
    seat.worker.on('exit', () => gone(new Error('the worker ended without an answer')));
    seats.add(seat);
    return seat;
  };

  const next = (): void => {
    if (waiting.length === 0) return;
    const free = [...seats].find((seat) => seat.job === null) ?? (seats.size < size ? sit() : undefined);
    if (free === undefined) return;
    free.job = waiting.shift() as Job<In, Out>;
    free.worker.ref();
    free.worker.postMessage(free.job.input);
    next();
  };

  const stop = (job: Job<In, Out>): void => {
    const place = waiting.indexOf(job);
    if (place >= 0) waiting.splice(place, 1);
    const seat = [...seats].find((one) => one.job === job);
    if (seat !== undefined) {
      seat.job = null;
      seats.delete(seat);
      void seat.worker.terminate();
    }
    job.reject(cancelled());
    next();
  };

  return {
    prepare: () => {
      if (seats.size === 0) sit().worker.unref();
    },
    run: (input, signal) =>
      new Promise<Out>((resolve, reject) => {
        if (signal.aborted) return reject(cancelled());
        const job: Job<In, Out> = { input, signal, resolve, reject, onAbort: () => stop(job) };
        signal.addEventListener('abort', job.onAbort, { once: true });
        waiting.push(job);
        next();
      }),
    close: async () => {
      const ending = [...seats];
      seats.clear();
      for (const job of waiting.splice(0)) job.reject(cancelled());
      for (const seat of ending) settle(seat, (job) => job.reject(cancelled()));
      await Promise.all(ending.map((seat) => seat.worker.terminate()));
    },
  };
};
