/**
 * What vitest calls before and after a run: all of its processes share one PostgreSQL, which starts when the first of them asks for a database,
 * and ends here. Servers that a killed run left behind are ended first.
 */
import { readFileSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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

/** The home of a server that belongs to this process; nothing is made yet. */
export const homeOfThisProcess = (): string => join(tmpdir(), `${prefix}${process.pid}-${beganAt(process.pid) ?? 0}`);

/** Ends the server of a home, if it runs, and removes all of it. */
const endServer = async (home: string): Promise<void> => {
  const isRunning = await readdir(join(home, 'database', 'cluster')).then(
    (names) => names.includes('postmaster.pid'),
    () => false, // it never started
  );
  if (isRunning) {
    const { startEmbeddedPostgres } = await import('../../src/adapters/postgres/postgres.ts');
    await (await startEmbeddedPostgres({ home, isThrowaway: true })).stop();
  }
  await rm(home, { recursive: true, force: true });
};

/** Gives what ends it. */
export default async (): Promise<() => Promise<void>> => {
  for (const name of (await readdir(tmpdir())).filter((each) => each.startsWith(prefix))) {
    const [pid = '', began = ''] = name.slice(prefix.length).split('-');
    if (beganAt(process.pid) && beganAt(pid) !== began) await endServer(join(tmpdir(), name));
  }
  const home = homeOfThisProcess();
  process.env[homeVariable] = home;
  return () => endServer(home);
};
