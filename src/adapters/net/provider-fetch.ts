/**
 * The way to one vendor and nowhere else (VND-1…): shaped like `fetch`, so that SDKs can be given it, and bound to the origins of the vendor. What it throws says whether the request was on its way when it failed: `charged: 'unknown'` is money at risk.
 */
import { WorkprintError } from '../../domain/errors.ts';
import type { IncomingAnswer, OutgoingRequest } from '../../ports/network.ts';
import type { ProviderFetch } from '../../ports/provider.ts';
import { isFileHost, networkTo, type ProviderPlace, redirectOf } from './provider-origin.ts';

export type ProviderFetchOptions = ProviderPlace & {
  /** Other origins of the vendor's own API: reached with the key, too. Only for a vendor that stands where it says itself. */
  readonly otherOrigins?: readonly string[];
  /**
   * Hosts that take files by PUT under https (and by POST the word that all parts are there), with no header but the kind of what is sent;
   * `*.fal.media` matches that domain and all below.
   */
  readonly uploadHosts?: readonly string[];
  /** How long it may take until the request can be sent; default 30 s. */
  readonly connectsWithinMs?: number;
  /** How long the vendor may be silent, before its answer and within it; default 90 s. A whole exchange may take twice that. */
  readonly answersWithinMs?: number;
  /** Of one answer, unpacked; default 32 MiB. */
  readonly mostAnswerBytes?: number;
};

const mebibyte = 1024 * 1024;
const mostRedirects = 3;
/** Answers that have no body by definition; `Response` refuses one. */
const bodiless = new Set([204, 205, 304]);
const repeatable = new Set(['GET', 'HEAD']);

/** What the failure meant for the vendor: before the first byte went out nothing was asked of it. */
const judged = (error: unknown, charged: 'no' | 'unknown'): unknown =>
  error instanceof WorkprintError
    ? new WorkprintError(error.code, error.message, {
        charged,
        ...(error.cause !== undefined && { cause: error.cause }),
      })
    : error;

const responseOf = ({ status, headers, body }: IncomingAnswer): Response => {
  if (status < 200 || status > 599)
    throw new WorkprintError('url-unreachable', `The vendor answers with the status ${status}, which is none.`);
  return new Response(bodiless.has(status) ? null : body, { status, headers });
};

const refused = (host: string, words: string): WorkprintError =>
  new WorkprintError('url-refused', `The provider at “${host}” ${words}.`);

/** Headers for this address: all of the request's at the vendor itself, the kind of file at a host that takes one. Throws `url-refused`. */
const headersFor = (
  url: URL,
  request: Request,
  origins: ReadonlySet<string>,
  { uploadHosts = [], baseUrl }: ProviderFetchOptions,
): Readonly<Record<string, string>> => {
  if (origins.has(url.origin)) return Object.fromEntries(request.headers);
  const takesFiles = url.protocol === 'https:' && url.port === '' && isFileHost(url.hostname, uploadHosts);
  if (!['PUT', 'POST'].includes(request.method) || !takesFiles)
    throw refused(new URL(baseUrl).hostname, 'is asked for an address that is not its own');
  const type = request.headers.get('content-type');
  return type === null ? {} : { 'content-type': type };
};

/** Throws `url-refused` unless the request may go where this redirect leads. */
const checkRedirect = (
  url: URL,
  next: URL,
  { method, status, redirects }: { readonly method: string; readonly status: number; readonly redirects: number },
): void => {
  if (next.origin !== url.origin || next.username !== '' || next.password !== '')
    throw refused(url.hostname, 'redirects away from itself');
  const keepsMethod = repeatable.has(method) || status === 307 || status === 308;
  if (!keepsMethod || redirects >= mostRedirects) throw refused(url.hostname, 'redirects where none is expected');
};

/**
 * Opens nothing by itself; throws `url-refused` for a base URL that must not be reached. Each call throws `url-refused` (another origin, also
 * by redirect), `url-unreachable`, `url-too-slow`, `url-too-large`, `cancelled`.
 */
export const createProviderFetch = (options: ProviderFetchOptions): ProviderFetch => {
  const { answersWithinMs = 90_000, connectsWithinMs = 30_000, baseUrlFrom, uploadHosts = [] } = options;
  const others = baseUrlFrom === 'vendor' ? (options.otherOrigins ?? []) : [];
  const timing = {
    ...{ mostMsToAnswer: answersWithinMs, rateWindowMs: answersWithinMs },
    mostMsToConnect: Math.min(connectsWithinMs, answersWithinMs),
  };
  const { origin, network } = networkTo(options, timing, others.length > 0 || uploadHosts.length > 0 ? [443] : []);
  const origins = new Set([origin, ...others]);
  const limits = {
    timeoutMs: 2 * answersWithinMs,
    mostBytes: options.mostAnswerBytes ?? 32 * mebibyte,
    // One byte in the time of a silence: whoever says something is not silent.
    leastBytesPerSecond: 1000 / answersWithinMs,
    mostRedirects: 0,
  };

  return async (input, init) => {
    const asked = URL.parse(input instanceof Request ? input.url : input.toString());
    if (!asked || asked.username !== '' || asked.password !== '')
      throw refused(new URL(options.baseUrl).hostname, 'is asked for what is no address of its own');
    const request = new Request(input, init);
    const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
    const method = request.method as NonNullable<OutgoingRequest['method']>;
    const body = request.body === null ? undefined : new Uint8Array(await request.arrayBuffer());
    let isOnItsWay = false;
    const onSending = (): void => {
      isOnItsWay = true;
    };
    try {
      let url = asked;
      const headers = headersFor(url, request, origins, options);
      const question = { ...limits, method, headers, onSending, ...(body && { body }), ...(signal && { signal }) };
      for (let redirects = 0; ; redirects++) {
        const answer = await network.request({ ...question, url: url.href });
        const next = redirectOf(answer.status, answer.headers, url.href);
        if (!next) return responseOf(answer);
        await answer.body.cancel();
        // A redirect says that nothing was done here yet.
        isOnItsWay = false;
        checkRedirect(url, next, { method, status: answer.status, redirects });
        url = next;
      }
    } catch (error) {
      throw judged(error, isOnItsWay && !repeatable.has(method) ? 'unknown' : 'no');
    }
  };
};
