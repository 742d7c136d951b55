/** Whether a process of this machine that wrote something down still lives. */
import { readFileSync } from 'node:fs';

export type ProcessMark = {
  readonly pid: number;
  /** When it began, as the kernel counts; empty where that cannot be read: numbers of processes come around again. */
  readonly begun: string;
};

/** Field 22 of /proc/<pid>/stat, counted behind the name, which may hold anything. */
const begunOf = (pid: number): string => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return ''; // no such process, or no such file system
  }
};

export const ownMark = (): ProcessMark => ({ pid: process.pid, begun: begunOf(process.pid) });

export const isAlive = ({ pid, begun }: ProcessMark): boolean => {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: alive, somebody else's.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const now = begunOf(pid);
  return begun === '' || now === '' || now === begun;
};
