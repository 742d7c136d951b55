/** What stops a database of one's own from starting, each in one sentence. PostgreSQL's own last words stand behind what is not known. */
import { WorkprintError } from '../../../domain/errors.ts';

/** The `code` of a system error. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

export const diskFull = (folder: string, cause?: unknown): WorkprintError =>
  new WorkprintError(
    'disk-full',
    `The disk that holds ${folder} is full, so the database cannot work. Free some space and start again; nothing that was kept is lost.`,
    { cause },
  );

export const folderLocked = (folder: string, cause?: unknown): WorkprintError =>
  new WorkprintError(
    'database-refused',
    `The database folder ${folder} cannot be written by this user. Start Workprint as the user it belongs to, or choose another WORKPRINT_HOME.`,
    { cause },
  );

export const otherMajor = (folder: string, found: string, ours: number): WorkprintError =>
  new WorkprintError(
    'database-refused',
    `The database in ${folder} was written by PostgreSQL ${found}, and this Workprint brings ${ours}. Make a backup with the Workprint that wrote it, move that folder away, start this one and restore the backup.`,
  );

/** System errors about the folder in the house's words; every other error as it is. */
export const asFolderError = (error: unknown, folder: string): unknown => {
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(folder, error);
  if (code === 'ENOTDIR' || code === 'EEXIST')
    return new WorkprintError(
      'database-refused',
      `Where the folder of the database should be, there is a file or a link that leads nowhere: ${folder}.`,
      {
        cause: error,
      },
    );
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return folderLocked(folder, error);
  return error;
};

const lastWords = (log: string): string => {
  const lines = log.split('\n').filter((line) => /\b(?:FATAL|PANIC|error|fatal)\b/i.test(line));
  const line = (lines.at(-1) ?? log.trim().split('\n').at(-1) ?? '').replace(
    /^.*?\b(?:FATAL|PANIC|error|fatal):\s*/,
    '',
  );
  return line.slice(0, 300) || 'it said nothing';
};

/** What PostgreSQL's or initdb's last lines mean. `folder` is the data folder. */
export const explainFailure = (log: string, folder: string): WorkprintError => {
  if (/No space left on device|Disk quota exceeded/.test(log)) return diskFull(folder);
  if (/Permission denied|Read-only file system/.test(log)) return folderLocked(folder);
  if (/could not map anonymous shared memory|could not resize shared memory|Cannot allocate memory/.test(log))
    return new WorkprintError(
      'database-refused',
      'There is not enough free memory to start the database. Close other programs and start again.',
    );
  if (/error while loading shared libraries|cannot execute|Exec format error/.test(log))
    return new WorkprintError(
      'database-refused',
      `The PostgreSQL that comes along does not run on this machine: ${lastWords(log)}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  return new WorkprintError('database-refused', `The database in ${folder} does not start: ${lastWords(log)}`);
};

/** PostgreSQL found that another one holds the folder, or that its children are not gone yet: look again. */
export const isHeldByAnother = (log: string): boolean =>
  /lock file ".*" already exists|pre-existing shared memory block|is still in use/.test(log);
