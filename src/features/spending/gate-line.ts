/** Those of one process who want into the same lane, first come, first served. */

export type Line = {
  /** Resolves when one is first, with what lets the next come forward. Rejects with the signal's reason. */
  stand(signal: AbortSignal): Promise<() => void>;
  /** Resolves at the next ring. */
  bell(): Promise<void>;
  /** Somebody left the lane: whoever is first may knock again. */
  ring(): void;
};

/** `onEmpty`: nobody stands here any more. */
export const createLine = (onEmpty: () => void): Line => {
  const waiting: (() => void)[] = [];
  let isTaken = false;
  let hear: (() => void) | undefined;

  const next = (): void => {
    const first = waiting.shift();
    if (first) return first();
    isTaken = false;
    onEmpty();
  };
  const once = (): (() => void) => {
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      next();
    };
  };

  return {
    stand: (signal) => {
      signal.throwIfAborted();
      if (!isTaken) {
        isTaken = true;
        return Promise.resolve(once());
      }
      return new Promise((resolve, reject) => {
        const called = (): void => {
          signal.removeEventListener('abort', gone);
          resolve(once());
        };
        const gone = (): void => {
          waiting.splice(waiting.indexOf(called), 1);
          reject(signal.reason as Error);
        };
        signal.addEventListener('abort', gone, { once: true });
        waiting.push(called);
      });
    },
    bell: () =>
      new Promise((resolve) => {
        hear = resolve;
      }),
    ring: () => hear?.(),
  };
};
