/**
 * Each chunk from a socket is a buffer of its own outside of V8's heap, dead as soon as it is written. V8 hardly sees them: a gigabyte of uploads
 * is a few megabytes of its own objects, so it collects late, then everything. Collecting only the young ones now and then takes a
 * millisecond, keeps some thirty megabytes instead of eighty, and saves the large collections: uploads are three times as fast
 * (2026-11-20, Node 24.21, two busy cores: 60 MB/s before, 150 to 240 after).
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collect = (options: { readonly type: 'minor' }) => void;

const openCollect = (): Collect | undefined => {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('globalThis.gc');
  setFlagsFromString('--no-expose-gc');
  return typeof collect === 'function' ? (collect as Collect) : undefined;
};

const everyBytes = 8 * 1024 * 1024;

let collect: Collect | undefined;
let isOpen = false;
let bytesSince = 0;

/** So many bytes of buffers died, over all uploads of this process. */
export const noteDeadBytes = (bytes: number): void => {
  bytesSince += bytes;
  if (bytesSince < everyBytes) return;
  bytesSince = 0;
  if (!isOpen) collect = openCollect();
  isOpen = true;
  collect?.({ type: 'minor' });
};
