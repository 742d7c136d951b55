/**
 * One connection to one of several vetted addresses, in the way of RFC 8305: the families take turns, the next address is tried after
 * a quarter of a second or a failure, the first to connect is kept. No name is looked up here.
 */
import type { Socket } from 'node:net';
import { isSameAddress } from './address.ts';

/** How sockets are made; tests put a loopback world in its place. */
export type Wire = {
  connect(address: string, port: number): Socket;
  /** The address at the other end of a connected socket. */
  peerOf(socket: Socket): string | undefined;
};

const headStartMs = 250;
/** A host with more is not tried for longer. All of them were vetted before. */
const mostAddressesTried = 8;

/** v6, v4, v6, v4 … in the order in which DNS gave them. */
const byTurns = (addresses: readonly string[]): readonly string[] => {
  const sixes = addresses.filter((address) => address.includes(':'));
  const fours = addresses.filter((address) => !address.includes(':'));
  return Array.from({ length: Math.max(sixes.length, fours.length) }, (_, at) => [sixes[at], fours[at]])
    .flat()
    .filter((address) => address !== undefined);
};

/** Rejects with the last failure when no address answers, with the signal's reason when it aborts; nothing stays open then. */
export const connectToAny = (
  addresses: readonly string[],
  port: number,
  wire: Wire,
  signal: AbortSignal,
): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const queue = byTurns(addresses).slice(0, mostAddressesTried);
    const open = new Set<Socket>();
    let isOver = false;
    let timer: NodeJS.Timeout | undefined;
    let failure: unknown = new Error('there was no address to connect to');
    const onAbort = (): void => end(() => reject(signal.reason));

    const end = (settle: () => void, kept?: Socket): void => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      for (const socket of open) if (socket !== kept) socket.destroy();
      settle();
    };
    const fail = (socket: Socket, error: unknown): void => {
      open.delete(socket);
      socket.destroy();
      if (isOver) return;
      failure = error;
      tryNext();
    };
    const tryNext = (): void => {
      clearTimeout(timer);
      const address = queue.shift();
      if (address === undefined) {
        if (open.size === 0) end(() => reject(failure));
        return;
      }
      const socket = wire.connect(address, port);
      open.add(socket);
      socket.once('error', (error) => fail(socket, error));
      socket.once('connect', () => {
        const peer = wire.peerOf(socket);
        if (peer === undefined || !isSameAddress(peer, address))
          fail(socket, new Error('the connection does not lead to the address that was vetted'));
        else end(() => resolve(socket), socket);
      });
      timer = setTimeout(tryNext, headStartMs);
    };

    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    tryNext();
  });
