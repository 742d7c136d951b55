/**
 * Ends connections whose request trickles. Node limits the time of a whole request, which would also end a large upload over a thin line;
 * here only the rate counts, and only while we are waiting for the client and not the client for us.
 */
import type { IncomingMessage } from 'node:http';

type Watched = { bytes: number; slowFor: number };

export type SlowSenders = {
  watch(incoming: IncomingMessage): void;
  stop(): void;
};

/** Fewer bytes a second than `leastBytesPerSecond` over three rounds of `everyMs` in a row end the connection. */
export const watchSlowSenders = ({ leastBytesPerSecond = 500, everyMs = 5_000 } = {}): SlowSenders => {
  const watched = new Map<IncomingMessage, Watched>();
  const leastBytes = (leastBytesPerSecond * everyMs) / 1000;
  const look = (): void => {
    for (const [incoming, state] of watched) {
      const { socket } = incoming;
      if (incoming.complete || socket.destroyed) {
        watched.delete(incoming);
        continue;
      }
      const came = socket.bytesRead - state.bytes;
      state.bytes = socket.bytesRead;
      // Bytes that wait to be read are our own slowness.
      state.slowFor = came < leastBytes && incoming.readableLength === 0 ? state.slowFor + 1 : 0;
      if (state.slowFor >= 3) socket.destroy();
    }
  };
  const timer = setInterval(look, everyMs);
  timer.unref();
  return {
    watch: (incoming) => {
      if (incoming.method === 'GET' || incoming.method === 'HEAD') return;
      watched.set(incoming, { bytes: incoming.socket.bytesRead, slowFor: 0 });
      incoming.once('close', () => watched.delete(incoming));
    },
    stop: () => clearInterval(timer),
  };
};
