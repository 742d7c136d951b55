/** The wire all vendors share: what failures mean, what is told of them, what bytes become. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { silentWave } from '../../../test/kit/vendors/made-media.ts';
import { WorkprintError } from '../../domain/errors.ts';
import { ProviderFailure } from '../../domain/generation/provider-failure.ts';
import { failureOfAnswer, failureOfNetwork, type Stake } from './failures.ts';
import {
  ask,
  askJson,
  bytesOfBase64,
  bytesOfDataUrl,
  checkerOf,
  count,
  dataUrlOf,
  endingOf,
  jsonIn,
  pathPart,
  readRetryAfter,
  redact,
  runModel,
  secondsOfWave,
  soundIn,
  tryKey,
  type VendorLine,
  wholeWave,
} from './wire.ts';

const speaker = { title: 'The vendor', key: undefined };
const { signal } = new AbortController();

const lineTo = (
  answer: () => Response | Promise<Response>,
  key: string | undefined = 'sk-abcdefghijklmnop',
): VendorLine => ({
  title: 'The vendor',
  access: { key, baseUrl: 'https://api.vendor.example/v1', fetch: async () => answer() },
  headers: {},
  readTrouble: (_, body) => ({ says: typeof body === 'object' ? JSON.stringify(body) : undefined }),
  needsKey: true,
});

const thrownBy = async (call: () => unknown): Promise<ProviderFailure> => {
  try {
    await call();
  } catch (error) {
    return error as ProviderFailure;
  }
  throw new Error('It went well.');
};

test.each([
  [400, 'provider-rejected', 'no'],
  [401, 'provider-key-wrong', 'no'],
  [402, 'provider-no-credit', 'no'],
  [403, 'provider-forbidden', 'no'],
  [404, 'provider-rejected', 'no'],
  [408, 'provider-busy', 'no'],
  [409, 'provider-busy', 'no'],
  [410, 'provider-rejected', 'no'],
  [413, 'provider-rejected', 'no'],
  [422, 'provider-rejected', 'no'],
  [429, 'provider-busy', 'no'],
  [500, 'provider-failed', 'no'],
  [502, 'provider-failed', 'unknown'],
  [503, 'provider-busy', 'no'],
  [504, 'provider-failed', 'unknown'],
  [520, 'provider-failed', 'unknown'],
  [521, 'provider-failed', 'no'],
  [524, 'provider-failed', 'unknown'],
  [529, 'provider-busy', 'no'],
] as const)('VND-6 VND-7 a submit that is answered with %i is %s, taken: %s', (status, code, taken) => {
  const found = failureOfAnswer(speaker, 'submit', status, new Headers(), {});
  expect([found.code, found.taken, found.charged]).toEqual([code, taken, taken]);
  expect(failureOfAnswer(speaker, 'free', status, new Headers(), {}).taken).toBe('no');
  const look = failureOfAnswer(speaker, 'look', status, new Headers(), {});
  expect([look.taken, look.isOver]).toEqual(['yes', status === 410]);
});

test.each([
  ['url-unreachable', 'no', false, ['provider-failed', 'no'], 'yes'],
  ['url-too-slow', 'no', false, ['provider-failed', 'no'], 'yes'],
  ['url-unreachable', 'unknown', false, ['provider-silent', 'unknown'], 'yes'],
  ['url-too-slow', 'unknown', false, ['provider-silent', 'unknown'], 'yes'],
  ['url-unreachable', 'unknown', true, ['provider-unreadable', 'unknown'], 'yes'],
  ['url-too-large', 'unknown', true, ['provider-unreadable', 'unknown'], 'yes'],
] as const)(
  'VND-7 %s of a submit (on its way: %s, answered: %s) is %j',
  (code, charged, wasAnswered, expected, lookTaken) => {
    const trouble = new WorkprintError(code, 'The line broke.', { charged });
    const found = (stake: Stake): ProviderFailure =>
      failureOfNetwork(speaker, stake, trouble, wasAnswered) as ProviderFailure;
    expect([found('submit').code, found('submit').taken]).toEqual(expected);
    expect([found('look').taken, found('look').isOver, found('free').taken]).toEqual([lookTaken, false, 'no']);
  },
);

test('VND-7 cancelling, a refused address and a mistake of ours are not made into failures of the vendor', () => {
  for (const error of [
    new WorkprintError('cancelled', 'Stop.'),
    new WorkprintError('url-refused', 'No.'),
    new TypeError('oops'),
  ])
    expect(failureOfNetwork(speaker, 'submit', error, false)).toBe(error);
});

test.each([
  [{ 'retry-after': '7' }, 7000],
  [{ 'retry-after': '0' }, 0],
  [{ 'retry-after': '1.5' }, 1500],
  [{ 'retry-after': ' 12 ' }, 12_000],
  [{ 'retry-after': '999999999' }, 86_400_000],
  [{ 'retry-after': 'Fri, 20 Nov 2026 10:00:30 GMT' }, 30_000],
  [{ 'retry-after': 'Fri, 20 Nov 2026 10:00:30 GMT', date: 'Fri, 20 Nov 2026 10:00:20 GMT' }, 10_000],
  [{ 'retry-after': 'Friday, 20-Nov-26 10:00:05 GMT' }, 5000],
  [{ 'retry-after': 'Thu, 19 Nov 2026 10:00:00 GMT' }, 0],
  [{ 'retry-after': '-5' }, undefined],
  [{ 'retry-after': 'soon' }, undefined],
  [{ 'retry-after': '1e9' }, undefined],
  [{ 'retry-after': '' }, undefined],
  [{ 'retry-after-ms': '250', 'retry-after': '1' }, 250],
  [{}, undefined],
])('VND-8 Retry-After %j is %s ms', (headers, ms) => {
  expect(readRetryAfter(new Headers(headers as Record<string, string>), Date.parse('2026-11-20T10:00:00Z'))).toBe(ms);
});

describe('what is told of a vendor’s words', () => {
  test('VND-9 no run of six characters of the key is left in any text, seed 42 (PE5)', () => {
    const key = fc.string({ minLength: 8, maxLength: 60, unit: fc.constantFrom(...'abcDEF123-_.') });
    const parts = fc.array(fc.tuple(fc.string({ maxLength: 30 }), fc.nat(60), fc.nat(60)), { maxLength: 6 });
    fc.assert(
      fc.property(key, parts, (secret, pieces) => {
        const text = pieces.map(([word, from, to]) => `${word}${secret.slice(from, to)}`).join(' ');
        const told = redact(text, secret).replaceAll('‹key›', '\n');
        for (let at = 0; at + 6 <= secret.length; at++) expect(told).not.toContain(secret.slice(at, at + 6));
        expect(told.length).toBeLessThanOrEqual(500);
      }),
      { seed: 42, numRuns: 300 },
    );
  });

  test.each([
    ['Bad key sk-proj-abc123def456 given.', 'Bad key ‹key› given.'],
    ['Authorization: Bearer abc.def', 'Authorization: ‹key›'],
    ['AIzaSyD-9tSrke72PouQMnMX is wrong', '‹key› is wrong'],
    ['No keyframeinterpolation for skateboarders', 'No keyframeinterpolation for skateboarders'],
    ['See https://a.example/b?token=t0ken#x now', 'See https://a.example/b now'],
    ['See https://me:pass@a.example/b', 'See https://a.example/b'],
    ['two\r\nlines\u0000and\u202Emarks', 'two lines and marks'],
  ])('VND-9 %j is told as %j', (text, told) => expect(redact(text, undefined)).toBe(told));

  test('VND-9 a key too short to have parts is hidden as a whole', () => {
    expect(redact('key oll4 is wrong', 'oll4')).toBe('key ‹key› is wrong');
  });

  test('VND-9 a flood of words is cut to 500 characters, with the sentence before it', async () => {
    const trouble = lineTo(
      () => new Response(JSON.stringify({ error: 'sk-abcdefghijklmnop '.repeat(5000) }), { status: 400 }),
    );
    const { message } = await thrownBy(() => ask(trouble, { path: '/x', stake: 'submit', signal }));
    expect(message).toMatch(/^The vendor rejects the request\. It says: “/);
    expect([message.length <= 500, message.includes('abcdef')]).toEqual([true, false]);
  });
});

describe('an answer', () => {
  const schema = z.object({ id: z.string(), n: count });

  test('VND-10 is read by a schema; what is no count is as good as not said', async () => {
    const said = lineTo(() => Response.json({ id: 'a', n: 7, more: true }));
    expect(await askJson(said, { path: '/x', stake: 'submit', signal }, schema)).toEqual({ id: 'a', n: 7 });
    for (const n of [-1, 1.5, 1e300, '7', null, {}])
      expect(
        await askJson(
          lineTo(() => Response.json({ id: 'a', n })),
          { path: '/x', stake: 'submit', signal },
          schema,
        ),
      ).toEqual({ id: 'a' });
  });

  test.each([
    ['<html>', 'It is a web page.'],
    ['', 'Its answer is empty.'],
    ['{"id": "sk-abcdefghijklmnop"', 'It is no whole JSON.'],
    ['{"id": {"secret": "sk-abcdefghijklmnop"}}', 'The field “id” is missing or of the wrong kind.'],
    ['"\xff"', 'The field “at the top” is missing or of the wrong kind.'],
  ])('VND-10 %j is unreadable, and its words are not told', async (text, words) => {
    const { message, code, cause } = await thrownBy(() =>
      askJson(
        lineTo(() => new Response(text)),
        { path: '/x', stake: 'submit', signal },
        schema,
      ),
    );
    expect([code, message, cause]).toEqual(['provider-unreadable', expect.stringContaining(words), undefined]);
    expect(message).not.toContain('secret');
  });

  test('VND-10 bytes that are no UTF-8 are no JSON', async () => {
    const bytes = new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]);
    const { message } = await thrownBy(() =>
      askJson(
        lineTo(() => new Response(bytes)),
        { path: '/x', stake: 'look', signal },
        schema,
      ),
    );
    expect(message).toContain('It is no whole JSON.');
  });

  test('VND-10 an answer that should be sound and is a page, JSON or nothing is unreadable', async () => {
    const heard = (type: string, bytes = new Uint8Array([1])) => ({
      status: 200,
      headers: new Headers({ 'content-type': type }),
      bytes,
    });
    const line = lineTo(() => new Response());
    expect(soundIn(line, 'submit', heard('audio/x-wav; rate=1'), 'audio/wav').mediaType).toBe('audio/wav');
    expect(soundIn(line, 'submit', heard('application/octet-stream'), 'audio/mpeg').mediaType).toBe('audio/mpeg');
    for (const given of [heard('text/html'), heard('application/json'), heard('audio/wav', new Uint8Array())])
      expect(await thrownBy(() => soundIn(line, 'submit', given, 'audio/wav'))).toMatchObject({
        code: 'provider-unreadable',
        taken: 'unknown',
      });
  });

  test('VND-11 an answer with a schema is checked by ourselves, also behind a fence', () => {
    const check = checkerOf({
      name: 'mood',
      schema: { type: 'object', properties: { mood: { type: 'string' } }, required: ['mood'] },
    });
    expect([check({ mood: 'calm' }), check({ mood: 3 }), check([])]).toEqual([
      undefined,
      'the field “mood” is missing or of the wrong kind',
      'it is of the wrong kind',
    ]);
    expect([jsonIn('{"a":1}'), jsonIn('```json\n{"a":1}\n```'), jsonIn('Sure! {"a":1}')]).toEqual([
      { value: { a: 1 } },
      { value: { a: 1 } },
      undefined,
    ]);
    const odd = { name: 'odd', schema: { $ref: 'https://stranger.example/schema.json' } };
    expect(() => checkerOf(odd)).toThrow(expect.objectContaining({ code: 'ask-illegal' }));
  });
});

describe('a request', () => {
  test('VND-12 a name from outside is one part of a path or nothing', () => {
    const line = lineTo(() => new Response());
    expect([pathPart(line, 'a b/c?d#é'), pathPart(line, 'x.y')]).toEqual(['a%20b%2Fc%3Fd%23%C3%A9', 'x.y']);
    for (const name of ['', '.', '..', 'x'.repeat(501)])
      expect(() => pathPart(line, name)).toThrow(expect.objectContaining({ code: 'ask-illegal' }));
  });

  test('VND-12 without a key a vendor that needs one is not asked', async () => {
    let asked = 0;
    const line = lineTo(() => {
      asked++;
      return Response.json({});
    }, '');
    expect([(await thrownBy(() => ask(line, { path: '/x', stake: 'submit', signal }))).code, asked]).toEqual([
      'key-missing',
      0,
    ]);
  });

  test('VND-12 a key that no header can hold is wrong before anybody is asked, and is not told', async () => {
    for (const key of ['sk-abc\nx: y', 'sk abc', 'sk-ключ', 'sk-abc\u0000']) {
      const line = lineTo(() => {
        throw new TypeError(`Headers.append: "${key}" is an invalid header value.`);
      }, key);
      const thrown = await thrownBy(() => ask(line, { path: '/x', stake: 'submit', signal }));
      expect(thrown).toMatchObject({
        code: 'provider-key-wrong',
        taken: 'no',
        message: expect.not.stringContaining('sk'),
      });
    }
  });

  test('VND-13 an SDK’s model gets one request: what it asks a second time, and what it cannot read, is a failure of ours', async () => {
    let asked = 0;
    const line = lineTo(() => {
      asked++;
      return Response.json({ n: asked });
    });
    const url = 'https://api.vendor.example/v1/x';
    const post = { method: 'POST', body: '{}' };
    expect(await runModel(line, async (once) => (await once(url, post)).json())).toEqual({
      answered: { n: 1 },
      raw: { n: 1 },
    });
    const twice = await thrownBy(() => runModel(line, async (once) => [await once(url, post), await once(url, post)]));
    expect(twice).toMatchObject({ code: 'provider-failed', taken: 'yes', charged: 'yes' });
    expect(asked).toBe(2);
    const shape = new Error('expected sk-abcdefghijklmnop to be a number');
    const unread = await thrownBy(() =>
      runModel(line, async (once) => {
        await once(url, post);
        throw shape;
      }),
    );
    expect(unread).toMatchObject({
      code: 'provider-unreadable',
      taken: 'unknown',
      message: expect.not.stringContaining('sk-'),
    });
    const unasked = await thrownBy(() => runModel(line, async () => Promise.reject(shape)));
    expect(unasked).toMatchObject({
      code: 'provider-rejected',
      taken: 'no',
      message: expect.not.stringContaining('sk-'),
    });
  });

  test('VND-13 what an SDK makes of our failure is undone: it is thrown as it was', async () => {
    const line = lineTo(() => new Response('{}', { status: 429, headers: { 'retry-after': '3' } }));
    const wrapped = await thrownBy(() =>
      runModel(line, async (once) => {
        try {
          return await once('https://api.vendor.example/v1/x', { method: 'POST' });
        } catch (error) {
          throw new Error('Retryable!', { cause: error });
        }
      }),
    );
    expect(wrapped).toMatchObject({ code: 'provider-busy', retryAfterMs: 3000 });
  });

  test('VND-23 trying a key tells its four ways to be no good; any other trouble is thrown', async () => {
    const verdict = (status: number) =>
      tryKey(
        async () =>
          void (await ask(
            lineTo(() => new Response('{}', { status })),
            { path: '/x', stake: 'free', signal },
          )),
      );
    const states = await Promise.all([401, 402, 403].map(async (status) => (await verdict(status)).state));
    expect([...states, (await verdict(200)).state]).toEqual(['wrong', 'no-credit', 'forbidden', 'works']);
    expect(await thrownBy(() => verdict(500))).toMatchObject({ code: 'provider-failed', taken: 'no' });
  });
});

describe('bytes', () => {
  test('VND-14 Base64 comes back as it went, and what is none is not made into other bytes, seed 42', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), (bytes) => {
        expect(bytesOfDataUrl(dataUrlOf(bytes, 'image/png'))).toEqual({ bytes, mediaType: 'image/png' });
      }),
      { seed: 42, numRuns: 100 },
    );
    for (const text of ['', 'a', 'ab*=', 'abc\u0000', '====', 'data:image/png;base64,', 'abcd=efgh'])
      expect(bytesOfBase64(text), text).toBeUndefined();
    expect(bytesOfBase64('YWJj\r\nZGVm')).toEqual(new TextEncoder().encode('abcdef'));
    for (const text of [
      'data:text/html,<b>',
      'data:;base64,YWJj',
      'https://a.example/',
      `data:${'a'.repeat(400)};base64,YWJj`,
    ])
      expect(bytesOfDataUrl(text)).toBeUndefined();
  });

  test('VND-14 a WAV whose header promises more than there is gets a true one', () => {
    const [true_, streamed] = [silentWave(0.5), silentWave(0.5, true)];
    expect(wholeWave(true_)).toBe(true_);
    expect(Buffer.from(wholeWave(streamed)).equals(true_)).toBe(true);
    expect([secondsOfWave(true_), secondsOfWave(streamed), secondsOfWave(new Uint8Array(50))]).toEqual([
      0.5,
      0.5,
      undefined,
    ]);
    expect(wholeWave(new Uint8Array(3))).toHaveLength(3);
  });

  test.each([
    ['image/jpeg', 'jpg'],
    ['audio/mpeg', 'mp3'],
    ['video/x-msvideo', 'msvideo'],
    ['image/svg+xml', 'svg'],
    ['nonsense', 'bin'],
    ['../../etc', 'bin'],
  ])('VND-14 %s ends in .%s', (type, ending) => expect(endingOf(type)).toBe(ending));
});
