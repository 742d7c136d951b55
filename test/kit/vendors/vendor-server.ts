/**
 * A loopback server that speaks one vendor's protocol: its words come from the vendor's documentation, its weather from the test. It keeps
 * every request as it came, so that tests see what was really sent.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A request as it came. */
export type Asked = {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly search: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
  /** Throws when the body is no JSON. */
  json(): unknown;
  form(): Promise<FormData>;
};

/** An answer; `json`, `bytes` or `text`, status 200 unless it says otherwise. */
export type Said = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly bytes?: Uint8Array;
  readonly text?: string;
};

/** How a vendor words what goes wrong. All of it from its documentation; left out: it has no such words. */
export type TroubleWords = {
  readonly 'wrong-key': Said;
  readonly 'expired-key'?: Said;
  readonly 'no-credit'?: Said;
  readonly forbidden?: Said;
  /** Refused for its content, before or instead of an answer; or an answer that is a refusal. */
  readonly refused?: (asked: Asked) => Said | undefined;
  readonly 'unknown-model': Said;
  readonly busy: Said;
  readonly broken: Said;
};

/** What is special about a vendor's server. A new one for each start: it may keep work that is under way. */
export type VendorWords = {
  readonly goodKey: string;
  /** The key a request shows, in this vendor's way; undefined: none. */
  keyOf(asked: Asked): string | undefined;
  /** Answers a request that has a good key. Throws for one that the vendor's schema does not allow: the test fails with its words. */
  answer(asked: Asked): Said | Promise<Said>;
  readonly troubles: TroubleWords;
};

export type Weather =
  | 'fine'
  | Exclude<keyof TroubleWords, 'refused'>
  | 'refused'
  | 'busy-seconds'
  | 'busy-date'
  | 'page'
  | 'half'
  | 'malformed'
  | 'wrong-length'
  | 'wrong-shape'
  | 'redirect-inside'
  | 'silence'
  | 'cut'
  | 'flood';

export type Vendor = {
  /** `http://127.0.0.1:port`. */
  readonly origin: string;
  readonly goodKey: string;
  readonly asked: readonly Asked[];
  /** Words of `answer` that failed: requests that the vendor's schema does not allow. */
  readonly complaints: readonly string[];
  /** For every request from now on. `only`: the others have fine weather. */
  weather(weather: Weather, only?: (asked: Asked) => boolean): void;
  /** Where the weather `redirect-inside` leads, and `flood` how many bytes come. */
  readonly inside: { readonly url: string; readonly hits: number };
  close(): Promise<void>;
};

export const floodBytes = 400_000;

const bodyOf = async (request: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
};

const askedOf = async (request: IncomingMessage): Promise<Asked> => {
  const url = new URL(request.url ?? '/', 'http://vendor.test');
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const body = await bodyOf(request);
  return {
    ...{ method: request.method ?? '', path: url.pathname, search: url.searchParams, headers, body },
    json: () => JSON.parse(new TextDecoder().decode(body)),
    form: () => new Response(body, { headers: { 'content-type': headers['content-type'] ?? '' } }).formData(),
  };
};

const send = (response: ServerResponse, { status = 200, headers = {}, json, bytes, text }: Said): void => {
  const body = bytes ?? (json === undefined ? (text ?? '') : JSON.stringify(json));
  response.writeHead(status, { ...(json !== undefined && { 'content-type': 'application/json' }), ...headers });
  response.end(body);
};

/** Weather that needs no words of the vendor. True: it answered. */
const storm = (weather: Weather, response: ServerResponse, inside: string): boolean => {
  switch (weather) {
    case 'page':
      send(response, { headers: { 'content-type': 'text/html' }, text: '<!doctype html><title>Sign in</title>' });
      return true;
    case 'half':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"id": "abc", ');
      setImmediate(() => response.destroy());
      return true;
    case 'malformed':
      send(response, { headers: { 'content-type': 'application/json' }, text: '{"id": "abc", "choices": [}' });
      return true;
    case 'wrong-length':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '9' });
      response.flushHeaders();
      response.socket?.write('{"id": "abc", "choices": []}');
      response.socket?.end();
      return true;
    case 'wrong-shape':
      send(response, { json: ['nothing', { that: 'anybody' }, 'promised'] });
      return true;
    case 'redirect-inside':
      send(response, { status: 307, headers: { location: inside } });
      return true;
    case 'silence':
      return true;
    case 'cut':
      response.destroy();
      return true;
    case 'flood':
      send(response, { headers: { 'content-type': 'application/json' }, text: `{"a": "${'a'.repeat(floodBytes)}"}` });
      return true;
    default:
      return false;
  }
};

const inTrouble = (weather: Weather, troubles: TroubleWords, asked: Asked): Said | undefined => {
  switch (weather) {
    case 'refused':
      return troubles.refused?.(asked);
    case 'busy-seconds':
      return { ...troubles.busy, headers: { ...troubles.busy.headers, 'retry-after': '7' } };
    case 'busy-date': {
      const headers = { date: 'Fri, 20 Nov 2026 10:00:00 GMT', 'retry-after': 'Fri, 20 Nov 2026 10:00:11 GMT' };
      return { ...troubles.busy, headers: { ...troubles.busy.headers, ...headers } };
    }
    case 'wrong-key':
    case 'expired-key':
    case 'no-credit':
    case 'forbidden':
    case 'unknown-model':
    case 'busy':
    case 'broken':
      return troubles[weather];
    default:
      return undefined;
  }
};

const listen = (server: ReturnType<typeof createServer>): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });

/** Starts one on a port of its own. */
export const startVendor = async (words: VendorWords): Promise<Vendor> => {
  const asked: Asked[] = [];
  const complaints: string[] = [];
  const sockets = new Set<Socket>();
  let current: Weather = 'fine';
  let isMeant: (asked: Asked) => boolean = () => true;
  let hits = 0;
  const hidden = createServer((_, response) => {
    hits++;
    response.end('{}');
  });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const one = await askedOf(request);
    asked.push(one);
    const weather = isMeant(one) ? current : 'fine';
    if (storm(weather, response, `${hiddenUrl}/metadata`)) return;
    const trouble = inTrouble(weather, words.troubles, one);
    if (trouble) return send(response, trouble);
    if (words.keyOf(one) !== words.goodKey) return send(response, words.troubles['wrong-key']);
    try {
      send(response, await words.answer(one));
    } catch (error) {
      complaints.push(`${one.method} ${one.path}: ${error instanceof Error ? error.message : String(error)}`);
      send(response, { status: 400, json: { error: { message: 'The fake of this vendor allows no such request.' } } });
    }
  };
  const server = createServer((request, response) => void answer(request, response));
  for (const each of [server, hidden])
    each.on('connection', (socket: Socket) => {
      sockets.add(socket);
      // Clients that give up cut their connections.
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    });
  const [origin, hiddenUrl] = [await listen(server), await listen(hidden)];
  return {
    ...{ origin, goodKey: words.goodKey, asked, complaints },
    weather: (weather, only = () => true) => {
      current = weather;
      isMeant = only;
    },
    inside: {
      url: hiddenUrl,
      get hits() {
        return hits;
      },
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await Promise.all([server, hidden].map((each) => new Promise<void>((resolve) => each.close(() => resolve()))));
    },
  };
};
