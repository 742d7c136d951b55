/** What every connection and every transaction says first and last. */
import type pg from 'pg';
import type { RoleName } from './roles.ts';

export type Session = {
  readonly role: RoleName;
  readonly statementTimeoutMs: number;
  readonly searchPath?: string;
};

/** A transaction that its program forgot ends itself, and its locks with it. */
const idleInTransactionMs = 60_000;

/** Makes a new connection act as its role, for all of its life; one round trip. */
export const beginSession = async (
  client: pg.ClientBase,
  { role, statementTimeoutMs, searchPath }: Session,
): Promise<void> => {
  await client.query(
    `set role ${role}; set statement_timeout = ${Math.trunc(statementTimeoutMs)};
     set idle_in_transaction_session_timeout = ${idleInTransactionMs};
     set search_path = ${searchPath ?? "''"}`,
  );
};

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** Opens a transaction for one person: begin and claims in one round trip. Throws when the id is no UUID, so that it can hold nothing else. */
export const beginAsPerson = (personId: string): string => {
  if (!uuid.test(personId)) throw new TypeError('A person’s id is a UUID.');
  return `begin; set local request.jwt.claims = '{"sub":"${personId.toLowerCase()}"}'`;
};

export const beginAsStudio = 'begin';
/** The commit is answered before it is on the disk: a crash may lose it, never damage anything. */
export const beginLoosely = 'begin; set local synchronous_commit = off';
export const commit = 'commit';
export const rollback = 'rollback';

/** Those of the given backends that work on something; also those that wait for a lock. */
export const backendsAtWork = async (client: pg.ClientBase, pids: readonly number[]): Promise<ReadonlySet<number>> => {
  const { rows } = await client.query<{ pid: number }>(
    "select pid from pg_stat_activity where pid = any($1::int[]) and (state is null or state = 'active')",
    [pids],
  );
  return new Set(rows.map(({ pid }) => pid));
};

/** The server's version, `18.4`. */
export const readVersion = async (client: pg.Pool | pg.ClientBase): Promise<string> => {
  const { rows } = await client.query<{ version: string }>("select current_setting('server_version') as version");
  return rows[0]?.version ?? '';
};
