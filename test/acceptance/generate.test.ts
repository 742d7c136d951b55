/** The studio as it is served, a key of a person, and OpenAI at a loopback address: from POST /generate to a file in the library. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openaiUnderTest } from '../kit/vendors/openai.ts';
import { startVendor, type Vendor } from '../kit/vendors/vendor-server.ts';
import { type SignedUp, startWholeStudio, type WholeStudio } from '../kit/whole-studio.ts';

let vendor: Vendor;
let studio: WholeStudio;
let owner: SignedUp;
let projectId: string;

// oxlint-disable-next-line no-explicit-any -- answers of every shape
const ask = async (method: string, path: string, body?: unknown): Promise<{ status: number; body: any }> => {
  const options = { headers: owner.headers, ...(body !== undefined && { body }) };
  const answer = await studio.send(method, `/api/v1${path}`, options);
  return { status: answer.status, body: await answer.json() };
};

beforeAll(async () => {
  vendor = await startVendor(openaiUnderTest.words());
  const environment = { WORKPRINT_OPENAI_BASE_URL: `${vendor.origin}${openaiUnderTest.basePath}` };
  studio = await startWholeStudio({ hasWorker: true, environment });
  owner = await studio.signUp('Owner');
  projectId = (await ask('POST', '/projects', { name: 'A film' })).body.data.id;
});
afterAll(async () => {
  await studio.close();
  await vendor.close();
});

const generate = async (body: object) => {
  const started = await ask('POST', '/generate', { projectId, provider: 'openai', ...body });
  expect(started.status, JSON.stringify(started.body)).toBe(202);
  for (;;) {
    const { data } = (await ask('GET', `/generations/${started.body.data.id}`)).body;
    if (data.state !== 'queued' && data.state !== 'running') return data;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

test('GEN-1 GEN-9 C1 C4 with a key of one’s own a text and a picture are made, booked and kept', async () => {
  const picture = { type: 'image', model: 'gpt-image-2', prompt: 'A boat' };
  const without = await ask('POST', '/generate', { projectId, provider: 'openai', ...picture });
  expect([without.status, without.body.error.code]).toEqual([422, 'key-missing']);
  // What it would cost can be known before.
  const priced = await ask('POST', '/estimate-cost', { projectId, provider: 'openai', ...picture });
  expect([priced.status, priced.body.data.missingKeys, priced.body.data.micros > 0]).toEqual([200, ['openai'], true]);
  const added = await ask('POST', '/api-keys', { provider: 'openai', name: 'Mine', key: vendor.goodKey });
  expect(added.status).toBe(201);
  const text = await generate({ type: 'text', model: 'gpt-6.1-sol', prompt: 'Two lines about a harbour' });
  expect(text).toMatchObject({ state: 'done', charged: 'yes', error: null });
  expect(text.answer.text.length).toBeGreaterThan(0);
  // Tokens that were allowed and not used are free again.
  expect(text.costMicros).toBeLessThan(text.estimateMicros);
  const made = await generate(picture);
  expect(made).toMatchObject({ state: 'done', files: [{ kind: 'image', mediaType: 'image/png' }] });
  // What was made is shown to the next model: its size is known, so what it costs to look at it is, too.
  const [{ assetId }] = made.files;
  for (;;) {
    const asset = (await ask('GET', `/assets/${assetId}`)).body.data;
    if (asset.state === 'ready') break;
    expect(asset.state).toBe('processing');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const looking = { projectId, provider: 'openai', type: 'text', model: 'gpt-6-astra', prompt: 'What is this?' };
  const blind = (await ask('POST', '/estimate-cost', looking)).body.data;
  const seeing = await ask('POST', '/estimate-cost', { ...looking, references: [{ assetId }] });
  expect(seeing.status, JSON.stringify(seeing.body)).toBe(200);
  expect(seeing.body.data.micros).toBeGreaterThan(blind.micros);
  const { data } = (await ask('GET', `/spending?projectId=${projectId}`)).body;
  expect(JSON.stringify(data)).toContain(String(text.costMicros + made.costMicros));
});
