/** TypeScript types of the tables, from the catalog of a database that has them: what Kysely checks every query against. */
import type { Client } from 'pg';

type Column = {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly isArray: boolean;
  readonly labels: readonly string[] | null;
  readonly isNullable: boolean;
  readonly hasDefault: boolean;
  readonly isGenerated: boolean;
};

const columnsSql = `
  select c.relname as "table", a.attname as name, coalesce(e.typname, t.typname) as type, t.typcategory = 'A' as "isArray",
    (select array_agg(enumlabel::text order by enumsortorder) from pg_enum where enumtypid = coalesce(e.oid, t.oid)) as labels,
    not a.attnotnull as "isNullable", a.atthasdef or a.attidentity <> '' as "hasDefault",
    a.attgenerated <> '' or a.attidentity = 'a' as "isGenerated"
  from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
    left join pg_type e on t.typcategory = 'A' and e.oid = t.typelem
  where c.relnamespace = 'workprint'::regnamespace and c.relkind in ('r', 'p', 'v') and c.relname <> 'migrations'
  order by c.relname, a.attnum`;

/** What the driver gives for a type; whole numbers of 64 bits come as numbers (ours stay below 2^53: the pool checks). */
const plainTypes: Readonly<Record<string, string>> = {
  uuid: 'string',
  text: 'string',
  tsvector: 'string',
  int4: 'number',
  int8: 'number',
  float8: 'number',
  bool: 'boolean',
  bytea: 'Uint8Array',
};

const typeOf = (column: Column): string => {
  const { type, labels, isArray } = column;
  if (type === 'timestamptz') return 'Moment';
  if (type === 'jsonb') return 'Json';
  const one = labels ? labels.map((label) => `'${label}'`).join(' | ') : plainTypes[type];
  if (one === undefined)
    throw new Error(`${column.table}.${column.name} is of type ${type}, which has no TypeScript type here.`);
  return isArray ? `Several<${one}>` : one;
};

const lineOf = (column: Column): string => {
  const type = column.isNullable ? `${typeOf(column)} | null` : typeOf(column);
  const wrapped = column.isGenerated ? `GeneratedAlways<${type}>` : column.hasDefault ? `ByDefault<${type}>` : type;
  return `    ${column.name}: ${wrapped};`;
};

/** The text of src/ports/tables.types.ts. */
export const tableTypes = async (client: Client): Promise<string> => {
  const { rows } = await client.query<Column>(columnsSql);
  const tables = Map.groupBy(rows, ({ table }) => table);
  return [
    '/** The tables of the database, as Kysely sees them. Written by `npm run schema` from db/migrations: do not edit. */',
    "import type { ColumnType, GeneratedAlways } from 'kysely';",
    '',
    '/** A moment: read as a Date, written as a Date or as ISO 8601. */',
    'type Moment = ColumnType<Date, Date | string, Date | string>;',
    '/** JSON: read as a value that must be parsed, written as text. */',
    'type Json = ColumnType<unknown, string, string>;',
    '/** An array. */',
    'type Several<T> = ColumnType<T[], readonly T[], readonly T[]>;',
    '/** A column that may be left out of an insert. */',
    'type ByDefault<T> =',
    '  T extends ColumnType<infer Read, infer Insert, infer Update>',
    '    ? ColumnType<Read, Insert | undefined, Update>',
    '    : ColumnType<T, T | undefined, T>;',
    '',
    '/** Every table of the schema `workprint` by its full name. */',
    'export type Tables = {',
    ...[...tables].flatMap(([table, columns]) => [`  'workprint.${table}': {`, ...columns.map(lineOf), '  };']),
    '};',
    '',
  ].join('\n');
};
