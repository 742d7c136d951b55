/**
 * The way to one vendor and nowhere else (VND-1…): shaped like `fetch`, so that SDKs can be given it, and bound to the origin of the vendor's
 * base URL. What it throws says whether the request was on its way when it failed: `charged: 'unknown'` is money at risk.
 */
import { WorkprintError } from '../../domain/errors.ts';
import type { IncomingAnswer, OutgoingRequest } from '../../ports/network.ts';
import type { ProviderFetch } from '../../ports/provider.ts';
import { networkTo, type ProviderPlace, redirectOf } from './provider-origin.ts';

export type ProviderFetchOptions = ProviderPlace & {
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

/**
 * Opens nothing by itself; throws `url-refused` for a base URL that must not be reached. Each call throws `url-refused` (another origin, also
 * by redirect), `url-unreachable`, `url-too-slow`, `url-too-large`, `cancelled`.
 */
export const createProviderFetch = (options: ProviderFetchOptions): ProviderFetch => {
  const { answersWithinMs = 90_000, mostAnswerBytes = 32 * mebibyte } = options;
  const { origin, network } = networkTo(options, { mostMsToAnswer: answersWithinMs, rateWindowMs: answersWithinMs });
  const limits = {
    timeoutMs: 2 * answersWithinMs,
    mostBytes: mostAnswerBytes,
    // One byte in the time of a silence: whoever says something is not silent.
    leastBytesPerSecond: 1000 / answersWithinMs,
    mostRedirects: 0,
  };
  const stay = (url: URL, isRedirect: boolean): URL => {
    if (url.origin === origin && url.username === '' && url.password === '') return url;
    const words = isRedirect ? 'redirects away from itself' : 'is asked for an address that is not its own';
    throw new WorkprintError('url-refused', `The provider at “${new URL(origin).hostname}” ${words}.`);
  };

  return async (input, init) => {
    const request = new Request(input, init);
    const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
    const body = request.body === null ? undefined : new Uint8Array(await request.arrayBuffer());
    let isOnItsWay = false;
    const ask = (url: URL): Promise<IncomingAnswer> =>
      network.request({
        ...limits,
        url: url.href,
        method: request.method as NonNullable<OutgoingRequest['method']>,
        headers: Object.fromEntries(request.headers),
        ...(body && { body }),
        ...(signal && { signal }),
        onSending: () => {
          isOnItsWay = true;
        },
      });
    try {
      let url = stay(new URL(request.url), false);
      for (let redirects = 0; ; redirects++) {
        const answer = await ask(url);
        const next = redirectOf(answer.status, answer.headers, url.href);
        if (!next) return responseOf(answer);
        await answer.body.cancel();
        // A redirect says that nothing was done here yet.
        isOnItsWay = false;
        url = stay(next, true);
        const keepsMethod = repeatable.has(request.method) || answer.status === 307 || answer.status === 308;
        if (!keepsMethod || redirects === mostRedirects)
          throw new WorkprintError(
            'url-refused',
            `The provider at “${url.hostname}” redirects where none is expected.`,
          );
      }
    } catch (error) {
      throw judged(error, isOnItsWay && !repeatable.has(request.method) ? 'unknown' : 'no');
    }
  };
};
