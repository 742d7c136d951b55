/** Work that is asked for again and again, of which one run at a time is enough: asked while it runs, it runs once more afterwards. */

export type OneAtATime = {
  ask(): void;
  /** Resolves when nothing runs. */
  settled(): Promise<void>;
};

/** `onError` hears of runs that failed. */
export const oneAtATime = (work: () => Promise<void>, onError: (error: unknown) => void): OneAtATime => {
  let running: Promise<void> | undefined;
  let isAskedAgain = false;
  const run = async (): Promise<void> => {
    do {
      isAskedAgain = false;
      await work().catch(onError);
    } while (isAskedAgain);
    running = undefined;
  };
  return {
    ask: () => {
      isAskedAgain = true;
      running ??= run();
    },
    settled: async () => running,
  };
};
