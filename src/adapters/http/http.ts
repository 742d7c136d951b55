/** Listens: the one way in. Turns sockets into requests of the web's own kind, and protects them from those who hold them open. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Server as SocketServer } from 'node:net';
import type { Duplex } from 'node:stream';
import { setImmediate as immediate, setTimeout as wait } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { type Client, clientOf, trustOf } from './client-address.ts';
import { badRequestResponse, refuseBadRequest } from './refuse-bad-request.ts';
import { requestIdOf } from './request-id.ts';
import { watchSlowSenders } from './slow-senders.ts';

/** What the listener knows of a request that the request itself does not say. Of the same shape as the API's own. */
export type Arrival = {
  readonly requestId: string;
  readonly ipAddress: string;
  readonly isSecure: boolean;
  readonly isLocal: boolean;
};

/** What is known of a request before it is one; `path` with its query. */
export type Glimpse = { readonly method: string; readonly path: string; readonly origin: string | undefined };

export type Refusal = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** Somebody wants a WebSocket. */
export type Upgrade = {
  readonly incoming: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
  readonly arrival: Arrival;
};

export type ListenOptions = {
  readonly fetch: (request: Request, arrival: Arrival) => Response | Promise<Response>;
  /** Asked first, before anything is made of a request: an answer to send at once, or undefined. For floods. */
  readonly refuse?: (glimpse: Glimpse) => Refusal | undefined;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** 0: a free one. */
  readonly port: number;
  readonly trustedProxies?: readonly string[];
  /** Takes over a WebSocket's connection; false: there is nothing at this path. Without it every upgrade is refused. */
  readonly upgrade?: (upgrade: Upgrade) => boolean;
  /** Of connections at the same time; more wait in the kernel's queue. */
  readonly mostConnections?: number;
  /** Silence after which a connection counts as gone. */
  readonly idleMs?: number;
};

export type Listener = {
  readonly host: string;
  readonly port: number;
  /** Where it answers, such as `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly connections: () => number;
  /**
   * First tells every connection, with its next answer, that it is the last; then takes no more, lets every request that has begun be answered,
   * and after `graceMs` cuts what is left. Resolves with the number of connections it had to cut.
   */
  close(graceMs?: number): Promise<number>;
};

const first = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : value?.[0];

const isLoopback = (address: string): boolean => address === '::1' || address.startsWith('127.');

/** Reads the facts of a request off its socket and, behind a trusted proxy, off its headers. */
const arrivals = (proxies: readonly string[]) => {
  const trust = trustOf(proxies);
  return ({ socket, headers }: IncomingMessage): Arrival => {
    const said = {
      forwardedFor: first(headers['x-forwarded-for']),
      forwardedProto: first(headers['x-forwarded-proto']),
    };
    const client: Client = clientOf(socket.remoteAddress ?? '', said, trust);
    const isForwarded = headers['x-forwarded-for'] !== undefined || headers['forwarded'] !== undefined;
    return {
      requestId: client.isThroughProxy
        ? requestIdOf({ requestId: first(headers['x-request-id']), traceparent: first(headers['traceparent']) })
        : requestIdOf(),
      ipAddress: client.ipAddress,
      isSecure: client.isSecure,
      isLocal: !isForwarded && isLoopback(client.ipAddress),
    };
  };
};

const timeLimits = {
  headersTimeout: 10_000,
  // Bodies are watched by their rate (slow-senders) and, where they are JSON, by the clock (the API).
  requestTimeout: 0,
  connectionsCheckingInterval: 2_000,
  keepAliveTimeout: 65_000,
  maxHeaderSize: 16_384,
  keepAlive: true,
  keepAliveInitialDelay: 30_000,
  noDelay: true,
} as const;

/** For how long a closing server still answers on open connections, so that none is ended just as a request is on its way. */
const farewellMs = 200;

type OpenServer = {
  readonly server: Server;
  /** From now on every answer is the last of its connection. */
  sayFarewell(): void;
  /** Requests so far. */
  readonly begun: () => number;
  stop(): void;
};

const serverFor = (options: ListenOptions): OpenServer => {
  const arrivalOf = arrivals(options.trustedProxies ?? []);
  const slow = watchSlowSenders();
  const answer = getRequestListener(
    (request, { incoming }) => options.fetch(request, arrivalOf(incoming as IncomingMessage)),
    { errorHandler: badRequestResponse },
  );
  let isLeaving = false;
  let begun = 0;
  const answering = new Set<ServerResponse>();
  const server = createServer(timeLimits, (incoming, outgoing) => {
    begun++;
    if (isLeaving) outgoing.shouldKeepAlive = false;
    answering.add(outgoing);
    outgoing.once('close', () => answering.delete(outgoing));
    const { method = '', url: path = '', headers } = incoming;
    const refusal = options.refuse?.({ method, path, origin: headers.origin });
    if (refusal) {
      outgoing.writeHead(refusal.status, { ...refusal.headers, 'content-length': Buffer.byteLength(refusal.body) });
      outgoing.end(method === 'HEAD' ? undefined : refusal.body);
      return;
    }
    slow.watch(incoming);
    void answer(incoming, outgoing);
  });
  server.maxConnections = options.mostConnections ?? 10_000;
  server.maxRequestsPerSocket = 0;
  server.setTimeout(options.idleMs ?? 120_000, (socket) => socket.destroy());
  server.on('clientError', refuseBadRequest);
  server.on('upgrade', (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const arrival = arrivalOf(incoming);
    if (!options.upgrade?.({ incoming, socket, head, arrival })) {
      socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    // A live document may be silent for long; its own pings tell whether somebody is there.
    incoming.socket.setTimeout(0);
  });
  return {
    server,
    sayFarewell: () => {
      isLeaving = true;
      for (const outgoing of answering) if (!outgoing.headersSent) outgoing.shouldKeepAlive = false;
    },
    begun: () => begun,
    stop: slow.stop,
  };
};

/** Starts to listen; resolves when it does. Throws the error of the socket (`EADDRINUSE`, `EACCES`). */
export const listen = async (options: ListenOptions): Promise<Listener> => {
  const { server, sayFarewell, begun, stop } = serverFor(options);
  const sockets = new Set<Duplex>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const host = options.host ?? '127.0.0.1';
  server.listen({ port: options.port, host, backlog: 1024 });
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  return {
    host,
    port,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    connections: () => sockets.size,
    close: async (graceMs = 8_000) => {
      const giveUpAt = performance.now() + graceMs;
      sayFarewell();
      if (sockets.size > 0) await wait(Math.min(farewellMs, graceMs));
      stop();
      // As every server of sockets closes: HTTP's own way would also end connections that seem idle and on which a request has just arrived.
      const closed = new Promise<void>((resolve) => SocketServer.prototype.close.call(server, () => resolve()));
      const quietFrom = performance.now() + farewellMs;
      for (
        let seen = -1;
        sockets.size > 0 && seen !== begun() && performance.now() < Math.min(quietFrom + 1_000, giveUpAt);
      ) {
        seen = begun();
        await wait(farewellMs / 4);
        await immediate();
      }
      server.closeIdleConnections();
      // A connection that was busy until now is idle when its answer is out, and nothing else ends it sooner than its time limit.
      const idle = setInterval(() => server.closeIdleConnections(), 50);
      let cut = 0;
      const late = setTimeout(() => {
        cut = sockets.size;
        for (const socket of sockets) socket.destroy();
      }, giveUpAt - performance.now());
      await closed;
      clearInterval(idle);
      clearTimeout(late);
      // Ends the timers of HTTP's own; that nothing listens any more is no error here.
      server.close(() => undefined);
      return cut;
    },
  };
};
