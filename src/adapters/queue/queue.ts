/** The door of the queue: pg-boss carries the messages, and its leases say who has them. */
export { openQueue, type QueueOptions } from './open-queue.ts';
