/** What the database says of its tables: enough to make a row of each, and to name every policy. */
import type { Client } from 'pg';

export type Column = {
  readonly name: string;
  readonly type: string;
  readonly isArray: boolean;
  readonly isNullable: boolean;
  /** It fills itself in: a default, an identity, a generated column. */
  readonly fillsItself: boolean;
  readonly isGenerated: boolean;
  readonly labels: readonly string[] | null;
  /** The table it refers to. */
  readonly refersTo: string | null;
};
export type Table = {
  /** `workprint.assets`. */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly key: readonly string[];
  readonly isGuarded: boolean;
  /** The role that acts for people has some right on it. */
  readonly isReachable: boolean;
};
export type Policy = {
  readonly table: string;
  readonly name: string;
  readonly isRestrictive: boolean;
  readonly using: string | null;
  readonly check: string | null;
};

type ColumnRow = Column & {
  readonly table: string;
  readonly isGuarded: boolean;
  readonly isReachable: boolean;
  readonly key: readonly string[] | null;
};

const columnsSql = `
  select 'workprint.' || c.relname as "table", c.relrowsecurity and c.relforcerowsecurity as "isGuarded",
    has_any_column_privilege('workprint_app', c.oid, 'select, insert, update, references')
      or has_table_privilege('workprint_app', c.oid, 'delete, truncate, trigger') as "isReachable",
    (select array_agg(k.attname::text order by k.attnum) from pg_index i join pg_attribute k on k.attrelid = c.oid and k.attnum = any(i.indkey)
      where i.indrelid = c.oid and i.indisprimary) as key,
    a.attname as name, coalesce(e.typname, t.typname) as type, t.typcategory = 'A' as "isArray", not a.attnotnull as "isNullable",
    a.atthasdef or a.attidentity <> '' as "fillsItself", a.attgenerated <> '' or a.attidentity = 'a' as "isGenerated",
    (select array_agg(enumlabel::text order by enumsortorder) from pg_enum where enumtypid = coalesce(e.oid, t.oid)) as labels,
    (select 'workprint.' || r.relname from pg_constraint f join pg_class r on r.oid = f.confrelid
      where f.conrelid = c.oid and f.contype = 'f' and f.conkey = array[a.attnum] limit 1) as "refersTo"
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid left join pg_type e on t.typcategory = 'A' and e.oid = t.typelem
  where c.relnamespace = 'workprint'::regnamespace and c.relkind in ('r', 'p')
  order by c.relname, a.attnum`;

/** All tables of the studio, a table after those it refers to. */
export const readTables = async (client: Client): Promise<readonly Table[]> => {
  const { rows } = await client.query<ColumnRow>(columnsSql);
  const tables = [...Map.groupBy(rows, ({ table }) => table)].map(
    ([name, columns]): Table => ({
      name,
      columns,
      key: columns[0]?.key ?? [],
      isGuarded: columns[0]?.isGuarded ?? false,
      isReachable: columns[0]?.isReachable ?? true,
    }),
  );
  const ordered: Table[] = [];
  const isReady = ({ name, columns }: Table): boolean =>
    columns.every(({ refersTo }) => !refersTo || refersTo === name || ordered.some((done) => done.name === refersTo));
  while (ordered.length < tables.length) {
    const next = tables.find((table) => !ordered.includes(table) && isReady(table));
    if (!next) throw new Error('Tables refer to each other in a circle.');
    ordered.push(next);
  }
  return ordered;
};

/** All policies, by table and name. */
export const readPolicies = async (client: Client): Promise<readonly Policy[]> =>
  (
    await client.query<Policy>(`
      select 'workprint.' || c.relname as "table", polname as name, not polpermissive as "isRestrictive",
        pg_get_expr(polqual, polrelid) as using, pg_get_expr(polwithcheck, polrelid) as check
      from pg_policy join pg_class c on c.oid = polrelid where c.relnamespace = 'workprint'::regnamespace order by 1, 2`)
  ).rows;
