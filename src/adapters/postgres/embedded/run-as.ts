/** PostgreSQL refuses to run as root, so root lends it another user of this machine; what that user must reach has to be open to it. */
import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { WorkprintError } from '../../../domain/errors.ts';

export type RunAs = { readonly uid: number; readonly gid: number };

/** Users that own nothing of anybody's, best first. */
const candidates = ['postgres', 'nobody'];

const knownUsers = async (): Promise<ReadonlyMap<string, RunAs>> => {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n');
  return new Map(
    lines.flatMap((line) => {
      const [name, , uid, gid] = line.split(':');
      return name && uid && gid ? [[name, { uid: Number(uid), gid: Number(gid) }] as const] : [];
    }),
  );
};

/**
 * Undefined: this process is not root, and PostgreSQL runs as the same user. `ownerOfFiles` is the user id of files that exist already:
 * whoever wrote them goes on. Throws `database-refused` when root finds nobody to lend.
 */
export const chooseRunAs = async (ownerOfFiles: number | undefined): Promise<RunAs | undefined> => {
  if (process.getuid?.() !== 0) return undefined;
  const users = await knownUsers();
  if (ownerOfFiles !== undefined && ownerOfFiles !== 0) {
    const owner = [...users.values()].find(({ uid }) => uid === ownerOfFiles);
    if (owner) return owner;
  }
  const chosen = candidates.map((name) => users.get(name)).find((user) => user !== undefined);
  if (chosen) return chosen;
  throw new WorkprintError(
    'database-refused',
    'PostgreSQL does not run as root, and there is no user “postgres” or “nobody” to run it as. Start Workprint as another user, or set DATABASE_URL.',
  );
};

const execute = 0o1;
const read = 0o4;

const allows = (mode: number, owner: RunAs, runAs: RunAs, bits: number): boolean => {
  if (owner.uid === runAs.uid) return ((mode >> 6) & bits) === bits;
  if (owner.gid === runAs.gid) return ((mode >> 3) & bits) === bits;
  return (mode & bits) === bits;
};

/** The first folder on the way to `path` that `runAs` may not enter, or `path` itself when it lacks `needed` there. */
export const firstClosed = async (
  path: string,
  runAs: RunAs | undefined,
  needed: number = execute,
): Promise<string | undefined> => {
  if (!runAs) return undefined;
  const above: string[] = [];
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    above.unshift(folder);
    if (folder === dirname(folder)) break;
  }
  for (const folder of above) {
    const { mode, uid, gid } = await stat(folder);
    if (!allows(mode, { uid, gid }, runAs, execute)) return folder;
  }
  const { mode, uid, gid } = await stat(path);
  return allows(mode, { uid, gid }, runAs, needed) ? undefined : path;
};

/** Whether `runAs` may read and run the file at `path`. */
export const canReach = async (path: string, runAs: RunAs | undefined): Promise<boolean> =>
  (await firstClosed(path, runAs, read | execute)) === undefined;
