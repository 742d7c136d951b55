/** The first start: a cluster is made beside its place and appears there in one rename, so that no crash leaves half of one. */
import { chmod, chown, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { asFolderError, codeOf, explainFailure, otherMajor } from './explain-failure.ts';
import { credentialsIn, makeCredentials, type Place } from './place.ts';
import { runProgram } from './run-program.ts';

const prefix = 'cluster-half-';
const abandonedAfterMs = 10 * 60_000;

/** Clusters that a killed first start left half made. */
const sweepHalves = async (folder: string): Promise<void> => {
  for (const name of (await readdir(folder)).filter((each) => each.startsWith(prefix))) {
    const { mtimeMs } = await stat(join(folder, name));
    if (Date.now() - mtimeMs > abandonedAfterMs) await rm(join(folder, name), { recursive: true, force: true });
  }
};

const versionOf = async (cluster: string): Promise<string | undefined> => {
  try {
    return (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
};

/** Text sorts and folds by PostgreSQL's own Unicode rules, which no upgrade of the operating system changes below an index. */
const initdbArguments = (cluster: string, passwordFile: string, isThrowaway: boolean): readonly string[] => [
  `--pgdata=${cluster}`,
  '--username=postgres',
  `--pwfile=${passwordFile}`,
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--no-instructions',
  ...(isThrowaway ? ['--no-sync'] : []),
];

const makeCluster = async (place: Place, { initdb }: Binaries, isThrowaway: boolean): Promise<void> => {
  const { folder, cluster, runAs } = place;
  const half = await mkdtemp(join(folder, prefix));
  const give = async (path: string): Promise<void> => {
    if (runAs) await chown(path, runAs.uid, runAs.gid);
  };
  try {
    await give(half);
    const inside = join(half, 'cluster');
    const passwordFile = join(half, 'password');
    const credentials = makeCredentials();
    await writeFile(passwordFile, `${credentials.superuser}\n`, { mode: 0o600 });
    await give(passwordFile);
    const { code, words } = await runProgram(initdb, initdbArguments(inside, passwordFile, isThrowaway), {
      runAs,
      cwd: half,
    });
    if (code !== 0) throw explainFailure(words, cluster);
    await writeFile(credentialsIn(inside), JSON.stringify(credentials), { mode: 0o600, flush: true });
    await give(credentialsIn(inside));
    await chmod(inside, 0o700);
    await rename(inside, cluster);
  } catch (error) {
    // Another first start was faster: its cluster is as good.
    if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'EEXIST') throw asFolderError(error, cluster);
  } finally {
    await rm(half, { recursive: true, force: true });
  }
};

/** Makes the cluster when there is none. Throws `database-refused` for one of another major version, `disk-full`. */
export const ensureCluster = async (
  place: Place,
  binaries: Binaries,
  isThrowaway: boolean,
): Promise<'made' | 'found'> => {
  const found = await versionOf(place.cluster);
  if (found !== undefined && found !== String(binaries.major)) throw otherMajor(place.cluster, found, binaries.major);
  if (found !== undefined) return 'found';
  await sweepHalves(place.folder);
  await makeCluster(place, binaries, isThrowaway);
  return 'made';
};
