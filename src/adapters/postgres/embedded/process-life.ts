/** Whether a process lives, and is still the same one. */
import { readFile } from 'node:fs/promises';
import { codeOf } from './explain-failure.ts';

/** A process of another user counts as alive too. */
export const isAlive = (pid: number): boolean => {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
};

/** When a process began, in ticks since the machine did: with it a reused number is told from the first. '0' where there is no /proc. */
export const beganAt = async (pid: number): Promise<string> => {
  try {
    const text = await readFile(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '0';
  } catch {
    return '0';
  }
};
