/**
 * Files that vendors made, streamed from where they lie (VND-5…). An address in a vendor's answer is a stranger's address: it is judged like
 * one, and the key goes along only to the vendor's own origin, never with a redirect.
 */
import { WorkprintError } from '../../domain/errors.ts';
import type { AskType } from '../../domain/generation/ask.types.ts';
import type { IncomingAnswer } from '../../ports/network.ts';
import type { MadeFile } from '../../ports/provider.ts';
import { createNetwork } from './guarded-network.ts';
import { isFileHost, networkTo, type ProviderPlace, redirectOf } from './provider-origin.ts';

export type MadeFilesOptions = ProviderPlace & {
  /** Where else the vendor keeps what it made: host names; `*.fal.media` matches that domain and all below. */
  readonly fileHosts: readonly string[];
  /** How long a host may be silent; default 60 s. */
  readonly answersWithinMs?: number;
};

export type MadeFileRequest = {
  /** Headers that open private files: `Provider.fileHeaders`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What was asked for; a picture may have 64 MiB, anything else 2 GiB. */
  readonly type: AskType;
  /** Instead of these. */
  readonly mostBytes?: number;
  readonly signal?: AbortSignal;
};

export type MadeFileStream = {
  /** Errors with `url-too-large`, `url-too-slow`, `url-unreachable`, `cancelled`. */
  readonly body: ReadableStream<Uint8Array>;
  /** What the host calls it; what it is, its bytes say. */
  readonly mediaType: string | undefined;
};

/**
 * Fetches one made file. Throws `url-refused` for addresses that lead inside or would carry the key away, `url-unreachable` when the host has
 * no such file, and what streams error with.
 */
export type FetchMade = (file: Extract<MadeFile, { kind: 'url' }>, asked: MadeFileRequest) => Promise<MadeFileStream>;

const mebibyte = 1024 * 1024;
const mostRedirects = 5;
/** A film of many gigabytes is cut by its bytes; this ends what trickles for ever. */
const wholeMs = 30 * 60_000;

/** Opens nothing by itself; throws `url-refused` for a base URL that must not be reached. */
export const createMadeFileFetch = (options: MadeFilesOptions): FetchMade => {
  const { answersWithinMs = 60_000, fileHosts, policy, ways } = options;
  const own = networkTo(options, { mostMsToAnswer: answersWithinMs });
  const world = createNetwork({
    policy: { ...policy, ports: new Set([...policy.ports, 443]) },
    mostMsToAnswer: answersWithinMs,
    ...(ways && { ways }),
  });

  const ask = (
    url: URL,
    isPrivate: boolean,
    { headers, type, mostBytes, signal }: MadeFileRequest,
  ): Promise<IncomingAnswer> => {
    const isOwn = url.origin === own.origin;
    if (isPrivate && !isOwn && !isFileHost(url.hostname, fileHosts))
      throw new WorkprintError(
        'url-refused',
        `A file that only the key opens is said to lie at “${url.hostname}”, which is not the provider.`,
      );
    return (isOwn ? own.network : world).request({
      url: url.href,
      headers: { accept: '*/*', ...(isPrivate && isOwn && headers) },
      timeoutMs: wholeMs,
      mostBytes: mostBytes ?? (type === 'image' ? 64 * mebibyte : 2048 * mebibyte),
      mostRedirects: 0,
      ...(signal && { signal }),
    });
  };

  return async (file, asked) => {
    let url = URL.parse(file.url);
    if (!url) throw new WorkprintError('url-refused', 'The provider names a file by what is no web address.');
    for (let redirects = 0; redirects <= mostRedirects; redirects++) {
      const answer = await ask(url, file.isPrivate === true, asked);
      const next = redirectOf(answer.status, answer.headers, url.href);
      if (!next) return fileIn(answer, url, file.mediaType);
      await answer.body.cancel();
      url = next;
    }
    throw new WorkprintError('url-refused', `“${url.hostname}” redirects more than ${mostRedirects} times.`);
  };
};

const fileIn = async (
  { status, headers, body }: IncomingAnswer,
  url: URL,
  said: string | undefined,
): Promise<MadeFileStream> => {
  if (status === 200) return { body, mediaType: said ?? headers['content-type']?.split(';')[0]?.trim() };
  await body.cancel();
  throw new WorkprintError('url-unreachable', `“${url.hostname}” answers with ${status} instead of the file it made.`);
};
