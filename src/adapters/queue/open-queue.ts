/** The `Queue` port on pg-boss 12: three lanes in one PostgreSQL, beside the rows they speak of. */
import { PgBoss } from 'pg-boss';
import type { Database } from '../../ports/database.ts';
import type { Log } from '../../ports/log.ts';
import { type Lane, lanes, type Queue } from '../../ports/queue.ts';
import { keepLeases } from './keep-leases.ts';
import { createPump, type Pump } from './lane-pump.ts';
import {
  giveBack,
  messagesByLane,
  type SqlPool,
  sendMessages,
  setLease,
  unsentAmong,
  withdrawMessages,
} from './queue.queries.ts';
import { superviseLeases } from './supervise.ts';

export type QueueOptions = {
  /** Connections of the role that owns the schema `pgboss`; not closed here. */
  readonly pool: SqlPool;
  readonly database: Pick<Database, 'listen'>;
  readonly log: Log;
  /** How long a holder may be silent before its message is given to another; default 60. */
  readonly leaseSeconds?: number;
};

const daySeconds = 86_400;
/** pg-boss refuses shorter leases when it makes a lane; a test sets its own afterwards. */
const leastBossLease = 10;

/** What a lane is to pg-boss: tries, pauses between them, how long a message may take and wait. */
const laneOptions = {
  retryLimit: 5,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 4,
  expireInSeconds: daySeconds,
  retentionSeconds: 365 * daySeconds,
  deleteAfterSeconds: 3600,
};

/** Makes the tables and the lanes where there are none, and opens the queue. Several servers may do so at once. */
export const openQueue = async ({ pool, database, log, leaseSeconds = 60 }: QueueOptions): Promise<Queue> => {
  const boss = new PgBoss({
    // pg-boss gives arrays of parameters of its own making.
    db: { executeSql: (text, values) => pool.query(text, values) },
    createSchema: false,
    schedule: false,
    supervise: false,
  });
  boss.on('error', (error) => log.warn('The queue met an error', { error }));
  boss.on('warning', ({ message }) => log.warn('The queue warns of something', { error: new Error(message) }));
  await boss.start();
  for (const lane of lanes)
    if (!(await boss.getQueue(lane)))
      await boss.createQueue(lane, { ...laneOptions, heartbeatSeconds: Math.max(leastBossLease, leaseSeconds) });
  await setLease(pool, leaseSeconds);

  const pumps = new Map<Lane, Pump>();
  const leases = keepLeases({ boss, leaseMs: leaseSeconds * 1000, log });
  const supervisor = superviseLeases({ boss, pool, everyMs: (leaseSeconds * 1000) / 5, log });
  const wakeAll = (): void => {
    for (const pump of pumps.values()) pump.wake();
  };
  let unlisten: Promise<() => Promise<void>> | undefined;
  const listen = (): void => {
    unlisten ??= database.listen('workprint_queue', (lane) => pumps.get(lane as Lane)?.wake(), wakeAll);
    unlisten.catch((error: unknown) => {
      unlisten = undefined; // lanes are looked at twice a second anyway
      log.warn('New messages of the queue cannot be heard', { error });
    });
  };

  return {
    send: sendMessages,
    withdraw: withdrawMessages,
    unsent: unsentAmong,
    work: async (lane, concurrency, handle) => {
      if (pumps.has(lane)) throw new Error(`The lane ${lane} is already served by this queue.`);
      const pump = createPump({
        boss,
        lane,
        concurrency,
        handle,
        leases,
        log,
        giveBack: (held) => giveBack(pool, lane, held),
      });
      pumps.set(lane, pump);
      listen();
      return async (graceMs) => {
        await pump.stop(graceMs);
        pumps.delete(lane);
      };
    },
    depth: () => messagesByLane(pool),
    close: async () => {
      await Promise.all([...pumps.values()].map((pump) => pump.stop(0)));
      leases.close();
      await supervisor.close();
      await (await unlisten?.catch(() => undefined))?.();
      await boss.stop({ graceful: false, close: false });
    },
  };
};
