/** Where a database of one's own lives: the folder, its credentials, its socket; and that whoever runs it may get there. */
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, mkdtemp, readFile, realpath, rmdir, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WorkprintError } from '../../../domain/errors.ts';
import { asFolderError, codeOf } from './explain-failure.ts';
import { chooseRunAs, firstClosed, type RunAs } from './run-as.ts';

export type Place = {
  /** Real path; everything of the database stands below it. */
  readonly folder: string;
  /** PGDATA. */
  readonly cluster: string;
  readonly log: string;
  readonly owners: string;
  readonly runAs: RunAs | undefined;
};

export type Credentials = { readonly superuser: string; readonly login: string };

const credentialsFile = 'workprint-credentials.json';

/** Where the database goes when root's own home is closed to everybody else. */
const systemFolder = '/var/lib/workprint';

const ownerOf = async (path: string): Promise<number | undefined> => {
  try {
    return (await stat(path)).uid;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
};

const give = async (folder: string, runAs: RunAs | undefined): Promise<void> => {
  if (runAs) await chown(folder, runAs.uid, runAs.gid);
};

/**
 * Makes the folder reachable for the user who will run PostgreSQL. A home that is closed may be entered from now on, but not listed; when a
 * folder above it is closed (/root), the database stands in /var/lib/workprint and the home keeps a link to it.
 */
const openTheWay = async (home: string, wanted: string, runAs: RunAs | undefined): Promise<void> => {
  const made = await ownerOf(wanted);
  const closed = await firstClosed(home, runAs);
  if (closed === undefined || (made !== undefined && (await firstClosed(await realpath(wanted), runAs)) === undefined))
    return;
  if (closed === home) {
    await chmod(home, ((await stat(home)).mode & 0o777) | 0o011);
    return;
  }
  if (made !== undefined)
    throw new WorkprintError(
      'database-refused',
      `The database in ${wanted} cannot be reached by the user it runs as, since ${closed} is closed to others. Start Workprint as the user who owns it.`,
    );
  await mkdir(systemFolder, { recursive: true, mode: 0o755 });
  const elsewhere = await mkdtemp(join(systemFolder, 'database-'));
  await chmod(elsewhere, 0o711);
  try {
    await symlink(elsewhere, wanted);
  } catch (error) {
    await rmdir(elsewhere);
    // Another first start was faster, and its link is as good.
    if (codeOf(error) !== 'EEXIST' || (await ownerOf(wanted)) === undefined) throw error;
  }
};

/** Finds or makes the place below `home`. Throws `database-refused`, `disk-full`. */
export const preparePlace = async (home: string): Promise<Place> => {
  const wanted = join(home, 'database');
  try {
    await mkdir(home, { recursive: true });
    const runAs = await chooseRunAs(await ownerOf(join(wanted, 'cluster')));
    await openTheWay(await realpath(home), wanted, runAs);
    await mkdir(wanted, { recursive: true, mode: 0o711 });
    const folder = await realpath(wanted);
    const owners = join(folder, 'owners');
    await mkdir(owners, { recursive: true, mode: 0o755 });
    return { folder, cluster: join(folder, 'cluster'), log: join(folder, 'server.log'), owners, runAs };
  } catch (error) {
    throw asFolderError(error, wanted);
  }
};

/**
 * A folder for the socket. Its path may have 107 bytes at most, so a long home puts it in the system's temporary folder, under a name
 * nobody can have prepared; the running server's own lock file says where.
 */
export const makeSocketFolder = async ({ folder, runAs }: Place): Promise<string> => {
  const near = join(folder, 'socket');
  const isShort = Buffer.byteLength(join(near, '.s.PGSQL.5432.lock')) < 104;
  if (isShort) await mkdir(near, { recursive: true, mode: 0o700 });
  const socket = isShort ? near : await mkdtemp(join(tmpdir(), 'workprint-'));
  await give(socket, runAs);
  return socket;
};

export const makeCredentials = (): Credentials => ({
  superuser: randomBytes(24).toString('base64url'),
  login: randomBytes(24).toString('base64url'),
});

/** Keeps the credentials inside a folder that is about to become the cluster: both appear in one rename. */
export const credentialsIn = (cluster: string): string => join(cluster, credentialsFile);

/** Throws `database-refused` when they are gone or damaged. */
export const readCredentials = async ({ cluster }: Place): Promise<Credentials> => {
  try {
    const { superuser, login } = JSON.parse(await readFile(credentialsIn(cluster), 'utf8')) as Partial<Credentials>;
    if (typeof superuser !== 'string' || typeof login !== 'string') throw new SyntaxError('a password is missing');
    return { superuser, login };
  } catch (error) {
    if (codeOf(error) === 'EACCES') throw asFolderError(error, cluster);
    throw new WorkprintError(
      'database-refused',
      `The passwords of the database cannot be read from ${credentialsIn(cluster)}. Put the file back from a backup of that folder.`,
      { cause: error },
    );
  }
};
