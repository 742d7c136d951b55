/** Raw frames from and to pipes, by blocking calls: for worker threads, which have nothing else to do meanwhile. */
import { readSync, readvSync, writeSync } from 'node:fs';
import { WorkprintError } from '../../../../domain/errors.ts';

const readRest = (descriptor: number, view: Uint8Array, from: number): boolean => {
  for (let at = from; at < view.length; ) {
    const got = readSync(descriptor, view, at, view.length - at, null);
    if (got === 0) return false;
    at += got;
  }
  return true;
};

/** Fills `view` with a raw frame; false when the pipe ended first. */
export const readRaw = (descriptor: number, view: Uint8Array): boolean => readRest(descriptor, view, 0);

const frameMark = Buffer.from('FRAME\n');
const streamMark = Buffer.from('YUV4MP');
const head = Buffer.alloc(frameMark.length);
const one = Buffer.alloc(1);

/** Fills `view` with the planes of the next frame of a YUV4MPEG2 stream, from its beginning or from anywhere between two frames. */
export const readY4m = (descriptor: number, view: Uint8Array): boolean => {
  const got = readvSync(descriptor, [head, view]);
  if (got < head.length && !(got > 0 && readRest(descriptor, head, got))) return false;
  if (head.equals(frameMark)) return readRest(descriptor, view, Math.max(0, got - head.length));
  if (!head.equals(streamMark)) throw new WorkprintError('internal', 'A decoder did not write the frames it should.');
  // The first line tells what is known already. What was read beyond it belongs to the first frame.
  return readFirst(descriptor, view, view.slice(0, Math.max(0, got - head.length)));
};

const readFirst = (descriptor: number, view: Uint8Array, seen: Uint8Array): boolean => {
  let at = 0;
  const next = (): number | undefined => {
    if (at < seen.length) return seen[at++];
    at++;
    return readRest(descriptor, one, 0) ? one[0] : undefined;
  };
  for (let byte = next(); byte !== 0x0a; byte = next()) if (byte === undefined) return false;
  for (const mark of frameMark) if (next() !== mark) return false;
  const rest = seen.subarray(Math.min(at, seen.length));
  view.set(rest);
  return readRest(descriptor, view, rest.length);
};

/** Writes all of `view`; false when nobody reads any more. */
export const writeFully = (descriptor: number, view: Uint8Array): boolean => {
  try {
    for (let at = 0; at < view.length; ) at += writeSync(descriptor, view, at, view.length - at, null);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return false;
    throw error;
  }
};
