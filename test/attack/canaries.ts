/**
 * Canaries: a listener on this machine that counts who calls, a text that must not turn up, a neighbour's clip in a colour that no
 * other file has. Whatever an attack reaches, one of them sings.
 */
import { createSocket } from 'node:dgram';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Canaries } from './corpus/hostile-file.types.ts';
import { makeClipOf } from './corpus/seeds.ts';

/** The words of the secret file. */
export const canaryWords = 'CANARY-7f3a91c2-DO-NOT-LEAK';
/** The neighbour's colour. */
export const canaryColour = '0xC71585';
const canaryRgb = [0xc7, 0x15, 0x85] as const;

export type OpenCanaries = Canaries & {
  /** Connections and datagrams so far. */
  readonly hits: () => number;
  readonly close: () => Promise<void>;
};

/** Sets them out in `folder`: `secret.txt`, `neighbour.mp4`, a TCP and a UDP listener of the same number. */
export const openCanaries = async (folder: string): Promise<OpenCanaries> => {
  let hits = 0;
  const server = createServer((socket) => {
    hits++;
    socket.on('error', () => undefined).destroy();
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  const datagrams = createSocket('udp4').on('message', () => hits++);
  await new Promise<void>((resolve) => datagrams.bind(port, '127.0.0.1', resolve));
  const secret = join(folder, 'secret.txt');
  const neighbour = join(folder, 'neighbour.mp4');
  await writeFile(secret, `${canaryWords}\n`.repeat(50));
  await makeClipOf(neighbour, canaryColour);
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    secret,
    neighbour,
    hits: () => hits,
    close: async () => {
      await new Promise<void>((resolve) => datagrams.close(() => resolve()));
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 10;

/** BT.709, limited range. */
const planarOf = ([r, g, b]: readonly [number, number, number]): readonly [number, number, number] => {
  const luma = (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
  return [16 + 219 * luma, 128 + (224 * (b / 255 - luma)) / 1.8556, 128 + (224 * (r / 255 - luma)) / 1.5748];
};

/** How much of a raw frame has the neighbour's colour, from 0 to 1. */
export const shareOfCanary = (frame: Uint8Array, pixels: 'yuv420p' | 'rgba', width: number, height: number): number => {
  let found = 0;
  if (pixels === 'rgba') {
    for (let at = 0; at + 3 < frame.length; at += 4)
      if (canaryRgb.every((value, channel) => near(frame[at + channel] ?? 0, value))) found++;
    return found / (width * height);
  }
  const [y, u, v] = planarOf(canaryRgb);
  const [size, chroma] = [width * height, (width * height) / 4];
  for (let at = 0; at < chroma; at++) {
    const row = Math.floor(at / (width / 2));
    const luma = frame[row * 2 * width + (at % (width / 2)) * 2] ?? 0;
    if (near(luma, y) && near(frame[size + at] ?? 0, u) && near(frame[size + chroma + at] ?? 0, v)) found++;
  }
  return found / chroma;
};
