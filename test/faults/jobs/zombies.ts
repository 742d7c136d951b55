/** PA3: a worker sleeps past its lease, another one does its jobs, it wakes up and writes: nothing of what it writes counts. */
import { sql } from 'kysely';
import { closeTestPostgres } from '../../kit/postgres.ts';
import type { ProofCase, ProofRow } from '../../prove/row.types.ts';
import { countFaults, openFleet } from './fleet.ts';

type Plan = { readonly trials: number; readonly leaseSeconds: number };

const plans: Readonly<Record<'quick' | 'full', readonly Plan[]>> = {
  quick: [{ trials: 20, leaseSeconds: 2 }],
  full: [
    { trials: 250, leaseSeconds: 10 },
    { trials: 250, leaseSeconds: 10 },
  ],
};

const caseOf = ({ trials, leaseSeconds }: Plan, number: number): ProofCase => ({
  name: `${trials} sleepers, ${number}`,
  run: async () => {
    const fleet = await openFleet(leaseSeconds);
    try {
      const slow = fleet.start({ atOnce: trials, isSlow: true });
      await slow.ready;
      await fleet.give(Array.from({ length: trials }, () => ({ kind: 'sleeper', input: { ms: 1500 } })));
      const running = async (): Promise<number> => {
        const [row] = await fleet.query(
          sql<{ running: number }>`select count(*) as running from workprint.job_runs where state = 'running'`,
        );
        return row?.running ?? 0;
      };
      while ((await running()) < trials) await new Promise((resolve) => setTimeout(resolve, 20));
      slow.child.kill('SIGSTOP');
      const quick = fleet.start({ atOnce: 32 });
      await fleet.allOver(leaseSeconds * 2000 + 60_000);
      slow.child.kill('SIGCONT');
      // All of its sleepers wake up and try.
      const end = performance.now() + 60_000;
      while (!slow.said.includes(`refused ${trials}`)) {
        if (performance.now() > end) throw new Error(`only ${slow.said.length - 1} of ${trials} were refused`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      // It goes on as a good worker would, and ends as one.
      slow.child.kill('SIGTERM');
      quick.child.kill('SIGTERM');
      if ((await slow.ended) !== 0) throw new Error('the worker that slept did not end well');
      const [row] = await fleet.query(sql<{ overwritten: number }>`
        select count(*) filter (where run.result <> '"quick"' or run.done <> 0 or effect.made_by <> 'quick' or run.attempt < 2) as overwritten
        from workprint.job_runs run join public.effects effect on effect.job = run.id`);
      const { lost, twice } = await countFaults(fleet);
      const overwritten = row?.overwritten ?? -1;
      if (lost + twice + overwritten > 0)
        throw new Error(`${overwritten} overwritten, ${lost} lost, ${twice} ended more than once`);
      return { trials, refused: trials, overwritten };
    } finally {
      await fleet.close();
    }
  },
});

export const zombies: ProofRow = {
  id: 'PA3',
  promise: 'A worker that slept past its lease changes nothing: each of its writes is refused.',
  counts: 'runs',
  facts: { trials: 'sum', refused: 'sum', overwritten: 'sum' },
  open: async (size) => ({ cases: plans[size].map(caseOf), close: closeTestPostgres }),
};
