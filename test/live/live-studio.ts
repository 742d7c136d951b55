/** Live servers over one database, and people who type through the real protocol. */
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { Doc } from 'yjs';
import { type Listener, listen } from '../../src/adapters/http/http.ts';
import { createLiveServer, type LiveServer } from '../../src/adapters/live/live.ts';
import type { PostgresDatabase } from '../../src/adapters/postgres/postgres.ts';
import { createLog, silentLog } from '../../src/adapters/telemetry/telemetry.ts';
import { createDocumentStore } from '../../src/features/documents/documents.ts';

export type LiveStudio = {
  readonly live: LiveServer;
  readonly listener: Listener;
  readonly url: string;
  close(): Promise<void>;
};

/** One server. The token of the protocol is the person's id; with `:read` behind it, a key that may only read. */
export const startLive = async (database: PostgresDatabase, recheckMs = 200): Promise<LiveStudio> => {
  const live = await createLiveServer({
    store: createDocumentStore(database, () => Date.now()),
    identifyKey: async (key) => {
      const [personId = '', right] = key.split(':');
      return personId === 'nobody'
        ? undefined
        : { personId, name: `Person ${personId.slice(-4)}`, mayWrite: right !== 'read' };
    },
    log: process.env.LIVE_LOG ? createLog({ level: 'debug', process: 'live' }) : silentLog,
    recheckMs,
  });
  const listener = await listen({
    fetch: () => new Response(null, { status: 404 }),
    port: 0,
    upgrade: ({ incoming, socket, head }) => {
      live.upgrade(incoming, socket, head, undefined);
      return true;
    },
  });
  return {
    ...{ live, listener, url: `ws://127.0.0.1:${listener.port}/api/v1/live` },
    close: async () => {
      await live.close();
      await listener.close(0);
    },
  };
};

/** Somebody with a document open. */
export type Typist = {
  readonly doc: Doc;
  readonly provider: HocuspocusProvider;
  readonly socket: HocuspocusProviderWebsocket;
  /** Resolves when everything that was typed here was acknowledged and everything stored so far was received. */
  settled(): Promise<void>;
  leave(): void;
};

export const until = async (isSo: () => boolean, what: string, withinMs = 15_000): Promise<void> => {
  const end = performance.now() + withinMs;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`It never came to be that ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

/** Opens a document on a server, as a browser does. */
export const openAt = (url: string, documentId: string, token: string): Typist => {
  const doc = new Doc();
  const socket = new HocuspocusProviderWebsocket({ url, delay: 20, minDelay: 20, maxDelay: 200, jitter: false });
  const provider = new HocuspocusProvider({ websocketProvider: socket, name: documentId, document: doc, token });
  provider.attach();
  return {
    ...{ doc, provider, socket },
    settled: () => until(() => provider.isSynced && !provider.hasUnsyncedChanges, 'all was acknowledged'),
    leave: () => {
      provider.destroy();
      socket.destroy();
      doc.destroy();
    },
  };
};
