/** Node, processor, memory and disk: what a film may use here. */
import { statfs } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { dirname } from 'node:path';
import type { MachineCheck } from './machine-check.ts';
import { whatToType } from './what-to-type.ts';

const gigabyte = 1024 ** 3;
/** All processes of a 1080p film together stay under 2.5 GB. */
const memoryBytes = 2.5 * gigabyte;
/** Pictures, voices and segments of a ten-minute film, with room to write the film itself. */
const diskBytes = 2 * gigabyte;

const gigabytes = (bytes: number): string => `${(bytes / gigabyte).toFixed(1)} GB`;

/** Types are stripped without a flag since 22.18 and 23.6. */
export const runsTypeScript = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major >= 24 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);
};

export const checkNode = async (): Promise<MachineCheck> => {
  const found = `${process.versions.node} (${process.execPath})`;
  return runsTypeScript(process.versions.node)
    ? { name: 'Node', state: 'ok', found }
    : { name: 'Node', state: 'missing', found, advice: await whatToType('node') };
};

/** The free space where the cache will be, even before its folder exists. */
const freeBytes = async (folder: string): Promise<number> => {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(folder) === folder) throw error;
    return freeBytes(dirname(folder));
  }
};

/** `home` is WORKPRINT_HOME. */
export const checkDisk = async (home: string): Promise<MachineCheck> => {
  const free = await freeBytes(home);
  const found = `${gigabytes(free)} free in ${home}`;
  return free >= diskBytes
    ? { name: 'Disk', state: 'ok', found }
    : { name: 'Disk', state: 'weak', found, advice: 'free some space, or set WORKPRINT_HOME to a larger disk' };
};

export const checkMemory = (): MachineCheck => {
  // A container's limit counts, where there is one.
  const limit = process.constrainedMemory();
  const bytes = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  return bytes >= memoryBytes
    ? { name: 'Memory', state: 'ok', found: gigabytes(bytes) }
    : {
        name: 'Memory',
        state: 'weak',
        found: gigabytes(bytes),
        advice: `films want ${gigabytes(memoryBytes)}; close other programs`,
      };
};

export const checkCores = (): MachineCheck => {
  const cores = availableParallelism();
  return cores >= 2
    ? { name: 'Cores', state: 'ok', found: String(cores) }
    : { name: 'Cores', state: 'weak', found: String(cores), advice: 'films take about twice as long on one core' };
};
