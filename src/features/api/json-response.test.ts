import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { isKnown, jsonResponse, tagOf } from './json-response.ts';
import { packingFor } from './packing.ts';

const get = (headers: Record<string, string> = {}, method = 'GET') => new Request('http://a/', { method, headers });
const made = { status: 200, headers: {} };
const large = JSON.stringify({ text: 'word '.repeat(2_000) });

test('API-14 a read has a tag, and who knows it gets 304 with nothing', async () => {
  const first = await jsonResponse(get(), '{"a":1}', made);
  const tag = first.headers.get('etag') ?? '';
  expect([first.status, first.headers.get('cache-control'), await first.text()]).toEqual([
    200,
    'private, no-cache',
    '{"a":1}',
  ]);
  expect(tag).toMatch(/^W\/"[\w-]{22}"$/);
  for (const known of [tag, `"other", ${tag}`, tag.slice(2), '*']) {
    const again = await jsonResponse(get({ 'if-none-match': known }), '{"a":1}', made);
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag]);
  }
  expect((await jsonResponse(get({ 'if-none-match': tag }), '{"a":2}', made)).status).toBe(200);
  expect(isKnown('"x"', tagOf('x'))).toBe(false);
});

test('API-14 what is no read is kept by nobody', async () => {
  for (const [request, status] of [
    [get({}, 'POST'), 201],
    [get(), 404],
  ] as const) {
    const response = await jsonResponse(request, '{}', { ...made, status });
    expect([response.headers.get('cache-control'), response.headers.get('etag')]).toEqual(['no-store', null]);
  }
});

test('API-3 HEAD says the same and sends nothing', async () => {
  const response = await jsonResponse(get({}, 'HEAD'), '{"ä":1}', made);
  expect([response.headers.get('content-length'), await response.text()]).toEqual(['8', '']);
  expect(response.headers.get('etag')).toBe(tagOf('{"ä":1}'));
});

test('API-15 large reads are packed as the asker takes it', async () => {
  const bytes = async (accept: string) => {
    const response = await jsonResponse(get({ 'accept-encoding': accept }), large, made);
    return {
      how: response.headers.get('content-encoding'),
      vary: response.headers.get('vary'),
      bytes: Buffer.from(await response.arrayBuffer()),
    };
  };
  const packed = await bytes('gzip, deflate, br');
  expect(packed.vary).toContain('accept-encoding');
  expect([packed.how, brotliDecompressSync(packed.bytes).toString()]).toEqual(['br', large]);
  const gzipped = await bytes('br;q=0, gzip;q=0.5');
  expect([gzipped.how, gunzipSync(gzipped.bytes).toString()]).toEqual(['gzip', large]);
  expect((await bytes('identity')).how).toBeNull();
  expect(['*', 'br;q=x', '', ' GZIP '].map(packingFor)).toEqual(['br', undefined, undefined, 'gzip']);
});

test('API-15 what must not be stored is never packed and has no tag', async () => {
  const response = await jsonResponse(get({ 'accept-encoding': 'br' }), large, {
    ...made,
    headers: { 'cache-control': 'no-store' },
  });
  expect([response.headers.get('content-encoding'), response.headers.get('etag')]).toEqual([null, null]);
});
