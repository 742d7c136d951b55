/**
 * Finds connections that nobody answers any more though their sockets look open (a proxy that hangs, a machine that lost its power), and tells
 * them from queries that simply take long: a second connection asks the server whether it still works on them.
 */
import type { WatchedClient } from './watched-client.ts';

export type VigilOptions = {
  /** Process ids of the server's side that are at work now. Rejects when the server cannot be asked. */
  readonly askWhoWorks: (pids: readonly number[]) => Promise<ReadonlySet<number>>;
  /** How long a silence is before anybody asks. */
  readonly silenceMs?: number;
  /** How often it is looked. */
  readonly everyMs?: number;
};

export type Vigil = {
  /** Watches this connection until it ends. */
  watch(client: WatchedClient): void;
  /** Ends what waits for an answer. */
  abandonWaits(): void;
  close(): void;
};

/** A silence of a second and a half, seen twice, and a question of at most one and a half: well within five seconds, also for a second query. */
const defaults = { silenceMs: 1_500, everyMs: 250 };

const pidOf = (client: WatchedClient): number => (client as unknown as { processID: number | null }).processID ?? 0;

/** Starts the watch. It keeps no process alive. */
export const startVigil = ({
  askWhoWorks,
  silenceMs = defaults.silenceMs,
  everyMs = defaults.everyMs,
}: VigilOptions): Vigil => {
  const clients = new Set<WatchedClient>();
  let suspects = new Map<WatchedClient, number>();
  let isAsking = false;

  const isStillWaiting = ([client, asked]: readonly [WatchedClient, number]): boolean =>
    client.waitingSince !== 0 && client.asked === asked;

  /** Ends what is lost. The pool drops a connection that rests when it errs. */
  const abandon = (lost: readonly WatchedClient[]): void => {
    for (const client of lost) void client.end();
    for (const client of clients)
      if (client.waitingSince === 0)
        client.emit('error', new Error('Connection terminated: others to this server went silent'));
  };

  const examine = async (): Promise<void> => {
    const waits = [...suspects].filter(isStillWaiting);
    if (waits.length === 0) return;
    const atWork = await askWhoWorks(waits.map(([client]) => pidOf(client))).catch(() => new Set<number>());
    // What arrived meanwhile is handed over before anybody is judged.
    await new Promise((resolve) => setImmediate(resolve));
    const lost = waits.filter((wait) => isStillWaiting(wait) && !atWork.has(pidOf(wait[0]))).map(([client]) => client);
    if (lost.length > 0) abandon(lost);
  };

  const look = (): void => {
    if (isAsking) return;
    const now = performance.now();
    const silent = [...clients].filter(({ waitingSince }) => waitingSince !== 0 && now - waitingSince > silenceMs);
    // After a long pause of our own, answers lie unread in the socket: only what is silent at two looks is examined.
    const isConfirmed = silent.some((client) => suspects.get(client) === client.asked);
    if (!isConfirmed) {
      suspects = new Map(silent.map((client) => [client, client.asked]));
      return;
    }
    isAsking = true;
    void examine().finally(() => {
      isAsking = false;
      suspects = new Map();
    });
  };

  const timer = setInterval(look, everyMs).unref();
  return {
    watch: (client) => {
      clients.add(client);
      client.once('end', () => clients.delete(client));
    },
    abandonWaits: () => {
      for (const client of clients) if (client.waitingSince !== 0) void client.end();
    },
    close: () => clearInterval(timer),
  };
};
