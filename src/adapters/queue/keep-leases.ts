/**
 * Keeps the leases of all messages that this process holds, with one query for each lane. A message that the queue no longer counts as
 * ours is taken from its handler; so are all of them when the queue could not be reached for as long as a lease lasts.
 */
import type { PgBoss } from 'pg-boss';
import type { Log } from '../../ports/log.ts';
import { type Lane, MessageTaken } from '../../ports/queue.ts';
import type { HeldMessage } from './queue.queries.ts';

export type Leases = {
  hold(lane: Lane, message: HeldMessage, controller: AbortController): void;
  release(message: HeldMessage): void;
  close(): void;
};

type Kept = {
  readonly lane: Lane;
  readonly message: HeldMessage;
  readonly controller: AbortController;
  keptAtMs: number;
};

const keyOf = ({ id, retryCount }: HeldMessage): string => `${id}:${retryCount}`;

type Options = { readonly boss: Pick<PgBoss, 'touch'>; readonly leaseMs: number; readonly log: Log };

/** Renews every third of a lease. */
export const keepLeases = ({ boss, leaseMs, log }: Options): Leases => {
  const kept = new Map<string, Kept>();

  const lose = (one: Kept): void => {
    kept.delete(keyOf(one.message));
    one.controller.abort(new MessageTaken('lost'));
  };
  const renewLane = async (lane: Lane, those: readonly Kept[]): Promise<void> => {
    const askedAtMs = performance.now();
    try {
      const answer: { settled?: string[] } = await boss.touch(
        lane,
        those.map(({ message }) => message),
      );
      const renewed = new Set(answer.settled ?? those.map(({ message }) => message.id));
      for (const one of those) {
        if (renewed.has(one.message.id)) one.keptAtMs = askedAtMs;
        else if (kept.has(keyOf(one.message))) lose(one);
      }
    } catch (error) {
      log.warn('Leases could not be renewed', { lane, error, count: those.length });
      for (const one of those)
        if (performance.now() - one.keptAtMs > leaseMs && kept.has(keyOf(one.message))) lose(one);
    }
  };
  let renewing: Promise<unknown> | undefined;
  const renew = (): void => {
    const byLane = Map.groupBy(kept.values(), ({ lane }) => lane);
    renewing ??= Promise.all([...byLane].map(([lane, those]) => renewLane(lane, those))).finally(
      () => (renewing = undefined),
    );
  };
  const timer = setInterval(renew, leaseMs / 3);
  return {
    hold: (lane, message, controller) => {
      kept.set(keyOf(message), { lane, message, controller, keptAtMs: performance.now() });
    },
    release: (message) => {
      kept.delete(keyOf(message));
    },
    close: () => clearInterval(timer),
  };
};
