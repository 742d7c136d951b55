/** A row of every table, in one project that an owner, an editor and a viewer share. Tables nobody here has heard of get one too. */
import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import type { Column, Table } from './catalog.ts';

export const people = ['owner', 'editor', 'viewer', 'outsider'] as const;
export type Person = (typeof people)[number];

export type Sample = {
  readonly ids: Readonly<Record<Person, string>>;
  readonly project: string;
  /** The key of the row of each table, by column. */
  readonly rows: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
};

let count = 0;

/** Values that a check of the table asks for. */
const particular: Readonly<Record<string, () => unknown>> = {
  'workprint.blobs.hash': () => (++count).toString(16).padStart(64, '0'),
  'workprint.documents.kind': () => 'script',
  'workprint.ledger_entries.kind': () => 'reserve',
  'workprint.project_invitations.role': () => 'viewer',
  'workprint.project_members.role': () => 'viewer',
  'workprint.purses.period': () => 'always',
  'workprint.purses.scope': () => 'build',
};

const plain: Readonly<Record<string, () => unknown>> = {
  uuid: () => randomUUID(),
  text: () => `words ${++count}`,
  int4: () => 1,
  int8: () => 1,
  float8: () => 1,
  bool: () => true,
  jsonb: () => '{}',
  bytea: () => Buffer.from('bytes'),
  timestamptz: () => new Date(),
};

const valueOf = (table: Table, column: Column): unknown => {
  const given = particular[`${table.name}.${column.name}`];
  if (given) return given();
  if (column.isArray) return [];
  if (column.labels) return column.labels[0];
  const make = plain[column.type];
  if (!make)
    throw new Error(`No sample of ${column.type} for ${table.name}.${column.name}: say one in sample-rows.ts.`);
  return make();
};

const isPerson = ({ name, refersTo }: Column): boolean => refersTo === 'workprint.people' || name === 'person_id';
const isProject = ({ name, refersTo }: Column): boolean => refersTo === 'workprint.projects' || name === 'project_id';

/** Columns that a new row of the table is given: those it must have, and those that say whose it is. */
const isGiven = (column: Column): boolean =>
  !column.isGenerated && ((!column.isNullable && !column.fillsItself) || isPerson(column) || isProject(column));

/** Whether a row of the table says in whose name it stands. */
export const namesPerson = ({ columns }: Table): boolean => columns.some(isPerson);

/** A new row for somebody: it names them where a person stands, and the shared project's things where others do. */
export const newRow = (table: Table, sample: Sample, person: string): Record<string, unknown> => {
  const row: Record<string, unknown> = {};
  for (const column of table.columns) {
    const isParticular = particular[`${table.name}.${column.name}`] !== undefined;
    if (!isGiven(column) && !isParticular) continue;
    if (isPerson(column)) row[column.name] = person;
    else if (isProject(column)) row[column.name] = sample.project;
    else if (column.refersTo) row[column.name] = Object.values(sample.rows.get(column.refersTo) ?? {})[0];
    else row[column.name] = valueOf(table, column);
  }
  if (table.name === 'workprint.project_members') row['person_id'] = sample.ids.outsider;
  if (table.name === 'workprint.people') row['email'] = `${randomUUID()}@studio.example`;
  return row;
};

const quote = (name: string): string => `"${name}"`;

/** `insert` of a row, as text and values. */
export const insertOf = (
  table: string,
  row: Readonly<Record<string, unknown>>,
): { text: string; values: unknown[] } => ({
  text: `insert into ${table} (${Object.keys(row).map(quote).join(', ')}) values (${Object.keys(row)
    .map((_, at) => `$${at + 1}`)
    .join(', ')})`,
  values: Object.values(row),
});

/** Writes the rows as a superuser, whom no policy binds. */
export const writeSample = async (client: Client, tables: readonly Table[]): Promise<Sample> => {
  const ids = Object.fromEntries(people.map((person) => [person, randomUUID()])) as Record<Person, string>;
  const project = randomUUID();
  for (const person of people)
    await client.query('insert into workprint.people (id, name, email) values ($1, $2, $3)', [
      ids[person],
      person,
      `${person}-${ids[person]}@studio.example`,
    ]);
  await client.query('insert into workprint.projects (id, owner_id, name) values ($1, $2, $3)', [
    project,
    ids.owner,
    'harbour',
  ]);
  for (const role of ['editor', 'viewer'] as const)
    await client.query('insert into workprint.project_members (project_id, person_id, role) values ($1, $2, $3)', [
      project,
      ids[role],
      role,
    ]);
  const rows = new Map<string, Record<string, unknown>>([
    ['workprint.people', { id: ids.owner }],
    ['workprint.projects', { id: project }],
    ['workprint.project_members', { project_id: project, person_id: ids.viewer }],
  ]);
  const sample: Sample = { ids, project, rows };
  for (const table of tables) {
    if (rows.has(table.name) || table.name === 'workprint.migrations') continue;
    const { text, values } = insertOf(table.name, newRow(table, sample, ids.owner));
    const known = await client.query<Record<string, unknown>>(
      `${text} on conflict do nothing returning ${table.key.map(quote).join(', ')}`,
      values,
    );
    const made =
      known.rows[0] ??
      (
        await client.query<Record<string, unknown>>(
          `select ${table.key.map(quote).join(', ')} from ${table.name} limit 1`,
        )
      ).rows[0];
    if (!made) throw new Error(`There is no row in ${table.name}.`);
    rows.set(table.name, made);
  }
  return sample;
};
