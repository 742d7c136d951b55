/** PA11: one person fills the queue; another one's few jobs hardly wait. */
import { sql } from 'kysely';
import { closeTestPostgres } from '../../kit/postgres.ts';
import type { ProofCase, ProofRow } from '../../prove/row.types.ts';
import { openFleet } from './fleet.ts';

const few = 10;

const caseOf = (many: number, mostWaitMs: number): ProofCase => ({
  name: `${many} beside ${few}`,
  run: async () => {
    const fleet = await openFleet(60);
    try {
      await fleet.give(Array.from({ length: many }, () => ({ input: { ms: 10 }, label: 'many' })));
      const workers = [fleet.start({ atOnce: 4 }), fleet.start({ atOnce: 4 })];
      await Promise.all(workers.map(({ ready }) => ready));
      const other = await fleet.rig.newTenant();
      await fleet.give(
        Array.from({ length: few }, () => ({ input: { ms: 10 }, label: 'few' })),
        other,
      );
      const waits = async () => {
        const [row] = await fleet.query(sql<{ over: number; p95: number; ahead: number }>`
          select count(*) filter (where state = 'done') as over,
            coalesce(percentile_cont(0.95) within group (order by extract(epoch from started_at - created_at) * 1000), 0)::float8 as p95
          from workprint.job_runs where label = 'few'`);
        return row ?? { over: 0, p95: 0 };
      };
      while ((await waits()).over < few) await new Promise((resolve) => setTimeout(resolve, 50));
      const { p95 } = await waits();
      const [left] = await fleet.query(
        sql<{
          count: number;
        }>`select count(*) as count from workprint.job_runs where label = 'many' and state = 'queued'`,
      );
      // Otherwise it proves nothing.
      if ((left?.count ?? 0) === 0) throw new Error('the many were over before the few');
      if (p95 > mostWaitMs) throw new Error(`the few waited ${p95} ms (p95)`);
      return { wait_p95_ms: Math.round(p95), still_waiting: left?.count ?? 0 };
    } finally {
      await fleet.close();
    }
  },
});

export const fairness: ProofRow = {
  id: 'PA11',
  promise: 'Twenty thousand jobs of one person make ten of another wait less than three seconds.',
  counts: 'runs',
  facts: { wait_p95_ms: 'max', still_waiting: 'sum' },
  open: async (size) => ({
    cases: [size === 'full' ? caseOf(20_000, 3000) : caseOf(1000, Number.POSITIVE_INFINITY)],
    close: closeTestPostgres,
  }),
};
