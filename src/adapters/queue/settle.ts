/** Settling messages: those that end while an earlier query runs are settled together, each only by the holder that still has it. */
import type { PgBoss } from 'pg-boss';
import type { Log } from '../../ports/log.ts';
import type { Lane } from '../../ports/queue.ts';
import type { HeldMessage } from './queue.queries.ts';

type Options = { readonly boss: Pick<PgBoss, 'deleteJob' | 'fail'>; readonly lane: Lane; readonly log: Log };

export type Settling = {
  /** Takes the message out of the queue: what is known of its job stands in its row. */
  finish(message: HeldMessage): Promise<void>;
  /** Lets it wait for a while and be tried again, until it was tried too often. */
  fail(message: HeldMessage, error: unknown): Promise<void>;
};

type Asked = { readonly message: HeldMessage; readonly resolve: () => void; readonly reject: (error: unknown) => void };

const mostAtOnce = 200;

/** Settles messages of one lane. A query that fails is told to all whose messages were in it. */
export const createSettling = ({ boss, lane, log }: Options): Settling => {
  const waiting: Asked[] = [];
  let isBusy = false;

  const drain = async (): Promise<void> => {
    isBusy = true;
    while (waiting.length > 0) {
      const those = waiting.splice(0, mostAtOnce);
      try {
        await boss.deleteJob(
          lane,
          those.map(({ message }) => ({ id: message.id, retryCount: message.retryCount })),
        );
        for (const { resolve } of those) resolve();
      } catch (error) {
        for (const { reject } of those) reject(error);
      }
    }
    isBusy = false;
  };
  return {
    finish: (message) =>
      new Promise((resolve, reject) => {
        waiting.push({ message, resolve, reject });
        if (!isBusy) void drain();
      }),
    fail: async (message, error) => {
      log.warn('A message was not handled and will be tried again', { lane, jobId: message.id, error });
      await boss.fail(lane, [{ id: message.id, retryCount: message.retryCount }], { message: 'not handled' });
    },
  };
};
