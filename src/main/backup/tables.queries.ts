/** The studio's tables as backup and restore see them: what there is, in which order, and the statements that move their rows. */
import type { Client } from 'pg';
import { WorkprintError } from '../../domain/errors.ts';

export type BackupTable = { readonly name: string; readonly columns: readonly string[] };

/** Not in backups: what lives for minutes, what is only here, and what would let somebody in. */
const leftOut = new Set([
  ...['sessions', 'verifications', 'rate_windows', 'uploads', 'migrations', 'schema_migrations'],
  ...['provider_gates', 'provider_passes'],
]);

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const inSchema = (table: string): string => `workprint.${quoted(table)}`;

const listTables = async (client: Client): Promise<readonly BackupTable[]> => {
  const { rows } = await client.query<BackupTable>(`
    select class.relname as name, array_agg(attribute.attname::text order by attribute.attnum) as columns
    from pg_class class
    join pg_attribute attribute on attribute.attrelid = class.oid and attnum > 0 and not attisdropped and attgenerated = ''
    where class.relnamespace = 'workprint'::regnamespace and class.relkind in ('r', 'p') and class.relispartition = false
    group by class.relname order by class.relname`);
  return rows.filter((table) => !leftOut.has(table.name));
};

/** Tables in the order in which they can be filled: what is referred to comes first. */
export const tablesInOrder = async (client: Client): Promise<readonly BackupTable[]> => {
  const tables = await listTables(client);
  const { rows } = await client.query<{ from: string; to: string }>(`
    select child.relname as "from", parent.relname as "to" from pg_constraint
    join pg_class child on child.oid = conrelid join pg_class parent on parent.oid = confrelid
    where contype = 'f' and child.relnamespace = 'workprint'::regnamespace and conrelid <> confrelid`);
  const ordered: BackupTable[] = [];
  const placed = new Set<string>(leftOut);
  while (ordered.length < tables.length) {
    const next = tables.filter(
      ({ name }) => !placed.has(name) && rows.every((key) => key.from !== name || placed.has(key.to)),
    );
    if (next.length === 0)
      throw new Error('Tables refer to each other in a circle; a backup cannot be restored in any order.');
    ordered.push(...next);
    for (const { name } of next) placed.add(name);
  }
  return ordered;
};

/** One view of the whole database, as the studio sees it: while it is read, others go on writing. */
export const beginSnapshot = async (client: Client): Promise<void> => {
  await client.query('begin isolation level repeatable read read only');
  await client.query('set local role workprint_studio');
  await client.query('set local statement_timeout = 0');
  await client.query('set local idle_in_transaction_session_timeout = 0');
};

/** Throws when a policy or a missing grant would hide rows from the studio: a backup of half the rows is none. */
export const checkSeesAll = async (client: Client): Promise<void> => {
  const { rows } = await client.query<{ name: string }>(`
    select class.relname as name from pg_class class
    where class.relnamespace = 'workprint'::regnamespace and class.relkind in ('r', 'p')
      and not (
        has_table_privilege('workprint_studio', class.oid, 'select')
        and (not class.relrowsecurity or (
          exists (select from pg_policy where polrelid = class.oid and polpermissive and polcmd in ('*', 'r')
                  and 'workprint_studio'::regrole = any(polroles) and pg_get_expr(polqual, polrelid) = 'true')
          and not exists (select from pg_policy where polrelid = class.oid and not polpermissive and polcmd in ('*', 'r')
                  and ('workprint_studio'::regrole = any(polroles) or 0 = any(polroles)))
        ))
      )`);
  const hidden = rows.map((row) => row.name).filter((name) => !leftOut.has(name));
  if (hidden.length > 0)
    throw new WorkprintError(
      'database-refused',
      `The studio’s role may not see all rows of ${hidden.join(', ')}; the backup would not be whole.`,
    );
};

/** Blobs nobody names are on their way out and stay behind. */
const condition: Readonly<Record<string, string>> = {
  blobs: `where orphaned_at is null or exists (select from workprint.assets where blob_hash = hash)
    or exists (select from workprint.asset_derivatives where blob_hash = hash)
    or exists (select from workprint.job_results where blob_hash = hash)
    or exists (select from workprint.answer_blobs where blob_hash = hash)
    or exists (select from workprint.provider_call_blobs where blob_hash = hash)`,
};

export const copyOutStatement = ({ name, columns }: BackupTable): string =>
  `copy (select ${columns.map(quoted).join(', ')} from ${inSchema(name)} ${condition[name] ?? ''}) to stdout`;

export const copyInStatement = ({ name, columns }: BackupTable): string =>
  `copy ${inSchema(name)} (${columns.map(quoted).join(', ')}) from stdin`;

export type StoredBlob = { readonly hash: string; readonly bytes: number };

/** The blobs of the snapshot, in pages by their hash. */
export const listBlobs = async function* (client: Client): AsyncGenerator<StoredBlob> {
  for (let after = ''; ; ) {
    const { rows } = await client.query<{ hash: string; bytes: string }>(
      `select hash, bytes from (select * from workprint.blobs ${condition.blobs}) kept where hash > $1 order by hash limit 1000`,
      [after],
    );
    for (const row of rows) yield { hash: row.hash, bytes: Number(row.bytes) };
    if (rows.length < 1000) return;
    after = rows.at(-1)?.hash ?? '';
  }
};

/** Bytes of all blobs of the snapshot, for the progress. */
export const blobBytes = async (client: Client): Promise<number> => {
  const { rows } = await client.query<{ sum: string | null }>(
    `select sum(bytes) from (select * from workprint.blobs ${condition.blobs}) kept`,
  );
  return Number(rows[0]?.sum ?? 0);
};

/** Throws `database-refused` when there is anything in any of the tables. The login sees all rows: its own tables bind it no more. */
const checkEmpty = async (client: Client, tables: readonly BackupTable[]): Promise<void> => {
  for (const { name } of tables) {
    const { rows } = await client.query(`select from ${inSchema(name)} limit 1`);
    if (rows.length > 0)
      throw new WorkprintError(
        'database-refused',
        `A backup is restored into an empty studio; this one already has rows in ${name}. Use another WORKPRINT_HOME or database.`,
      );
  }
};

/** Opens a transaction in which rows come in as they were: no triggers, no policies. Gives what puts them back. */
export const beginRestore = async (client: Client, tables: readonly BackupTable[]): Promise<() => Promise<void>> => {
  await client.query('begin');
  await client.query('set local statement_timeout = 0');
  await client.query('set local idle_in_transaction_session_timeout = 0');
  const { rows } = await client.query<{ name: string }>(`
    select relname as name from pg_class where relnamespace = 'workprint'::regnamespace and relkind in ('r', 'p') and relforcerowsecurity`);
  const forced = new Set(rows.map((row) => row.name));
  for (const { name } of tables) {
    if (forced.has(name)) await client.query(`alter table ${inSchema(name)} no force row level security`);
    await client.query(`alter table ${inSchema(name)} disable trigger user`);
  }
  await checkEmpty(client, tables);
  return async () => {
    await moveSequences(client, tables);
    for (const { name } of tables) {
      await client.query(`alter table ${inSchema(name)} enable trigger user`);
      if (forced.has(name)) await client.query(`alter table ${inSchema(name)} force row level security`);
    }
    await client.query('commit');
  };
};

/** New rows get numbers after those that came in. */
const moveSequences = async (client: Client, tables: readonly BackupTable[]): Promise<void> => {
  for (const { name } of tables) {
    const { rows } = await client.query<{ column: string; sequence: string }>(
      `select attname::text as column, pg_get_serial_sequence($1, attname) as sequence from pg_attribute
       where attrelid = $1::regclass and attidentity <> '' and attnum > 0`,
      [inSchema(name)],
    );
    for (const { column, sequence } of rows)
      await client.query(
        `select setval($1, coalesce(max(${quoted(column)}), 1), max(${quoted(column)}) is not null) from ${inSchema(name)}`,
        [sequence],
      );
  }
};

/** Says of blobs, in the transaction of a restore, that their bytes did not come along. */
export const noteMissing = async (client: Client, hashes: readonly string[]): Promise<void> => {
  await client.query('update workprint.blobs set damaged_at = coalesce(damaged_at, now()) where hash = any($1)', [
    hashes,
  ]);
};
