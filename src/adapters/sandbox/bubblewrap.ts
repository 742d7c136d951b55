/**
 * The jail of choice: bubblewrap. Own mount, process, network, IPC and host-name namespaces; visible are the program, its
 * libraries and the job's files, read-only; no /etc, no /proc, no home, an empty environment, a filter of system calls.
 * As root it makes no user namespace, since one would hide other people's files from it; all rights but reading past modes go.
 */
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { JobFiles } from './job-folder.ts';
import { systemCallFilter } from './system-call-filter.ts';
import type { VisibleFiles } from './visible-files.ts';

/** Where the job's files are, inside. */
const jobFolder = '/job';
/** Where the writable folder is, inside and below the job folder. */
export const outFolderName = 'out';
/** The descriptor that the filter is handed over by. */
const filterDescriptor = 3;

const namespaces = {
  root: ['--unshare-ipc', '--unshare-pid', '--unshare-net', '--unshare-uts', '--unshare-cgroup-try'],
  user: ['--unshare-all'],
} as const;
/** DAC_OVERRIDE reads files by their owner's leave or not; only the job's files can be named at all. */
const rights = { root: ['--cap-drop', 'ALL', '--cap-add', 'CAP_DAC_OVERRIDE'], user: ['--cap-drop', 'ALL'] } as const;

export type BubblewrapMode = keyof typeof namespaces;

export type BubblewrapJail = {
  readonly kind: 'bubblewrap';
  readonly bubblewrap: string;
  /** `root`: by the rights of root; `user`: by a user namespace. */
  readonly mode: BubblewrapMode;
  /** Whether this kernel and processor take a filter of system calls. */
  readonly filters: boolean;
};

const sharedEnvironment = {
  LC_ALL: 'C',
  // Each arena reserves address space, which is limited.
  MALLOC_ARENA_MAX: '4',
};

/** Arguments up to and with the program's path; its own follow. `hasFilter`: descriptor 3 carries the filter. */
export const bubblewrapArguments = (
  { mode }: BubblewrapJail,
  visible: VisibleFiles,
  { reads, writes }: JobFiles,
  hasFilter: boolean,
): readonly string[] => {
  const environment = {
    ...sharedEnvironment,
    ...(visible.libraryFolders.length > 0 ? { LD_LIBRARY_PATH: visible.libraryFolders.join(':') } : {}),
  };
  return [
    ...namespaces[mode],
    ...rights[mode],
    '--die-with-parent',
    '--new-session',
    '--clearenv',
    ...Object.entries(environment).flatMap(([name, value]) => ['--setenv', name, value]),
    ...visible.links.flatMap(([link, target]) => ['--symlink', target, link]),
    ...visible.paths.flatMap((path) => ['--ro-bind', path, path]),
    '--dev-bind',
    '/dev/null',
    '/dev/null',
    '--dir',
    jobFolder,
    ...reads.flatMap(({ path, name }) => ['--ro-bind', resolve(path), `${jobFolder}/${name}`]),
    ...(writes === undefined ? [] : ['--bind', resolve(writes), `${jobFolder}/${outFolderName}`]),
    '--remount-ro',
    '/',
    '--chdir',
    jobFolder,
    ...(hasFilter ? ['--seccomp', String(filterDescriptor)] : []),
    '--',
    visible.program,
  ];
};

/** Descriptors of the two filters, kept open; their files have no name any more, so nothing is left behind. */
const kept = new Map<boolean, number>();

/**
 * An open descriptor of the filter, for one child: bubblewrap reads it to its end, so each gets one of its own. Undefined on a
 * processor without a table. A file and not a pipe: a pipe would need this thread to go on writing while it may be waiting
 * for the child.
 */
const openFilter = (mayStartProcesses: boolean): number | undefined => {
  const filter = systemCallFilter(process.arch, mayStartProcesses);
  if (filter === undefined) return undefined;
  let descriptor = kept.get(mayStartProcesses);
  if (descriptor === undefined) {
    descriptor = keepUnnamed(filter);
    kept.set(mayStartProcesses, descriptor);
  }
  return openSync(`/proc/self/fd/${descriptor}`, 'r');
};

const keepUnnamed = (bytes: Uint8Array): number => {
  const folder = mkdtempSync(join(tmpdir(), 'workprint-jail-'));
  try {
    const path = join(folder, 'filter');
    writeFileSync(path, bytes, { mode: 0o400 });
    return openSync(path, 'r');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Does `work` with the filter open, and closes it. */
export const withFilter = <Result>(
  isWanted: boolean,
  mayStartProcesses: boolean,
  work: (descriptor: number | undefined) => Result,
): Result => {
  const descriptor = isWanted ? openFilter(mayStartProcesses) : undefined;
  try {
    return work(descriptor);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
};
