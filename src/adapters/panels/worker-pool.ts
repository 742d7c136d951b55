/**
 * Child processes that paint. Skia's pixels live outside the JavaScript heap, so a painter is replaced after a number of
 * panels or when it has grown; it is killed when its work is cancelled, because painting itself does not listen.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { PaintedAnswer, WorkerAnswer, WorkerQuestion } from './worker-messages.ts';

export type WorkerLimits = { readonly panels: number; readonly residentBytes: number };

export const workerLimits: WorkerLimits = { panels: 40, residentBytes: 500 * 1024 * 1024 };

export type WorkerPool = {
  /** Rejects with the signal's reason when aborted, and with an `Error` when the painter died or failed. */
  readonly ask: (question: WorkerQuestion, signal: AbortSignal) => Promise<PaintedAnswer>;
  readonly close: () => Promise<void>;
};

type Worker = { readonly child: ChildProcess; panels: number };

const workerFile = fileURLToPath(new URL('./panel-worker.ts', import.meta.url));

/** @param size processes at most; they are started when there is work */
export const createWorkerPool = (size: number, limits: WorkerLimits = workerLimits, file = workerFile): WorkerPool => {
  const idle: Worker[] = [];
  const alive = new Set<Worker>();
  const waiting: (() => void)[] = [];
  let busy = 0;
  let closed = false;

  const start = (): Worker => {
    const worker: Worker = {
      child: fork(file, {
        serialization: 'advanced',
        execArgv: ['--expose-gc'],
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      }),
      panels: 0,
    };
    alive.add(worker);
    worker.child.once('exit', () => {
      alive.delete(worker);
      const at = idle.indexOf(worker);
      if (at >= 0) idle.splice(at, 1);
    });
    return worker;
  };

  const enter = async (signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted();
    if (busy < size) {
      busy++;
      return;
    }
    // A place is handed over by whoever leaves, so the count stays as it is.
    await new Promise<void>((resolve, reject) => {
      const go = (): void => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = (): void => {
        waiting.splice(waiting.indexOf(go), 1);
        reject(signal.reason);
      };
      waiting.push(go);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  };

  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) busy--;
    else next();
  };

  return {
    ask: async (question, signal) => {
      if (closed) throw new Error('The painter is closed.');
      await enter(signal);
      try {
        const worker = idle.pop() ?? start();
        const answer = await converse(worker.child, question, signal);
        worker.panels++;
        if (closed || worker.panels >= limits.panels || answer.residentBytes > limits.residentBytes)
          worker.child.kill('SIGKILL');
        else idle.push(worker);
        return answer;
      } finally {
        leave();
      }
    },
    close: async () => {
      closed = true;
      await Promise.all(
        [...alive].map(({ child }) => {
          const gone = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
          child.kill('SIGKILL');
          return gone;
        }),
      );
    },
  };
};

/** One question, one answer. Whatever goes wrong ends the child: its state is not to be trusted. */
const converse = (child: ChildProcess, question: WorkerQuestion, signal: AbortSignal): Promise<PaintedAnswer> =>
  new Promise((resolve, reject) => {
    const finish = (act: () => void): void => {
      child.off('message', onMessage);
      child.off('exit', onExit);
      child.off('error', onError);
      signal.removeEventListener('abort', onAbort);
      act();
    };
    const fail = (reason: unknown): void =>
      finish(() => {
        child.kill('SIGKILL');
        reject(reason);
      });
    const onMessage = (answer: WorkerAnswer): void => {
      if (answer.kind === 'painted') finish(() => resolve(answer));
      else fail(new Error(answer.reason));
    };
    const onExit = (code: number | null, by: NodeJS.Signals | null): void =>
      fail(new Error(`The painter's process ended (${by ?? `exit code ${code}`}).`));
    const onError = (error: Error): void => fail(error);
    const onAbort = (): void => fail(signal.reason);
    child.on('message', onMessage);
    child.on('exit', onExit);
    child.on('error', onError);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    else child.send(question, (error) => error !== null && fail(error));
  });
