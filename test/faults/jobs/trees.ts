/** PA9: a parent with 200 descendants is cancelled, or fails: all of them end within five seconds, and spend nothing more. */
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { cancelJob } from '../../../src/features/jobs/jobs.ts';
import { closeTestPostgres } from '../../kit/postgres.ts';
import type { ProofCase, ProofRow } from '../../prove/row.types.ts';
import { openFleet } from './fleet.ts';

const leaves = 200;

const caseOf = (how: 'cancel' | 'fail', number: number, mostMs: number): ProofCase => ({
  name: `${how} ${number}`,
  run: async () => {
    const fleet = await openFleet(10);
    try {
      const worker = fleet.start({ atOnce: 50 });
      await worker.ready;
      const [parent = ''] = await fleet.give([{ kind: 'tree', input: { leaves } }]);
      const running = async (): Promise<number> => {
        const [row] = await fleet.query(sql<{ count: number }>`
          select count(*) as count from workprint.job_runs where parent_id = ${parent}::uuid and state = 'running'`);
        return row?.count ?? 0;
      };
      while ((await running()) < 50) await wait(20);
      const began = performance.now();
      if (how === 'cancel')
        await fleet.rig.database.asPerson(fleet.rig.personId, (query) => cancelJob(query, fleet.rig.queue, parent));
      // As if it had been put aside: it ends as failed at its next claim.
      else
        await fleet.rig.database.asStudio(async (query) => {
          await sql`update workprint.job_runs set crashes = 5, state = 'queued' where id = ${parent}::uuid`.execute(
            query,
          );
          await fleet.rig.queue.send(query, { lane: 'jobs', jobId: parent, priority: 0 });
        });
      await fleet.allOver(30_000);
      const tookMs = performance.now() - began;
      if (tookMs > mostMs) throw new Error(`all had ended after ${tookMs} ms only`);
      const spent = async (): Promise<number> => {
        const [row] = await fleet.query(sql<{ count: number }>`select count(*) as count from public.spendings`);
        return row?.count ?? 0;
      };
      const atTheEnd = await spent();
      await wait(300);
      const afterwards = (await spent()) - atTheEnd;
      if (afterwards > 0) throw new Error(`${afterwards} more were spent after the end`);
      const states = await fleet.query(sql<{ state: string; count: number }>`
        select state, count(*) as count from workprint.job_runs where parent_id = ${parent}::uuid group by state`);
      if (states.length !== 1 || states[0]?.state !== 'cancelled' || states[0].count !== leaves)
        throw new Error(`the descendants ended as ${JSON.stringify(states)}`);
      return { descendants: leaves, spent_after: afterwards, slowest_ms: Math.round(tookMs) };
    } finally {
      await fleet.close();
    }
  },
});

export const trees: ProofRow = {
  id: 'PA9',
  promise: 'When a job is cancelled or fails, its 200 descendants end within five seconds and spend nothing more.',
  counts: 'trees',
  facts: { descendants: 'sum', spent_after: 'sum', slowest_ms: 'max' },
  // At small size the time is measured and decides nothing: the machine does other things as well.
  open: async (size) => ({
    cases:
      size === 'full'
        ? Array.from({ length: 20 }, (_, at) => caseOf(at % 2 === 0 ? 'cancel' : 'fail', at, 5000))
        : [caseOf('cancel', 0, Number.POSITIVE_INFINITY)],
    close: closeTestPostgres,
  }),
};
