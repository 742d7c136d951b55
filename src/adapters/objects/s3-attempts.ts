/** Asking an S3 store again when it stumbles, and telling what it refused in the studio's words. */
import { setTimeout as wait } from 'node:timers/promises';
import { S3ServiceError } from 's3mini';
import { WorkprintError } from '../../domain/errors.ts';

/** Waits before the second, third and fourth try; a busy store asks for slower, not for more. */
export const usualWaitsMs: readonly number[] = [200, 800, 3_000];

/** The store's status; undefined when it did not answer. */
export const statusOf = (error: unknown): number | undefined =>
  error instanceof S3ServiceError ? error.status : undefined;

const mayPass = (error: unknown): boolean => {
  const status = statusOf(error);
  return status === undefined || status === 408 || status === 429 || status >= 500;
};

const asStoreError = (error: unknown): unknown => {
  if (error instanceof WorkprintError) return error;
  const status = statusOf(error);
  // The store's own words may hold addresses and key ids: they go to the log as the cause, never to a person.
  const words =
    status === 403 || status === 401
      ? 'The object store refused the studio’s key. The operator should look at the WORKPRINT_S3_… settings.'
      : status === undefined
        ? 'The object store does not answer just now. Nothing was stored.'
        : `The object store answered ${status}. Nothing was stored.`;
  return new WorkprintError('unavailable', words, { cause: error });
};

/** Runs a call until it succeeds or the waits are over; it must be safe to repeat. */
export type Attempt = <T>(call: () => Promise<T>, isAnswer?: (error: unknown) => boolean) => Promise<T>;

/** Throws `unavailable`, or what `isAnswer` says is an answer to the caller. */
export const createAttempt =
  (waitsMs: readonly number[]): Attempt =>
  async (call, isAnswer = () => false) => {
    for (let tries = 0; ; tries++) {
      try {
        return await call();
      } catch (error) {
        if (isAnswer(error)) throw error;
        const waitMs = waitsMs[tries];
        if (waitMs === undefined || !mayPass(error)) throw asStoreError(error);
        await wait(waitMs);
      }
    }
  };
