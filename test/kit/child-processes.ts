/** Who was started by whom: read from /proc, because a small Debian has no `ps`; macOS has no /proc, but `ps`. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** `[pid, parent]` of a `/proc/<pid>/stat`; the name in brackets may itself hold brackets and spaces. */
const familyLine = (pid: string): readonly (readonly [number, number])[] => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return [[Number(pid), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])]];
  } catch {
    return []; // it ended while we looked
  }
};

const everyone = (): readonly (readonly [number, number])[] =>
  existsSync('/proc/self/stat')
    ? readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name))
        .flatMap(familyLine)
    : execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
        .trim()
        .split('\n')
        .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);

/** Processes that `pid` has started and that still run. */
export const childrenOf = (pid: number): readonly number[] =>
  everyone()
    .filter(([, parent]) => parent === pid)
    .map(([child]) => child);
