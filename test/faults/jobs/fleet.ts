/** Worker processes on a database of their own, and what came of the jobs they were given. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type QueryResult, sql } from 'kysely';
import pg from 'pg';
import { createJobs, type NewJob } from '../../../src/features/jobs/jobs.ts';
import type { FreshDatabase } from '../../kit/postgres.ts';
import { type JobsRig, openRig, type Tenant } from '../jobs-rig.ts';
import type { WorkerSettings } from './worker-process.ts';

export type WorkerProcess = {
  readonly child: ChildProcess;
  /** What it said, line by line. */
  readonly said: string[];
  /** Resolves when it takes jobs; rejects when it ends before. */
  readonly ready: Promise<void>;
  /** Resolves to its exit code, null when it was killed. */
  readonly ended: Promise<number | null>;
};

export type Fleet = {
  readonly rig: JobsRig;
  start(settings?: Partial<WorkerSettings> & { readonly heapMb?: number }): WorkerProcess;
  /** Starts jobs of one person in one transaction. */
  give(jobs: readonly Partial<NewJob>[], to?: Tenant): Promise<readonly string[]>;
  /** How many jobs are in none of the ends. */
  open(): Promise<number>;
  /** Waits until none is open; throws after `waitMs`. */
  allOver(waitMs: number): Promise<void>;
  query<Row>(query: ReturnType<typeof sql<Row>>): Promise<readonly Row[]>;
  /** Ends all processes that still run, and closes the rig. */
  close(): Promise<void>;
};

const program = fileURLToPath(new URL('worker-process.ts', import.meta.url));

const startProcess = (settings: WorkerSettings, heapMb: number | undefined): WorkerProcess => {
  const limits = heapMb === undefined ? [] : [`--max-old-space-size=${heapMb}`];
  const child = spawn(process.execPath, [...limits, program, JSON.stringify(settings)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  let complaints = '';
  let rest = '';
  let isReady: () => void = () => undefined;
  child.stdout?.on('data', (bytes: Buffer) => {
    const lines = (rest + bytes.toString()).split('\n');
    rest = lines.pop() ?? '';
    said.push(...lines);
    if (said.includes('ready')) isReady();
  });
  child.stderr?.on('data', (bytes: Buffer) => {
    complaints = (complaints + bytes.toString()).slice(-4000);
  });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const ready = Promise.race([
    new Promise<void>((resolve) => (isReady = resolve)),
    ended.then((code) => Promise.reject(new Error(`The worker ended with ${code} before it was ready: ${complaints}`))),
  ]);
  ready.catch(() => undefined); // whoever waits for it is told
  return { child, said, ready, ended };
};

const effectTables = `
  create table public.effects (job uuid primary key, attempt integer not null, made_by text not null, at timestamptz not null default clock_timestamp());
  create table public.spendings (job uuid not null, at timestamptz not null default clock_timestamp());
  grant usage on schema public to workprint_studio;
  grant select, insert on public.effects, public.spendings to workprint_studio;`;

/** A fleet on a fresh database, or on the one that is given. */
export const openFleet = async (leaseSeconds: number, fresh?: FreshDatabase): Promise<Fleet> => {
  const rig = await openRig({ leaseSeconds, ...(fresh && { fresh }) });
  const superuser = new pg.Client({ connectionString: rig.fresh.superuserUrl });
  await superuser.connect();
  await superuser.query(effectTables);
  await superuser.end();
  const processes = new Set<WorkerProcess>();
  const query = async <Row>(statement: ReturnType<typeof sql<Row>>): Promise<readonly Row[]> => {
    const { rows }: QueryResult<Row> = await rig.database.asStudio((transaction) => statement.execute(transaction));
    return rows;
  };
  const open = async (): Promise<number> => {
    const [row] = await query(
      sql<{
        open: number;
      }>`select count(*) as open from workprint.job_runs where state in ('queued', 'held', 'running')`,
    );
    return row?.open ?? 0;
  };
  return {
    ...{ rig, query, open },
    start: ({ heapMb, ...settings } = {}) => {
      const one = startProcess({ url: rig.fresh.url, leaseSeconds, atOnce: 4, ...settings }, heapMb);
      processes.add(one);
      void one.ended.then(() => processes.delete(one));
      return one;
    },
    give: async (jobs, to = rig) => {
      const owner = { personId: to.personId, projectId: to.projectId };
      const ids: string[] = [];
      for (let at = 0; at < jobs.length; at += 500) {
        const some = jobs
          .slice(at, at + 500)
          .map((job) => ({ ...owner, kind: 'work', label: 'A test', input: {}, ...job }));
        ids.push(
          ...(await rig.database.asPerson(owner.personId, (transaction) => createJobs(transaction, rig.queue, some))),
        );
      }
      return ids;
    },
    allOver: async (waitMs) => {
      for (const end = performance.now() + waitMs; ; await wait(50)) {
        const left = await open();
        if (left === 0) return;
        if (performance.now() > end) throw new Error(`${left} jobs are still open after ${waitMs} ms`);
      }
    },
    close: async () => {
      for (const { child } of processes) child.kill('SIGKILL');
      await Promise.all([...processes].map(({ ended }) => ended));
      await rig.close();
    },
  };
};

/** What must be true of all jobs of a fleet once they are over: all done, each once, each with one effect. */
export const countFaults = async (fleet: Fleet): Promise<{ lost: number; twice: number }> => {
  const [row] = await fleet.query(sql<{ lost: number; twice: number }>`
    select count(*) filter (where run.state <> 'done' or effect.job is null) as lost, count(*) filter (where ends.count <> 1) as twice
    from workprint.job_runs run
      left join public.effects effect on effect.job = run.id
      left join lateral (
        select count(*) from workprint.job_events
        where job_id = run.id and kind = 'state' and data ->> 'state' in ('done', 'failed', 'cancelled')
      ) ends on true`);
  return row ?? { lost: -1, twice: -1 };
};
