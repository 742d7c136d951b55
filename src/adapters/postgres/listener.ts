/** One connection that hears `pg_notify` for all who listen. Lost, it is made again, and everybody is told that something may have been missed. */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { asDatabaseError } from './database-errors.ts';
import { hear, isThere, unhear } from './listener.queries.ts';

type Ear = { readonly onNotice: (payload: string) => void; readonly onGap: () => void };

export type Listener = {
  listen(channel: string, onNotice: Ear['onNotice'], onGap: Ear['onGap']): Promise<() => Promise<void>>;
  close(): Promise<void>;
};

const connectTimeoutMs = 4_000;
/** A silent connection is found within two of these. */
const beatEveryMs = 2_500;
const firstWaitMs = 100;
const longestWaitMs = 2_000;

/** Connects when the first one listens. `report` hears of errors thrown by those who listen. */
export const openListener = (url: string, application: string, report: (error: unknown) => void): Listener => {
  const ears = new Map<string, Set<Ear>>();
  let current: Promise<pg.Client> | undefined;
  let isClosed = false;

  const call = (tell: () => void): void => {
    try {
      tell();
    } catch (error) {
      report(error);
    }
  };

  const connect = async (): Promise<pg.Client> => {
    const client = new pg.Client({
      connectionString: url,
      application_name: `${application} listener`,
      connectionTimeoutMillis: connectTimeoutMs,
      keepAlive: true,
    });
    client.on('error', () => undefined); // its end is heard below
    client.on('notification', ({ channel, payload = '' }) => {
      for (const ear of [...(ears.get(channel) ?? [])]) call(() => ear.onNotice(payload));
    });
    try {
      await client.connect();
      for (const channel of ears.keys()) await hear(client, channel);
    } catch (error) {
      await client.end();
      throw asDatabaseError(error);
    }
    client.once('end', () => {
      if (!isClosed && current) current = again();
    });
    void beat(client);
    return client;
  };

  /** Ends a connection that does not answer, which begins it anew. */
  const beat = async (client: pg.Client): Promise<void> => {
    let hasEnded = false;
    client.once('end', () => {
      hasEnded = true;
    });
    while (!hasEnded && !isClosed) {
      await sleep(beatEveryMs, undefined, { ref: false });
      if (hasEnded || isClosed) return;
      const answered = isThere(client).then(
        () => true,
        () => false,
      );
      const inTime = await Promise.race([answered, sleep(beatEveryMs, false, { ref: false })]);
      if (!inTime) await client.end();
    }
  };

  const again = async (): Promise<pg.Client> => {
    for (let waitMs = firstWaitMs; ; waitMs = Math.min(2 * waitMs, longestWaitMs)) {
      try {
        const client = await connect();
        for (const ear of [...ears.values()].flatMap((each) => [...each])) call(ear.onGap);
        return client;
      } catch (error) {
        if (isClosed) throw error;
        await sleep(waitMs, undefined, { ref: false });
      }
    }
  };

  const leave = async (channel: string, ear: Ear): Promise<void> => {
    const all = ears.get(channel);
    if (!all?.delete(ear) || all.size > 0) return;
    ears.delete(channel);
    // A connection that is lost listens to nothing anyway.
    await current?.then((client) => unhear(client, channel)).catch(() => undefined);
  };

  return {
    listen: async (channel, onNotice, onGap) => {
      if (isClosed) throw new Error('The listener was closed.');
      const ear = { onNotice, onGap };
      const all = ears.get(channel) ?? new Set();
      ears.set(channel, all.add(ear));
      try {
        current ??= connect();
        await hear(await current, channel);
      } catch (error) {
        current = undefined;
        await leave(channel, ear);
        throw asDatabaseError(error);
      }
      return () => leave(channel, ear);
    },
    close: async () => {
      isClosed = true;
      const last = current;
      current = undefined;
      await last?.then((client) => client.end()).catch(() => undefined); // it never came about
    },
  };
};
