/**
 * One writer at a time, of all processes of this machine, without anything that a crash could leave locked. Each holder has a number, one higher
 * than the last; the file of the highest number says who it is. A file goes only after a higher one stands, so whoever looked too long ago
 * finds a higher number than its own and steps back.
 */
import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, ownMark, type ProcessMark } from './process-life.ts';

/** A change takes milliseconds: one that takes this long hangs. */
const mostHeldMs = 30_000;

type Holder = ProcessMark & { readonly isFree?: true };

export type BookLock = {
  /** Runs `work` alone. `isStillOurs` is asked before anything is written that cannot be taken back. */
  alone<T>(work: (isStillOurs: () => boolean) => Promise<T>): Promise<T>;
};

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

/** The lock kept in `folder`, which it makes. Steps are of a few microseconds each, so they are taken at once. */
export const openBookLock = (folder: string): BookLock => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const mark = ownMark();
  const pathOf = (number: number): string => join(folder, String(number));
  const numbers = (): readonly number[] => readdirSync(folder).map(Number).filter(Number.isSafeInteger);
  const highest = (): number => Math.max(0, ...numbers());

  /** Written whole under another name first: nobody reads half a holder. */
  const written = (holder: Holder): string => {
    const path = join(folder, `new-${randomUUID()}`);
    writeFileSync(path, JSON.stringify(holder), { mode: 0o600 });
    return path;
  };
  const mayFollow = (number: number): boolean => {
    if (number === 0) return true;
    try {
      const holder = JSON.parse(readFileSync(pathOf(number), 'utf8')) as Holder;
      return holder.isFree === true || !isAlive(holder) || Date.now() - statSync(pathOf(number)).mtimeMs > mostHeldMs;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return false; // a higher one stands by now
      throw error;
    }
  };
  const take = (number: number): boolean => {
    const mine = written(mark);
    try {
      linkSync(mine, pathOf(number));
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      throw error;
    } finally {
      rmSync(mine, { force: true });
    }
    const all = numbers();
    if (Math.max(...all) > number) {
      rmSync(pathOf(number), { force: true });
      return false;
    }
    for (const lower of all) if (lower < number) rmSync(pathOf(lower), { force: true });
    return true;
  };
  const acquire = async (): Promise<number> => {
    for (let tries = 0; ; tries++) {
      const last = highest();
      if (mayFollow(last) && take(last + 1)) return last + 1;
      await sleep(Math.min(20, 1 + tries));
    }
  };
  return {
    alone: async (work) => {
      const number = await acquire();
      try {
        return await work(() => highest() === number);
      } finally {
        if (highest() === number) renameSync(written({ ...mark, isFree: true }), pathOf(number));
      }
    },
  };
};
