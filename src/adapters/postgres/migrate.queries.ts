/** What migrations say to the database. */
import type pg from 'pg';
import type { Migration } from './migration-files.ts';
import { roleNames } from './roles.ts';

export type Applied = { readonly version: number; readonly name: string; readonly checksum: string };
export type RoleFacts = { readonly name: string; readonly isSuperuser: boolean; readonly bypassesPolicies: boolean };

/** Chosen by chance, so that no other program takes the same. */
const lockKey = '-4398072436412318273';

export type Server = { readonly versionNumber: number; readonly version: string; readonly encoding: string };

export const readServer = async (client: pg.Client): Promise<Server> => {
  const { rows } = await client.query<Server>(`
    select current_setting('server_version_num')::int as "versionNumber", current_setting('server_version') as version,
      pg_encoding_to_char(encoding) as encoding
    from pg_database where datname = current_database()`);
  const row = rows[0];
  if (!row) throw new Error('The database does not know itself.');
  return row;
};

/** Migrations take as long as they take, but do not hold up others while they wait for a lock. */
export const prepareSession = async (client: pg.Client, lockTimeoutMs: number): Promise<void> => {
  await client.query(
    `set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set lock_timeout = ${Math.trunc(lockTimeoutMs)};
     set client_min_messages = warning; set search_path = ''`,
  );
};

/** True: it is our turn until the connection ends. */
export const tryLock = async (client: pg.Client): Promise<boolean> => {
  const { rows } = await client.query<{ taken: boolean }>(`select pg_try_advisory_lock(${lockKey}) as taken`);
  return rows[0]?.taken === true;
};

export const ensureRecord = async (client: pg.Client): Promise<void> => {
  await client.query(`
    create schema if not exists workprint;
    create table if not exists workprint.migrations (
      version integer primary key,
      name text not null,
      checksum text not null,
      applied_at timestamptz not null default now()
    )`);
};

export const readApplied = async (client: pg.Client): Promise<readonly Applied[]> =>
  (await client.query<Applied>('select version, name, checksum from workprint.migrations order by version')).rows;

/** As `readApplied`, also of a database that no Workprint has seen yet. */
export const readAppliedIfAny = async (client: pg.Client): Promise<readonly Applied[]> => {
  const { rows } = await client.query<{ isThere: boolean }>(
    `select to_regclass('workprint.migrations') is not null as "isThere"`,
  );
  return rows[0]?.isThere ? readApplied(client) : [];
};

/**
 * Functions that act beyond what their caller may see run as the studio: not as the owner of the tables, who sees nothing under forced row-level
 * security, and not as whoever migrates. One without a fixed search path could be led astray, and is refused.
 */
const giveDefinersToStudio = `
  do $$
  declare routine record;
  begin
    for routine in
      select p.oid::regprocedure as name, p.proconfig from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'workprint' and p.prosecdef and p.proowner <> (select oid from pg_catalog.pg_roles where rolname = '${roleNames.studio}')
    loop
      if not coalesce('search_path=""' = any(routine.proconfig), false) then
        raise exception 'the function % is security definer and needs: set search_path = ''''', routine.name;
      end if;
      grant create on schema workprint to ${roleNames.studio};
      execute format('alter routine %s owner to ${roleNames.studio}', routine.name);
      revoke create on schema workprint from ${roleNames.studio};
    end loop;
  end
  $$`;

/** The migration and the record of it commit together. */
export const applyOne = async (client: pg.Client, { version, name, sql, checksum }: Migration): Promise<void> => {
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query(giveDefinersToStudio);
    await client.query('insert into workprint.migrations (version, name, checksum) values ($1, $2, $3)', [
      version,
      name,
      checksum,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined); // a lost connection has rolled back already; the first error says why
    throw error;
  }
};

export const readRoles = async (client: pg.Client): Promise<readonly RoleFacts[]> =>
  (
    await client.query<RoleFacts>(
      'select rolname as name, rolsuper as "isSuperuser", rolbypassrls as "bypassesPolicies" from pg_roles where rolname = any($1) order by 1',
      [Object.values(roleNames)],
    )
  ).rows;
