/** Memory of a process and everything it started, sampled while it runs. Linux only; elsewhere the answer is undefined. */
import { readdirSync, readFileSync } from 'node:fs';

const readText = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // the process ended between listing and reading
  }
};

const parentOf = (pid: string): number =>
  Number(/^\d+ \(.*\) \S (\d+)/s.exec(readText(`/proc/${pid}/stat`))?.[1] ?? -1);

const family = (root: number): string[] => {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const children = new Map<number, string[]>();
  for (const pid of all) {
    const parent = parentOf(pid);
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const members: string[] = [];
  const line = [String(root)];
  for (let pid = line.pop(); pid !== undefined; pid = line.pop()) {
    members.push(pid);
    line.push(...(children.get(Number(pid)) ?? []));
  }
  return members;
};

/** Proportional set size: pages shared by two processes count once in the sum. Falls back to the resident size. */
const bytesOf = (pid: string): number => {
  const proportional = /^Pss:\s+(\d+) kB/m.exec(readText(`/proc/${pid}/smaps_rollup`))?.[1];
  const resident = /^VmRSS:\s+(\d+) kB/m.exec(readText(`/proc/${pid}/status`))?.[1];
  return Number(proportional ?? resident ?? 0) * 1024;
};

/** Starts sampling; the returned function stops it and gives the highest sum seen, in bytes. */
export const watchMemory = (root: number, everyMs = 200): (() => number | undefined) => {
  if (process.platform !== 'linux') return () => undefined;
  let highest = 0;
  const sample = (): void => {
    highest = Math.max(
      highest,
      family(root).reduce((sum, pid) => sum + bytesOf(pid), 0),
    );
  };
  sample();
  const timer = setInterval(sample, everyMs);
  return () => {
    clearInterval(timer);
    return highest;
  };
};
