/** Raw frames from and to pipes, by blocking calls: for worker threads, which have nothing else to do meanwhile. */
import { readSync, writeSync } from 'node:fs';

/** Fills `view`; false when the pipe ended first. */
export const readFully = (descriptor: number, view: Uint8Array): boolean => {
  for (let at = 0; at < view.length; ) {
    const got = readSync(descriptor, view, at, view.length - at, null);
    if (got === 0) return false;
    at += got;
  }
  return true;
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
