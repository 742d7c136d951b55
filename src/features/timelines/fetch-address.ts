/** Media behind an address: fetched through the guarded network, kept by content, so that the same bytes are kept once. */
import { WorkprintError } from '../../domain/errors.ts';
import type { FetchedFile } from '../../pipeline/render-timeline/intake.types.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { Intake } from '../../ports/intake.ts';
import type { Network } from '../../ports/network.ts';

/** A gigabyte at ten megabit a second. */
const timeoutMs = 15 * 60_000;

export type Fetching = {
  readonly network: Network;
  readonly intake: Intake;
  readonly machine: { readonly blobs: BlobStore };
  readonly limits: { readonly mostFetchedBytes: number };
  readonly signal: AbortSignal;
};

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

/**
 * Throws `media-not-found` when the host says so, `url-refused`, `url-unreachable`, `url-too-slow`, `url-too-large`, `disk-full`. What the bytes are is not looked at here.
 */
export const fetchAddress = async (
  url: string,
  { network, intake, machine, limits, signal }: Fetching,
): Promise<FetchedFile> => {
  const mostBytes = limits.mostFetchedBytes;
  const answer = await network.request({ url, timeoutMs, mostBytes, signal });
  if (answer.status !== 200) {
    await answer.body.cancel();
    throw refusalOf(answer.status, url);
  }
  const received = await intake.receive(answer.body, mostBytes);
  try {
    const blob = await machine.blobs.adoptFile(received.path, 'application/octet-stream');
    return { path: machine.blobs.localPath(blob) };
  } catch (error) {
    await intake.discard(received);
    throw error;
  }
};
