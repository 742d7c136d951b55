/**
 * The one way out to the world (NET). Addresses people give may lead anywhere: each hop is vetted before DNS is asked, each answer of DNS
 * before a connection is made, each connection before a byte is sent; what comes back is counted and timed.
 */
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { WorkprintError } from '../../domain/errors.ts';
import type { IncomingAnswer, Network, OutgoingRequest } from '../../ports/network.ts';
import { bodyOf } from './answer-body.ts';
import { exchange, type Ways } from './exchange.ts';
import { type ExchangeClock, startClock } from './exchange-clock.ts';
import { type Hop, nextHop } from './follow.ts';
import { resolveByDns, resolveBySystem } from './resolve.ts';
import { refused, type UrlPolicy, vetUrl } from './vet-url.ts';

export type NetworkOptions = {
  readonly policy: UrlPolicy;
  /** How the studio names itself to others. */
  readonly userAgent?: string;
  /** How long a host may take from the question to the headers of its answer; default 30 s. */
  readonly mostMsToAnswer?: number;
  /** How much of that may pass before the question can be sent: names, connections, certificates; default all of it. */
  readonly mostMsToConnect?: number;
  /** Over which time `leastBytesPerSecond` is judged; default 10 s. */
  readonly rateWindowMs?: number;
  /** Parts of the machinery, for tests. */
  readonly ways?: Partial<Ways>;
};

export type GuardedNetwork = Network & {
  /** Throws `url-refused` when `request` would, whatever DNS answered. Asks nobody. */
  vet(url: string): void;
};

const isOurs = new Set([
  'host',
  'connection',
  'keep-alive',
  'content-length',
  'transfer-encoding',
  'te',
  'trailer',
  'upgrade',
  'expect',
]);

const ownAddresses = (): readonly string[] =>
  Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address));

const headersOf = (
  { headers = {}, body, method = 'GET' }: OutgoingRequest,
  userAgent: string,
): Record<string, string> => {
  const given = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  for (const [name, value] of given)
    if (
      isOurs.has(name) ||
      name.startsWith('proxy-') ||
      !/^[!#$%&'*+.^_`|~\w-]+$/.test(name) ||
      /[^\t\x20-\x7e\x80-\xff]/.test(value)
    )
      throw refused(`The header “${name.slice(0, 40)}” cannot be sent.`);
  return {
    'user-agent': userAgent,
    accept: '*/*',
    'accept-encoding': given.some(([name]) => name === 'range') ? 'identity' : 'gzip, br',
    ...Object.fromEntries(given),
    ...((body || method === 'POST') && { 'content-length': String(body?.byteLength ?? 0) }),
  };
};

/** Opens nothing by itself. Its `request` throws `url-refused`, `url-unreachable`, `url-too-slow`, `url-too-large`, `cancelled`; so may the stream of the body. */
export const createNetwork = ({
  policy,
  userAgent = 'Workprint (self-hosted film studio)',
  mostMsToAnswer = 30_000,
  mostMsToConnect = mostMsToAnswer,
  rateWindowMs = 10_000,
  ways,
}: NetworkOptions): GuardedNetwork => {
  const allWays: Ways = {
    resolve: resolveByDns,
    resolveAllowed: resolveBySystem,
    wire: { connect: (host, port) => connect({ host, port }), peerOf: (socket) => socket.remoteAddress },
    trust: {},
    ownAddresses,
    ...ways,
  };

  const request = async (asked: OutgoingRequest): Promise<IncomingAnswer> => {
    let hop: Hop = {
      target: vetUrl(asked.url, policy),
      question: { method: asked.method ?? 'GET', headers: headersOf(asked, userAgent), body: asked.body },
    };
    const clock = startClock(hop.target.host, asked.timeoutMs, asked.signal);
    const mostRedirects = asked.mostRedirects ?? 5;
    try {
      for (let redirects = 0; ; redirects++) {
        const answered = clock.waitAtMost(mostMsToAnswer, 'answer');
        const connected = clock.waitAtMost(mostMsToConnect, 'take a connection');
        const onSending = (): void => {
          connected();
          asked.onSending?.();
        };
        const answer = await exchange(hop.target, hop.question, allWays, clock.signal, onSending).finally(() => {
          answered();
          connected();
        });
        // A broken answer is told by its stream; before somebody reads it, it must not end the process.
        answer.on('error', () => undefined);
        const next = mostRedirects > 0 ? readHop(hop, answer, policy) : undefined;
        if (!next) return answerOf(answer, hop, asked, clock);
        answer.socket.destroy();
        if (redirects === mostRedirects)
          throw new WorkprintError('url-refused', `“${hop.target.host}” redirects more than ${mostRedirects} times.`);
        hop = next;
      }
    } catch (error) {
      clock.stop();
      throw error;
    }
  };

  const answerOf = (
    answer: IncomingMessage,
    { target, question }: Hop,
    asked: OutgoingRequest,
    clock: ExchangeClock,
  ): IncomingAnswer => {
    const limits = {
      mostBytes: asked.mostBytes,
      leastBytesPerSecond: asked.leastBytesPerSecond ?? 1000,
      rateWindowMs,
      isHead: question.method === 'HEAD',
    };
    return {
      status: answer.statusCode ?? 0,
      headers: plainHeaders(answer.rawHeaders),
      url: target.url.href,
      body: bodyOf(answer, target.host, limits, clock),
    };
  };

  return { request, vet: (url) => void vetUrl(url, policy) };
};

const readHop = (hop: Hop, answer: IncomingMessage, policy: UrlPolicy): Hop | undefined => {
  try {
    return nextHop(hop, answer, policy);
  } catch (error) {
    answer.destroy();
    throw error;
  }
};

/** Of a packed body these would speak of other bytes than those handed over. */
const untrueOnceUnpacked = new Set(['content-encoding', 'content-length']);

/** Lower-case names, repeated ones joined as HTTP allows. */
const plainHeaders = (raw: readonly string[]): Readonly<Record<string, string>> => {
  const headers = new Map<string, string>();
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const [name, value] = [(raw[at] as string).toLowerCase(), raw[at + 1] as string];
    const known = headers.get(name);
    headers.set(name, known === undefined ? value : `${known}, ${value}`);
  }
  if ((headers.get('content-encoding') ?? 'identity') !== 'identity')
    for (const name of untrueOnceUnpacked) headers.delete(name);
  return Object.fromEntries(headers);
};
