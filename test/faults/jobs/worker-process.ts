/** A worker as a process of its own, with handlers that behave as badly as real ones can. Its one argument is JSON: `WorkerSettings`. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { createDatabase } from '../../../src/adapters/postgres/postgres.ts';
import { openQueue } from '../../../src/adapters/queue/queue.ts';
import { createLog, silentLog } from '../../../src/adapters/telemetry/telemetry.ts';
import { type AnyJobHandler, createJobs, type JobContext } from '../../../src/features/jobs/jobs.ts';
import { concurrencyOf, runWorker } from '../../../src/main/worker.ts';

export type WorkerSettings = {
  readonly url: string;
  readonly leaseSeconds: number;
  readonly atOnce: number;
  /** Sleepers of this worker wait for it to be stopped and go on whatever they are told. */
  readonly isSlow?: boolean;
  /** Where `long` jobs put what they work on. */
  readonly folder?: string;
  readonly hasLog?: boolean;
};

type Context = JobContext<Record<string, number>>;

const settings = JSON.parse(process.argv[2] ?? '{}') as WorkerSettings;
const database = createDatabase(settings.url, { application: 'worker of a test' });
const log = settings.hasLog ? createLog({ level: 'info', process: 'worker' }) : silentLog;

/** One more effect of this job: it must be the only one. */
const takeEffect = ({ commit, job }: Pick<Context, 'commit' | 'job'>, by: string): Promise<unknown> =>
  commit((query) =>
    sql`insert into public.effects (job, attempt, made_by) select ${job.id}::uuid, ${job.attempt}::integer, ${by}::text
      where not exists (select from public.effects where job = ${job.id}::uuid)`.execute(query),
  );

/** Works, has its effect, works a little more: killed anywhere, it has its effect once. */
const work = async (context: Context): Promise<unknown> => {
  const { ms = 0 } = context.input;
  context.progress(1, 2);
  await wait(ms, undefined, { signal: context.signal });
  await takeEffect(context, 'work');
  await wait(ms / 4, undefined, { signal: context.signal });
  return { by: process.pid };
};

let refused = 0;
/** Asleep when its lease runs out, it wakes up and tries to write all the same. */
const sleeper = async (context: Context): Promise<unknown> => {
  if (!settings.isSlow) {
    await takeEffect(context, 'quick');
    return 'quick';
  }
  await wait(context.input['ms'] ?? 0);
  context.progress(9, 9);
  try {
    await takeEffect(context, 'slow');
  } catch {
    process.stdout.write(`refused ${++refused}\n`);
  }
  return 'slow';
};

const grabMemory = async (): Promise<never> => {
  const kept: unknown[] = [];
  for (;;) {
    kept.push(Array.from({ length: 100_000 }, () => ({})));
    await wait(0);
  }
};

const untilStopped = (signal: AbortSignal): Promise<never> =>
  wait(2 ** 31 - 1, undefined, { signal }) as Promise<never>;

/** A child process and a folder, as a render has them; both go with it. */
const long = async ({ input, signal }: Context): Promise<unknown> => {
  const folder = mkdtempSync(join(settings.folder ?? '', 'long-'));
  const child = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
  try {
    await wait(input['ms'] ?? 0, undefined, { signal });
    return null;
  } finally {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Starts as many leaves as it is told and waits for them. */
const tree = async ({ job, input, commit, signal }: Context): Promise<unknown> => {
  await commit((query) =>
    createJobs(
      query,
      queue,
      Array.from({ length: input['leaves'] ?? 0 }, () => ({
        ...{ projectId: job.projectId, personId: job.personId, parentId: job.id },
        ...{ kind: 'leaf', lane: 'segments' as const, label: 'A leaf', input: {} },
      })),
    ),
  );
  return untilStopped(signal);
};

/** Spends something again and again until it is stopped. */
const leaf = async ({ job, commit, signal }: Context): Promise<unknown> => {
  for (;;) {
    await commit((query) => sql`insert into public.spendings (job) values (${job.id}::uuid)`.execute(query));
    await wait(50, undefined, { signal });
  }
};

const handlerOf = (
  kind: string,
  run: (context: Context) => unknown,
  lane: AnyJobHandler['lane'] = 'jobs',
): AnyJobHandler => ({
  ...{ kind, lane },
  parse: (input) => input,
  run: async (context) => run(context),
});

const queue = await openQueue({ pool: database.queuePool, database, log, leaseSeconds: settings.leaseSeconds });
process.exitCode = await runWorker(
  {
    ...{ database, queue, log },
    concurrency: concurrencyOf(settings.atOnce),
    handlers: [
      handlerOf('nothing', () => null),
      handlerOf('work', work),
      handlerOf('sleeper', sleeper),
      handlerOf('long', long),
      handlerOf('tree', tree),
      handlerOf('leaf', leaf, 'segments'),
      handlerOf('exits', () => process.exit(7)),
      handlerOf('eats-memory', grabMemory),
      handlerOf('throws-nonsense', () => Promise.reject('no error at all')),
    ],
    close: async () => {
      await queue.close();
      await database.close();
    },
  },
  () => process.stdout.write('ready\n'),
);
