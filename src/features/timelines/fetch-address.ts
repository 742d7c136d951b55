/**
 * Media behind an address: fetched through the guarded network and kept by content. What came from an address is remembered with the mark
 * that its host gave (ETag, Last-Modified), so that asking again costs a question: the host says whether it is still the same, and
 * whether we may have it.
 */
import { keyOf } from '../../build/build.ts';
import { WorkprintError } from '../../domain/errors.ts';
import { type BlobRef, blobsIn } from '../../domain/media.ts';
import type { FetchedFile } from '../../pipeline/render-timeline/intake.types.ts';
import type { ActionCache } from '../../ports/action-cache.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { Intake } from '../../ports/intake.ts';
import type { IncomingAnswer, Network } from '../../ports/network.ts';

/** A gigabyte at ten megabit a second. */
const timeoutMs = 15 * 60_000;

export type Fetching = {
  readonly network: Network;
  readonly intake: Intake;
  readonly machine: { readonly blobs: BlobStore; readonly answers: ActionCache };
  readonly limits: { readonly mostFetchedBytes: number };
  readonly signal: AbortSignal;
};

/** What an address gave, and the host's marks of that state. */
type Remembered = { readonly blob: BlobRef; readonly etag?: string; readonly modified?: string };

/** The key holds the whole address: nobody finds what they could not have asked for themselves. */
const step = { name: 'fetch-address', version: 1, model: 'network' } as const;

/** As people may see it: what follows a question mark is often secret. */
const shown = (url: string): string => url.replace(/[?#].*$/, '');

/** Statuses that may be others in a moment; the rest of the four hundreds will not. */
const passing: ReadonlySet<number> = new Set([408, 421, 425, 429]);

const refusalOf = (status: number, url: string): WorkprintError => {
  const isFinal = status < 500 && !passing.has(status);
  return new WorkprintError(
    isFinal ? 'media-not-found' : 'url-unreachable',
    `${shown(url)} answered with status ${status} instead of the file. Check the address, and that anybody may fetch it.`,
  );
};

const rememberedFrom = (answer: unknown): Remembered | undefined => {
  const [blob] = blobsIn(answer);
  return blob ? { ...(answer as Remembered), blob } : undefined;
};

/** The host's mark, when it is one that changes with every byte. A date does not, within a minute of the change (RFC 9110, section 8.8.2.2). */
const marksOf = ({ headers }: IncomingAnswer): Omit<Remembered, 'blob'> => {
  const { etag, date, 'last-modified': modified } = headers;
  if (etag !== undefined && !etag.startsWith('W/')) return { etag };
  const restedMs = Date.parse(date ?? '') - Date.parse(modified ?? '');
  return modified !== undefined && restedMs >= 60_000 ? { modified } : {};
};

/**
 * Throws `media-not-found` when the host says so, `url-refused`, `url-unreachable`, `url-too-slow`, `url-too-large`, `disk-full`. What the
 * bytes are is not looked at here.
 */
export const fetchAddress = async (url: string, fetching: Fetching): Promise<FetchedFile> => {
  const { network, machine, limits, signal } = fetching;
  const { blobs, answers } = machine;
  const key = keyOf(step, { url });
  const known = rememberedFrom((await answers.get(key))?.answer);
  const headers = {
    ...(known?.etag !== undefined && { 'if-none-match': known.etag }),
    ...(known?.modified !== undefined && { 'if-modified-since': known.modified }),
  };
  const answer = await network.request({ url, headers, timeoutMs, mostBytes: limits.mostFetchedBytes, signal });
  if (known && answer.status === 304) {
    await answer.body.cancel();
    return { path: blobs.localPath(known.blob) };
  }
  if (answer.status !== 200) {
    await answer.body.cancel();
    throw refusalOf(answer.status, url);
  }
  const blob = await keep(answer, fetching);
  const marks = marksOf(answer);
  if (Object.keys(marks).length > 0) {
    const record = {
      step: step.name,
      version: step.version,
      label: 'a file behind an address',
      tookMs: 0,
      costMicros: 0,
    };
    await answers.set(key, { ...record, answer: { blob, ...marks } });
  }
  return { path: blobs.localPath(blob) };
};

const keep = async (answer: IncomingAnswer, { intake, machine, limits }: Fetching): Promise<BlobRef> => {
  const received = await intake.receive(answer.body, limits.mostFetchedBytes);
  try {
    return await machine.blobs.adoptFile(received.path, 'application/octet-stream');
  } catch (error) {
    await intake.discard(received);
    throw error;
  }
};
