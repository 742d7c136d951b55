/** PD4: hosts that dribble, flood, unfold, lie about lengths or never come to the point. */
import type { Socket } from 'node:net';
import { brotliCompressSync, createGzip, gzipSync } from 'node:zlib';
import type { ErrorCode } from '../../src/domain/errors.ts';
import type { OutgoingRequest } from '../../src/ports/network.ts';
import type { ProofCase, ProofRow, ProofSize } from '../prove/row.types.ts';
import { asking, inInternet, mustFail } from './network-inside.ts';

const address = '93.184.215.14';
const mebibyte = 1024 * 1024;

type Flood = {
  readonly serve: (socket: Socket) => void;
  readonly ends: readonly ErrorCode[];
  readonly asks?: Partial<OutgoingRequest>;
  /** It is about slowness: our patience is short, and a busy machine can only be slower. */
  readonly isSlow?: true;
};

const head = (...lines: readonly string[]): string => `${['HTTP/1.1 200 OK', ...lines].join('\r\n')}\r\n\r\n`;

/** Writes this text again and again for as long as anybody listens. */
const forEver = (socket: Socket, text: string | Uint8Array, everyMs = 0): void => {
  const next = (): void => {
    if (socket.destroyed) return;
    const more = everyMs > 0 ? () => setTimeout(next, everyMs) : () => setImmediate(next);
    if (socket.write(text)) more();
    else socket.once('drain', more);
  };
  next();
};

const answering =
  (...parts: readonly (string | Uint8Array)[]) =>
  (socket: Socket): void => {
    for (const part of parts) socket.write(part);
    socket.end();
  };

/** `bytes` zeros, packed about 1000:1 by each layer. */
const bomb = (bytes: number): Buffer => gzipSync(Buffer.alloc(bytes), { level: 9 });

const chunked = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;

const slowMs = { timeoutMs: 1500 };

const floods = (size: ProofSize): Readonly<Record<string, Flood>> => ({
  'one byte a second': {
    serve: (socket) => {
      socket.write(head('content-length: 1000'));
      forEver(socket, 'a', 1000);
    },
    isSlow: true,
    ends: ['url-too-slow'],
  },
  'steady, but slower than allowed': {
    serve: (socket) => {
      socket.write(head());
      forEver(socket, 'a'.repeat(20), 50);
    },
    isSlow: true,
    ends: ['url-too-slow'],
  },
  'fast enough, but for ever': {
    serve: (socket) => {
      socket.write(head());
      forEver(socket, 'a'.repeat(500), 50);
    },
    ends: ['url-too-slow'],
    asks: slowMs,
  },
  'no answer at all': { serve: () => undefined, isSlow: true, ends: ['url-too-slow'] },
  'a header a second': {
    serve: (socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      forEver(socket, 'x-a: b\r\n', 200);
    },
    isSlow: true,
    ends: ['url-too-slow'],
  },
  'endless headers': {
    serve: (socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      forEver(socket, `x-a: ${'b'.repeat(1000)}\r\n`);
    },
    ends: ['url-too-large'],
  },
  'one endless header': {
    serve: (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nx-a: ');
      forEver(socket, 'b'.repeat(10_000));
    },
    ends: ['url-too-large'],
  },
  'an endless status line': {
    serve: (socket) => {
      socket.write('HTTP/1.1 200 ');
      forEver(socket, 'b'.repeat(10_000));
    },
    ends: ['url-too-large', 'url-unreachable'],
  },
  'endless “continue”': {
    serve: (socket) => forEver(socket, 'HTTP/1.1 100 Continue\r\n\r\n', 5),
    isSlow: true,
    ends: ['url-too-slow'],
  },
  'endless trailers': {
    serve: (socket) => {
      socket.write(head('transfer-encoding: chunked'));
      socket.write('0\r\n');
      forEver(socket, `x-a: ${'b'.repeat(1000)}\r\n`, 1);
    },
    isSlow: true,
    ends: ['url-too-large', 'url-too-slow', 'url-unreachable'],
  },
  'endless bytes': {
    serve: (socket) => {
      socket.write(head());
      forEver(socket, Buffer.alloc(65_536));
    },
    ends: ['url-too-large'],
    asks: { mostBytes: (size === 'quick' ? 20 : 1024) * mebibyte, timeoutMs: 120_000 },
  },
  'ten gigabytes, announced': {
    serve: (socket) => {
      socket.write(head('content-length: 10000000000'));
      forEver(socket, Buffer.alloc(65_536));
    },
    ends: ['url-too-large'],
  },
  'endless chunks': {
    serve: (socket) => {
      socket.write(head('transfer-encoding: chunked'));
      forEver(socket, chunked('a'.repeat(10_000)));
    },
    ends: ['url-too-large'],
  },
  'gzip 1000:1': {
    serve: answering(head('content-encoding: gzip'), bomb((size === 'quick' ? 64 : 512) * mebibyte)),
    ends: ['url-too-large'],
    asks: { mostBytes: 10 * mebibyte, timeoutMs: 120_000 },
  },
  'endless gzip': {
    serve: (socket) => {
      socket.write(head('content-encoding: gzip'));
      const packed = createGzip();
      packed.pipe(socket);
      const zeros = Buffer.alloc(mebibyte);
      const next = (): void =>
        void (socket.destroyed ? packed.destroy() : packed.write(zeros, () => setImmediate(next)));
      next();
    },
    ends: ['url-too-large'],
    asks: { mostBytes: 32 * mebibyte, timeoutMs: 120_000 },
  },
  'gzip that unfolds into nothing': {
    serve: (socket) => {
      socket.write(head('content-encoding: gzip'));
      const empty = gzipSync('');
      forEver(socket, Buffer.concat(Array.from({ length: 1000 }, () => empty)));
    },
    ends: ['url-too-large'],
  },
  'gzip in gzip': {
    serve: answering(head('content-encoding: gzip, gzip'), gzipSync(bomb(mebibyte))),
    ends: ['url-unreachable'],
  },
  'brotli, a million to one': {
    serve: answering(head('content-encoding: br'), brotliCompressSync(Buffer.alloc(64 * mebibyte))),
    ends: ['url-too-large'],
  },
  'an encoding nobody asked for': {
    serve: answering(head('content-encoding: zstd'), 'abc'),
    ends: ['url-unreachable'],
  },
  'an encoding that every object has': {
    serve: answering(head('content-encoding: constructor'), 'abc'),
    ends: ['url-unreachable'],
  },
  'gzip that is none': { serve: answering(head('content-encoding: gzip'), 'not packed'), ends: ['url-unreachable'] },
  'gzip cut short': {
    serve: answering(head('content-encoding: gzip'), gzipSync('a film'.repeat(1000)).subarray(0, 20)),
    ends: ['url-unreachable'],
  },
  'fewer bytes than announced': {
    serve: answering(head('content-length: 1000'), 'short'),
    ends: ['url-unreachable'],
  },
  'a last chunk that never comes': {
    serve: answering(head('transfer-encoding: chunked'), chunked('short')),
    ends: ['url-unreachable'],
  },
  'a chunk shorter than it says': {
    serve: answering(head('transfer-encoding: chunked'), 'ffff\r\nshort'),
    ends: ['url-unreachable'],
  },
  'a chunk size that overflows': {
    serve: answering(head('transfer-encoding: chunked'), `${'f'.repeat(20)}\r\nshort`),
    ends: ['url-unreachable'],
  },
  'two lengths': {
    serve: answering(head('content-length: 5', 'content-length: 6'), 'short!'),
    ends: ['url-unreachable'],
  },
  'a length and chunks': {
    serve: answering(head('content-length: 5', 'transfer-encoding: chunked'), chunked('short'), '0\r\n\r\n'),
    ends: ['url-unreachable'],
  },
  'a negative length': { serve: answering(head('content-length: -1'), 'short'), ends: ['url-unreachable'] },
  'no HTTP': { serve: answering('SSH-2.0-OpenSSH_9.9\r\n'), ends: ['url-unreachable'] },
  'HTTP/0.9': { serve: answering('<html>hello</html>'), ends: ['url-unreachable'] },
  'an upgrade nobody asked for': {
    serve: answering('HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n'),
    ends: ['url-unreachable'],
  },
  'a closed door': { serve: (socket) => void socket.destroy(), ends: ['url-unreachable'] },
  'a reset in the middle': {
    serve: (socket) => {
      socket.write(head('content-length: 1000'));
      setTimeout(() => socket.resetAndDestroy(), 20);
    },
    ends: ['url-unreachable'],
  },
});

const caseOf = (name: string, { serve, ends, asks, isSlow }: Flood): ProofCase =>
  inInternet(name, async (internet) => {
    internet.name('flood.example', [address]);
    await internet.serveBytes(address, 80, (socket) => {
      socket.on('error', () => undefined).resume();
      serve(socket);
    });
    const network = internet.network(isSlow ? { mostMsToAnswer: 800, rateWindowMs: 500 } : {});
    const before = process.memoryUsage.rss();
    const started = performance.now();
    await mustFail(network.request(asking('http://flood.example/', asks)), ...ends);
    return {
      slowest_ms: Math.round(performance.now() - started),
      memory_mb: Math.max(0, Math.round((process.memoryUsage.rss() - before) / mebibyte)),
    };
  });

export const floodsRow: ProofRow = {
  id: 'PD4',
  promise: 'A host that dribbles, floods, unfolds or lies about lengths is cut off with the right words.',
  counts: 'hosts',
  facts: { slowest_ms: 'max', memory_mb: 'max' },
  open: async (size) => ({ cases: Object.entries(floods(size)).map(([name, flood]) => caseOf(name, flood)) }),
};
