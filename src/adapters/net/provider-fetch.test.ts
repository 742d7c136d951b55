/** The way to a vendor and to what it made, in a loopback Internet. */
import type { RequestListener } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LoopbackInternet, openInternet } from '../../../test/kit/loopback-internet.ts';
import { createMadeFileFetch, createProviderFetch, readUrlPolicy } from './net.ts';
import type { ProviderPlace } from './provider-origin.ts';

const vendorAddress = '93.184.215.14';
const filesAddress = '93.184.215.30';
const strangerAddress = '93.184.215.40';

let internet: LoopbackInternet;
let place: ProviderPlace;
beforeEach(() => {
  internet = openInternet();
  internet.name('api.vendor.example', [vendorAddress]);
  internet.name('cdn.files.example', [filesAddress]);
  internet.name('stranger.example', [strangerAddress]);
  internet.name('gateway.corp', ['10.1.2.3']);
  place = {
    policy: readUrlPolicy({}),
    baseUrl: 'http://api.vendor.example/v1',
    baseUrlFrom: 'vendor',
    ways: internet.ways,
  };
});
afterEach(() => internet.close());

const codeOf = async (call: Promise<unknown>): Promise<readonly unknown[]> => {
  try {
    await call;
    return ['went well'];
  } catch (error) {
    const { code, charged } = error as { code?: string; charged?: string };
    return [code, charged];
  }
};

test('VND-1 a provider’s fetch sends what fetch is given: method, headers, text, bytes, forms', async () => {
  const seen: unknown[] = [];
  await internet.serve(vendorAddress, 80, (asked, answer) => {
    const chunks: Uint8Array[] = [];
    asked.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    asked.on('end', () => {
      seen.push([asked.method, asked.url, asked.headers['x-key'], Buffer.concat(chunks).toString()]);
      answer
        .writeHead(asked.url === '/v1/none' ? 204 : 201, { 'x-request-id': 'r1' })
        .end(asked.url === '/v1/none' ? undefined : '{"a":1}');
    });
  });
  const send = createProviderFetch(place);
  const headers = { 'x-key': 'k' };
  const made = await send('http://api.vendor.example/v1/x?q=1', { method: 'POST', headers, body: '{"b":2}' });
  expect([made.status, made.headers.get('x-request-id'), await made.json()]).toEqual([201, 'r1', { a: 1 }]);
  await send(new Request('http://api.vendor.example/v1/y', { method: 'DELETE', headers }));
  await send(new URL('http://api.vendor.example/v1/z'), { method: 'PUT', headers, body: new Uint8Array([65, 66]) });
  expect((await send('http://api.vendor.example/v1/none')).status).toBe(204);
  expect(seen).toEqual([
    ['POST', '/v1/x?q=1', 'k', '{"b":2}'],
    ['DELETE', '/v1/y', 'k', ''],
    ['PUT', '/v1/z', 'k', 'AB'],
    ['GET', '/v1/none', undefined, ''],
  ]);
  const form = new FormData();
  form.set('file', new File(['abc'], 'a.png', { type: 'image/png' }));
  await send('http://api.vendor.example/v1/form', { method: 'POST', body: form });
  expect((seen.at(-1) as string[])[3]).toContain('filename="a.png"');
});

test('VND-1 nothing but the origin of the base URL is reached, whatever is asked (PD1)', async () => {
  const send = createProviderFetch(place);
  for (const url of [
    'http://api.vendor.example:8080/v1',
    'https://api.vendor.example/v1',
    'http://stranger.example/',
    'http://127.0.0.1/',
    'http://api.vendor.example@stranger.example/',
    'http://key:word@api.vendor.example/v1',
    'http://api.vendor.example.stranger.example/',
    'file:///etc/passwd',
  ])
    expect([url, (await codeOf(send(url)))[0] === 'went well']).toEqual([url, false]);
  expect(internet.dials).toEqual([]);
});

test('VND-2 an operator’s base URL may be private, exactly that host and port; a person’s is judged like every address (PD1)', async () => {
  await internet.serve('10.1.2.3', 8000, (_, answer) => void answer.end('{}'));
  const at = (baseUrl: string, baseUrlFrom: ProviderPlace['baseUrlFrom'], privateHosts: readonly string[] = []) =>
    createProviderFetch({ ...place, policy: readUrlPolicy({ privateHosts }), baseUrl, baseUrlFrom });
  const gateway = 'http://gateway.corp:8000/v1';
  expect((await at(gateway, 'operator')(`${gateway}/models`)).status).toBe(200);
  expect((await at(gateway, 'person', ['gateway.corp:8000'])(`${gateway}/models`)).status).toBe(200);
  const dials = internet.dials.length;
  for (const [url, from] of [
    [gateway, 'vendor'],
    [gateway, 'person'],
    ['http://api.vendor.example/v1', 'person'],
    ['https://api.vendor.example:2222/v1', 'person'],
    ['https://127.0.0.1/v1', 'person'],
    ['https://api.vendor.example/v1?key=k', 'operator'],
    ['https://me@api.vendor.example/v1', 'operator'],
    ['ftp://api.vendor.example/', 'operator'],
    ['nonsense', 'operator'],
  ] as const)
    expect(() => at(url, from), url).toThrow(expect.objectContaining({ code: 'url-refused' }));
  expect((await codeOf(at(gateway, 'operator')('http://gateway.corp:8001/')))[0]).toBe('url-refused');
  expect(internet.dials).toHaveLength(dials);
});

test('VND-3 redirects stay within the origin, and a request that may cost is repeated only where HTTP says so (PD3)', async () => {
  const seen: unknown[] = [];
  await internet.serve(vendorAddress, 80, (asked, answer) => {
    asked.resume().on('end', () => {
      seen.push([asked.method, asked.url]);
      const target = new URL(asked.url ?? '/', 'http://x').searchParams.get('to');
      const status = Number(new URL(asked.url ?? '/', 'http://x').searchParams.get('status') ?? 200);
      if (asked.url === '/v1/loop') answer.writeHead(302, { location: '/v1/loop' }).end();
      else if (target === null) answer.end('{}');
      else answer.writeHead(status, { location: target }).end();
    });
  });
  await internet.serve(strangerAddress, 80, () => seen.push('the stranger was asked'));
  const send = createProviderFetch(place);
  const go = (to: string, status: number, method: string) =>
    send(`http://api.vendor.example/v1/a?to=${encodeURIComponent(to)}&status=${status}`, {
      method,
      headers: { authorization: 'Bearer secret' },
      ...(method === 'POST' && { body: '{}' }),
    });
  expect((await go('/v1/b', 302, 'GET')).status).toBe(200);
  expect((await go('/v1/b/', 307, 'POST')).status).toBe(200);
  expect(seen.slice(-2)).toEqual([
    ['POST', expect.stringContaining('/v1/a')],
    ['POST', '/v1/b/'],
  ]);
  for (const [to, status, method] of [
    ['/v1/b', 302, 'POST'],
    ['/v1/b', 303, 'POST'],
    ['http://stranger.example/', 302, 'GET'],
    ['http://stranger.example/', 307, 'POST'],
    ['//stranger.example/', 308, 'POST'],
    ['http://169.254.169.254/latest/meta-data', 307, 'POST'],
    ['http://api.vendor.example:8080/', 301, 'GET'],
    ['https://api.vendor.example/', 301, 'GET'],
  ] as const)
    expect([to, ...(await codeOf(go(to, status, method)))]).toEqual([to, 'url-refused', 'no']);
  expect(await codeOf(go('/v1/loop', 302, 'GET'))).toEqual(['url-refused', 'no']);
  expect(seen).not.toContain('the stranger was asked');
});

test('VND-4 an answer ends at its bytes and its silence, and a failure says whether the request was on its way (PD4)', async () => {
  await internet.serve(vendorAddress, 80, (asked, answer) => {
    asked.resume();
    if (asked.url === '/v1/large') answer.end('x'.repeat(20_000));
    else if (asked.url === '/v1/stalls') answer.write('{"a":');
    else if (asked.url === '/v1/cut') answer.socket?.destroy();
  });
  // Long enough that a busy machine connects in it; what waits for it waits side by side.
  const send = createProviderFetch({ ...place, answersWithinMs: 500, mostAnswerBytes: 10_000 });
  const post = { method: 'POST', body: '{}' };
  const at = (path: string, init: RequestInit = post): Promise<Response> =>
    send(`http://api.vendor.example/v1/${path}`, init);
  const read = async (path: string): Promise<unknown> => (await at(path)).text();
  const ends = await Promise.all(
    [at('silent'), at('silent', {}), at('cut'), read('large'), read('stalls')].map(codeOf),
  );
  expect(ends.slice(0, 3)).toEqual([
    ['url-too-slow', 'unknown'],
    ['url-too-slow', 'no'],
    ['url-unreachable', 'unknown'],
  ]);
  expect(ends.slice(3).map(([code]) => code)).toEqual(['url-too-large', 'url-too-slow']);
  for (const addresses of [[], ['93.184.215.99']]) {
    internet.name('api.vendor.example', addresses);
    expect(await codeOf(at('x'))).toEqual(['url-unreachable', 'no']);
  }
  internet.silence('93.184.215.98');
  internet.name('api.vendor.example', ['93.184.215.98']);
  const impatient = createProviderFetch({ ...place, connectsWithinMs: 50 });
  expect(await codeOf(impatient('http://api.vendor.example/v1/x', post))).toEqual(['url-too-slow', 'no']);
  internet.name('api.vendor.example', ['10.0.0.1']);
  expect(await codeOf(at('x'))).toEqual(['url-refused', 'no']);
  const stop = new AbortController();
  stop.abort();
  expect(await codeOf(at('x', { ...post, signal: stop.signal }))).toEqual(['cancelled', 'no']);
});

test('VND-5 a made file is fetched from where it lies; the key goes to the vendor’s own origin and no further (PD3)', async () => {
  const keys: unknown[] = [];
  const listener =
    (name: string): RequestListener =>
    (asked, answer) => {
      keys.push([name, asked.url, asked.headers['x-key'] ?? null]);
      const to = new URL(asked.url ?? '/', 'http://x').searchParams.get('to');
      if (to) answer.writeHead(302, { location: to }).end();
      else if (asked.url === '/gone') answer.writeHead(404).end('<html>');
      else answer.writeHead(200, { 'content-type': 'image/png; x=y' }).end('picture');
    };
  await internet.serve(vendorAddress, 80, listener('vendor'));
  await internet.serve(filesAddress, 80, listener('files'));
  await internet.serve(strangerAddress, 80, listener('stranger'));
  const fetchMade = createMadeFileFetch({ ...place, fileHosts: ['*.files.example'] });
  const fetched = async (url: string, isPrivate: boolean): Promise<readonly unknown[]> => {
    const headers = { 'x-key': 'secret' };
    const { body, mediaType } = await fetchMade(
      { kind: 'url', url, ...(isPrivate && { isPrivate }) },
      { type: 'image', headers },
    );
    return [await new Response(body).text(), mediaType];
  };
  expect(await fetched('http://api.vendor.example/v1/files/1', true)).toEqual(['picture', 'image/png']);
  expect(await fetched('http://api.vendor.example/v1/files/2', false)).toEqual(['picture', 'image/png']);
  expect(await fetched('http://cdn.files.example/3', false)).toEqual(['picture', 'image/png']);
  expect(await fetched('http://stranger.example/4', false)).toEqual(['picture', 'image/png']);
  expect(await fetched('http://api.vendor.example/5?to=http://cdn.files.example/6', true)).toEqual([
    'picture',
    'image/png',
  ]);
  expect(keys).toEqual([
    ['vendor', '/v1/files/1', 'secret'],
    ['vendor', '/v1/files/2', null],
    ['files', '/3', null],
    ['stranger', '/4', null],
    ['vendor', '/5?to=http://cdn.files.example/6', 'secret'],
    ['files', '/6', null],
  ]);
  for (const [url, isPrivate, code] of [
    ['http://stranger.example/7', true, 'url-refused'],
    ['http://api.vendor.example/8?to=http://stranger.example/9', true, 'url-refused'],
    ['http://cdn.files.example/10?to=http://169.254.169.254/', false, 'url-refused'],
    ['http://127.0.0.1:5432/', false, 'url-refused'],
    ['http://files.example.stranger.example/', true, 'url-refused'],
    ['ftp://cdn.files.example/11', false, 'url-refused'],
    ['no address', false, 'url-refused'],
    ['http://api.vendor.example/gone', false, 'url-unreachable'],
  ] as const)
    expect([url, (await codeOf(fetched(url, isPrivate)))[0]]).toEqual([url, code]);
});

test('VND-5 a picture ends at 64 MiB and a clip at 2 GiB, also when the host says so beforehand (PD4)', async () => {
  await internet.serve(
    filesAddress,
    80,
    (_, answer) => void answer.writeHead(200, { 'content-length': String(4 * 1024 ** 3) }).write('x'),
  );
  const fetchMade = createMadeFileFetch({ ...place, fileHosts: [] });
  const take = async (type: 'image' | 'video', mostBytes?: number): Promise<unknown> => {
    const file = { kind: 'url' as const, url: 'http://cdn.files.example/huge' };
    const { body } = await fetchMade(file, { type, ...(mostBytes !== undefined && { mostBytes }) });
    return body.getReader().read();
  };
  for (const type of ['image', 'video'] as const) {
    const limit = type === 'image' ? 64 * 1024 ** 2 : 2 * 1024 ** 3;
    await expect(take(type)).rejects.toMatchObject({
      code: 'url-too-large',
      message: expect.stringContaining(String(limit)),
    });
  }
  await expect(take('video', 100)).rejects.toMatchObject({ code: 'url-too-large' });
});

test('VND-1 a vendor may have other origins, which an own base URL does away with, and hosts that take files without the key (PD3)', async () => {
  const seen: unknown[] = [];
  const listener: RequestListener = (asked, answer) => {
    seen.push([
      asked.method,
      asked.headers.host,
      asked.headers['x-key'] ?? null,
      asked.headers['content-type'] ?? null,
    ]);
    asked.resume().on('end', () => answer.end('{}'));
  };
  const names = ['api.vendor.example', 'rest.vendor.example', 'up.files.example'];
  for (const name of names) internet.name(name, [filesAddress]);
  await internet.serveSecurely(filesAddress, 443, names, listener);
  const more = { otherOrigins: ['https://rest.vendor.example'], uploadHosts: ['*.files.example'] };
  const send = createProviderFetch({ ...place, ways: internet.ways, baseUrl: 'https://api.vendor.example', ...more });
  const put = { method: 'PUT', headers: { 'x-key': 'k', 'content-type': 'image/png' }, body: 'x' };
  await send('https://rest.vendor.example/upload', { method: 'POST', headers: { 'x-key': 'k' } });
  await send('https://up.files.example/signed?token=t', put);
  await send('https://up.files.example/signed/complete', { method: 'POST', headers: { 'x-key': 'k' }, body: '{}' });
  expect(seen).toEqual([
    ['POST', 'rest.vendor.example', 'k', null],
    ['PUT', 'up.files.example', null, 'image/png'],
    ['POST', 'up.files.example', null, 'text/plain;charset=UTF-8'],
  ]);
  for (const [url, init] of [
    ['https://up.files.example/x', { method: 'DELETE' }],
    ['https://up.files.example/x', { method: 'GET' }],
    ['http://up.files.example/x', put],
    ['https://up.files.example:8443/x', put],
    ['https://files.example.stranger.example/x', put],
    ['https://me@up.files.example/x', put],
    ['https://rest.vendor.example:444/', { method: 'GET' }],
  ] as const)
    expect([url, await codeOf(send(url, init))]).toEqual([url, ['url-refused', 'no']]);
  const moved = createProviderFetch({
    ...place,
    baseUrl: 'http://gateway.corp:8000',
    baseUrlFrom: 'operator',
    ...more,
  });
  expect(await codeOf(moved('https://rest.vendor.example/upload'))).toEqual(['url-refused', 'no']);
  expect(seen).toHaveLength(3);
});
