/** What OpenRouter has of its own, beyond the contract of every provider. */
import { expect, test } from 'vitest';
import { directFetch, type Sent } from '../../../test/kit/vendors/direct-fetch.ts';
import { smallPicture } from '../../../test/kit/vendors/made-media.ts';
import { openrouterUnderTest } from '../../../test/kit/vendors/openrouter.ts';
import type { Said } from '../../../test/kit/vendors/vendor-server.ts';
import type { CallContext, DiscoveredModel } from '../../ports/provider.ts';
import { billedMicros } from './bill.ts';
import { openrouter } from './openrouter.ts';
import { byTheMillion, ofCents, shifted } from './price-text.ts';
import { pricesOf } from './text-models.ts';

const { signal } = new AbortController();
const call = (model: string): CallContext => ({ model, submitKey: 'k', signal, read: async () => smallPicture });

const open = (before?: (sent: Sent) => Said | undefined) => {
  const words = openrouterUnderTest.words();
  const direct = directFetch(words, before);
  return { ...direct, provider: openrouter.open({ key: words.goodKey, baseUrl: openrouter.baseUrl, ...direct }) };
};

const found = await open().provider.discover?.(signal);
const listed = (id: string): DiscoveredModel | undefined => found?.find((each) => each.id === id);

test('VND-47 prices are moved by powers of ten without arithmetic: no digit is lost, none is added (C5)', () => {
  for (const [text, million] of [
    ['0.00000125', '1.25'],
    ['1.4e-7', '0.14'],
    ['0.00000000000000007', '0.00000000007'],
    ['0.000003', '3'],
    ['0', '0'],
    ['0.000', '0'],
    ['12', '12000000'],
    ['1E-6', '1'],
    ['0.1234567890123', '123456.7890123'],
  ] as const)
    expect([text, byTheMillion(text)]).toEqual([text, million]);
  expect([ofCents('5.5'), ofCents('0.2'), ofCents('100'), shifted(' 7 ', 0)]).toEqual(['0.055', '0.002', '1', '7']);
  for (const text of ['-1', '', 'free', 'NaN', 'Infinity', '1,5', '0x10', '1e99', '1e-99', '.5', `0.${'1'.repeat(31)}`])
    expect([text, byTheMillion(text)]).toEqual([text, undefined]);
  expect(byTheMillion('999999')).toBeUndefined();
});

test('VND-47 a price list of a language model is taken whole or not at all (C3, C5)', () => {
  const said = 'vendor';
  expect(listed('openai/gpt-6.1-sol')?.prices).toEqual([
    { unit: 'million-input-tokens', dollars: '1.25', said },
    { unit: 'million-output-tokens', dollars: '10', said },
    { unit: 'million-input-tokens', dollars: '0.125', said, when: { isCached: true } },
  ]);
  expect(listed('vendor/finer-than-floats')?.prices).toEqual([
    { unit: 'million-input-tokens', dollars: '0.00000000007', said },
    { unit: 'million-output-tokens', dollars: '0.14', said },
  ]);
  expect(listed('vendor/long-texts-cost-more')?.prices).toEqual([
    { unit: 'million-input-tokens', dollars: '2', said, when: { inputTokensUpTo: 199_999 } },
    { unit: 'million-output-tokens', dollars: '12', said, when: { inputTokensUpTo: 199_999 } },
    { unit: 'million-input-tokens', dollars: '4', said, when: { inputTokensAbove: 199_999 } },
    { unit: 'million-output-tokens', dollars: '18', said, when: { inputTokensAbove: 199_999 } },
  ]);
  for (const id of ['vendor/dear-at-noon', 'vendor/takes-a-thing-nobody-knows', 'openrouter/auto'])
    expect([id, listed(id)?.prices]).toEqual([id, null]);
  expect(listed('vendor/leaves')?.lifeCycle).toMatchObject({ shutdown: '2027-01-31' });
  expect(listed('vendor/paints')).toBeUndefined();
  expect(listed('openai/gpt-6.1-sol')).toMatchObject({
    ...{ makes: 'text', takes: ['text', 'image'] },
    limits: { contextTokens: 400_000, outputTokens: 128_000 },
  });
  for (const pricing of [
    undefined,
    {},
    { prompt: '0.1' },
    { prompt: 0.1, completion: '0.1' },
    { prompt: '0.000002', completion: '0.000012', request: '-1' },
    { prompt: '0.000002', completion: '0.000012', internal_reasoning: '0.1' },
    { prompt: '0.000002', completion: '0.000012', overrides: 'none' },
    { prompt: '0.000002', completion: '0.000012', overrides: [{ min_prompt_tokens: 0, prompt: '0.1' }] },
    { prompt: '0.000002', completion: '0.000012', overrides: [{ min_prompt_tokens: 9, utc_days: ['Mon'] }] },
    { prompt: '0.000002', completion: '0.000012', overrides: [{ min_prompt_tokens: 9 }, { min_prompt_tokens: 99 }] },
  ])
    expect([pricing, pricesOf(pricing)]).toEqual([pricing, null]);
});

test('VND-47 of those who serve a picture the dearest counts and what all of them take; who count in different ways have no price', () => {
  const said = 'vendor';
  expect(listed('openai/gpt-image-2')?.prices).toEqual([
    { unit: 'million-input-tokens', dollars: '5', said, when: { modality: 'text' } },
    { unit: 'million-output-tokens', dollars: '40', said, when: { modality: 'image' } },
  ]);
  expect([listed('vendor/two-ways')?.prices, listed('vendor/by-variant')?.prices]).toEqual([null, null]);
  expect(listed('openai/gpt-image-2')?.limits).toMatchObject({
    ...{ aspectRatios: ['1:1', '16:9'], resolutions: ['1K', '2K'], qualities: ['high'] },
    ...{ outputsPerRequest: 4, takesSeed: false, takesNegativePrompt: false },
    references: { images: 8, videos: 0, audios: 0 },
  });
  // One of its two servers says nothing: neither do we.
  expect(listed('vendor/two-ways')?.limits).toMatchObject({ outputsPerRequest: null, takesSeed: null });
});

test('VND-47 a clip is priced by the second or by the token, bound to its resolutions; an unknown entry makes the price unknown', () => {
  const said = 'vendor';
  const rest = ['720p', '1080p'];
  expect(listed('google/veo-3.1')?.prices).toEqual([
    { unit: 'second', dollars: '0.4', said, when: { audio: true, resolutions: rest } },
    { unit: 'second', dollars: '0.2', said, when: { audio: false, resolutions: rest } },
    { unit: 'second', dollars: '0.6', said, when: { audio: true, resolutions: ['4K'] } },
    { unit: 'second', dollars: '0.4', said, when: { audio: false, resolutions: ['4K'] } },
  ]);
  expect(listed('bytedance/seedance-2.0')).toMatchObject({
    prices: [
      { unit: 'million-output-tokens', dollars: '7', said },
      { unit: 'million-output-tokens', dollars: '3.5', said, when: { audio: false } },
    ],
    videoTokens: 'pixels-24-1024',
    limits: { durationsSeconds: [4, 6, 8], takesFirstFrame: true, takesLastFrame: false, audio: true },
  });
  expect(listed('vendor/in-cents')?.prices).toEqual([
    { unit: 'second', dollars: '0.055', said, when: { resolutions: ['720p'] } },
    { unit: 'image', dollars: '0.002', said, counts: 'reference-images', adds: true },
  ]);
  expect(listed('vendor/by-the-moon')).toMatchObject({
    prices: null,
    unknown: ['what the price entry “moons” means'],
  });
});

test('VND-48 its own bill is the truth, to the micro-dollar and never rounded down; with a key of one’s own behind it both sums count (C5)', () => {
  expect(billedMicros({ cost: 0.1 + 0.2 })).toBe(300_000);
  expect(billedMicros({ cost: 1.4e-7 })).toBe(1);
  expect(billedMicros({ cost: 0 })).toBe(0);
  expect(billedMicros({ cost: 0.0001, is_byok: true, cost_details: { upstream_inference_cost: 0.002 } })).toBe(2100);
  expect(billedMicros({ cost: 0.0001, is_byok: true, cost_details: null })).toBeUndefined();
  expect(billedMicros({ cost_details: { upstream_inference_cost: 0.002 } })).toBeUndefined();
  expect(billedMicros(undefined)).toBeUndefined();
});

test('VND-48 an error inside a good answer is one, and nothing was billed; a clip that failed is charged as its bill says (C5, C6)', async () => {
  const chat = async (json: unknown): Promise<unknown> => {
    const { provider } = open(() => ({ json }));
    const ask = { type: 'text' as const, prompt: 'Where?', maxOutputTokens: 10 };
    return provider.makers.text?.start(ask, call('a/b')).catch(({ code, taken, charged }) => [code, taken, charged]);
  };
  const error = { code: 502, message: 'Provider disconnected', metadata: { provider_name: 'OpenAI', raw: 'gone' } };
  expect(await chat({ error })).toEqual(['provider-failed', 'no', 'no']);
  const choice = { index: 0, finish_reason: 'error', message: { role: 'assistant', content: '' }, error };
  expect(await chat({ id: 'g', choices: [choice] })).toEqual(['provider-failed', 'yes', 'no']);
  expect(await chat({ error: { code: 429, message: 'Slow' } })).toEqual(['provider-busy', 'no', 'no']);

  const film = async (json: object): Promise<unknown> => {
    const { provider } = open(({ method }) => (method === 'GET' ? { json: { id: 'v1', ...json } } : undefined));
    return provider.makers.video
      ?.look?.({ id: 'v1' }, call('a/b'))
      .catch(({ code, taken, charged, isOver }) => [code, taken, charged, isOver]);
  };
  expect(await film({ status: 'failed', error: 'boom' })).toEqual(['provider-failed', 'yes', 'unknown', true]);
  expect(await film({ status: 'failed', error: 'Content policy violation', usage: { cost: 0 } })).toEqual([
    ...['provider-refused', 'yes', 'no', true],
  ]);
  expect(await film({ status: 'expired', usage: { cost: 0.5 } })).toEqual(['provider-failed', 'yes', 'yes', true]);
  expect(await film({ status: 'cancelled' })).toEqual(['provider-failed', 'yes', 'unknown', true]);
  expect(await film({ status: 'dreaming' })).toEqual(['provider-unreadable', 'yes', 'unknown', false]);
});

test('VND-49 no address of an answer is followed: a clip is looked at and fetched by its id where OpenRouter stands (PD3)', async () => {
  const { provider, sent } = open();
  const maker = provider.makers.video;
  const ask = { type: 'video' as const, prompt: 'Waves', durationSeconds: 8, negativePrompt: 'rain', fps: 24 };
  let stage = await maker?.start(ask, call('google/veo-3.1'));
  while (stage?.state === 'under-way') stage = await maker?.look?.(stage.handle, call('google/veo-3.1'));
  expect(stage?.made).toMatchObject({
    files: [
      {
        url: expect.stringMatching(/^https:\/\/openrouter\.ai\/api\/v1\/videos\/vgen_\w+\/content\?index=0$/),
        isPrivate: true,
      },
    ],
    notes: ['It takes no negative prompt; that was left out.', 'It takes no frame rate; that was left out.'],
  });
  expect(new Set(sent.map(({ origin }) => origin))).toEqual(new Set(['https://openrouter.ai']));
  for (const id of ['../key', '..', 'a/b', '?x=', '%2e%2e'])
    await maker?.look?.({ id }, call('google/veo-3.1')).catch(() => undefined);
  expect(sent.slice(-4).map(({ path }) => path)).toEqual([
    '/api/v1/videos/..%2Fkey',
    '/api/v1/videos/a%2Fb',
    '/api/v1/videos/%3Fx%3D',
    '/api/v1/videos/%252e%252e',
  ]);
});

test('VND-49 a key without limit, with some left and with none left are told apart, exactly (C4)', async () => {
  const tried = async (data: unknown) => (await open(() => ({ json: { data } })).provider.testKey?.(signal)) ?? {};
  expect(await open().provider.testKey?.(signal)).toEqual({
    ...{ state: 'works', says: '$14.2537 of the key’s own limit of $25.00 are left.' },
  });
  expect(await tried({ limit: 25, limit_remaining: 0 })).toMatchObject({ state: 'no-credit' });
  expect(await tried({ limit: 25, limit_remaining: -0.3 })).toMatchObject({ state: 'no-credit' });
  expect(await tried({ limit: null, limit_remaining: null })).toMatchObject({ state: 'works' });
  expect(await tried({ is_free_tier: true })).toMatchObject({ state: 'works', says: expect.stringContaining('free') });
});
