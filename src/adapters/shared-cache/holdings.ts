/**
 * Who works with the cache of this machine, and since when: files in `<cache>/holdings` named after their process. What a dead process left
 * is cleared away by the next one that looks.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive, namesIn, ownerOf, timeOf } from './folder-facts.ts';

export type Holding = { release(): Promise<void> };

export type Holdings = {
  readonly folder: string;
  hold(): Promise<Holding>;
  /** When the oldest holding began, now if there is none. Undefined: a process works here that does not say what it uses. */
  oldestMs(): Promise<number | undefined>;
  close(): Promise<void>;
};

const touch = async (path: string): Promise<void> => (await open(path, 'wx')).close();

/** Enters this process. */
export const openHoldings = async (cacheFolder: string): Promise<Holdings> => {
  const folder = join(cacheFolder, 'holdings');
  const pathOf = (kind: 'present' | 'held'): string => join(folder, `${process.pid}-${kind}-${randomUUID()}`);
  await mkdir(folder, { recursive: true });
  // Says that this process marks what it uses. One that does not (the command line) is left its whole cache.
  const presence = pathOf('present');
  await touch(presence);

  const living = async (): Promise<readonly string[]> => {
    const names = await namesIn(folder);
    for (const name of names) if (!isAlive(ownerOf(name))) await rm(join(folder, name), { force: true });
    return names.filter((name) => isAlive(ownerOf(name)));
  };

  return {
    folder,
    hold: async () => {
      const path = pathOf('held');
      await touch(path);
      return { release: () => rm(path, { force: true }) };
    },
    oldestMs: async () => {
      const names = await living();
      const present = new Set(names.map(ownerOf));
      const strangers = (await namesIn(join(cacheFolder, 'scratch')))
        .map(ownerOf)
        .filter((pid) => pid > 0 && isAlive(pid));
      if (strangers.some((pid) => !present.has(pid))) return undefined;
      const held = names.filter((name) => name.includes('-held-'));
      const times = await Promise.all(held.map((name) => timeOf(join(folder, name))));
      return Math.min(Date.now(), ...times.filter((time) => time !== undefined));
    },
    close: () => rm(presence, { force: true }),
  };
};
