/**
 * The live documents of the studio: Yjs over WebSockets by Hocuspocus. What this adapter adds is durability and law: an update is stored before
 * it is applied and acknowledged, who may read and write is asked of the store, and servers learn of each other's updates through it.
 */
import { randomUUID } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { Hocuspocus, type WebSocketLike } from '@hocuspocus/server';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { DocumentStore } from '../../ports/document-store.ts';
import type { Log } from '../../ports/log.ts';
import { createAnnouncer } from './announcer.ts';
import { followOthers } from './follow-others.ts';
import { keepAuthorised } from './keep-authorised.ts';
import { type LiveContext, liveHooks } from './live-hooks.ts';

/** Who is at the other end, as the server's own sign-in found out. */
export type LivePerson = { readonly personId: string; readonly name: string; readonly mayWrite: boolean };

export type LiveOptions = {
  readonly store: DocumentStore;
  /** Who sent this personal key as the token of the protocol; undefined: nobody. */
  readonly identifyKey: (key: string) => Promise<LivePerson | undefined>;
  readonly log: Log;
  /** How often rights are asked for again while a connection is open; default 3,000 ms. */
  readonly recheckMs?: number;
};

export type LiveServer = {
  /** Takes over an upgrade of HTTP. `person`: who the cookie or key of the request is; undefined: the token must say. */
  upgrade(request: UpgradeRequest, socket: Duplex, head: Buffer, person: LivePerson | undefined): void;
  facts(): { readonly documents: number; readonly connections: number };
  /** Tells every browser to come again later, waits for what is under way, folds what was written. */
  close(): Promise<void>;
};

/** What an upgrade needs of Node's request. */
export type UpgradeRequest = Parameters<WebSocketServer['handleUpgrade']>[0];

/** Largest frame: a whole feature script is 0.2 MB, a pasted timeline of ten thousand clips some ten. */
const mostFrameBytes = 16 * 1024 * 1024;

/** Going away (RFC 6455, section 7.4.1). */
const goingAway = { code: 1001, reason: 'The studio is restarting.' };

/** Ready at once; `close` when the server stops. */
export const createLiveServer = async ({
  store,
  identifyKey,
  log,
  recheckMs = 3000,
}: LiveOptions): Promise<LiveServer> => {
  const serverId = randomUUID();
  const announcer = createAnnouncer(store, serverId, log);
  const hocuspocus = new Hocuspocus<LiveContext>({
    quiet: true,
    timeout: 60_000,
    // What it would store is stored already: each update, before it was acknowledged.
    debounce: 60_000,
    unloadImmediately: true,
    ...liveHooks({ store, identifyKey, announcer, log }),
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: mostFrameBytes, perMessageDeflate: false });
  const stopFollowing = await followOthers(hocuspocus, store, serverId, log);
  const stopChecking = keepAuthorised(hocuspocus, store, recheckMs, log);

  const connect = (socket: WebSocket, request: Request, person: LivePerson | undefined): void => {
    const connection = hocuspocus.handleConnection(socket as unknown as WebSocketLike, request, { person });
    socket.on('message', (message: RawData) => {
      const bytes = bytesOf(message);
      if (isFrame(bytes)) connection.handleMessage(bytes);
      else socket.close(unreadable.code, unreadable.reason);
    });
    socket.on('close', (code, reason) => connection.handleClose({ code, reason: reason.toString() }));
    socket.on('error', (error) => log.debug('A live connection broke', { error }));
  };
  return {
    upgrade: (request, socket, head, person) => {
      const headers = new Headers();
      for (const [name, value] of Object.entries(request.headers))
        if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
      // Only the path and the search part are the client's word; the host is not looked at.
      const asked = new Request(new URL(request.url ?? '/', 'http://studio.invalid'), { headers });
      sockets.handleUpgrade(request, socket, head, (opened) => connect(opened, asked, person));
    },
    facts: () => ({ documents: hocuspocus.getDocumentsCount(), connections: hocuspocus.getConnectionsCount() }),
    close: async () => {
      stopChecking();
      await stopFollowing();
      for (const socket of sockets.clients) socket.close(goingAway.code, goingAway.reason);
      const names = [...hocuspocus.documents.keys()];
      hocuspocus.closeConnections();
      await announcer.close();
      for (const name of names)
        await store
          .compact(name)
          .catch((error: unknown) => log.warn('A document could not be folded', { documentId: name, error }));
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
};

/** Unsupported data (RFC 6455, section 7.4.1). */
const unreadable = { code: 1003, reason: 'This is no message of the live protocol.' };

/** A frame begins with the id of its document, as its length (always one byte here) and its letters, and says something behind it. */
const isFrame = (bytes: Uint8Array): boolean => {
  const length = bytes[0] ?? 0;
  return length > 0 && length < 128 && bytes.length > length + 1;
};

const bytesOf = (message: RawData): Uint8Array => {
  if (Array.isArray(message)) return Buffer.concat(message);
  return message instanceof ArrayBuffer ? new Uint8Array(message) : message;
};
