/** PA13: a worker told to stop under load is gone within ten seconds, with no lease, no folder and no child process left. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { seededRandom } from '../../../src/domain/random.ts';
import { childrenOf } from '../../kit/child-processes.ts';
import { closeTestPostgres } from '../../kit/postgres.ts';
import type { ProofCase, ProofRow } from '../../prove/row.types.ts';
import { type Fleet, openFleet } from './fleet.ts';

const mostMs = 10_000;
const atOnce = 6;

const caseOf = (fleet: () => Promise<Fleet>, folder: string, number: number, longestMs: number): ProofCase => ({
  name: `stop ${number}`,
  run: async () => {
    const random = seededRandom('PA13', number);
    const { start, give, rig, query } = await fleet();
    await give(
      Array.from({ length: 3 * atOnce }, () => ({ kind: 'long', input: { ms: Math.round(random() * longestMs) } })),
    );
    const worker = start({ atOnce, folder });
    await worker.ready;
    const running = async (): Promise<number> => {
      const [row] = await query(
        sql<{ count: number }>`select count(*) as count from workprint.job_runs where state = 'running'`,
      );
      return row?.count ?? 0;
    };
    while ((await running()) < atOnce) await new Promise((resolve) => setTimeout(resolve, 10));
    await new Promise((resolve) => setTimeout(resolve, random() * 500));
    const children = childrenOf(worker.child.pid ?? 0);
    const began = performance.now();
    worker.child.kill('SIGTERM');
    const code = await worker.ended;
    const tookMs = performance.now() - began;
    if (code !== 0) throw new Error(`it ended with ${code}`);
    if (tookMs > mostMs) throw new Error(`it took ${tookMs} ms`);
    const depth = await rig.queue.depth();
    const leases = depth.reduce((sum, lane) => sum + lane.running, 0) + (await running());
    const folders = (await readdir(folder)).filter((name) => name.startsWith('long-')).length;
    const alive = children.filter((pid) => {
      try {
        process.kill(pid, 0);
        return true;
      } catch {
        return false;
      }
    }).length;
    if (leases + folders + alive > 0)
      throw new Error(`${leases} leases, ${folders} folders and ${alive} children are left`);
    // The next stop begins with an empty queue.
    await query(sql`with gone as (delete from workprint.job_runs returning id) select count(*) from gone`);
    await rig.database.queuePool.query('delete from pgboss.job');
    return { leases, folders, children: alive, slowest_ms: Math.round(tookMs) };
  },
});

export const cleanStop: ProofRow = {
  id: 'PA13',
  promise: 'A worker told to stop under load is gone within ten seconds; no lease, folder or child process is left.',
  counts: 'stops',
  facts: { leases: 'sum', folders: 'sum', children: 'sum', slowest_ms: 'max' },
  open: async (size, folder) => {
    let opened: Promise<Fleet> | undefined;
    const fleet = (): Promise<Fleet> => (opened ??= openFleet(60));
    // Most jobs of every third stop last longer than the grace: they are given back.
    const longestMs = (at: number): number => (size === 'quick' ? 600 : at % 3 === 0 ? 30_000 : 4000);
    return {
      cases: Array.from({ length: size === 'full' ? 50 : 1 }, (_, at) =>
        caseOf(fleet, join(folder), at, longestMs(at)),
      ),
      close: async () => {
        await (await opened)?.close();
        await closeTestPostgres();
      },
    };
  },
};
