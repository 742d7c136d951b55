/** PE2: who may do what with every table, found by trying, and whether a policy lost or weakened would be noticed. */
import { Client } from 'pg';
import { freshDatabase } from '../../kit/postgres.ts';
import type { ProofCase, ProofRow } from '../../prove/row.types.ts';
import { readPolicies, readTables, type Table } from './catalog.ts';
import { expectedRights } from './expected-rights.ts';
import { callers, deeds, differs, measureRights, type Rights } from './measure-rights.ts';
import { allMutants, type Mutant } from './mutants.ts';
import { type Sample, writeSample } from './sample-rows.ts';

/** The rights as they are written down: `owner siudf  editor siu--  …`. */
export const inWords = (rights: Rights): string => callers.map((caller) => `${caller} ${rights[caller]}`).join('  ');

const parse = (words: string): Rights =>
  Object.fromEntries(words.split(/ {2,}/).map((each) => each.split(' ') as [string, string])) as Rights;

/** A table nobody wrote down fails: it has to be thought about. */
const checkTable = async (client: Client, table: Table, sample: Sample): Promise<void> => {
  const words = inWords(await measureRights(client, table, sample));
  const expected = expectedRights[table.name];
  if (expected === undefined)
    throw new Error(
      `${table.name} is new: think about who may do what, and write it into expected-rights.ts; now it is: ${words}`,
    );
  if (words !== expected) throw new Error(`${table.name} should be: ${expected}, and is: ${words}`);
};

/** What stands behind no policy is for roles only that act for no person. */
const checkUnguarded = ({ name, isReachable }: Table): void => {
  if (isReachable) throw new Error(`${name} is under no row-level security, but people can reach it.`);
};

const checkMutant = async (client: Client, { sql, name }: Mutant, table: Table, sample: Sample): Promise<void> => {
  await client.query(`savepoint mutant; ${sql}`);
  try {
    if (!(await differs(client, table, sample, parse(expectedRights[table.name] ?? ''))))
      throw new Error(`${name}: nothing noticed it.`);
  } finally {
    await client.query('rollback to savepoint mutant; release savepoint mutant');
  }
};

export const policiesRow: ProofRow = {
  id: 'PE2',
  promise: 'row-level security decides who may do what; every policy that is lost or weakened is noticed',
  counts: 'cases',
  facts: { tables: 'sum', cells: 'sum', mutants: 'sum' },
  open: async () => {
    const fresh = await freshDatabase();
    const client = new Client({ connectionString: fresh.superuserUrl });
    await client.connect();
    await client.query('begin');
    const tables = await readTables(client);
    const sample = await writeSample(client, tables);
    const mutants = allMutants(tables, await readPolicies(client));
    const named = (name: string): Table => tables.find((table) => table.name === name) as Table;
    const cells = callers.length * deeds.length;
    const cases: ProofCase[] = tables.map((table) => ({
      name: table.name,
      run: async () => {
        if (table.isGuarded) await checkTable(client, table, sample);
        else checkUnguarded(table);
        return { tables: 1, cells: table.isGuarded ? cells : 1 };
      },
    }));
    for (const mutant of mutants)
      cases.push({
        name: mutant.name,
        run: async () => {
          await checkMutant(client, mutant, named(mutant.table), sample);
          return { mutants: 1 };
        },
      });
    return {
      cases,
      close: async () => {
        await client.end();
        await fresh.close();
      },
    };
  },
};
