/** Bad weather between a program and its server: a TCP proxy on loopback that passes, delays, freezes (half-open: open, and silent) or cuts. */

import type { AddressInfo } from 'node:net';
import { connect, createServer, type NetConnectOpts, type Socket } from 'node:net';

export type FaultProxy = {
  readonly port: number;
  /** How many connections stand open. */
  readonly open: () => number;
  /** Passes everything on at once. Connections that were frozen stay silent, as a peer's that lost its power. */
  pass(): void;
  /** Each piece arrives this much later, in both directions. */
  delay(ms: number): void;
  /** All connections fall silent; new ones are accepted and hear nothing. */
  freeze(): void;
  /** All connections are reset; new ones too, until `pass`. */
  cut(): void;
  close(): Promise<void>;
};

type Weather = { readonly kind: 'pass' | 'frozen' | 'cut' } | { readonly kind: 'delayed'; readonly ms: number };

/** `target` is a port or a Unix socket. */
export const startFaultProxy = async (target: NetConnectOpts): Promise<FaultProxy> => {
  let weather: Weather = { kind: 'pass' };
  const sockets = new Set<Socket>();
  const near = new WeakSet<Socket>();
  const frozen = new WeakSet<Socket>();

  const carry = (from: Socket, to: Socket): void => {
    from.on('data', (piece) => {
      if (frozen.has(from)) return;
      if (weather.kind === 'delayed') setTimeout(() => to.write(piece), weather.ms);
      else to.write(piece);
    });
    from.on('close', () => {
      sockets.delete(from);
      if (!frozen.has(from)) to.destroy();
    });
    from.on('error', () => to.destroy());
  };

  const server = createServer((caller) => {
    near.add(caller);
    if (weather.kind === 'cut') {
      caller.resetAndDestroy();
      return;
    }
    const far = connect(target);
    sockets.add(caller).add(far);
    if (weather.kind === 'frozen') {
      frozen.add(caller).add(far);
    }
    carry(caller, far);
    carry(far, caller);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    port: (server.address() as AddressInfo).port,
    open: () => sockets.size / 2,
    pass: () => {
      weather = { kind: 'pass' };
    },
    delay: (ms) => {
      weather = { kind: 'delayed', ms };
    },
    freeze: () => {
      weather = { kind: 'frozen' };
      for (const socket of sockets) frozen.add(socket);
    },
    cut: () => {
      weather = { kind: 'cut' };
      for (const socket of sockets)
        if (near.has(socket)) socket.resetAndDestroy();
        else socket.destroy();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};

/** The same database by way of the proxy. */
export const throughProxy = (url: string, { port }: Pick<FaultProxy, 'port'>): string => {
  const changed = new URL(url);
  changed.searchParams.delete('host');
  changed.hostname = '127.0.0.1';
  changed.port = String(port);
  return changed.href;
};

/** Where the server of a URL listens, for the proxy to connect to. */
export const targetOf = (url: string): NetConnectOpts => {
  const { searchParams, hostname, port } = new URL(url);
  const folder = searchParams.get('host');
  return folder ? { path: `${folder}/.s.PGSQL.${port || 5432}` } : { host: hostname, port: Number(port || 5432) };
};
