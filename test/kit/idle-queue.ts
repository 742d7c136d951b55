/** A queue for studios without workers: what is sent waits for ever, what is withdrawn was never there. */
import type { Queue } from '../../src/ports/queue.ts';

export const idleQueue: Pick<Queue, 'send' | 'withdraw'> = {
  send: async () => undefined,
  withdraw: async () => undefined,
};
