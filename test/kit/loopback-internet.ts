/**
 * An Internet on this machine: names with the answers DNS gives for them (one after the other, as with a TTL of 0), public addresses
 * behind which servers of ours stand, and a record of every lookup and every dial. Nothing leaves the loopback.
 */
import { createServer as createWebServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, connect, createServer, type Server, Socket } from 'node:net';
import { createNetwork, type GuardedNetwork, type NetworkOptions } from '../../src/adapters/net/net.ts';
import { makeCertificate } from './self-made-certificate.ts';

export type Dialled = { readonly address: string; readonly port: number };

export type LoopbackInternet = {
  /** What DNS answers for a name, ask by ask; the last answer stays. */
  name(host: string, ...answers: readonly (readonly string[])[]): void;
  /** Puts a server behind an address and port of this Internet. */
  serve(address: string, port: number, listener: RequestListener): Promise<void>;
  /** The same with TLS, under a certificate for these names that `network` trusts. */
  serveSecurely(address: string, port: number, names: readonly string[], listener: RequestListener): Promise<void>;
  /** The same for one that does not speak HTTP as it should. */
  serveBytes(address: string, port: number, onConnection: (socket: Socket) => void): Promise<void>;
  /** Makes connections to `address` end at another one, unnoticed by who dials. */
  divert(address: string, peer: string): void;
  /** An address where nothing answers, not even with a refusal. */
  silence(address: string): void;
  /** Every lookup and dial so far. */
  readonly lookups: readonly string[];
  readonly dials: readonly Dialled[];
  /** The machinery under it, for what makes a network of its own. */
  readonly ways: NonNullable<NetworkOptions['ways']>;
  /** The guarded network, living here. */
  network(options?: Partial<NetworkOptions>): GuardedNetwork;
  close(): Promise<void>;
};

/** Opens it. Addresses without a server refuse connections. */
export const openInternet = (): LoopbackInternet => {
  const names = new Map<string, (readonly string[])[]>();
  const ports = new Map<string, number>();
  const peers = new Map<string, string>();
  const silent = new Set<string>();
  const authorities: string[] = [];
  const addressOf = new WeakMap<Socket, string>();
  const open = new Set<Socket>();
  const servers: Server[] = [];
  const lookups: string[] = [];
  const dials: Dialled[] = [];

  const stand = async (address: string, port: number, server: Server): Promise<void> => {
    server.on('connection', (socket: Socket) => {
      open.add(socket);
      // Attacks cut connections; that is their business.
      socket.on('error', () => undefined).on('close', () => open.delete(socket));
    });
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
    servers.push(server);
    ports.set(`${address} ${port}`, (server.address() as AddressInfo).port);
  };
  const dial = (address: string, port: number): Socket => {
    dials.push({ address, port });
    if (silent.has(address)) return new Socket();
    const real = ports.get(`${address} ${port}`);
    if (real === undefined) {
      const nobody = new Socket();
      const refusal = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
      setImmediate(() => nobody.destroy(refusal));
      return nobody;
    }
    const socket = connect(real, '127.0.0.1');
    addressOf.set(socket, peers.get(address) ?? address);
    return socket;
  };
  const resolve = async (host: string): Promise<readonly string[]> => {
    lookups.push(host);
    const answers = names.get(host) ?? [];
    return (answers.length > 1 ? answers.shift() : answers[0]) ?? [];
  };
  const internetWays = {
    resolve,
    resolveAllowed: resolve,
    wire: { connect: dial, peerOf: (socket: Socket) => addressOf.get(socket) },
    trust: { ca: authorities },
  };
  return {
    ways: internetWays,
    name: (host, ...answers) => void names.set(host, [...answers]),
    serve: (address, port, listener) => stand(address, port, createWebServer(listener)),
    serveSecurely: (address, port, hosts, listener) => {
      const made = makeCertificate(hosts);
      authorities.push(made.cert);
      return stand(address, port, createSecureServer(made, listener));
    },
    serveBytes: (address, port, onConnection) => stand(address, port, createServer(onConnection)),
    divert: (address, peer) => void peers.set(address, peer),
    silence: (address) => void silent.add(address),
    lookups,
    dials,
    network: ({ ways, ...options } = {}) =>
      createNetwork({
        policy: { ports: new Set([80, 443, 8080, 8443]), privateHosts: new Set() },
        ...options,
        ways: { ...internetWays, ...ways },
      }),
    close: async () => {
      for (const socket of open) socket.destroy();
      await Promise.all(servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve()))));
    },
  };
};

/** All of a body as text. */
export const textOf = async (body: AsyncIterable<Uint8Array>): Promise<string> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
};
