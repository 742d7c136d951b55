/** A machine that is kept open while it is used, and a while longer: starting a voice takes seconds, keeping it takes a gigabyte. */
import type { FilmMachine } from '../../features/renders/renders.ts';

const idleMs = 60_000;

export type HeldMachine = {
  use<T>(work: (machine: FilmMachine) => Promise<T>, signal: AbortSignal): Promise<T>;
  close(): Promise<void>;
};

export const createHeldMachine = (open: (signal: AbortSignal) => Promise<FilmMachine>): HeldMachine => {
  let opened: Promise<FilmMachine> | undefined;
  let users = 0;
  let timer: NodeJS.Timeout | undefined;
  const end = async (): Promise<void> => {
    const machine = opened;
    opened = undefined;
    clearTimeout(timer);
    // One that never opened has nothing to close; whoever asked for it was told.
    await machine?.then(
      (one) => one.close(),
      () => undefined,
    );
  };
  return {
    use: async (work, signal) => {
      clearTimeout(timer);
      users += 1;
      try {
        opened ??= open(new AbortController().signal);
        const machine = await opened.catch((error: unknown) => {
          opened = undefined;
          throw error;
        });
        signal.throwIfAborted();
        return await work(machine);
      } finally {
        users -= 1;
        if (users === 0) {
          timer = setTimeout(() => void end(), idleMs);
          timer.unref();
        }
      }
    },
    close: end,
  };
};
