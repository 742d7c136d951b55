/** A database with one person's project, a queue and workers in this process: what tests of jobs stand on. */
import { setTimeout as wait } from 'node:timers/promises';
import { openQueue } from '../../src/adapters/queue/queue.ts';
import { silentLog } from '../../src/adapters/telemetry/telemetry.ts';
import {
  type AnyJobHandler,
  cancelJob,
  createJob,
  createWorker,
  isOver,
  type JobContext,
  type JobDetail,
  type NewJob,
  readJobDetail,
  type Worker,
  type WorkerOptions,
} from '../../src/features/jobs/jobs.ts';
import type { Lane, Queue, QueueDepth } from '../../src/ports/queue.ts';
import { type FreshDatabase, freshDatabase } from '../kit/postgres.ts';
import { addPerson } from '../kit/studio.ts';

export type Tenant = { readonly personId: string; readonly projectId: string };

export type JobsRig = Tenant & {
  readonly fresh: FreshDatabase;
  readonly database: FreshDatabase['database'];
  readonly queue: Queue;
  /** Another person with a project of their own. */
  newTenant(): Promise<Tenant>;
  /** A worker of this process, stopped by `rest` or with the rig. */
  work(handlers: readonly AnyJobHandler[], options?: Partial<WorkerOptions>): Promise<Worker>;
  /** Another queue on the same database, as another process would open it; closed with the rig. */
  openQueue(): Promise<Queue>;
  /** Starts a job as the person of the rig, kind `test` unless said otherwise. */
  create(job?: Partial<NewJob>, of?: Tenant): Promise<string>;
  read(id: string): Promise<JobDetail>;
  cancel(id: string): Promise<void>;
  /** What was told of a job: states as their words, other events as their data. */
  events(id: string): Promise<unknown[]>;
  /** Makes the message of a job due that waits for another try. */
  hurry(id: string): Promise<unknown>;
  depth(lane?: Lane): Promise<QueueDepth | undefined>;
  /** Waits until the job is over (or as `is` wants it); throws after `waitMs`. */
  until(id: string, is?: (job: JobDetail) => boolean, waitMs?: number): Promise<JobDetail>;
  /** Stops all workers. */
  rest(): Promise<void>;
  close(): Promise<void>;
};

/** A handler of the kind `test` that takes everything. */
export const handler = (
  run: (context: JobContext<unknown>) => unknown,
  more: Partial<AnyJobHandler> = {},
): AnyJobHandler => ({
  kind: 'test',
  lane: 'jobs',
  parse: (input) => input,
  run: async (context) => run(context),
  ...more,
});

/** Resolves when the signal aborts; rejects with its reason. */
export const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason));
  });

export type RigOptions = { readonly leaseSeconds?: number; readonly fresh?: FreshDatabase };

export const openRig = async ({ leaseSeconds = 10, fresh: given }: RigOptions = {}): Promise<JobsRig> => {
  const fresh = given ?? (await freshDatabase());
  const { database } = fresh;
  const open = (): Promise<Queue> => openQueue({ pool: database.queuePool, database, log: silentLog, leaseSeconds });
  const queues = [await open()];
  const workers: Worker[] = [];
  let made = 0;
  const newTenant = async (): Promise<Tenant> => {
    const personId = await addPerson(database, 'Somebody');
    const { id: projectId } = await database.asPerson(personId, (query) =>
      query
        .insertInto('workprint.projects')
        .values({ owner_id: personId, name: 'A film' })
        .returning('id')
        .executeTakeFirstOrThrow(),
    );
    return { personId, projectId };
  };
  const first = await newTenant();
  const queue = queues[0] as Queue;
  const read = async (id: string): Promise<JobDetail> => {
    const job = await database.asStudio((query) => readJobDetail(query, id));
    if (!job) throw new Error(`the job ${id} is gone`);
    return job;
  };
  const rest = async (): Promise<void> => {
    await Promise.all(workers.splice(0).map((worker) => worker.stop(0)));
  };
  return {
    ...{ ...first, fresh, database, queue, newTenant, read },
    work: async (handlers, options = {}) => {
      const worker = await createWorker({
        ...{ database, queue, handlers, log: silentLog, name: `test-${++made}` },
        concurrency: { jobs: 4, segments: 4, chores: 4 },
        ...options,
      });
      workers.push(worker);
      return worker;
    },
    openQueue: async () => {
      const another = await open();
      queues.push(another);
      return another;
    },
    create: (job = {}, of = first) =>
      database.asPerson(of.personId, (query) =>
        createJob(query, queue, { ...of, kind: 'test', label: 'A test', input: {}, ...job }),
      ),
    until: async (id, is = ({ state }) => isOver(state), waitMs = 20_000) => {
      for (const end = Date.now() + waitMs; ; await wait(10)) {
        const job = await read(id);
        if (is(job)) return job;
        if (Date.now() > end) throw new Error(`the job is not as expected: ${JSON.stringify(job)}`);
      }
    },
    cancel: (id) => database.asPerson(first.personId, (query) => cancelJob(query, queue, id)),
    events: async (id) => {
      const rows = await database.asStudio((query) =>
        query
          .selectFrom('workprint.job_events')
          .select(['kind', 'data'])
          .where('job_id', '=', id)
          .orderBy('id')
          .execute(),
      );
      return rows.map(({ kind, data }) => (kind === 'state' ? (data as { state: string }).state : data));
    },
    hurry: (id) =>
      database.queuePool.query(
        `with due as (
           update pgboss.job_common set start_after = now() where id = $1 and state < 'active' and start_after > now() returning 1)
         select pg_notify('workprint_queue', 'jobs') from due`,
        [id],
      ),
    depth: async (lane = 'jobs') => (await queue.depth()).find((one) => one.lane === lane),
    rest,
    close: async () => {
      await rest();
      await Promise.all(queues.map((each) => each.close()));
      if (!given) await fresh.close();
    },
  };
};
