/**
 * Lets few things happen at once; the others wait their turn. Password hashes, for the threads they take; and requests to better-auth, which
 * holds a connection for its transaction while hooks of ours ask for another: as many sign-ups as connections would wait for each other
 * until they time out.
 */
export const fewAtOnce = (most: number): (<T>(work: () => Promise<T>) => Promise<T>) => {
  let free = most;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    else free--;
    try {
      return await work();
    } finally {
      // The place goes straight to the next, so that nobody slips in between.
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
};
