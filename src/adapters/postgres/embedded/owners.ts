/** Who uses a database of one's own: one small file for each process, so that the last to leave ends the server. */
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beganAt, isAlive } from './process-life.ts';

/** One process may own a place several times (tests do). */
let taken = 0;

/** Writes us down; the answer takes us off again. */
export const register = async (owners: string): Promise<() => Promise<void>> => {
  const name = `${process.pid}.${await beganAt(process.pid)}.${++taken}`;
  await writeFile(join(owners, name), '');
  return () => rm(join(owners, name), { force: true });
};

/** Whether anybody is left. Files of processes that died are removed on the way. */
export const isOwned = async (owners: string): Promise<boolean> => {
  for (const name of await readdir(owners)) {
    const [pid = '', began = ''] = name.split('.');
    if (isAlive(Number(pid)) && (await beganAt(Number(pid))) === began) return true;
    await rm(join(owners, name), { force: true });
  }
  return false;
};
