/**
 * Which jail this machine allows: bubblewrap, else namespaces by `unshare` (no network, no other processes; files stay visible),
 * else none. Found out once by trying, since neither a kernel's settings nor a container's rules can be read reliably.
 */
import { spawnSync } from 'node:child_process';
import { type BubblewrapJail, type BubblewrapMode, bubblewrapArguments, withFilter } from './bubblewrap.ts';
import { findProgram, visibleFilesOf } from './visible-files.ts';

export type Jail =
  | BubblewrapJail
  | { readonly kind: 'namespaces'; readonly unshare: string; readonly args: readonly string[] }
  | { readonly kind: 'none' };

/** A jail, and `prlimit` for the limits, where the machine has it. */
export type Confinement = { readonly jail: Jail; readonly prlimit: string | undefined };

const triesMs = 10_000;
const works = (program: string, args: readonly string[], descriptor: number | 'ignore' = 'ignore'): boolean =>
  spawnSync(program, [...args], { stdio: ['ignore', 'ignore', 'ignore', descriptor], timeout: triesMs }).status === 0;

const tryBubblewrap = (harmless: string): Jail | undefined => {
  const bubblewrap = findProgram('bwrap');
  if (bubblewrap === undefined) return undefined;
  const modes: readonly BubblewrapMode[] = process.getuid?.() === 0 ? ['root', 'user'] : ['user'];
  const visible = visibleFilesOf(harmless);
  return [true, false]
    .flatMap((filters) => modes.map((mode) => ({ kind: 'bubblewrap', bubblewrap, mode, filters }) as const))
    .find((jail) =>
      withFilter(jail.filters, false, (filter) => {
        // On a processor without a table there is nothing to try with a filter.
        if (jail.filters && filter === undefined) return false;
        return works(bubblewrap, bubblewrapArguments(jail, visible, { reads: [] }, jail.filters), filter);
      }),
    );
};

/** The jail by `unshare` alone, where it works; tried with a program that does nothing. */
export const tryNamespaces = (harmless: string): Jail | undefined => {
  const unshare = findProgram('unshare');
  if (unshare === undefined) return undefined;
  const spaces = ['--net', '--pid', '--ipc', '--uts', '--fork', '--kill-child'];
  const user = ['--user', '--map-current-user', ...spaces];
  const candidates = process.getuid?.() === 0 ? [spaces, user] : [user];
  const args = candidates.find((candidate) => works(unshare, [...candidate, '--', harmless]));
  return args && { kind: 'namespaces', unshare, args };
};

let chosen: Confinement | undefined;

/** The strongest confinement of this machine; tried once in the life of this process, some 20 ms. */
export const chooseJail = (): Confinement => {
  chosen ??= tryAll();
  return chosen;
};

const tryAll = (): Confinement => {
  const prlimit = findProgram('prlimit');
  const harmless = findProgram('true');
  const jail = harmless === undefined ? undefined : (tryBubblewrap(harmless) ?? tryNamespaces(harmless));
  return { jail: jail ?? { kind: 'none' }, prlimit };
};
