/**
 * Pipes that worker threads read and write while they block: FIFOs, made a handful at a time in a private folder, opened here and
 * unlinked at once. Node has pipes of its own only for its event loop, which ~60 reads a frame would keep busy.
 */
import { execFile } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { WorkprintError } from '../../../domain/errors.ts';

/** Both ends of a pipe, in blocking mode. Whoever takes an end closes it. */
export type Fifo = { readonly readEnd: number; readonly writeEnd: number };

export type FifoShelf = {
  take(): Promise<Fifo>;
  /** Removes the names that were not used. Ends that were taken stay open. */
  close(): void;
};

/** Starting `mkfifo` costs milliseconds whatever the number. */
const madeAtOnce = 16;
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
  let folder: string | undefined;
  let made = 0;
  let names: string[] = [];
  let underWay: Promise<void> | undefined;

  const make = async (): Promise<void> => {
    folder ??= mkdtempSync(join(tmpdir(), 'workprint-pipes-'));
    const paths = Array.from({ length: madeAtOnce }, () => join(folder as string, String(made++)));
    await run('mkfifo', ['-m', '600', '--', ...paths]).catch((cause: unknown) => {
      throw new WorkprintError('internal', 'Pipes could not be made: the program mkfifo is missing or failed.', {
        cause,
      });
    });
    names.push(...paths);
  };

  return {
    take: async () => {
      while (names.length === 0) {
        underWay ??= make().finally(() => {
          underWay = undefined;
        });
        await underWay;
      }
      return openBothEnds(names.pop() as string);
    },
    close: () => {
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
      folder = undefined;
      names = [];
    },
  };
};
