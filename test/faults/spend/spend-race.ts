/** PA10: money under every storm. A budget for ten lets in ten of sixty-four; histories and storms leave books that agree with each other. */
import { createDatabase } from '../../../src/adapters/postgres/postgres.ts';
import { pick, seededRandom } from '../../../src/domain/random.ts';
import { createCallJournal } from '../../../src/features/spending/spending.ts';
import type { CallJournal, CallOutcome, CallRecord } from '../../../src/ports/call-journal.ts';
import { closeTestPostgres } from '../../kit/postgres.ts';
import { openSpendRig, type RigPayer, type SpendRig } from '../../kit/spend-rig.ts';
import type { ProofCase, ProofRow } from '../../prove/row.types.ts';
import { checkBooks } from './spend-books.ts';
import { liveHistory } from './spend-history.ts';

type Servers = { readonly rig: SpendRig; readonly journals: readonly CallJournal[] };

const isFull = (error: unknown): undefined => {
  if ((error as { readonly code?: string }).code === 'budget-reached') return undefined;
  throw error;
};
const done = (costMicros: number): CallOutcome => ({
  ...{ state: 'done', costMicros, tookMs: 1, usage: {} },
  answer: { type: 'text', files: [] },
});

/** Sixty-four at once on two servers; then half of those let in cost less, and their money lets in others, never one too many. */
const race = ({ rig, journals }: Servers, at: number): ProofCase => ({
  name: `64 for 10, ${at}`,
  run: async () => {
    const random = seededRandom('race', at);
    const payer = await rig.payer({ budgetMicros: 1000 });
    const storm = async (count: number, micros: number): Promise<readonly CallRecord[]> =>
      (
        await Promise.all(
          Array.from({ length: count }, (_, place) =>
            (journals[place % journals.length] as CallJournal).intend(rig.intent(payer, micros)).catch(isFull),
          ),
        )
      ).filter((call) => call !== undefined);
    const first = await storm(64, 100);
    if (first.length !== 10) throw new Error(`${first.length} of 64 were let in, and 10 fit`);
    const refunds = first.map((call) => ({ call, cost: pick(random, [0, 30, 100]) }));
    await Promise.all(refunds.map(({ call, cost }) => rig.journal.settle(call.id, done(cost))));
    const left = refunds.reduce((sum, { cost }) => sum - cost, 1000);
    const second = await storm(64, 50);
    if (second.length !== Math.floor(left / 50))
      throw new Error(`${second.length} were let in, and ${Math.floor(left / 50)} fit`);
    await checkBooks(rig, {
      scopeIds: [payer.projectId, payer.personId],
      calls: [...first, ...second].map(({ id }) => id),
    });
    return { races: 1, let_in: first.length };
  },
});

const batch = ({ rig }: Servers, from: number, count: number): ProofCase => ({
  name: `histories from ${from}`,
  run: async () => {
    let calls = 0;
    for (let seed = from; seed < from + count; seed++) calls += await liveHistory(rig, seed, 24);
    return { histories: count, calls };
  },
});

type Actor = { readonly payers: readonly RigPayer[]; readonly shared: RigPayer; readonly mine: CallRecord[] };

/** Many at once on the same few purses, while keys, projects and people go. Nobody may wait in a circle (40P01 would be an error here). */
const storm = ({ rig, journals }: Servers, at: number, size: { actors: number; deeds: number }): ProofCase => ({
  name: `storm ${at}`,
  run: async () => {
    const payers = await Promise.all(
      Array.from({ length: 3 }, () => rig.payer({ budgetMicros: 3000, capMicros: 4000, keyCapMicros: 2000 })),
    );
    const shared = payers[0] as RigPayer;
    for (const { personId } of payers.slice(1))
      await rig.asSuperuser(
        "insert into workprint.project_members (project_id, person_id, role) values ($1, $2, 'editor')",
        [shared.projectId, personId],
      );
    await rig.asSuperuser('update workprint.provider_keys set project_id = $1 where id = $2', [
      shared.projectId,
      shared.keyId,
    ]);
    const live = async (actor: number): Promise<number> => {
      const random = seededRandom('storm', at, actor);
      const journal = journals[actor % journals.length] as CallJournal;
      const self: Actor = { payers, shared, mine: [] };
      let made = 0;
      for (let deed = 0; deed < size.deeds; deed++) made += await act(rig, journal, self, random);
      return made;
    };
    const removals = async (): Promise<void> => {
      const random = seededRandom('removals', at);
      for (const payer of payers.slice(1)) {
        await new Promise((resolve) => setTimeout(resolve, 20 + random() * 100));
        await rig.asSuperuser('delete from workprint.provider_keys where id = $1', [payer.keyId]);
        await rig.asSuperuser('delete from workprint.projects where id = $1', [payer.projectId]);
        if (random() < 0.5) await rig.asSuperuser('delete from workprint.people where id = $1', [payer.personId]);
      }
    };
    const made = await Promise.all([
      removals().then(() => 0),
      ...Array.from({ length: size.actors }, (_, actor) => live(actor)),
    ]);
    await checkBooks(rig);
    return { storms: 1, calls: made.reduce((sum, each) => sum + each, 0) };
  },
});

/** What may have gone meanwhile is no error. */
const goneMeanwhile = new Set(['budget-reached', 'forbidden', 'gone', 'key-missing']);

const act = async (
  rig: SpendRig,
  journal: CallJournal,
  { payers, shared, mine }: Actor,
  random: () => number,
): Promise<number> => {
  const call = mine[Math.floor(random() * mine.length)];
  if (call && (mine.length > 2 || random() < 0.5)) {
    mine.splice(mine.indexOf(call), 1);
    const cost = Math.floor(random() * 1.3 * call.reserveMicros);
    await journal.settle(call.id, done(cost));
    return 0;
  }
  const { personId, projectId: own, keyId } = pick(random, payers);
  const projectId = pick(random, [shared.projectId, own]);
  const key = pick(random, [undefined, keyId, projectId === shared.projectId ? shared.keyId : keyId]);
  const made = await journal
    .intend({
      ...rig.intent({ personId, projectId }, Math.floor(random() * 500)),
      ...(key !== undefined && { keyId: key }),
    })
    .catch((error: { readonly code?: string }) => {
      if (goneMeanwhile.has(error.code ?? '')) return undefined;
      throw error;
    });
  if (made) mine.push(made);
  return made ? 1 : 0;
};

export const spendRace: ProofRow = {
  id: 'PA10',
  promise:
    'no storm passes a budget, nothing is ever below zero, and what was reserved is what was booked and given back',
  counts: 'cases',
  facts: { races: 'sum', let_in: 'sum', histories: 'sum', storms: 'sum', calls: 'sum' },
  open: async (size) => {
    const rig = await openSpendRig();
    const second = createDatabase(rig.fresh.url, { connections: 20 });
    const servers: Servers = { rig, journals: [rig.journal, createCallJournal(second)] };
    const full = size === 'full';
    const cases = [
      // First: it looks at all books there are.
      ...Array.from({ length: full ? 60 : 1 }, (_, at) =>
        storm(servers, at, full ? { actors: 16, deeds: 60 } : { actors: 4, deeds: 8 }),
      ),
      ...Array.from({ length: full ? 50 : 1 }, (_, at) => race(servers, at)),
      ...(full ? Array.from({ length: 50 }, (_, at) => batch(servers, at * 200, 200)) : [batch(servers, 0, 6)]),
    ];
    return {
      cases,
      close: async () => {
        await second.close();
        await rig.close();
        await closeTestPostgres();
      },
    };
  },
};
