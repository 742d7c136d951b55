/** A database with people who pay: projects with budgets, caps, keys and jobs, and a look into purses and ledger. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { PostgresDatabase } from '../../src/adapters/postgres/postgres.ts';
import { type CallJournalOptions, correctSpend, createCallJournal } from '../../src/features/spending/spending.ts';
import type { CallIntent, CallJournal } from '../../src/ports/call-journal.ts';
import type { Payer } from '../../src/ports/key-ring.ts';
import { type FreshDatabase, freshDatabase } from './postgres.ts';

/** Whoever pays, with a key of their own. */
export type RigPayer = Payer & { readonly keyId: string };

/** Reserved and spent. */
export type PurseWords = readonly [number, number];

export type SpendRig = {
  readonly fresh: FreshDatabase;
  readonly database: PostgresDatabase;
  readonly journal: CallJournal;
  journalWith(options: CallJournalOptions): CallJournal;
  /** A new person with a project and a key. */
  payer(limits?: { budgetMicros?: number; capMicros?: number; keyCapMicros?: number }): Promise<RigPayer>;
  /** A job of this payer, which is a build. */
  job(payer: Payer): Promise<string>;
  /** Sets or takes away a monthly cap. */
  cap(personId: string, micros: number | undefined): Promise<void>;
  bin(projectId: string): Promise<void>;
  /** Something that nobody asked for before, for this payer. */
  intent(payer: Payer, reserveMicros: number): CallIntent;
  resolve(personId: string, callId: string, costMicros: number): Promise<object | undefined>;
  /** Purses of this payer, of this month or the one named, by scope. */
  purses(payer: Payer & { readonly keyId?: string }, period?: string): Promise<Readonly<Record<string, PurseWords>>>;
  /** Lines about a call, as `reserve 700`. */
  ledger(callId: string): Promise<readonly string[]>;
  /** What was reserved and spent until now was so in January 2020. */
  monthPasses(payer: Payer): Promise<void>;
  asSuperuser(text: string, values?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
  close(): Promise<void>;
};

/** Opens it on a database of its own, or on the one given, which is then not closed here. */
export const openSpendRig = async (given?: FreshDatabase): Promise<SpendRig> => {
  const fresh = given ?? (await freshDatabase({ connections: 20 }));
  const { database } = fresh;
  const pool = new pg.Pool({ connectionString: fresh.superuserUrl, max: 2 });
  pool.on('error', () => undefined);
  const asSuperuser: SpendRig['asSuperuser'] = async (text, values = []) =>
    (await pool.query<Record<string, unknown>>(text, [...values])).rows;

  return {
    ...{ fresh, database, asSuperuser, journal: createCallJournal(database) },
    journalWith: (options) => createCallJournal(database, options),
    payer: async ({ budgetMicros, capMicros, keyCapMicros } = {}) => {
      const [personId, projectId, keyId] = [randomUUID(), randomUUID(), randomUUID()];
      await asSuperuser(
        "insert into workprint.people (id, name, email) values ($1::uuid, 'Payer', $1::uuid || '@example.com')",
        [personId],
      );
      await asSuperuser(
        "insert into workprint.projects (id, owner_id, name, budget_micros) values ($1, $2, 'Film', $3)",
        [...[projectId, personId, budgetMicros ?? null]],
      );
      await asSuperuser(
        "insert into workprint.provider_keys (id, person_id, provider, name, sealed, last_four, monthly_cap_micros) values ($1, $2, 'paid', 'Key', 'sealed', 'last', $3)",
        [keyId, personId, keyCapMicros ?? null],
      );
      if (capMicros !== undefined)
        await asSuperuser('insert into workprint.spending_caps (person_id, monthly_micros) values ($1, $2)', [
          personId,
          capMicros,
        ]);
      return { personId, projectId, keyId };
    },
    job: async ({ personId, projectId }) => {
      const [row] = await asSuperuser(
        "insert into workprint.job_runs (project_id, person_id, kind, input) values ($1, $2, 'film', '{}') returning id",
        [projectId, personId],
      );
      return String(row?.['id']);
    },
    cap: async (personId, micros) => {
      await asSuperuser('delete from workprint.spending_caps where person_id = $1', [personId]);
      if (micros !== undefined)
        await asSuperuser('insert into workprint.spending_caps (person_id, monthly_micros) values ($1, $2)', [
          personId,
          micros,
        ]);
    },
    bin: async (projectId) =>
      void (await asSuperuser('update workprint.projects set deleted_at = now() where id = $1', [projectId])),
    intent: (payer, reserveMicros) => ({
      ...{ orderKey: randomUUID(), requestKey: randomUUID(), model: 'paid/painter', reserveMicros, isFresh: false },
      payer: {
        personId: payer.personId,
        projectId: payer.projectId,
        ...(payer.buildId !== undefined && { buildId: payer.buildId }),
      },
      ask: { type: 'text', prompt: 'A harbour.', maxOutputTokens: 100 },
    }),
    resolve: (personId, callId, costMicros) =>
      database.asPerson(personId, (query) => correctSpend(query, callId, costMicros)),
    purses: async ({ buildId, keyId, personId, projectId }, period) => {
      const rows = await asSuperuser(
        `select scope, reserved_micros::int as reserved, spent_micros::int as spent from workprint.purses
         where scope_id = any($1::uuid[]) and period in ('always', coalesce($2, to_char(now() at time zone 'utc', 'YYYY-MM')))`,
        [[buildId, keyId, personId, projectId].filter((id) => id !== undefined), period ?? null],
      );
      return Object.fromEntries(rows.map(({ scope, reserved, spent }) => [scope, [reserved, spent]]));
    },
    ledger: async (callId) =>
      (
        await asSuperuser('select kind, micros from workprint.ledger_entries where call_id = $1 order by id', [callId])
      ).map(({ kind, micros }) => `${String(kind)} ${String(micros)}`),
    monthPasses: async ({ personId, projectId }) => {
      await asSuperuser("update workprint.provider_calls set period = '2020-01' where project_id = $1", [projectId]);
      await asSuperuser("update workprint.ledger_entries set period = '2020-01' where project_id = $1", [projectId]);
      await asSuperuser("update workprint.purses set period = '2020-01' where scope_id = $1 and period <> 'always'", [
        personId,
      ]);
    },
    close: async () => {
      await pool.end();
      if (!given) await fresh.close();
    },
  };
};
