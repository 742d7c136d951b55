import { afterAll, beforeAll, expect, test } from 'vitest';
import { openaiCompatibleUnderTest } from '../../../test/kit/vendors/openai-compatible.ts';
import { startVendor, type Vendor } from '../../../test/kit/vendors/vendor-server.ts';
import { readUrlPolicy } from '../../adapters/net/net.ts';
import { modelCatalog, quoteAsk } from '../../domain/catalog/catalog.ts';
import { createEnvironmentKeys } from '../../features/provider-keys/provider-keys.ts';
import { createProviderShelf, providerKinds } from '../provider-shelf.ts';
import { withOwnModels } from './own-models.ts';
import { readOwnPrices } from './own-prices.ts';

const today = '2026-11-20';
let vendor: Vendor;
beforeAll(async () => {
  vendor = await startVendor(openaiCompatibleUnderTest.words());
});
afterAll(() => vendor.close());

const catalogFor = (named: readonly string[], prices?: unknown) =>
  withOwnModels(
    modelCatalog,
    { named, prices: readOwnPrices(prices) },
    {
      shelf: createProviderShelf({
        policy: readUrlPolicy({}),
        settings: { WORKPRINT_OPENAI_COMPATIBLE_BASE_URL: `${vendor.origin}/v1` },
      }),
      ring: createEnvironmentKeys(
        { OPENAI_COMPATIBLE_API_KEY: openaiCompatibleUnderTest.words().goodKey },
        providerKinds,
      ),
      payer: { personId: 'home', projectId: 'home' },
      signal: new AbortController().signal,
    },
  );

test('FLM-67 a server of one’s own is asked for models nobody else knows, and costs what its owner says', async () => {
  const name = 'openai-compatible/llama3.2:latest';
  const priceIn = (catalog: typeof modelCatalog) =>
    quoteAsk(catalog.find(name, { today, makes: 'text' }), { type: 'text', prompt: 'x', maxOutputTokens: 10 }, today);
  expect(priceIn(await catalogFor([name]))).toHaveProperty('unknown');
  expect(priceIn(await catalogFor([name], { [name]: [] }))).toMatchObject({ micros: 0 });
  const tokens = ['million-input-tokens', 'million-output-tokens'].map((unit) => ({ unit, dollars: '1000' }));
  const priced = priceIn(await catalogFor([name], { [name]: tokens }));
  // Ten tokens at a thousandth of a dollar, and what is read.
  expect('micros' in priced && priced.micros).toBeGreaterThan(10_000);
  await expect(catalogFor([name, 'openai-compatible/absent'])).rejects.toMatchObject({
    code: 'model-unknown',
    message: expect.stringMatching(/has no model “absent”; it lists .*llama3\.2:latest/),
  });
});

test('FLM-67 nobody is asked where no such model is named', async () => {
  const before = vendor.asked.length;
  expect(await catalogFor(['openai/gpt-image-2', 'nonesuch/model', 'gemini/unheard-of'])).toBe(modelCatalog);
  expect(vendor.asked.length).toBe(before);
});

test.each([
  [{ 'a/b': [{ unit: 'image', dollars: 4 }] }, 'prices.a/b.0.dollars'],
  [{ 'a/b': 'free' }, 'prices.a/b'],
  [{ nobody: [] }, 'prices.nobody'],
  [[], 'prices'],
])('FLM-67 prices %j are refused at their place', (value, place) => {
  expect(() => readOwnPrices(value)).toThrow(
    expect.objectContaining({ code: 'models-invalid', message: expect.stringContaining(`wrong at ${place}: `) }),
  );
});
