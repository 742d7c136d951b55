/** PA1: workers are killed at random moments, again and again; every job ends once in effect, soon after its worker died. */
import { setTimeout as wait } from 'node:timers/promises';
import { seededRandom } from '../../../src/domain/random.ts';
import { closeTestPostgres } from '../../kit/postgres.ts';
import type { Facts, ProofCase, ProofRow } from '../../prove/row.types.ts';
import { countFaults, type Fleet, openFleet, type WorkerProcess } from './fleet.ts';

type Plan = {
  readonly jobs: number;
  readonly leaseSeconds: number;
  readonly killEveryMs: number;
  readonly killForMs: number;
  readonly longestJobMs: number;
};

const plans: Readonly<Record<'quick' | 'full', Plan>> = {
  quick: { jobs: 90, leaseSeconds: 2, killEveryMs: 700, killForMs: 2100, longestJobMs: 40 },
  full: { jobs: 2000, leaseSeconds: 10, killEveryMs: 500, killForMs: 60_000, longestJobMs: 40 },
};

/** A message whose holder died; `token` is pg-boss's count of its claims. */
type Orphan = { readonly id: string; readonly token: number; readonly sinceMs: number };

/** Measures how long jobs of killed workers wait for another one to take them. */
const watchRecovery = (fleet: Fleet) => {
  let orphans: readonly Orphan[] = [];
  const tookMs: number[] = [];
  let isOver = false;
  const look = async (): Promise<void> => {
    const ids = orphans.map(({ id }) => id);
    if (ids.length === 0) return;
    const { rows } = await fleet.rig.database.queuePool.query<{ id: string; token: number }>(
      'select id, retry_count as token from pgboss.job where id = any ($1::uuid[])',
      [ids],
    );
    const tokens = new Map(rows.map(({ id: each, token }) => [each, token]));
    const isTaken = ({ id, token }: Orphan): boolean => (tokens.get(id) ?? Number.POSITIVE_INFINITY) > token;
    tookMs.push(...orphans.filter(isTaken).map(({ sinceMs }) => performance.now() - sinceMs));
    orphans = orphans.filter((one) => !isTaken(one));
  };
  const looking = (async () => {
    while (!isOver) {
      await look();
      await wait(100);
    }
  })();
  return {
    /** This worker is dead now. */
    died: async (pid: number | undefined): Promise<void> => {
      const sinceMs = performance.now();
      const { rows } = await fleet.rig.database.queuePool.query<{ id: string; token: number }>(
        `select message.id, message.retry_count as token
         from pgboss.job message join workprint.job_runs run on run.id = message.id
         where message.state = 'active' and split_part(run.worker, ':', 2) = $1`,
        [String(pid)],
      );
      orphans = [...orphans, ...rows.map((row) => ({ ...row, sinceMs }))];
    },
    end: async (): Promise<{ most: number; p99: number; count: number }> => {
      await look();
      isOver = true;
      await looking;
      const sorted = tookMs.toSorted((a, b) => a - b);
      return { most: sorted.at(-1) ?? 0, p99: sorted[Math.floor(sorted.length * 0.99)] ?? 0, count: sorted.length };
    },
  };
};

const crashes = async (seed: number, plan: Plan): Promise<Facts> => {
  const random = seededRandom('PA1', seed);
  const fleet = await openFleet(plan.leaseSeconds);
  try {
    // Nobody but the workers looks after leases.
    await fleet.rig.queue.close();
    const workers: WorkerProcess[] = [fleet.start({ atOnce: 8 }), fleet.start({ atOnce: 8 })];
    await Promise.all(workers.map(({ ready }) => ready));
    const recovery = watchRecovery(fleet);
    let kills = 0;
    // Jobs come all the time; each is short beside the life of a worker, since one whose worker dies five times is put aside.
    const atOnce = Math.ceil((plan.jobs * plan.killEveryMs) / plan.killForMs);
    for (let given = 0; given < plan.jobs; given += atOnce) {
      await wait(plan.killEveryMs);
      const some = Math.min(atOnce, plan.jobs - given);
      await fleet.give(
        Array.from({ length: some }, () => ({ input: { ms: Math.round(random() * plan.longestJobMs) } })),
      );
      // While they run.
      await wait(random() * 2 * plan.longestJobMs);
      // One that takes jobs: a machine too slow to start workers between two kills would prove nothing.
      const working = workers.filter(({ said }) => said.includes('ready'));
      const killed = working[Math.floor(random() * working.length)];
      if (!killed) continue;
      workers.splice(workers.indexOf(killed), 1, fleet.start({ atOnce: 8 }));
      killed.child.kill('SIGKILL');
      kills++;
      await killed.ended;
      await recovery.died(killed.child.pid);
    }
    await fleet.allOver(120_000);
    const { most, p99, count } = await recovery.end();
    const { lost, twice } = await countFaults(fleet);
    if (lost + twice > 0) throw new Error(`seed ${seed}: ${lost} jobs lost, ${twice} ended more than once`);
    const allowed = 2 * plan.leaseSeconds * 1000;
    if (most > allowed && plan === plans.full)
      throw new Error(`seed ${seed}: a job was taken again only after ${most} ms`);
    const recoveryMs = { recovery_p99_ms: Math.round(p99), recovery_most_ms: Math.round(most) };
    return { lost, stuck: 0, kills, jobs: plan.jobs, orphans: count, ...recoveryMs };
  } finally {
    await fleet.close();
  }
};

const caseOf = (seeds: readonly number[], plan: Plan): ProofCase => ({
  name: `seeds ${seeds.join(' and ')}`,
  run: async () => {
    const runs = await Promise.allSettled(seeds.map((seed) => crashes(seed, plan)));
    const all = runs.map((run) => {
      if (run.status === 'rejected') throw run.reason;
      return run.value;
    });
    const sum = (name: string): number => all.reduce((total, facts) => total + (facts[name] ?? 0), 0);
    const most = (name: string): number => Math.max(...all.map((facts) => facts[name] ?? 0));
    return {
      ...{
        lost: sum('lost'),
        stuck: sum('stuck'),
        seeds: seeds.length,
        jobs: sum('jobs'),
        kills: sum('kills'),
        orphans: sum('orphans'),
      },
      ...{ recovery_p99_ms: most('recovery_p99_ms'), recovery_most_ms: most('recovery_most_ms') },
    };
  },
});

export const crashAnywhere: ProofRow = {
  id: 'PA1',
  promise:
    'Workers killed at random moments lose no job: each ends once in effect, within two leases of its worker’s death.',
  counts: 'runs',
  facts: {
    lost: 'sum',
    stuck: 'sum',
    seeds: 'sum',
    jobs: 'sum',
    kills: 'sum',
    recovery_p99_ms: 'max',
    recovery_most_ms: 'max',
  },
  open: async (size) => ({
    // Two seeds at a time: most of a run is waiting for leases.
    cases:
      size === 'full'
        ? Array.from({ length: 10 }, (_, at) => caseOf([2 * at, 2 * at + 1], plans.full))
        : [caseOf([0], plans.quick)],
    close: closeTestPostgres,
  }),
};
