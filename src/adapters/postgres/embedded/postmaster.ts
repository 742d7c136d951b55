/** The running server of a folder: found by its own lock file, started, ended. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chown, open, readFile, readlink, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { codeOf } from './explain-failure.ts';
import type { Place } from './place.ts';
import { isAlive } from './process-life.ts';
import { cleanEnvironment } from './run-program.ts';
import { tuningLines } from './tuning.ts';

/** What `postmaster.pid` says, which PostgreSQL writes line by line. */
export type Postmaster = { readonly pid: number; readonly socketFolder: string | undefined; readonly isReady: boolean };

const lockFile = (place: Place): string => join(place.cluster, 'postmaster.pid');

/** Undefined: there is no lock file. */
export const readPostmaster = async (place: Place): Promise<Postmaster | undefined> => {
  try {
    const lines = (await readFile(lockFile(place), 'utf8')).split('\n');
    return {
      pid: Math.abs(Number.parseInt(lines[0] ?? '', 10)) || 0,
      socketFolder: lines[4] || undefined,
      isReady: lines[7]?.trim() === 'ready',
    };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
};

/** Whether this process is the server of this folder, and not one that later got the same number. */
export const isPostmasterOf = async (pid: number, place: Place): Promise<boolean> => {
  if (!isAlive(pid)) return false;
  // Where there is no /proc, the password decides: only our own server lets us in.
  if (process.platform !== 'linux') return true;
  // A server works in its data folder, by whatever path somebody started it; one that ended and was not buried has neither.
  const [words, workingFolder] = await Promise.all([
    readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
    readlink(`/proc/${pid}/cwd`).catch(() => ''), // it ended meanwhile, or is another user's
  ]);
  return workingFolder === place.cluster || words.split('\0').includes(place.cluster);
};

/** A number no process has: Linux ends at 2^22, macOS at 99,998. */
const nobodysPid = 2 ** 31 - 2;

/**
 * A lock file whose number now belongs to somebody else would keep PostgreSQL from starting. The number is replaced; the rest stays, since by it
 * PostgreSQL finds out whether children of the dead server still hold its memory.
 */
export const disownLockFile = async (place: Place): Promise<void> => {
  const path = lockFile(place);
  const [, ...rest] = (await readFile(path, 'utf8')).split('\n');
  const { uid, gid, mode } = await stat(path);
  const beside = `${path}.stale`;
  await writeFile(beside, [String(nobodysPid), ...rest].join('\n'), { mode });
  if (process.getuid?.() === 0) await chown(beside, uid, gid);
  await rename(beside, path);
};

const largestLog = 1024 * 1024;

/** The log is a file, not a pipe: the server outlives us. One older file is kept. */
const openLog = async (place: Place): Promise<{ fd: number; from: number; close: () => Promise<void> }> => {
  const size = await stat(place.log).then(
    (found) => found.size,
    () => 0,
  );
  if (size > largestLog) await rename(place.log, `${place.log}.1`);
  const file = await open(place.log, 'a', 0o600);
  return { fd: file.fd, from: (await file.stat()).size, close: () => file.close() };
};

const include = "include_if_exists = 'workprint.conf'";

/** Our settings stand in a file of their own, which the cluster's own configuration includes at its end. */
const writeTuning = async (place: Place, socketFolder: string, isThrowaway: boolean): Promise<void> => {
  const path = join(place.cluster, 'workprint.conf');
  await writeFile(path, tuningLines(place, socketFolder, isThrowaway), { mode: 0o600 });
  if (place.runAs) await chown(path, place.runAs.uid, place.runAs.gid);
  const main = join(place.cluster, 'postgresql.conf');
  if (!(await readFile(main, 'utf8')).includes(include)) await writeFile(main, `\n${include}\n`, { flag: 'a' });
};

export type Spawned = {
  readonly child: ChildProcess;
  /** What it has printed so far. */
  readonly words: () => Promise<string>;
};

/** Starts the server apart from us: signals of our terminal do not reach it, and it goes on when we die. */
export const spawnPostmaster = async (
  place: Place,
  { postgres }: Binaries,
  socketFolder: string,
  isThrowaway: boolean,
): Promise<Spawned> => {
  await writeTuning(place, socketFolder, isThrowaway);
  const log = await openLog(place);
  try {
    const child = spawn(postgres, ['-D', place.cluster], {
      cwd: place.cluster,
      env: cleanEnvironment,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      ...place.runAs,
    });
    child.unref();
    // A program that cannot be started ends at once; its exit says so.
    child.once('error', () => undefined);
    return {
      child,
      words: async () => (await readFile(place.log)).subarray(log.from).toString('utf8'),
    };
  } finally {
    await log.close();
  }
};
