/**
 * A vendor of models on loopback that keeps a bill: sync and async work of every kind, weather, keys, files, webhooks, and a way to be asked for
 * what was submitted. What it counts is the truth that ledgers of the studio are compared with.
 *
 * A request is behaved to by marks in its prompt: `[refuse]`, `[refuse-late]`, `[fail-late]`, `[shorter]` (half as long, or one picture
 * less), `[long]` (its work takes a minute), `[never]` (its work is never done, and cannot be stopped), `[html-file]`, `[huge-file]`, `[inside-file]` (a redirect to a private address), `[gone-file]`.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ModelRecord } from '../../src/domain/catalog/model.types.ts';
import type { AskType } from '../../src/domain/generation/ask.types.ts';
import type { Micros } from '../../src/domain/money.ts';
import type { KeyState } from '../../src/ports/key-ring.ts';
import type { ProviderKind } from '../../src/ports/provider.ts';
import type { ProviderShelf } from '../../src/ports/provider-shelf.ts';
import { type BillLine, createPaidDesk, type PaidDesk } from './paid/paid-desk.ts';
import { type PaidKindOptions, paidKind } from './paid/paid-kind.ts';
import { createNoticeSigner, type NoticeSigner } from './paid/paid-notices.ts';
import { paidRecords } from './paid/paid-records.ts';
import { answerBadly } from './paid/paid-trouble.ts';
import { fairSky, type Sky, type Weather } from './paid/paid-weather.ts';

export type { BillLine } from './paid/paid-desk.ts';
export { paidRecords } from './paid/paid-records.ts';
export { badSky, fairSky, type Sky, type Weather, weathers } from './paid/paid-weather.ts';

export type PaidVendorOptions = {
  /** In model names; default `paid`. */
  readonly name?: string;
  /** A repeated submit with the same key is done and billed once; default true. */
  readonly honoursKeys?: boolean;
  /** It can be asked what was submitted with a key; default false. */
  readonly isFindable?: boolean;
  /** Kinds of work that it answers later; default video, lipsync, lora. */
  readonly asyncTypes?: readonly AskType[];
  /** How long that work takes; default 20 ms. */
  readonly workMs?: number;
  /** What it asks for with 429; default 1,000 ms. Whole seconds are sent as Retry-After, others as retry-after-ms. */
  readonly retryAfterMs?: number;
  /** How long a silent answer holds the connection; default 2,000 ms. */
  readonly silentMs?: number;
  /** Tells what an answer cost. */
  readonly reportsCost?: boolean;
  /** Bills work that failed, and says so in its records. */
  readonly failuresCharged?: boolean;
  /** Repeats the key in what it says about errors, as some vendors do. */
  readonly echoesKeys?: boolean;
  /** Tells the webhook address of a request when its work is over; default true. */
  readonly sendsNotices?: boolean;
  readonly usually?: ProviderKind['usually'];
};

export type PaidVendor = {
  readonly name: string;
  readonly url: string;
  readonly kind: ProviderKind;
  readonly records: readonly ModelRecord[];
  /** Weather from now on. */
  sky: Sky;
  /** Every billable submit, in order. */
  readonly bill: readonly BillLine[];
  billedMicros(): Micros;
  /** The most billable submits that any one submit key has. */
  mostPerKey(): number;
  /** Requests that arrived, also those that weather spoilt. */
  readonly requests: { submit: number; look: number; file: number; cancel: number; find: number; free: number };
  /** When each submit arrived, and what became of it. */
  readonly arrivals: readonly {
    readonly atMs: number;
    readonly submitKey: string;
    readonly weather: Weather | 'fair';
  }[];
  /** Submits that came back earlier than a 429 had asked that same request to. */
  readonly earlyReturns: number;
  /** State of each key; `paid-key-works` works. Others are wrong. */
  readonly keys: Map<string, KeyState>;
  /** Every secret that it was shown. */
  readonly secretsSeen: ReadonlySet<string>;
  readonly signer: NoticeSigner;
  /** A shelf with this vendor alone; see `paidShelf`. */
  shelf(options?: PaidShelfOptions): ProviderShelf;
  close(): Promise<void>;
};

export type PaidShelfOptions = {
  /** How long a request may take; default 20 s: what was sent and not answered by then is silence. */
  readonly mostMs?: number;
};

/** A shelf of several paid vendors. Requests go straight to them, without the guarded network. */
export const paidShelf = (
  kinds: readonly ProviderKind[],
  { mostMs = 20_000 }: PaidShelfOptions = {},
): ProviderShelf => {
  const kind = (name: string) => kinds.find((each) => each.name === name || name in each.aliases);
  return {
    kinds,
    kind,
    open: (name, { key, baseUrl }) => {
      const found = kind(name);
      if (!found) throw new Error(`There is no vendor ${name}.`);
      return found.open({
        key,
        baseUrl: baseUrl ?? found.baseUrl,
        fetch: (input, init) => {
          const signals = [AbortSignal.timeout(mostMs), ...(init?.signal ? [init.signal] : [])];
          return fetch(input, { ...init, redirect: 'manual', signal: AbortSignal.any(signals) });
        },
      });
    },
  };
};

const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length === 0 ? undefined : JSON.parse(Buffer.concat(chunks).toString('utf8'));
};

const isSpoilable = (what: string): what is 'submit' | 'look' | 'file' => ['submit', 'look', 'file'].includes(what);

/** Told before anything is done. */
const isBeforehand = (weather: Weather | undefined): boolean => weather === 'busy' || weather === 'broken';

/** Opens it on a free port. */
export const openPaidVendor = async (options: PaidVendorOptions = {}): Promise<PaidVendor> => {
  const { name = 'paid', retryAfterMs = 1_000, silentMs = 2_000 } = options;
  const signer = createNoticeSigner();
  const attempts = new Map<string, number>();
  const notBefore = new Map<string, number>();
  const arrivals: { atMs: number; submitKey: string; weather: Weather | 'fair' }[] = [];
  const secretsSeen = new Set<string>();
  const requests = { submit: 0, look: 0, file: 0, cancel: 0, find: 0, free: 0 };
  const state = { sky: fairSky, earlyReturns: 0 };
  let desk: PaidDesk;

  const weatherOf = (what: 'submit' | 'look' | 'file', subject: string): Weather | undefined => {
    const attempt = (attempts.get(`${what} ${subject}`) ?? 0) + 1;
    attempts.set(`${what} ${subject}`, attempt);
    const weather = state.sky({ what, name: subject, attempt });
    if (what !== 'submit') return weather;
    const nowMs = Date.now();
    if (nowMs < (notBefore.get(subject) ?? 0)) state.earlyReturns += 1;
    if (weather === 'busy') notBefore.set(subject, nowMs + retryAfterMs);
    arrivals.push({ atMs: nowMs, submitKey: subject, weather: weather ?? 'fair' });
    return weather;
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const secret = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (secret !== undefined) secretsSeen.add(secret);
    const submitKey = String(request.headers['x-submit-key'] ?? '');
    const body = request.method === 'POST' ? await bodyOf(request) : undefined;
    const asked = desk.read(request.method ?? 'GET', request.url ?? '/', body);
    requests[asked.what] += 1;
    const subject = asked.what === 'submit' ? submitKey : asked.subject;
    const weather = isSpoilable(asked.what) ? weatherOf(asked.what, subject) : undefined;
    const trouble = { retryAfterMs, silentMs };
    if (weather && isBeforehand(weather)) return answerBadly(response, weather, '', trouble);
    const answer = asked.answer({ secret, submitKey });
    if (weather) return answerBadly(response, weather, JSON.stringify(answer.json ?? {}), trouble);
    if (answer.stream) return answer.stream(response);
    const bytes = answer.bytes ?? Buffer.from(JSON.stringify(answer.json));
    response.writeHead(answer.status, {
      'content-type': answer.mediaType ?? 'application/json',
      'content-length': bytes.length,
    });
    response.end(bytes);
  };

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(400, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { code: 'bad_request', message: String(error) } }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  desk = createPaidDesk({ ...options, url, signer });
  const kindOptions: PaidKindOptions = {
    name,
    url,
    submitsOnce: options.honoursKeys ?? true,
    isFindable: options.isFindable ?? false,
    usually: options.usually ?? { atOnce: 64, perMinute: 60_000 },
  };
  const kind = paidKind(kindOptions);
  return {
    name,
    url,
    kind,
    records: paidRecords(name, options.failuresCharged ?? false),
    get sky() {
      return state.sky;
    },
    set sky(sky: Sky) {
      state.sky = sky;
    },
    bill: desk.bill,
    billedMicros: () => desk.bill.reduce((sum, { micros }) => sum + micros, 0),
    mostPerKey: () => {
      const counts = new Map<string, number>();
      for (const line of desk.bill) counts.set(line.submitKey, (counts.get(line.submitKey) ?? 0) + 1);
      return Math.max(0, ...counts.values());
    },
    requests,
    arrivals,
    get earlyReturns() {
      return state.earlyReturns;
    },
    keys: desk.keys,
    secretsSeen,
    signer,
    shelf: (shelfOptions) => paidShelf([kind], shelfOptions),
    close: async () => {
      desk.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};
