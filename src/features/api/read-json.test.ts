import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RequestRefused } from './problem.ts';
import { readJson } from './read-json.ts';

const json = { 'content-type': 'application/json' };
const request = (
  body: string | Uint8Array<ArrayBuffer> | ReadableStream,
  headers: Record<string, string> = json,
): Request => new Request('http://a/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit);

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => new Error('it was read'),
    (thrown: unknown) => thrown,
  );
  return error instanceof RequestRefused ? `${error.code} ${error.message}` : `threw ${String(error)}`;
};

test('API-5 what is no JSON is refused in words', async () => {
  expect(await codeOf(readJson(request('{}', { 'content-type': 'text/plain' })))).toMatch(/^media-type-unsupported /);
  expect(await codeOf(readJson(request('{}', { 'content-type': 'application/jsonp' })))).toMatch(
    /^media-type-unsupported /,
  );
  expect(await codeOf(readJson(request('{}', { ...json, 'content-encoding': 'gzip' })))).toMatch(
    /^media-type-unsupported /,
  );
  for (const charset of ['utf-16', '"UTF-16LE"', 'iso-8859-1'])
    expect(await codeOf(readJson(request('{}', { 'content-type': `application/json; charset=${charset}` })))).toMatch(
      /^media-type-unsupported .*UTF-8/,
    );
  expect(await readJson(request('{}', { 'content-type': 'application/json;charset="UTF-8"' }))).toEqual({});
  const untyped = (body: string | null) => new Request('http://a/', { method: 'POST', body: body && new Blob([body]) });
  expect(await readJson(untyped(null))).toEqual({});
  expect(await codeOf(readJson(untyped('{}')))).toMatch(/^media-type-unsupported /);
  expect(await codeOf(readJson(request('{"a":}')))).toMatch(/^request-invalid .*“}” is unexpected/);
  expect(await codeOf(readJson(request('')))).toMatch(/^request-invalid .*ends too soon/);
  expect(await codeOf(readJson(request(new Uint8Array([0x22, 0xff, 0x22]))))).toMatch(/^request-invalid .*UTF-8/);
  expect(await codeOf(readJson(request('['.repeat(100_000))))).toMatch(/^request-invalid .*deeper than 200/);
  expect(
    await readJson(request('{"a":"[[[{{{\\"]"}', { 'content-type': 'application/merge-patch+json; charset=utf-8' })),
  ).toEqual({
    a: '[[[{{{"]',
  });
});

test('API-5 a body is counted while it comes: a length that lies is found out', async () => {
  const chunks = (count: number) => {
    let left = count;
    return new ReadableStream({
      pull: (controller) => (left-- > 0 ? controller.enqueue(new Uint8Array(1000).fill(32)) : controller.close()),
    });
  };
  expect(await codeOf(readJson(request(chunks(1_000_000)), 10_000))).toMatch(/^body-too-large .*10000 bytes/);
  expect(await codeOf(readJson(request('"a"', { ...json, 'content-length': '99999' }), 10_000))).toMatch(
    /^body-too-large/,
  );
});

test('API-5 all bodies together fit into the memory that is meant for them', async () => {
  const mebibyte = 2 ** 20;
  let sent = 0;
  const chunk = new Uint8Array(mebibyte);
  // Senders that never end: each is let on until all of them together hold too much.
  const open = () =>
    new ReadableStream({
      pull: (controller) => {
        if (sent++ < 300) controller.enqueue(chunk);
        else controller.error(new Error('gone'));
      },
    });
  const ends = await Promise.all(Array.from({ length: 30 }, () => codeOf(readJson(request(open()), 100 * mebibyte))));
  expect(ends.some((end) => end.startsWith('unavailable'))).toBe(true);
  expect(await readJson(request('{"room":"again"}'))).toEqual({ room: 'again' });
});

test('API-5 text that cannot be kept is refused wherever it stands', async () => {
  for (const body of ['{"a":["x","\\u0000"]}', '{"a":{"\\ud800":1}}', '"\\udfff"'])
    expect(await codeOf(readJson(request(body)))).toMatch(/^request-invalid .*NUL or half/);
  expect(await readJson(request('{"a":"\\ud83d\\ude00 \\\\u0000"}'))).toEqual({ a: '😀 \\u0000' });
});

test('API-5 whatever was written comes back the same, seed 42', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue({ maxDepth: 6, stringUnit: 'grapheme' }), async (value) => {
      const text = JSON.stringify(value);
      if (text.includes('\\u0000')) return;
      expect(await readJson(request(text))).toEqual(JSON.parse(text));
    }),
    { seed: 42, numRuns: 200 },
  );
});
