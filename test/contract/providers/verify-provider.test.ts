import { beforeAll, expect, test } from 'vitest';
import {
  addAnswer,
  differences,
  placeOf,
  type Shape,
  type Shapes,
  watched,
} from '../../../scripts/verify/answer-shapes.ts';
import { verifyProvider } from '../../../scripts/verify/verify-provider.ts';
import { createMadeFileFetch, createProviderFetch, readUrlPolicy } from '../../../src/adapters/net/net.ts';
import type { ProviderFetch } from '../../../src/ports/provider.ts';
import { geminiUnderTest } from '../../kit/vendors/gemini.ts';
import { startVendor } from '../../kit/vendors/vendor-server.ts';
import { finishAll } from './finish-all.ts';
import { blobOf, openUnderTest } from './provider-under-test.ts';

const under = geminiUnderTest;
const expected: Shapes = new Map();
beforeAll(async () => {
  const opened = await openUnderTest(under, (send, baseUrl) => watched(send, baseUrl, expected));
  await finishAll(under, opened);
  await opened.close();
});

/** Verifies Gemini at its loopback vendor, as if it were the vendor itself; `change`: what it says otherwise than the contract has it. */
const verify = async (change: (send: ProviderFetch) => ProviderFetch, mayCost = true) => {
  const vendor = await startVendor(under.words());
  const place = {
    policy: readUrlPolicy({}),
    baseUrl: `${vendor.origin}${under.basePath}`,
    baseUrlFrom: 'operator' as const,
  };
  const lines: string[] = [];
  const questions: string[] = [];
  const differing = await verifyProvider({
    ...{ kind: under.kind, key: vendor.goodKey, baseUrl: place.baseUrl, expected, remember: blobOf },
    send: change(createProviderFetch(place)),
    fetchMade: createMadeFileFetch({ ...place, fileHosts: [] }),
    given: { pictures: [] },
    read: async () => new Uint8Array(),
    today: '2026-11-20',
    mayCost: async (question) => {
      questions.push(question);
      return mayCost;
    },
    print: (line) => void lines.push(line),
    wait: async () => undefined,
  });
  const { asked, goodKey } = vendor;
  await vendor.close();
  expect(lines.join('\n')).not.toContain(goodKey);
  return { differing, lines, questions, submits: asked.filter(({ method }) => method === 'POST').length };
};

test('VND-19 a live check asks for the cheapest work of each kind after naming the price, and finds the contract kept', async () => {
  const { differing, lines, questions } = await verify((send) => send);
  expect(lines.join('\n')).not.toMatch(/DIFFERS|FAILED/);
  expect(differing).toBe(0);
  expect(questions).toEqual([expect.stringMatching(/^This costs at most \$\d/)]);
  for (const type of ['text', 'image', 'video', 'speech'])
    expect(lines.filter((line) => line.startsWith(`${type}: `))).toHaveLength(2);
});

test('VND-19 without consent nothing that costs is sent; what a vendor says otherwise is told, its values never', async () => {
  expect((await verify((send) => send, false)).submits).toBe(0);
  const changed = await verify((send) => async (input, init) => {
    const response = await send(input, init);
    if (!response.ok || !response.headers.get('content-type')?.includes('json')) return response;
    const text = (await response.text())
      .replaceAll('"promptTokenCount":40', '"promptTokenCount":"forty"')
      .replaceAll('"modelVersion"', '"version"');
    return new Response(text, { headers: { 'content-type': 'application/json' } });
  });
  expect(changed.differing).toBeGreaterThan(1);
  expect(changed.lines.join('\n')).toMatch(/“usageMetadata.promptTokenCount” is string, the contract has number/);
  expect(changed.lines.join('\n')).toMatch(/“modelVersion” \(string\) did not come/);
  expect(changed.lines.join('\n')).not.toContain('forty');
});

test('VND-19 shapes name places and kinds of values; what differs from call to call is left out of a place', () => {
  expect(placeOf('GET', 'https://a.example/v1/models/veo-3.1:predict?x=1', 'https://a.example/v1')).toBe(
    'GET /models/*:predict',
  );
  const shapes = (...answers: readonly unknown[]): Shapes => {
    const shape: Shape = new Map();
    for (const answer of answers) addAnswer(shape, answer);
    return new Map([['GET /x', shape]]);
  };
  const contract = shapes(
    { id: 'a', note: null, count: 1, steps: [{ at: 1 }] },
    { id: 'b', count: null, words: ['x'] },
  );
  expect(differences(shapes({ id: 'c', count: null, more: true }), contract)).toEqual([]);
  expect(differences(shapes({ id: 7, steps: [{ at: '1' }] }), contract)).toEqual([
    'GET /x: “id” is number, the contract has string',
    'GET /x: “count” (number) did not come',
    'GET /x: “steps[].at” is string, the contract has number',
  ]);
});
