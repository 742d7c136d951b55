/** The listener against clients that behave badly. Times are short where they can be set; nothing waits for a clock otherwise. */
import { once } from 'node:events';
import { Agent, request as ask } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { requestBytes, runLoad } from '../../../bench/server/load.ts';
import { type Listener, type ListenOptions, listen } from './http.ts';
import { watchSlowSenders } from './slow-senders.ts';

const open: Listener[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((listener) => listener.close(0)));
});

const start = async (options: Partial<ListenOptions> = {}): Promise<Listener> => {
  const listener = await listen({ port: 0, fetch: () => new Response('fine'), ...options });
  open.push(listener);
  return listener;
};

/** Sends bytes as they are; gives everything that comes back until the end. */
const raw = async (listener: Listener, text: string): Promise<string> => {
  const socket = connect(listener.port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(text);
  let answer = '';
  for await (const part of socket) answer += part;
  return answer;
};

test.each([
  ['no HTTP', 'hello\r\n\r\n', '400', 'request-invalid'],
  [
    'two lengths',
    'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nx',
    '400',
    'request-invalid',
  ],
  [
    'length and chunks',
    'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    '400',
    'request-invalid',
  ],
  ['a method of no kind', 'BREW /pot HTTP/1.1\r\nhost: a\r\n\r\n', '400', 'request-invalid'],
  ['huge headers', `GET / HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`, '431', 'request-invalid'],
  ['a host that is none', 'GET / HTTP/1.1\r\nhost: a b@c/\r\nconnection: close\r\n\r\n', '400', 'request-invalid'],
])('API-18 %s is refused in the one shape', async (_what, text, status, code) => {
  const answer = await raw(await start(), text);
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  const body = answer.slice(answer.indexOf('\r\n\r\n') + 4).replace(/^[\da-f]+\r\n|\r\n0\r\n\r\n$/g, '');
  expect(JSON.parse(body)).toEqual({
    success: false,
    error: { code, message: expect.any(String), requestId: expect.stringMatching(/^[\da-f]{32}$/) },
  });
});

test('API-18 a silent connection is ended', async () => {
  const listener = await start({ idleMs: 100 });
  expect(await raw(listener, 'GET / HTTP/1.1\r\nhost: a\r\n')).toBe('');
});

test('API-18 a body that trickles is ended, one that waits for us is not', async () => {
  const slow = watchSlowSenders({ leastBytesPerSecond: 1_000_000, everyMs: 10 });
  const sockets: Socket[] = [];
  const incoming = (readableLength: number) => {
    const socket = { bytesRead: 0, destroyed: false, destroy: () => (socket.destroyed = true) };
    sockets.push(socket as unknown as Socket);
    return { method: 'POST', socket, readableLength, complete: false, once: () => undefined } as never;
  };
  slow.watch(incoming(0));
  slow.watch(incoming(1));
  for (let tries = 0; !sockets[0]?.destroyed && tries < 200; tries++)
    await new Promise((resolve) => setTimeout(resolve, 10));
  slow.stop();
  expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true, false]);
});

test('API-17 the API is told who asks and how', async () => {
  const seen: unknown[] = [];
  const fetchIt = (trustedProxies: readonly string[]) =>
    start({ trustedProxies, fetch: (_request, arrival) => (seen.push(arrival), new Response('')) });
  const headers = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https', 'x-request-id': 'proxy-id-1' };
  await fetch((await fetchIt([])).url);
  await fetch((await fetchIt([])).url, { headers });
  await fetch((await fetchIt(['127.0.0.0/8'])).url, { headers });
  const own = expect.stringMatching(/^[\da-f]{32}$/);
  expect(seen).toEqual([
    { requestId: own, ipAddress: '127.0.0.1', isSecure: false, isLocal: true },
    { requestId: own, ipAddress: '127.0.0.1', isSecure: false, isLocal: false },
    { requestId: 'proxy-id-1', ipAddress: '203.0.113.9', isSecure: true, isLocal: false },
  ]);
});

test('API-19 a closing server answers what has begun, cuts nothing, and is gone', async () => {
  let answer: (response: Response) => void = () => undefined;
  const began = Promise.withResolvers<void>();
  const listener = await start({
    fetch: ({ url }) =>
      url.endsWith('/slow')
        ? new Promise<Response>((resolve) => {
            answer = resolve;
            began.resolve();
          })
        : new Response('quick'),
  });
  const agent = new Agent({ keepAlive: true });
  const keptOpen = ask(listener.url, { agent });
  keptOpen.end();
  const [idle] = await once(keptOpen, 'response');
  idle.resume();
  const slow = fetch(`${listener.url}/slow`);
  await began.promise;
  const closing = listener.close(10_000);
  while (
    await fetch(listener.url).then(
      () => true,
      () => false,
    )
  );
  answer(new Response('done'));
  const last = await slow;
  expect([await last.text(), last.headers.get('connection')]).toEqual(['done', 'close']);
  expect(await closing).toBe(0);
  agent.destroy();
});

test('API-19 a server that closes under load cuts nobody off', async () => {
  const listener = await start({
    fetch: async () => {
      await new Promise((resolve) => setTimeout(resolve, 2));
      return new Response('fine');
    },
  });
  const request = requestBytes('GET', '/', { host: 'a' });
  const load = runLoad({
    host: '127.0.0.1',
    port: listener.port,
    connections: 32,
    durationMs: 60_000,
    request: () => request,
  });
  while (listener.connections() < 32) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await listener.close(10_000)).toBe(0);
  const { cut, statuses } = await load;
  expect([cut, [...statuses.keys()]]).toEqual([0, [200]]);
});

test('API-19 what does not end is cut after the grace', async () => {
  const listener = await start({ fetch: () => new Promise<Response>(() => undefined) });
  const hanging = fetch(listener.url).catch((error: unknown) => error);
  while (listener.connections() === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await listener.close(50)).toBe(1);
  expect(await hanging).toBeInstanceOf(Error);
});

test('API-18 a WebSocket goes to whoever takes it, and nowhere else', async () => {
  const upgrade = 'connection: upgrade\r\nupgrade: websocket\r\nhost: a\r\n\r\n';
  const listener = await start({
    upgrade: ({ incoming, socket }) => {
      if (incoming.url !== '/live') return false;
      socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n');
      return true;
    },
  });
  expect(await raw(listener, `GET /live HTTP/1.1\r\n${upgrade}`)).toMatch(/^HTTP\/1.1 101 /);
  expect(await raw(listener, `GET /other HTTP/1.1\r\n${upgrade}`)).toMatch(/^HTTP\/1.1 404 /);
});
