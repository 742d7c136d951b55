/**
 * One writer at a time, of all processes of this machine, without anything that a crash could leave locked. Each holder has a number, one higher
 * than the last; the file of the highest number says who it is. A file goes only after a higher one stands, so whoever looked too long ago
 * finds a higher number than its own and steps back.
 */
import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, ownMark, type ProcessMark } from './process-life.ts';

/** A change takes milliseconds: one that takes this long hangs. */
const mostHeldMs = 30_000;

type Holder = ProcessMark & { readonly isFree?: true };

export type BookLock = {
  /** Runs `work` alone. `isStillOurs` is asked before anything is written that cannot be taken back. */
  alone<T>(work: (isStillOurs: () => Promise<boolean>) => Promise<T>): Promise<T>;
};

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';
const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EEXIST';

/** The lock kept in `folder`, which it makes. */
export const openBookLock = async (folder: string): Promise<BookLock> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const mark = ownMark();
  const pathOf = (number: number): string => join(folder, String(number));

  const highest = async (): Promise<number> => {
    const numbers = (await readdir(folder)).map(Number).filter(Number.isSafeInteger);
    return Math.max(0, ...numbers);
  };
  /** Written whole under another name first: nobody reads half a holder. */
  const written = async (holder: Holder): Promise<string> => {
    const path = join(folder, `new-${randomUUID()}`);
    await writeFile(path, JSON.stringify(holder), { mode: 0o600 });
    return path;
  };
  const mayFollow = async (number: number): Promise<boolean> => {
    if (number === 0) return true;
    try {
      const [holder, { mtimeMs }] = [
        JSON.parse(await readFile(pathOf(number), 'utf8')) as Holder,
        await stat(pathOf(number)),
      ];
      return holder.isFree === true || !isAlive(holder) || Date.now() - mtimeMs > mostHeldMs;
    } catch (error) {
      if (isMissing(error)) return false; // a higher one stands by now
      throw error;
    }
  };
  const take = async (number: number): Promise<boolean> => {
    const mine = await written(mark);
    try {
      await link(mine, pathOf(number));
    } catch (error) {
      if (isTaken(error)) return false;
      throw error;
    } finally {
      await rm(mine, { force: true });
    }
    if ((await highest()) === number) return true;
    await rm(pathOf(number), { force: true });
    return false;
  };
  const sweep = async (below: number): Promise<void> => {
    for (const name of await readdir(folder)) {
      const number = Number(name);
      if (Number.isSafeInteger(number) && number < below) await rm(join(folder, name), { force: true });
    }
  };
  const acquire = async (): Promise<number> => {
    for (let tries = 0; ; tries++) {
      const last = await highest();
      if ((await mayFollow(last)) && (await take(last + 1))) {
        await sweep(last + 1);
        return last + 1;
      }
      await sleep(Math.min(20, 1 + tries));
    }
  };
  return {
    alone: async (work) => {
      const number = await acquire();
      try {
        return await work(async () => (await highest()) === number);
      } finally {
        if ((await highest()) === number) await rename(await written({ ...mark, isFree: true }), pathOf(number));
      }
    },
  };
};
