/**
 * What vitest calls before and after a run: all of its processes share one PostgreSQL, which starts when the first of them asks for a database,
 * and ends here. Servers that a killed run left behind are ended first.
 */
import { readFileSync, statfsSync } from 'node:fs';
import { readdir, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const prefix = 'workprint-test-postgres-';
/** Tells the processes of a run where their server lives. */
export const homeVariable = 'WORKPRINT_TEST_POSTGRES';

/** When a process began: a number alone may have been given to another since. */
const beganAt = (pid: number | string): string | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined; // it ended, or this machine has no /proc
  }
};

const memoryFolder = '/dev/shm';
const enoughBytes = 2 * 1024 ** 3;

/** Memory where there is plenty of it, as nothing has to last: a database is copied there in 15 ms instead of 100 to 1,000. */
export const scratchFolder = (): string => {
  try {
    const { bavail, bsize } = statfsSync(memoryFolder);
    return bavail * bsize > enoughBytes ? memoryFolder : tmpdir();
  } catch {
    return tmpdir(); // this machine has none
  }
};

/** The home of a server that belongs to this process; nothing is made yet. */
export const homeOfThisProcess = (): string =>
  join(scratchFolder(), `${prefix}${process.pid}-${beganAt(process.pid) ?? 0}`);

/** Homes of processes that are gone, by their paths. */
const abandonedHomes = async (): Promise<readonly string[]> => {
  if (beganAt(process.pid) === undefined) return [];
  const found = await Promise.all(
    [...new Set([memoryFolder, tmpdir()])].map(async (folder) => {
      const names = await readdir(folder).catch(() => []); // this machine has none
      return names.filter((name) => name.startsWith(prefix)).map((name) => join(folder, name));
    }),
  );
  return found.flat().filter((home) => {
    const [pid = '', began = ''] = basename(home).slice(prefix.length).split('-');
    return beganAt(pid) !== began;
  });
};

/** The number of the server of a home, if it runs. */
const serverOf = async (home: string): Promise<number | undefined> => {
  try {
    const cluster = join(await realpath(join(home, 'database')), 'cluster');
    const pid = Number((await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')[0]);
    if (process.platform !== 'linux') return pid;
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).includes(cluster) ? pid : undefined;
  } catch {
    return undefined; // it never started, or ended
  }
};

/** Ends the server of a home at once, as nothing of it is kept, and removes all of it. Another run may do the same at this moment. */
const endServer = async (home: string): Promise<void> => {
  const pid = await serverOf(home);
  if (pid !== undefined) {
    process.kill(pid, 'SIGQUIT');
    for (let waits = 0; waits < 500 && (await serverOf(home)) === pid; waits++) await sleep(10);
  }
  await rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
};

/** Gives what ends it. */
export default async (): Promise<() => Promise<void>> => {
  // What cannot be ended now is found by the next run.
  for (const home of await abandonedHomes()) await endServer(home).catch(() => undefined);
  const home = homeOfThisProcess();
  process.env[homeVariable] = home;
  return () => endServer(home);
};
