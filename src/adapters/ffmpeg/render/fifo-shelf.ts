/**
 * Pipes that worker threads read and write while they block: FIFOs, made a handful at a time in a private folder, opened here and
 * unlinked at once. Node has pipes of its own only for its event loop, which ~60 reads a frame would keep busy.
 */
import { execFile, spawn } from 'node:child_process';
import { closeSync, constants, openSync, unlinkSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { WorkprintError } from '../../../domain/errors.ts';
import { cancelled } from '../../sandbox/sandbox.ts';

/** Both ends of a pipe, in blocking mode. Whoever takes an end closes it. */
export type Fifo = { readonly readEnd: number; readonly writeEnd: number };

export type FifoShelf = {
  take(): Promise<Fifo>;
  /** Closes what was not taken. Ends that were taken stay open. */
  close(): void;
};

/** Starting a program costs milliseconds whatever the number. */
const madeAtOnce = 8;

/**
 * Linux gives a pipe 64 KiB; with 256 a frame passes with a quarter of the waking up: on a busy machine in half the time, with 4 % less
 * work for the decoder and its reader (1080p, 2026-11-20; a megabyte falls out of the cache and is slower). Node cannot ask for it,
 * but Perl, which every Debian has, can.
 */
const widePipeBytes = 256 * 1024;
const setPipeSize = 1031;

/** Widens pipes where the system and its Perl can; elsewhere they stay as they are, which only costs time. */
const widen = (pipes: readonly Fifo[]): Promise<void> =>
  new Promise((resolve) => {
    if (process.platform !== 'linux') return resolve();
    const program = `for my $n (3..${2 + pipes.length}) { open(my $p, "<&=", $n) or next; fcntl($p, ${setPipeSize}, ${widePipeBytes}) }`;
    const perl = spawn('perl', ['-e', program], {
      stdio: ['ignore', 'ignore', 'ignore', ...pipes.map(({ readEnd }) => readEnd)],
    });
    perl.once('error', () => resolve());
    perl.once('close', () => resolve());
  });
const run = promisify(execFile);

const openBothEnds = (path: string): Fifo => {
  // Opening one end waits for the other, except while somebody holds both.
  const both = openSync(path, constants.O_RDWR);
  try {
    const readEnd = openSync(path, constants.O_RDONLY);
    try {
      return { readEnd, writeEnd: openSync(path, constants.O_WRONLY) };
    } catch (error) {
      closeSync(readEnd);
      throw error;
    }
  } finally {
    closeSync(both);
    unlinkSync(path);
  }
};

export const createFifoShelf = (): FifoShelf => {
  const ready: Fifo[] = [];
  let underWay: Promise<void> | undefined;
  let isClosed = false;

  const closeReady = (): void => {
    for (const { readEnd, writeEnd } of ready.splice(0)) {
      closeSync(readEnd);
      closeSync(writeEnd);
    }
  };

  const make = async (): Promise<void> => {
    const folder = await mkdtemp(join(tmpdir(), 'workprint-pipes-'));
    try {
      const paths = Array.from({ length: madeAtOnce }, (_, i) => join(folder, String(i)));
      await run('mkfifo', ['-m', '600', '--', ...paths]).catch((cause: unknown) => {
        throw new WorkprintError('internal', 'Pipes could not be made: the program mkfifo is missing or failed.', {
          cause,
        });
      });
      const made = paths.map(openBothEnds);
      await widen(made);
      ready.push(...made);
      if (isClosed) closeReady();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };

  return {
    take: async () => {
      while (ready.length === 0) {
        if (isClosed) throw cancelled();
        underWay ??= make().finally(() => {
          underWay = undefined;
        });
        await underWay;
      }
      return ready.pop() as Fifo;
    },
    close: () => {
      isClosed = true;
      closeReady();
    },
  };
};
