/** Rings for calls of vendors' webhooks, whichever server of the studio they came to: by NOTIFY, one LISTEN for all who wait here. */
import type { CallBell } from '../../ports/call-bell.ts';
import type { Database } from '../../ports/database.ts';
import type { Log } from '../../ports/log.ts';

/** The channel on which the ids of calls are told. */
export const bellChannel = 'workprint_calls';

/** Rings that nobody here waits for belong to other servers, or come a moment too soon; more than these are forgotten. */
const mostKept = 1000;

export type StudioBell = CallBell & { close(): Promise<void> };

/** For one process; it begins to listen with the first who waits. Without the database's notices everybody waits their time. */
export const createCallBell = ({
  database,
  log,
}: {
  readonly database: Pick<Database, 'listen'>;
  readonly log: Log;
}): StudioBell => {
  const waiting = new Map<string, () => void>();
  const early = new Set<string>();
  let listening: Promise<(() => Promise<void>) | undefined> | undefined;

  const ring = (callId: string): void => {
    const wake = waiting.get(callId);
    if (wake) return wake();
    early.add(callId);
    const [oldest] = early;
    if (early.size > mostKept && oldest !== undefined) early.delete(oldest);
  };
  const ringAll = (): void => {
    for (const wake of [...waiting.values()]) wake();
  };
  const listen = (): void => {
    listening ??= database.listen(bellChannel, ring, ringAll).catch((error: unknown) => {
      log.warn('Rings of vendors cannot be heard; they are asked in their turn instead', { error });
      listening = undefined; // the next who waits tries again
      return undefined;
    });
  };
  return {
    wait: (callId, waitMs, signal) => {
      listen();
      if (early.delete(callId)) return Promise.resolve();
      return new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const before = waiting.get(callId);
        const end = (): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', onAbort);
          if (waiting.get(callId) === wake) waiting.delete(callId);
        };
        const onAbort = (): void => {
          end();
          reject(signal.reason);
        };
        const wake = (): void => {
          end();
          before?.();
          resolve();
        };
        const timer = setTimeout(wake, waitMs);
        signal.addEventListener('abort', onAbort, { once: true });
        waiting.set(callId, wake);
      });
    },
    close: async () => {
      const stop = await listening;
      ringAll();
      await stop?.();
    },
  };
};
