/**
 * The life of a worker process: which lanes it serves and how wide, and how it ends. Told to stop (SIGTERM, SIGINT, SIGHUP), it takes nothing
 * more, lets what runs go on for a while, gives the rest back, and is gone within ten seconds; told again, it is gone at once.
 */
import { randomBytes } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { WorkprintError } from '../domain/errors.ts';
import { type AnyJobHandler, createWorker, type JobMetrics, type Worker } from '../features/jobs/jobs.ts';
import type { Database } from '../ports/database.ts';
import type { Log } from '../ports/log.ts';
import { type Lane, lanes, type Queue } from '../ports/queue.ts';
import type { GivenOptions } from './command-line.ts';

export type Concurrency = Readonly<Partial<Record<Lane, number>>>;

/** What a worker process is made of; `close` gives back all of it. */
export type WorkerParts = {
  readonly database: Pick<Database, 'asStudio' | 'asStudioLoosely' | 'listen'>;
  readonly queue: Queue;
  readonly handlers: readonly AnyJobHandler[];
  readonly log: Log;
  readonly metrics?: JobMetrics;
  readonly concurrency: Concurrency;
  readonly close: () => Promise<void>;
};

const graceMs = 8000;
const goneWithinMs = 9900;
const mostAtOnce = 64;
/** A call is a wait and some 65 kB (measured with 240 of them); vendors' own bounds are kept at their gates. */
const callsAtOnce = 512;
/** Chores wait for other machines most of the time. */
const choresAtLeast = 4;

/**
 * Where process numbers mean what they mean here: containers of one name on one machine have numbers of their own. Undefined where the
 * system does not say.
 */
const processSpace = (): string | undefined => {
  try {
    return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0];
  } catch {
    return undefined;
  }
};

/** Host, its space of processes, process and a few letters: a process number comes again. */
export const workerName = (): string =>
  `${hostname()}/${processSpace() ?? ''}:${process.pid}:${randomBytes(3).toString('hex')}`;

/** Whether a worker of this very machine and space is gone for certain. `own`: the name of the one asking. */
export const isDeadWorker =
  (own: string) =>
  (name: string): boolean => {
    const place = own.slice(0, own.indexOf(':'));
    const [, space, pid] = /^([^:]*):(\d+):[^:]*$/.exec(name) ?? [];
    if (place.endsWith('/') || space !== place) return false;
    try {
      process.kill(Number(pid), 0);
      return false;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ESRCH';
    }
  };

/** How wide each lane is when `atOnce` films or renders may run at the same time. */
export const concurrencyOf = (atOnce: number, served: readonly Lane[] = lanes): Concurrency => {
  const width: Readonly<Record<Lane, number>> = {
    // One more than films at once: a film must not hold up what else was asked for.
    jobs: atOnce + 1,
    // One more than are rendered at once: it stands at the renderer when the one before is done.
    segments: atOnce + 1,
    calls: callsAtOnce,
    chores: Math.max(choresAtLeast, 2 * atOnce),
  };
  return Object.fromEntries(served.map((lane) => [lane, width[lane]]));
};

/** Reads `--concurrency` and `--lanes`; throws `usage`. `usual` is how many jobs this machine runs at once. */
export const readConcurrency = (given: GivenOptions, usual: number): Concurrency => {
  const { concurrency = String(usual), lanes: wanted = lanes.join() } = given;
  const atOnce = Number(concurrency);
  if (typeof concurrency !== 'string' || !/^\d{1,3}$/.test(concurrency) || atOnce < 1 || atOnce > mostAtOnce)
    throw new WorkprintError(
      'usage',
      `--concurrency takes a whole number from 1 to ${mostAtOnce}, not “${String(concurrency)}”.`,
    );
  const named = String(wanted)
    .split(',')
    .map((word) => word.trim());
  const served = lanes.filter((lane) => named.includes(lane));
  const unknown = named.find((word) => !lanes.some((lane) => lane === word));
  if (unknown !== undefined)
    throw new WorkprintError('usage', `There is no lane “${unknown}”. The lanes are: ${lanes.join(', ')}.`);
  return concurrencyOf(atOnce, served);
};

/** Resolves at the first wish to stop; at the second, the process ends on the spot. */
export const untilToldToStop = (): Promise<void> =>
  new Promise((resolve) => {
    let isTold = false;
    const stop = (): void => {
      if (isTold) process.exit(130);
      isTold = true;
      resolve();
    };
    for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(name, stop);
  });

/** A worker beside a server in the same process: the server stops it. */
export const startWorker = (parts: Omit<WorkerParts, 'close'>): Promise<Worker> => {
  const name = workerName();
  return createWorker({ ...parts, name, isDead: isDeadWorker(name) });
};

/** Works until the process is told to stop; gives the exit code. `onReady` is called when it takes jobs. */
export const runWorker = async (parts: WorkerParts, onReady: () => void = () => undefined): Promise<number> => {
  const { log, close } = parts;
  const stopped = untilToldToStop();
  const worker = await startWorker(parts);
  log.info('The worker takes jobs');
  onReady();
  await stopped;
  log.info('The worker stops', { count: worker.running });
  let hasStopped = false;
  // Also when something that was closed keeps the process alive; the timer itself does not.
  setTimeout(() => {
    if (!hasStopped) log.error('The worker did not stop in time and ends now; its leases run out by themselves');
    process.exit(hasStopped ? 0 : 70);
  }, goneWithinMs).unref();
  await worker.stop(graceMs);
  await close();
  hasStopped = true;
  return 0;
};
