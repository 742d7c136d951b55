import { expect, test } from 'vitest';
import { readUrlPolicy } from '../adapters/net/net.ts';
import type { ProviderAccess } from '../ports/provider.ts';
import { baseUrlSetting, createProviderShelf, providerKinds } from './provider-shelf.ts';
import { settings } from './settings/settings.ts';

const policy = readUrlPolicy({ privateHosts: ['models.lan:8080'] });
const refused = expect.objectContaining({ code: 'url-refused' });

test('KEY-17 every vendor has a name and aliases of its own, a setting that moves it, and where its key is looked for', () => {
  const names = providerKinds.flatMap(({ name, aliases }) => [name, ...Object.keys(aliases)]);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, needsKey, keyVariables, builtFrom } of providerKinds) {
    expect(Object.keys(settings)).toContain(baseUrlSetting(name));
    expect(name).toMatch(/^[a-z][a-z\d-]*$/);
    if (needsKey !== 'none') expect(keyVariables.length).toBeGreaterThan(0);
    expect(builtFrom.length).toBeGreaterThan(0);
  }
  const shelf = createProviderShelf({ policy, settings: {} });
  expect([shelf.kind(' Google ')?.name, shelf.kind('veo3')?.name, shelf.kind('nonesuch')]).toEqual([
    'gemini',
    'gemini',
    undefined,
  ]);
});

test('KEY-6 a vendor stands where its own code, the operator or a key says; only an operator leads it inside', () => {
  const opened: string[] = [];
  const [kind] = providerKinds;
  if (!kind) throw new Error('there is no vendor');
  const watched = { ...kind, open: (access: ProviderAccess) => (opened.push(access.baseUrl), kind.open(access)) };
  const shelf = (set: Record<string, unknown> = {}) => createProviderShelf({ policy, settings: set, kinds: [watched] });
  const inside = 'http://127.0.0.1:4100/v1';
  shelf().open('openai', { key: 'k' });
  shelf({ WORKPRINT_OPENAI_BASE_URL: inside }).open('openai', { key: 'k' });
  shelf({ WORKPRINT_OPENAI_BASE_URL: inside }).open('openai', { key: 'k', baseUrl: 'https://models.example/v1' });
  shelf().open('openai', { key: 'k', baseUrl: 'http://models.lan:8080/v1' });
  expect(opened).toEqual([kind.baseUrl, inside, 'https://models.example/v1', 'http://models.lan:8080/v1']);
  // By http a key would travel in the clear; inside is nobody's to reach but the operator's.
  for (const baseUrl of [inside, 'http://models.example/v1', 'https://10.0.0.1/', 'http://models.lan:8081/v1'])
    expect(() => shelf().open('openai', { key: 'k', baseUrl })).toThrow(refused);
  expect(() => shelf().open('openai', { key: undefined, baseUrl: inside })).toThrow(
    /WORKPRINT_ALLOW_PRIVATE_HOSTS=127\.0\.0\.1:4100/,
  );
  expect(() => shelf().open('nonesuch', { key: 'k' })).toThrow('nonesuch');
});
