/** What each kind of caller can do with the sample row of a table, found by trying. Nothing that is tried stays. */
import type { Client } from 'pg';
import type { Table } from './catalog.ts';
import { insertOf, namesPerson, newRow, type Sample } from './sample-rows.ts';

export const callers = ['owner', 'editor', 'viewer', 'outsider', 'nobody', 'studio', 'sign-in'] as const;
export type Caller = (typeof callers)[number];

/** `forge`: insert in the name of somebody else. */
export const deeds = ['select', 'insert', 'update', 'delete', 'forge'] as const;
export type Deed = (typeof deeds)[number];

/** `siudf`: what may be done, `-` for what may not. */
export type Rights = Readonly<Record<Caller, string>>;

const roleOf = (caller: Caller): string =>
  caller === 'studio' ? 'workprint_studio' : caller === 'sign-in' ? 'workprint_auth' : 'workprint_app';

const personOf = (caller: Caller, { ids }: Sample): string =>
  caller === 'nobody' || caller === 'studio' || caller === 'sign-in' ? ids.owner : ids[caller];

const claimsOf = (caller: Caller, sample: Sample): string =>
  caller === 'nobody' || caller === 'studio' || caller === 'sign-in'
    ? ''
    : JSON.stringify({ sub: personOf(caller, sample) });

type Trial = { readonly text: string; readonly values: readonly unknown[] } | undefined;

const updatable = new Map<string, string | null>();
/** A column the role may change; null: none. Rights on columns are no subject of policies, so they are read once. */
const updatableColumn = async (client: Client, table: string, role: string): Promise<string | null> => {
  const known = updatable.get(`${table} ${role}`);
  if (known !== undefined) return known;
  const { rows } = await client.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''
       and has_column_privilege($2, attrelid, attnum, 'update') order by attnum desc limit 1`,
    [table, role],
  );
  const found = rows[0]?.name ?? null;
  updatable.set(`${table} ${role}`, found);
  return found;
};

const trialOf = async (client: Client, table: Table, caller: Caller, deed: Deed, sample: Sample): Promise<Trial> => {
  if (deed === 'forge') {
    const { owner, editor } = sample.ids;
    return namesPerson(table)
      ? insertOf(table.name, newRow(table, sample, caller === 'owner' ? editor : owner))
      : undefined;
  }
  if (deed === 'insert') return insertOf(table.name, newRow(table, sample, personOf(caller, sample)));
  const key = Object.entries(sample.rows.get(table.name) ?? {});
  const where = key.map(([name], at) => `"${name}" = $${at + 1}`).join(' and ');
  const values = key.map(([, value]) => value);
  if (deed === 'select') return { text: `select 1 from ${table.name} where ${where}`, values };
  if (deed === 'delete') return { text: `delete from ${table.name} where ${where}`, values };
  const column = await updatableColumn(client, table.name, roleOf(caller));
  return column === null
    ? undefined
    : { text: `update ${table.name} set "${column}" = "${column}" where ${where}`, values };
};

/** Refused by a right or a policy. What fails later (a key, a check, a trigger's rule) was let through. */
const isRefusal = (error: unknown): boolean => (error as { code?: string }).code === '42501';
const isLater = (error: unknown): boolean => /^(?:23|WP)/.test((error as { code?: string }).code ?? '');

/** One cell. Must stand inside a transaction. */
export const may = async (
  client: Client,
  table: Table,
  caller: Caller,
  deed: Deed,
  sample: Sample,
): Promise<boolean> => {
  const trial = await trialOf(client, table, caller, deed, sample);
  if (!trial) return false;
  await client.query(
    `savepoint trial; set local role ${roleOf(caller)}; set local request.jwt.claims = '${claimsOf(caller, sample)}'`,
  );
  try {
    const { rowCount } = await client.query(trial.text, [...trial.values]);
    return (rowCount ?? 0) > 0;
  } catch (error) {
    if (isRefusal(error)) return false;
    if (isLater(error)) return true;
    throw new Error(`${caller} ${deed} ${table.name}: ${(error as Error).message}`, { cause: error });
  } finally {
    await client.query('rollback to savepoint trial; release savepoint trial');
  }
};

/** All cells of a table. */
export const measureRights = async (client: Client, table: Table, sample: Sample): Promise<Rights> => {
  const rights: Partial<Record<Caller, string>> = {};
  for (const caller of callers) {
    let word = '';
    for (const deed of deeds) word += (await may(client, table, caller, deed, sample)) ? deed[0] : '-';
    rights[caller] = word;
  }
  return rights as Rights;
};

/** Whether any cell differs from what is expected; stops at the first. */
export const differs = async (client: Client, table: Table, sample: Sample, expected: Rights): Promise<boolean> => {
  for (const caller of callers)
    for (const [at, deed] of deeds.entries())
      if ((await may(client, table, caller, deed, sample)) !== (expected[caller][at] !== '-')) return true;
  return false;
};
