/** Personal keys: what they open, and that none of them can raise itself (PE3). */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../test/kit/postgres.ts';
import { browserOf, somebody, testSignIn } from '../../../test/kit/sign-in.ts';
import type { SignIn } from '../../ports/sign-in.ts';
import { mostKeys } from './keys.ts';

let fresh: FreshDatabase;
let signIn: SignIn;
beforeAll(async () => {
  fresh = await freshDatabase();
  signIn = testSignIn(fresh);
});
afterAll(() => fresh.close());

const identified = (key: string, more: Readonly<Record<string, string>> = {}, by = signIn) =>
  by.identify(new Headers({ 'x-api-key': key, ...more }));

test('ACC-7 a key does what it was made for; without a word that is everything but managing', async () => {
  const ada = await somebody(signIn, fresh);
  const made = await ada.post('api-key/create', { name: 'CI', permissions: { studio: ['read', 'run'] } });
  expect(made).toMatchObject({ status: 200, body: { name: 'CI', permissions: { studio: ['read', 'run'] } } });
  expect(made.body.key).toMatch(/^wp_[A-Za-z]{64}$/);
  expect(made.headers.get('cache-control')).toBe('no-store');
  const { personId } = ada;
  expect(await identified(made.body.key)).toEqual({
    personId,
    via: 'key',
    keyId: made.body.id,
    scopes: ['read', 'run'],
  });
  const usual = await ada.post('api-key/create');
  expect(await identified(usual.body.key)).toMatchObject({ scopes: ['read', 'write', 'run'] });
  const { body } = await ada.get('api-key/list');
  expect(body.apiKeys.map((key: { name: string | null }) => key.name)).toEqual(expect.arrayContaining(['CI', null]));
  expect(JSON.stringify(body)).not.toContain(made.body.key.slice(10));
});

test('ACC-8 of a key only its SHA-256 is kept', async () => {
  const ada = await somebody(signIn, fresh);
  const { key, id } = (await ada.post('api-key/create')).body;
  const row = await fresh.database.asStudio((query) =>
    query.selectFrom('workprint.personal_keys').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  );
  expect(row.key_hash).toBe(createHash('sha256').update(key).digest('base64url'));
  expect(row.beginning).toBe(key.slice(0, 8));
  expect(JSON.stringify(row)).not.toContain(key.slice(8));
});

test('ACC-7 with a key and a cookie the key counts, and a wrong key is nobody', async () => {
  const ada = await somebody(signIn, fresh);
  const { key } = (await ada.post('api-key/create', { permissions: { studio: ['read'] } })).body;
  expect(await identified(key, { cookie: ada.cookieHeader() })).toMatchObject({ via: 'key', scopes: ['read'] });
  for (const wrong of ['', 'wp_', key.slice(0, -1), `${key}x`, key.toUpperCase(), `wp_${'a'.repeat(64)}`])
    expect(await identified(wrong, { cookie: ada.cookieHeader() }), wrong).toBeUndefined();
});

test('ACC-7 PE7 a key that was disabled, deleted or has expired is nobody’s: at once here, within two seconds elsewhere', async () => {
  const ada = await somebody(signIn, fresh);
  const elsewhere = testSignIn(fresh);
  const make = async () => (await ada.post('api-key/create', { expiresIn: 3600 })).body;
  const [disabled, deleted, expired] = [await make(), await make(), await make()];
  for (const { key } of [disabled, deleted, expired]) expect(await identified(key, {}, elsewhere)).toBeDefined();
  expect((await ada.post('api-key/update', { keyId: disabled.id, enabled: false })).status).toBe(200);
  expect((await ada.post('api-key/delete', { keyId: deleted.id })).status).toBe(200);
  await fresh.database.asStudio((query) =>
    query
      .updateTable('workprint.personal_keys')
      .set({ expires_at: new Date(Date.now() - 1000) })
      .where('id', '=', expired.id)
      .execute(),
  );
  signIn.forget(ada.personId);
  for (const { key } of [disabled, deleted, expired]) expect(await identified(key)).toBeUndefined();
  await sleep(1100);
  for (const { key } of [disabled, deleted, expired]) expect(await identified(key, {}, elsewhere)).toBeUndefined();
});

test('ACC-7 its last use is noted', async () => {
  const ada = await somebody(signIn, fresh);
  const { key, id } = (await ada.post('api-key/create')).body;
  await identified(key);
  await expect
    .poll(async () => (await ada.get(`api-key/get?id=${id}`)).body.lastRequest, { timeout: 10_000 })
    .not.toBeNull();
});

test.each([
  ['make a key', 'api-key/create', { permissions: { studio: ['manage'] } }],
  ['change itself', 'api-key/update', { name: 'raised' }],
  ['delete a key', 'api-key/delete', {}],
  ['end sessions', 'revoke-sessions', {}],
  ['set a password', 'set-password', { newPassword: 'a new password' }],
  ['change the password', 'change-password', { currentPassword: 'x', newPassword: 'a new password' }],
] as const)('ACC-8 PE3 a key of every scope cannot %s', async (_what, path, body) => {
  const ada = await somebody(signIn, fresh);
  const made = (await ada.post('api-key/create', { permissions: { studio: ['read', 'write', 'run', 'manage'] } })).body;
  const keyId = path === 'api-key/create' ? {} : path.startsWith('api-key') ? { keyId: made.id } : {};
  const answered = await browserOf(signIn).post(path, { ...body, ...keyId }, { 'x-api-key': made.key });
  expect(answered.status).toBe(401);
  expect(await identified(made.key)).toMatchObject({ scopes: ['read', 'write', 'run', 'manage'] });
  expect((await ada.get('api-key/list')).body.total).toBe(1);
});

test('ACC-8 PE3 a key sees no keys; its person changes its name, never its scopes or its owner', async () => {
  const ada = await somebody(signIn, fresh);
  const eve = await somebody(signIn, fresh);
  const { key, id } = (await ada.post('api-key/create', { permissions: { studio: ['read'] } })).body;
  for (const path of ['api-key/list', `api-key/get?id=${id}`, 'list-sessions', 'list-accounts'])
    expect((await browserOf(signIn).get(path, { 'x-api-key': key })).status, path).toBe(401);
  for (const wrong of [
    { permissions: { studio: ['manage'] } },
    { userId: eve.personId },
    { remaining: 9 },
    { rateLimitMax: 9 },
  ])
    expect((await ada.post('api-key/update', { keyId: id, ...wrong })).status).toBe(400);
  expect((await ada.post('api-key/create', { userId: eve.personId })).status).toBe(400);
  expect((await ada.post('api-key/create', { permissions: { studio: ['all'] } })).status).toBe(400);
  expect((await ada.post('api-key/create', { permissions: { other: ['read'] } })).status).toBe(400);
  for (const [path, body] of [
    ['api-key/update', { keyId: id, name: 'mine' }],
    ['api-key/delete', { keyId: id }],
  ] as const)
    expect((await eve.post(path, body)).status, path).toBe(404);
  expect((await eve.get(`api-key/get?id=${id}`)).status).toBe(404);
  expect((await ada.post('api-key/update', { keyId: id, name: 'mine' })).status).toBe(200);
  expect(await identified(key)).toMatchObject({ personId: ada.personId, scopes: ['read'] });
});

test('ACC-7 a person has so many keys and no more', async () => {
  const ada = await somebody(signIn, fresh);
  await fresh.database.asStudio((query) =>
    query
      .insertInto('workprint.personal_keys')
      .values(
        Array.from({ length: mostKeys }, (_, at) => ({
          person_id: ada.personId,
          key_hash: `filler ${ada.personId} ${at}`,
        })),
      )
      .execute(),
  );
  expect(await ada.post('api-key/create')).toMatchObject({ status: 409, body: { code: 'TOO_MANY_KEYS' } });
});
