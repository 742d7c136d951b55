/** PA12: how many jobs two workers end in a second, and how soon an idle one takes a job, on a database that waits for its disk. */
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { createDatabase, migrate, startEmbeddedPostgres } from '../../../src/adapters/postgres/postgres.ts';
import type { ProofCase, ProofRow } from '../../prove/row.types.ts';
import { type Fleet, openFleet } from './fleet.ts';

type Plan = {
  readonly jobs: number;
  readonly pickUps: number;
  /** Least jobs a second, and longest waits of an idle worker; what a loaded machine shows says nothing. */
  readonly least: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
};

const plans: Readonly<Record<'quick' | 'full', Plan>> = {
  quick: { jobs: 500, pickUps: 10, least: 0, p95Ms: Number.POSITIVE_INFINITY, p99Ms: Number.POSITIVE_INFINITY },
  full: { jobs: 50_000, pickUps: 200, least: 500, p95Ms: 100, p99Ms: 200 },
};

const openDurable = async (folder: string): Promise<{ fleet: Fleet; close: () => Promise<void> }> => {
  await chmod(folder, 0o711);
  const own = await startEmbeddedPostgres({ home: join(folder, 'home') });
  await migrate(own.url);
  const database = createDatabase(own.url, { application: 'speed' });
  const fleet = await openFleet(60, {
    url: own.url,
    superuserUrl: own.superuserUrl,
    database,
    close: () => database.close(),
  });
  return {
    fleet,
    close: async () => {
      await fleet.close();
      await database.close();
      await own.stop();
    },
  };
};

const throughput = async (fleet: Fleet, jobs: number): Promise<number> => {
  await fleet.give(Array.from({ length: jobs }, () => ({ kind: 'nothing' })));
  const workers = [fleet.start({ atOnce: 32 }), fleet.start({ atOnce: 32 })];
  await Promise.all(workers.map(({ ready }) => ready));
  await fleet.allOver(600_000);
  const [row] = await fleet.query(sql<{ ms: number; failed: number }>`
    select (extract(epoch from max(finished_at) - min(started_at)) * 1000)::float8 as ms, count(*) filter (where state <> 'done') as failed
    from workprint.job_runs`);
  if (!row || row.failed > 0) throw new Error(`${row?.failed} jobs were not done`);
  return (jobs / row.ms) * 1000;
};

/** Both workers are idle: each job comes alone. */
const pickUps = async (fleet: Fleet, count: number): Promise<readonly number[]> => {
  for (let at = 0; at < count; at++) {
    const [id = ''] = await fleet.give([{ kind: 'nothing', label: 'alone' }]);
    await fleet.rig.until(id);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const rows = await fleet.query(sql<{ ms: number }>`
    select (extract(epoch from started_at - created_at) * 1000)::float8 as ms from workprint.job_runs where label = 'alone' order by 1`);
  return rows.map(({ ms }) => ms);
};

const caseOf = (plan: Plan, folder: string): ProofCase => ({
  name: `${plan.jobs} jobs`,
  run: async () => {
    const { fleet, close } = await openDurable(folder);
    try {
      const aSecond = await throughput(fleet, plan.jobs);
      const waits = await pickUps(fleet, plan.pickUps);
      const below = (share: number): number => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? 0;
      const [p95, p99] = [below(0.95), below(0.99)];
      if (aSecond < plan.least) throw new Error(`${aSecond.toFixed(0)} jobs a second`);
      if (p95 > plan.p95Ms || p99 > plan.p99Ms)
        throw new Error(`an idle worker took a job after ${p95} ms (p95), ${p99} ms (p99)`);
      return { jobs: plan.jobs, jobs_per_second: Math.round(aSecond), pickup_p95_ms: p95, pickup_p99_ms: p99 };
    } finally {
      await close();
    }
  },
});

export const speed: ProofRow = {
  id: 'PA12',
  promise: 'Two workers end 500 empty jobs a second; an idle worker takes a job within 200 ms (p99).',
  counts: 'runs',
  facts: { jobs: 'sum', jobs_per_second: 'max', pickup_p95_ms: 'max', pickup_p99_ms: 'max' },
  open: async (size, folder) => ({ cases: [caseOf(plans[size], folder)] }),
};
