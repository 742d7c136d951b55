/**
 * Brings what webhooks are to hear. Couriers of all processes share the work through the rows: each claims what is due under a lease, so a
 * courier that dies gives back what it held, and a receiver may hear an event twice but never not at all.
 */
import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '../../ports/database.ts';
import type { Log } from '../../ports/log.ts';
import type { Metrics } from '../../ports/metrics.ts';
import { claimDue, disableWebhook, endTry, forgetDeliveries, markFailing, markWell } from './courier.queries.ts';
import { type DeliverDeps, deliver, deliveryTimeoutMs } from './deliver.ts';
import { givenUpAfterMs, waitAfter } from './retry-plan.ts';
import type { DeliveryTry, DueDelivery, Outcome } from './webhook.types.ts';

export type CourierDeps = DeliverDeps & {
  readonly database: Pick<Database, 'asStudio' | 'listen'>;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'webhookSent'>;
  /** In [0, 1): spreads the tries. Default: chance. */
  readonly chance?: () => number;
  /** Deliveries under way at a time; default 16. */
  readonly concurrency?: number;
  /** How often to look for what is due when nobody calls; default 5 s. */
  readonly pollMs?: number;
};

export type Courier = {
  /** Begins to look and to listen. */
  start(): Promise<void>;
  /** Brings everything that is due now, and resolves when it is done. Gives how many tries that were. */
  deliverDue(): Promise<number>;
  /** Takes no more, waits `graceMs` for what is under way, then breaks it off; the lease gives it to another. */
  stop(graceMs: number): Promise<void>;
};

/** Longer than a try can take, its transactions included. */
const leaseMs = 3 * deliveryTimeoutMs;
/** Of one webhook at a time: a receiver that hangs holds a quarter of a courier. */
const mostOfOne = 4;
const keepForMs = 30 * 24 * 3600 * 1000;
const tidyEveryMs = 3600 * 1000;

/** Couriers must not agree, so this one does not repeat. */
const anyChance = (): number => randomInt(2 ** 32) / 2 ** 32;

export const createCourier = (deps: CourierDeps): Courier => {
  const { database, clock, log, metrics, chance = anyChance, concurrency = 16, pollMs = 5000 } = deps;
  const underWay = new Map<string, { readonly webhookId: string; readonly ended: Promise<void> }>();
  const stopping = new AbortController();
  const breakingOff = new AbortController();
  let called: () => void = () => undefined;
  let loop: Promise<void> | undefined;
  let unlisten: (() => Promise<void>) | undefined;
  let tidiedAt = 0;

  const claim = async (): Promise<readonly DueDelivery[]> => {
    const room = concurrency - underWay.size;
    if (room <= 0 || stopping.signal.aborted) return [];
    const held = Map.groupBy(underWay.values(), ({ webhookId }) => webhookId);
    const counts = new Map([...held].map(([webhookId, all]) => [webhookId, all.length]));
    const now = clock.now();
    const want = { now: new Date(now), leaseUntil: new Date(now + leaseMs), most: room, mostOfOne, underWay: counts };
    return database.asStudio((query) => claimDue(query, want));
  };

  /** Claims as much as there is room for and sets it under way. Gives how many. */
  const setOut = async (): Promise<number> => {
    const due = await claim();
    for (const delivery of due) {
      const ended = bring(delivery, deps, chance, breakingOff.signal)
        .then((outcome) => outcome && metrics.webhookSent({ isOk: outcome.isDelivered, tookMs: outcome.tookMs }))
        // The lease gives it to the next try; the reason must not be lost.
        .catch((error: unknown) =>
          log.error('A delivery to a webhook broke off.', { webhookId: delivery.webhookId, error }),
        )
        .then(() => {
          underWay.delete(delivery.id);
          called();
        });
      underWay.set(delivery.id, { webhookId: delivery.webhookId, ended });
    }
    return due.length;
  };

  const tidy = async (): Promise<void> => {
    if (clock.now() - tidiedAt < tidyEveryMs) return;
    tidiedAt = clock.now();
    await database.asStudio((query) => forgetDeliveries(query, new Date(clock.now() - keepForMs)));
  };

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const isCalled = new Promise<void>((resolve) => {
        called = resolve;
      });
      try {
        // A full hand may leave more behind; what ends calls again.
        await setOut();
        await tidy();
      } catch (error) {
        log.warn('Deliveries to webhooks wait for the database.', { error });
      }
      const timer = new AbortController();
      await Promise.race([isCalled, wait(pollMs, undefined, { signal: timer.signal }).catch(() => undefined)]);
      timer.abort();
    }
  };

  return {
    start: async () => {
      unlisten = await database.listen(
        'workprint_webhooks',
        () => called(),
        () => called(),
      );
      loop = run();
    },
    deliverDue: async () => {
      let tries = 0;
      for (;;) {
        const more = await setOut();
        tries += more;
        if (underWay.size > 0) await Promise.race([...underWay.values()].map(({ ended }) => ended));
        else if (more === 0) return tries;
      }
    },
    stop: async (graceMs) => {
      stopping.abort();
      called();
      await unlisten?.();
      await loop;
      const timer = setTimeout(() => breakingOff.abort(), graceMs);
      await Promise.all([...underWay.values()].map(({ ended }) => ended));
      clearTimeout(timer);
    },
  };
};

/** One try and what follows from it. Undefined: it was broken off, or somebody else has it by now. */
const bring = async (
  delivery: DueDelivery,
  deps: CourierDeps,
  chance: () => number,
  signal: AbortSignal,
): Promise<Outcome | undefined> => {
  const outcome = await deliver(delivery, deps, signal);
  const now = deps.clock.now();
  const tried: DeliveryTry = {
    at: new Date(now).toISOString(),
    ...(outcome.status !== undefined && { status: outcome.status }),
    ...(outcome.error !== undefined && { error: outcome.error }),
    tookMs: outcome.tookMs,
  };
  const ageMs = now - delivery.dueSince.getTime();
  const waitMs = outcome.isDelivered ? undefined : waitAfter(delivery.attempt, ageMs, chance(), outcome.retryAfterMs);
  const isOver = outcome.isDelivered || waitMs === undefined;
  const wasMine = await deps.database.asStudio(async (query) => {
    const isMine = await endTry(query, delivery, {
      state: outcome.isDelivered ? 'done' : isOver ? 'failed' : 'queued',
      nextAt: new Date(now + (waitMs ?? 0)),
      finishedAt: isOver ? new Date(now) : null,
      tried,
    });
    if (!isMine) return false;
    if (outcome.isDelivered) await markWell(query, delivery.webhookId);
    else {
      const since = await markFailing(query, delivery.webhookId, new Date(now));
      const because = whyDisabled(outcome, since, now);
      if (because !== undefined) await disableWebhook(query, delivery, because, new Date(now));
    }
    return true;
  });
  return wasMine ? outcome : undefined;
};

/** The sentence with which a webhook is switched off; undefined: it goes on. */
const whyDisabled = (outcome: Outcome, since: Date | undefined, now: number): string | undefined => {
  if (outcome.isGone) return 'The receiver answered with status 410: it is gone for good.';
  if (since === undefined || now - since.getTime() < givenUpAfterMs) return undefined;
  const days = Math.floor((now - since.getTime()) / (24 * 3600 * 1000));
  return `Nothing has arrived for ${days} days. Last: ${outcome.error ?? 'no answer'}`;
};
