import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { WorkprintError } from '../../../src/domain/errors.ts';
import type { ProviderFetch } from '../../../src/ports/provider.ts';
import { finishAll } from './finish-all.ts';
import { plainAsk, thrownBy } from './provider-failures.ts';
import { finish, type Opened, openUnderTest } from './provider-under-test.ts';
import { providersUnderTest } from './providers-under-test.ts';

type Heard = { readonly status: number; readonly headers: Headers; readonly bytes: Uint8Array<ArrayBuffer> };

const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)]);
/** What stands in the place of a value: of every kind, and at every edge. */
const odd: readonly unknown[] = [
  ...[null, true, -1, 0, 1.5, 1e308, 2 ** 53, '', ' ', 'x'.repeat(5000), '../../etc/passwd', 'javascript:alert(1)'],
  ...[
    'http://169.254.169.254/',
    'data:image/png;base64,AAAA',
    '\u0000\u202e',
    '__proto__',
    [],
    {},
    [null],
    [[]],
    deep(200),
  ],
];

/** The same value with one place in it changed; `at` and `with_` choose. */
const changed = (value: unknown, at: number, with_: number): unknown => {
  const places: (readonly [holder: Record<string, unknown>, name: string])[] = [];
  const copy: unknown = JSON.parse(JSON.stringify(value));
  const walk = (inner: unknown): void => {
    if (typeof inner !== 'object' || inner === null) return;
    for (const name of Object.keys(inner)) {
      places.push([inner as Record<string, unknown>, name]);
      walk((inner as Record<string, unknown>)[name]);
    }
  };
  walk(copy);
  const place = places[at % Math.max(places.length, 1)];
  if (!place) return odd[with_ % odd.length];
  const [holder, name] = place;
  if (with_ % (odd.length + 1) === odd.length) delete holder[name];
  else holder[name] = odd[with_ % odd.length];
  return copy;
};

describe.each(providersUnderTest.map((under) => [under.kind.name, under] as const))('%s', (_, under) => {
  const answers = new Map<string, Heard>();
  let opened: Opened;
  const placeOf = (input: Parameters<ProviderFetch>[0], init?: RequestInit): string => {
    const url = new URL(input instanceof Request ? input.url : input.toString());
    return `${init?.method ?? 'GET'} ${url.pathname}`;
  };
  beforeAll(async () => {
    opened = await openUnderTest(under, (send) => async (input, init) => {
      const { status, headers, ...response } = await send(input, init).then(async (answer) => ({
        ...{ status: answer.status, headers: answer.headers },
        bytes: new Uint8Array(await answer.arrayBuffer()),
      }));
      answers.set(placeOf(input, init), { status, headers, ...response });
      return new Response(response.bytes, { status, headers });
    });
    await finishAll(under, opened);
    await opened.close();
  });

  test('VND-32 whatever stands in a vendor’s answer, what comes of it is an answer or a failure of ours, seed 42', async () => {
    const numbers = fc.tuple(fc.nat(10_000), fc.nat(10_000));
    const property = fc.asyncProperty(numbers, async ([at, with_]) => {
      const send: ProviderFetch = async (input, init) => {
        const heard = answers.get(placeOf(input, init));
        if (!heard) return new Response('{}', { status: 404 });
        const { status, headers, bytes } = heard;
        if (!headers.get('content-type')?.includes('json'))
          return new Response(bytes.slice(0, with_ % bytes.length), { status, headers });
        const json: unknown = JSON.parse(new TextDecoder().decode(bytes));
        return new Response(JSON.stringify(changed(json, at, with_)), { status, headers });
      };
      const open = () =>
        under.kind.open({
          key: opened.vendor.goodKey,
          baseUrl: `${opened.vendor.origin}${under.basePath}`,
          fetch: send,
        });
      const hostile: Opened = { ...opened, provider: open(), again: open };
      for (const work of under.works) {
        try {
          const { usage, files } = await finish(hostile, work, plainAsk(work));
          for (const count of Object.values(usage)) expect(Number.isFinite(count) && count >= 0).toBe(true);
          for (const file of files)
            expect(file.kind === 'bytes' ? file.bytes.byteLength : file.url.length).toBeGreaterThan(0);
        } catch (error) {
          if (!(error instanceof WorkprintError)) throw new Error(`${work.type} by ${work.model}`, { cause: error });
          expect(error.message.length).toBeLessThanOrEqual(600);
        }
      }
      const discovered = await open()
        .discover?.(AbortSignal.timeout(20_000))
        .catch((error: unknown) => error);
      if (discovered instanceof Error) expect(discovered).toBeInstanceOf(WorkprintError);
    });
    await fc.assert(property, { seed: 42, numRuns: 12 });
  });

  test('VND-32 an answer nested deeper than any stack is a failure of ours too', async () => {
    const deepest = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const bodies: readonly (readonly [number, string])[] = [
      [200, `{"content":[{"type":"tool_use","input":${deepest}}]}`],
      [400, `{"error":${deepest}}`],
    ];
    for (const [status, body] of bodies) {
      const headers = { 'content-type': 'application/json' };
      const provider = under.kind.open({
        ...{ key: opened.vendor.goodKey, baseUrl: under.kind.baseUrl },
        fetch: async () => new Response(body, { status, headers }),
      });
      for (const work of under.works)
        await expect(thrownBy(() => finish({ ...opened, provider }, work, plainAsk(work)))).resolves.toMatchObject({
          code: expect.stringMatching(/^provider-/),
        });
    }
  });
});
