/** The database of the studio server: the one given by DATABASE_URL, or the one of the home. Films on the command line need neither. */
import { WorkprintError } from '../../domain/errors.ts';
import type { MachineCheck } from './machine-check.ts';

const name = 'Database';

const weak = (found: string, advice: string): MachineCheck => ({ name, state: 'weak', found, advice });

/** An open database: is it migrated, and are its roles bound by policies? `where` says in words which one it is. */
const checkOpen = async (url: string, where: string): Promise<MachineCheck> => {
  const { inspectDatabase } = await import('../../adapters/postgres/postgres.ts');
  const { version, tookMs, pending, strongRoles } = await inspectDatabase(url);
  const found = `PostgreSQL ${version} ${where}, answers in ${tookMs} ms`;
  if (strongRoles.length > 0)
    return weak(
      `${found}, but ${strongRoles.join(' and ')} may bypass row-level security: people would see each other’s work`,
      strongRoles.map((role) => `alter role ${role} nosuperuser nobypassrls;`).join(' '),
    );
  if (pending.length === 0) return { name, state: 'ok', found: `${found}, up to date` };
  const many = pending.length === 1 ? 'one migration' : `${pending.length} migrations`;
  return { name, state: 'ok', found: `${found}; ${many} will be applied at the next start` };
};

const checkOwn = async (home: string): Promise<MachineCheck> => {
  const { inspectEmbedded } = await import('../../adapters/postgres/postgres.ts');
  const { major, folder, writtenBy, url } = await inspectEmbedded(home);
  if (folder === undefined)
    return { name, state: 'ok', found: `PostgreSQL ${major} comes along; made at the first start of the server` };
  if (writtenBy !== String(major))
    return weak(
      `${folder} was written by PostgreSQL ${writtenBy}, and ${major} comes along`,
      'make a backup with the Workprint that wrote it, move that folder away, start this one and restore the backup',
    );
  if (url === undefined) return { name, state: 'ok', found: `PostgreSQL ${major} in ${folder}, not running` };
  return checkOpen(url, `in ${folder}`);
};

/** `url` is DATABASE_URL, `home` WORKPRINT_HOME. Changes and starts nothing. */
export const checkDatabase = async (url: string | undefined, home: string): Promise<MachineCheck> => {
  try {
    return await (url === undefined ? checkOwn(home) : checkOpen(url, 'at DATABASE_URL'));
  } catch (error) {
    if (!(error instanceof WorkprintError)) throw error;
    return error.code === 'unavailable'
      ? weak(
          'DATABASE_URL leads to no database that answers',
          'start it, or correct the address; the server does not start without it',
        )
      : weak('the studio server would not start', error.message);
  }
};
