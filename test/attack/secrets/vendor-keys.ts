/** Keys of vendors used, misused and made to fail in a running studio; which of them must stand nowhere, and which the vendor really saw. */
import { randomBytes } from 'node:crypto';
import type { EchoVendor } from './echo-vendor.ts';

export type Asked = { readonly status: number; readonly text: string };
export type Ask = (method: string, path: string, body?: unknown) => Promise<Asked>;

export type KeyCanary = { readonly name: string; readonly word: string; readonly isSent: boolean };

/** Half of them look like nothing: letters alone, which no filter of keys knows. */
const word = (beginning: string, isPlain = false): string =>
  `${beginning}${isPlain ? [...randomBytes(40)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('') : `-${randomBytes(24).toString('base64url')}`}`;

const dataOf = ({ status, text }: Asked): Record<string, string> => {
  if (status >= 300) throw new Error(`${status} ${text}`);
  return (JSON.parse(text) as { data: Record<string, string> }).data;
};

/** A text of this model, until it is over; its job, its events and all that is told of it are read. */
const generate = async (ask: Ask, projectId: string, provider: string, model: string): Promise<string> => {
  const body = {
    projectId,
    type: 'text',
    provider,
    model,
    prompt: 'A lighthouse.',
    parameters: { maxOutputTokens: 50 },
  };
  const { id = '', jobId = '' } = dataOf(await ask('POST', '/api/v1/generate', body));
  for (let tries = 0; tries < 300; tries++) {
    const told = await ask('GET', `/api/v1/generations/${id}`);
    const { state = '' } = dataOf(told);
    if (state === 'done' || state === 'failed') {
      for (const path of [`/api/v1/jobs/${jobId}`, `/api/v1/jobs/${jobId}/events`, '/api/v1/spending/calls'])
        await ask('GET', path);
      return told.text;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the generation never ended');
};

/** Does everything with keys that people can. */
export const useVendorKeys = async (ask: Ask, vendor: EchoVendor, projectId: string): Promise<readonly KeyCanary[]> => {
  const add = async (key: string, more: object = {}): Promise<string> => {
    const body = { provider: 'openai', name: `key ${randomBytes(4).toString('hex')}`, key, ...more };
    return dataOf(await ask('POST', '/api/v1/api-keys', body)).id ?? '';
  };
  const test = (body: object) => ask('POST', '/api/v1/api-keys/test', body);
  const refused: readonly (readonly [name: string, key: string])[] = [
    ['a wrong key of a vendor', word('sk-proj')],
    ['a wrong key of letters', word('plain', true)],
    ['a key answered with a page', word('page', true)],
    ['a key answered with a redirect', word('away')],
  ];
  for (const [, key] of refused) {
    const id = await add(key);
    await test({ id });
    // What the vendor refuses is told when it is asked for its models, too. Ten questions a minute are all there are.
    if (!key.startsWith('away')) await ask('PUT', `/api/v1/api-keys/`, { key });
    if (key.startsWith('page') || key.startsWith('sk'))
      await ask('GET', '/api/v1/providers/openai/models?refresh=true');
    await ask('PUT', `/api/v1/api-keys/${id}`, { isActive: false });
  }
  const [tested, replaced, deleted] = [word('tried', true), word('replaced', true), word('deleted')];
  await test({ provider: 'openai', key: tested });
  const changed = await add(replaced);
  await test({ id: changed });
  const good = word('good', true);
  await ask('PUT', `/api/v1/api-keys/${changed}`, { key: good, isActive: false });
  await ask('DELETE', `/api/v1/api-keys/${await add(deleted)}`);
  // By a server of one's own, so that the key is bound to an address that a person gave.
  const home = word('good');
  const atHome = await add(home, { provider: 'openai-compatible', baseUrl: vendor.baseUrl });
  await test({ id: atHome });
  await ask('GET', '/api/v1/providers/openai-compatible/models?refresh=true');
  await ask('PUT', '/api/v1/models/openai-compatible%2Fecho-1/price', { prices: [] });
  const done = await generate(ask, projectId, 'openai-compatible', 'echo-1');
  if (!done.includes('A lighthouse, at dusk.')) throw new Error(`the vendor was not asked: ${done}`);
  const inUse = word('used', true);
  await add(inUse);
  const failed = await generate(ask, projectId, 'openai', 'gpt-6-luna');
  if (!failed.includes('provider-key-wrong')) throw new Error(`the key was not refused: ${failed}`);
  const lost = ['sk-in-a-wrong-field', 'sk-with a blank', 'sk-half-a-body'].map((beginning) => word(beginning));
  const [wrongField = '', blank = '', half = ''] = lost;
  await ask('POST', '/api/v1/api-keys', { provider: 'openai', name: 'x', apiKey: wrongField });
  await ask('POST', '/api/v1/api-keys', { provider: 'openai', name: 'x', key: blank });
  await ask('POST', '/api/v1/api-keys', `{"provider": "openai", "key": "${half}`);
  await ask('GET', `/api/v1/api-keys?key=${encodeURIComponent(half)}`);
  for (const path of [
    '/api/v1/api-keys',
    '/api/v1/providers',
    '/api/v1/models?provider=openai-compatible',
    '/api/v1/audit-log',
  ])
    await ask('GET', path);
  return [
    ...refused.map(([name, key]) => ({ name, word: key, isSent: true })),
    { name: 'a key that was only tested', word: tested, isSent: true },
    { name: 'a key that was replaced', word: replaced, isSent: true },
    { name: 'a key that works', word: home, isSent: true },
    { name: 'a key of a generation', word: inUse, isSent: true },
    { name: 'a key that was never used', word: good, isSent: false },
    { name: 'a key that was deleted', word: deleted, isSent: false },
    ...lost.map((key) => ({ name: `a key ${key.slice(3, 13)}`, word: key, isSent: false })),
  ];
};

/** Any twelve characters in a row of a key are as good as all of it. */
export const piecesOf = (key: string): readonly string[] => [key, key.slice(0, 12), key.slice(-12), key.slice(8, 20)];
