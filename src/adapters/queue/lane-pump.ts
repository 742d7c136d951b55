/**
 * Serves one lane: takes as many messages as there are free places, hands each to the handler, settles it. Woken by notices; twice a
 * second it looks by itself, for what was delayed and for notices that got lost. pg-boss's own workers are not used: with one message
 * each they sleep between messages, and their leases cannot be shared.
 */
import type { Job, PgBoss } from 'pg-boss';
import type { Log } from '../../ports/log.ts';
import { type Lane, MessageTaken, type Queue } from '../../ports/queue.ts';
import type { Leases } from './keep-leases.ts';
import type { HeldMessage } from './queue.queries.ts';
import { createSettling } from './settle.ts';

export type Pump = {
  /** Something may wait. */
  wake(): void;
  stop(graceMs: number): Promise<void>;
};

type Options = {
  readonly boss: Pick<PgBoss, 'fetch' | 'deleteJob' | 'fail'>;
  readonly lane: Lane;
  readonly concurrency: number;
  readonly handle: Parameters<Queue['work']>[2];
  readonly leases: Leases;
  readonly giveBack: (held: readonly HeldMessage[]) => Promise<void>;
  readonly log: Log;
};

type Held = { readonly message: HeldMessage; readonly controller: AbortController; readonly ended: Promise<void> };

const lookEveryMs = 500;
const longestPauseMs = 5000;
const fetchedAtOnce = 100;
/** What does not stop when it is told to is given back all the same. */
const stopWithinMs = 1600;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits for work to end, at most so long. The timer goes with it: it would keep the process alive. */
const endWithin = async (work: Promise<unknown>, ms: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([work, late]);
  clearTimeout(timer);
};

/** Starts at once. */
export const createPump = ({ boss, lane, concurrency, handle, leases, giveBack, log }: Options): Pump => {
  const held = new Map<string, Held>();
  const settle = createSettling({ boss, lane, log });
  let isStopping = false;
  let mayWait = true;
  let wakeUp: () => void = () => undefined;
  const wake = (): void => {
    mayWait = true;
    wakeUp();
  };

  const run = async (message: HeldMessage, controller: AbortController): Promise<void> => {
    let failed: unknown;
    let hasFailed = false;
    try {
      await handle({ jobId: message.id, signal: controller.signal });
    } catch (error) {
      [failed, hasFailed] = [error, true];
    }
    leases.release(message);
    const why =
      controller.signal.aborted && controller.signal.reason instanceof MessageTaken
        ? controller.signal.reason.why
        : undefined;
    if (why === 'lost') return;
    if (!hasFailed) await settle.finish(message);
    else if (why === 'stopping') await giveBack([message]);
    else await settle.fail(message, failed);
  };
  const start = ({ id, retryCount }: Job): void => {
    const message = { id, retryCount };
    const key = `${id}:${retryCount}`;
    const controller = new AbortController();
    leases.hold(lane, message, controller);
    const ended = run(message, controller)
      .catch((error: unknown) =>
        log.warn('A message could not be settled; its lease runs out by itself', { lane, jobId: id, error }),
      )
      .finally(() => {
        held.delete(key);
        wakeUp();
      });
    held.set(key, { message, controller, ended });
  };

  /** Takes what there is room for. */
  const take = async (): Promise<void> => {
    const room = Math.min(fetchedAtOnce, concurrency - held.size);
    mayWait = false;
    const messages = await boss.fetch<object>(lane, { batchSize: room });
    if (messages.length >= room) mayWait = true;
    if (isStopping && messages.length > 0) await giveBack(messages);
    else for (const message of messages) start(message);
  };
  const serve = async (): Promise<void> => {
    let pauseMs = lookEveryMs;
    while (!isStopping) {
      try {
        // Places that become free in the same turn of the loop are filled together.
        await new Promise((resolve) => setImmediate(resolve));
        if (mayWait && held.size < concurrency) await take();
        pauseMs = lookEveryMs;
      } catch (error) {
        log.warn('The queue could not be asked for work', { lane, error });
        pauseMs = Math.min(longestPauseMs, pauseMs * 2);
        await sleep(pauseMs);
        mayWait = true;
      }
      const hasRoom = held.size < concurrency;
      if (isStopping || (mayWait && hasRoom)) continue;
      const timer = setTimeout(wake, hasRoom ? pauseMs : longestPauseMs);
      await new Promise<void>((resolve) => (wakeUp = resolve));
      wakeUp = () => undefined;
      clearTimeout(timer);
    }
  };
  const serving = serve();

  let stopped: Promise<void> | undefined;
  const stop = async (graceMs: number): Promise<void> => {
    isStopping = true;
    wake();
    await serving;
    const all = (): Promise<unknown> => Promise.all([...held.values()].map(({ ended }) => ended));
    await endWithin(all(), graceMs);
    if (held.size === 0) return;
    for (const { controller } of held.values()) controller.abort(new MessageTaken('stopping'));
    await endWithin(all(), stopWithinMs);
    const deaf = [...held.values()].map(({ message }) => message);
    if (deaf.length === 0) return;
    for (const message of deaf) leases.release(message);
    await giveBack(deaf);
    log.warn('Handlers did not stop; their messages were given back', { lane, count: deaf.length });
  };
  return { wake, stop: (graceMs) => (stopped ??= stop(graceMs)) };
};
