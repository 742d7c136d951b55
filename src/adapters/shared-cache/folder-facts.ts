/** Looking at a cache folder that other processes change meanwhile: what is not there is an answer. */
import { readdir, stat } from 'node:fs/promises';

/** An error that says that there is no such file becomes `answer`; any other is thrown. */
export const ifMissing =
  <T>(answer: T) =>
  (error: unknown): T => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return answer;
    throw error;
  };

/** When a file changed last. */
export const timeOf = async (path: string): Promise<number | undefined> =>
  (await stat(path).catch(ifMissing(undefined)))?.mtimeMs;

export const namesIn = (folder: string): Promise<readonly string[]> => readdir(folder).catch(ifMissing([]));

/** Files and folders of a cache are named after the process they belong to. */
export const ownerOf = (name: string): number => Number(name.split('-')[0]);

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: alive, somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};
