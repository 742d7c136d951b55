/**
 * Scratch space of one process: `<cache>/scratch/<pid>-<random>`. It goes when the process ends; what a killed
 * process left behind is swept by the next one.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { asDiskError } from './write-atomically.ts';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: alive, somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

const sweep = (folder: string): void => {
  for (const name of readdirSync(folder)) {
    const pid = Number(name.split('-')[0]);
    if (Number.isInteger(pid) && pid > 0 && pid !== process.pid && !isAlive(pid)) {
      rmSync(join(folder, name), { recursive: true, force: true });
    }
  }
};

export type Scratch = { readonly folder: string; newPath(extension: string): string; remove(): void };

export const createScratch = (cacheFolder: string): Scratch => {
  const parent = join(cacheFolder, 'scratch');
  const folder = join(parent, `${process.pid}-${randomUUID().slice(0, 8)}`);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw asDiskError(error, cacheFolder);
  }
  sweep(parent);
  const remove = (): void => {
    process.off('exit', remove);
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', remove);
  return { folder, newPath: (extension) => join(folder, `${randomUUID()}${extension}`), remove };
};
