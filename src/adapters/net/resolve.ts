/** Names to addresses. Each name is asked once a request; what is answered is what is connected to. */
import { lookup, Resolver } from 'node:dns/promises';

/** All addresses of a host. Rejects when DNS gave no answer; an empty list says that there is no such host. */
export type Resolve = (host: string, signal: AbortSignal) => Promise<readonly string[]>;

const isAbsent = (error: unknown): boolean =>
  ['ENOTFOUND', 'ENODATA', 'ENONAME', 'EBADNAME'].includes((error as { code?: string }).code ?? '');

/**
 * Names that strangers give us, asked of DNS itself: never completed with a search domain, never looked up in /etc/hosts, and without
 * the four threads that the system's resolver shares with the disk.
 */
export const resolveByDns: Resolve = async (host, signal) => {
  const resolver = new Resolver({ timeout: 2000, tries: 3 });
  const cancel = (): void => resolver.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    signal.throwIfAborted();
    const answers = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
    const addresses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    if (addresses.length > 0) return addresses;
    const failed = answers.find((answer) => answer.status === 'rejected' && !isAbsent(answer.reason));
    if (failed?.status === 'rejected') throw failed.reason;
    return [];
  } finally {
    signal.removeEventListener('abort', cancel);
  }
};

/** Names that the operator gave us, asked of the system: they may stand in /etc/hosts or be a container's. */
export const resolveBySystem: Resolve = async (host) => {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
};
