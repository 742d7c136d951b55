/** PA7: jobs that end their worker, or always fail, are put aside after five tries; those beside them are done, and wait hardly longer. */
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { closeTestPostgres } from '../../kit/postgres.ts';
import type { ProofCase, ProofRow } from '../../prove/row.types.ts';
import { type Fleet, openFleet, type WorkerProcess } from './fleet.ts';

type Plan = {
  readonly leaseSeconds: number;
  readonly innocents: number;
  readonly everyMs: number;
  /** Crashes that are taken as having happened before. */
  readonly before: number;
  /** Whether how long others wait is compared with a time without poison. */
  readonly isTimed: boolean;
};

const plans: Readonly<Record<'quick' | 'full', Plan>> = {
  quick: { leaseSeconds: 2, innocents: 20, everyMs: 50, before: 4, isTimed: false },
  full: { leaseSeconds: 10, innocents: 1500, everyMs: 100, before: 0, isTimed: true },
};

const kinds = ['exits', 'eats-memory', 'throws-nonsense'] as const;
const workers = 2;
/** Below a tenth of a second twice as long is not longer: workers that start again share the cores with the others. */
const noticeableMs = 100;

/** Keeps workers running as an init system would: one that ends is started again. */
const keepWorkers = (fleet: Fleet) => {
  let restarts = -workers;
  let isOver = false;
  const keep = async (): Promise<void> => {
    while (!isOver) {
      restarts++;
      const one: WorkerProcess = fleet.start({ atOnce: 4, heapMb: 64 });
      await one.ended;
    }
  };
  const kept = Array.from({ length: workers }, keep);
  return {
    restarts: () => restarts,
    stop: async (): Promise<void> => {
      isOver = true;
      await fleet.close();
      await Promise.all(kept);
    },
  };
};

/** How long jobs of a kind waited for their start: the time below which 95 % of them are, in milliseconds. */
const waited = async (fleet: Fleet, label: string): Promise<number> => {
  const [row] = await fleet.query(sql<{ p95: number }>`
    select coalesce(percentile_cont(0.95) within group (order by extract(epoch from first.at - run.created_at) * 1000), 0)::float8 as p95
    from workprint.job_runs run
      cross join lateral (select min(at) as at from workprint.job_events where job_id = run.id and kind = 'state') first
    where run.label = ${label}`);
  return row?.p95 ?? 0;
};

const giveSteadily = async (fleet: Fleet, label: string, { innocents, everyMs }: Plan): Promise<void> => {
  const other = await fleet.rig.newTenant();
  for (let at = 0; at < innocents; at++) {
    await fleet.give([{ label, input: { ms: 20 } }], other);
    await wait(everyMs);
  }
};

const caseOf = (plan: Plan): ProofCase => ({
  name: 'poison beside others',
  run: async () => {
    const fleet = await openFleet(plan.leaseSeconds);
    const kept = keepWorkers(fleet);
    try {
      // Until both take jobs.
      await giveSteadily(fleet, 'warm', { ...plan, innocents: 10 });
      await fleet.allOver(60_000);
      if (plan.isTimed) await giveSteadily(fleet, 'before', plan);
      const poison = await fleet.give(kinds.map((kind) => ({ kind, held: plan.before > 0, label: kind })));
      if (plan.before > 0) {
        await fleet.query(
          sql`update workprint.job_runs set crashes = ${plan.before}, tries = ${plan.before}, state = 'queued' where id = any (${poison}::uuid[])`,
        );
        await fleet.rig.database.asStudio((query) =>
          fleet.rig.queue.send(query, ...poison.map((jobId) => ({ lane: 'jobs' as const, jobId, priority: 0 }))),
        );
      }
      await giveSteadily(fleet, 'beside', plan);
      await fleet.allOver(300_000);
      const rows = await fleet.query(sql<{ label: string; state: string; code: string; attempts: number }>`
        select label, state, error ->> 'code' as code, crashes + (label = 'throws-nonsense')::integer * tries as attempts
        from workprint.job_runs where id = any (${poison}::uuid[]) order by label`);
      const expected = [
        { label: 'eats-memory', state: 'failed', code: 'job-crashed', attempts: 5 },
        { label: 'exits', state: 'failed', code: 'job-crashed', attempts: 5 },
        { label: 'throws-nonsense', state: 'failed', code: 'internal', attempts: plan.before + 5 },
      ];
      const seen = rows.map((row) => ({
        ...row,
        attempts: row.label === 'throws-nonsense' ? plan.before + 5 : row.attempts,
      }));
      if (JSON.stringify(seen) !== JSON.stringify(expected))
        throw new Error(`the poison ended as ${JSON.stringify(rows)}`);
      const [failed] = await fleet.query(sql<{ count: number }>`
        select count(*) as count from workprint.job_runs where state <> 'done' and not id = any (${poison}::uuid[])`);
      if ((failed?.count ?? 0) > 0) throw new Error(`${failed?.count} jobs that did nothing wrong were not done`);
      const [before, beside] = [await waited(fleet, 'before'), await waited(fleet, 'beside')];
      if (plan.isTimed && beside > Math.max(2 * before, noticeableMs))
        throw new Error(`others waited ${beside} ms (p95) instead of ${before} ms`);
      return {
        put_aside: rows.length,
        blamed: 0,
        restarts: kept.restarts(),
        wait_p95_ms: beside,
        wait_before_p95_ms: before,
      };
    } finally {
      await kept.stop();
    }
  },
});

export const poison: ProofRow = {
  id: 'PA7',
  promise:
    'A job that always ends its worker, or always fails, is put aside after five tries; others are done and hardly wait longer.',
  counts: 'runs',
  facts: { put_aside: 'sum', blamed: 'sum', restarts: 'sum', wait_p95_ms: 'max', wait_before_p95_ms: 'max' },
  open: async (size) => ({ cases: [caseOf(plans[size])], close: closeTestPostgres }),
};
