/** The account's routes over the real router, sign-in and database. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AccountStudio, startAccountStudio } from '../../../test/kit/account-studio.ts';
import { browserOf } from '../../../test/kit/sign-in.ts';
import { removeExpiredAccess } from './people.ts';

let studio: AccountStudio;
beforeAll(async () => {
  studio = await startAccountStudio();
});
afterAll(() => studio.close());

describe('/me', () => {
  test('ACC-30 shows oneself and changes what is one’s own to change', async () => {
    const ada = await studio.person();
    const { status, body } = await ada.ask('get', '/me');
    expect(status).toBe(200);
    expect(body.data).toMatchObject({
      ...{ id: ada.personId, email: ada.email, tier: 'free', preferences: {}, isLocalOwner: false },
      caller: { via: 'session', scopes: ['read', 'write', 'run', 'manage'] },
    });
    const change = {
      name: ' Ada ',
      image: 'https://example.com/a.png',
      preferences: { theme: 'dark', panels: [1, 2] },
    };
    expect((await ada.ask('put', '/me', { body: change })).body.data).toMatchObject({ ...change, name: 'Ada' });
    expect((await ada.ask('put', '/me', { body: { image: null } })).body.data).toMatchObject({
      name: 'Ada',
      image: null,
    });
    expect((await ada.ask('get', '/me/usage')).body.data).toEqual({
      tier: 'free',
      storage: { usedBytes: 7, limitBytes: null },
    });
  });

  test.each([
    ['tier', { tier: 'unlimited' }],
    ['email', { email: 'other@example.com' }],
    ['isLocalOwner', { isLocalOwner: true }],
    ['image', { image: 'javascript:alert(1)' }],
    ['image', { image: 'http://example.com/a.png' }],
    ['name', { name: '' }],
    ['preferences', { preferences: { much: 'x'.repeat(17_000) } }],
    ['preferences', { preferences: [] }],
  ])('ACC-30 a wrong %s is named and changes nothing', async (path, body) => {
    const ada = await studio.person();
    const answered = await ada.ask('put', '/me', { body });
    expect(answered).toMatchObject({ status: 422, body: { error: { code: 'request-invalid', details: [{ path }] } } });
    expect((await ada.ask('get', '/me')).body.data).toMatchObject({ tier: 'free', email: ada.email, name: 'Somebody' });
  });

  test('ACC-30 nobody is told to sign in', async () => {
    expect((await studio.asNobody.ask('get', '/me')).status).toBe(401);
  });
});

describe('/me/sessions', () => {
  test('ACC-31 are one’s own, without tokens, and end one by one or all at once', async () => {
    const ada = await studio.person();
    const eve = await studio.person();
    const phone = browserOf(studio.signIn, studio.url);
    await phone.get((await studio.signIn.linkFor(ada.email)) ?? '');
    const tablet = browserOf(studio.signIn, studio.url);
    await tablet.get((await studio.signIn.linkFor(ada.email)) ?? '');
    const { sessions } = (await ada.ask('get', '/me/sessions')).body.data;
    expect(sessions).toHaveLength(3);
    expect(sessions.filter((one: { isPresent: boolean }) => one.isPresent)).toHaveLength(1);
    expect(JSON.stringify(sessions)).not.toContain('token');
    const phoneId = (await phone.who())?.sessionId ?? '';
    expect((await eve.ask('delete', `/me/sessions/${phoneId}`)).status).toBe(404);
    expect(await phone.who()).toBeDefined();
    expect((await ada.ask('delete', `/me/sessions/${phoneId}`)).body.data).toEqual({ ended: 1 });
    expect(await phone.who()).toBeUndefined();
    expect((await ada.ask('delete', `/me/sessions/${phoneId}`)).status).toBe(404);
    expect((await ada.ask('delete', '/me/sessions')).body.data).toEqual({ ended: 1 });
    expect(await tablet.who()).toBeUndefined();
    expect((await ada.ask('get', '/me')).status).toBe(200);
    expect((await eve.ask('get', '/me')).status).toBe(200);
  });
});

test('ACC-17 what ended a week ago is removed, and nothing that opens a door', async () => {
  const ada = await studio.person();
  const ended = await studio.person();
  const { key } = (await ada.post('api-key/create')).body;
  const { id } = (await ended.post('api-key/create', { expiresIn: 3600 })).body;
  const dayMs = 24 * 3600_000;
  await studio.database.asStudio(async (query) => {
    const gone = { expires_at: new Date(studio.clock.ms - 8 * dayMs) };
    await query.updateTable('workprint.sessions').set(gone).where('person_id', '=', ended.personId).execute();
    await query.updateTable('workprint.personal_keys').set(gone).where('id', '=', id).execute();
  });
  expect(await removeExpiredAccess(studio)).toBe(2);
  expect(await removeExpiredAccess(studio)).toBe(0);
  expect(await ada.who()).toBeDefined();
  expect(await ada.who({ 'x-api-key': key })).toBeDefined();
});

describe('keys', () => {
  test.each([
    ['get', '/me/sessions', undefined],
    ['delete', '/me/sessions', undefined],
    ['post', '/me/export', {}],
    ['get', '/me/deletion', undefined],
    ['delete', '/me', { confirm: 'ada@example.com' }],
    ['put', '/studio/sign-in', { isSignUpOpen: false }],
  ])('ACC-8 PE3 of every scope cannot %s %s', async (method, path, body) => {
    const ada = await studio.person();
    const { key } = (await ada.post('api-key/create', { permissions: { studio: ['read', 'write', 'run', 'manage'] } }))
      .body;
    const answered = await studio.asNobody.ask(method, path, { headers: { 'x-api-key': key }, ...(body && { body }) });
    expect(answered).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } });
    expect((await ada.ask('get', '/me')).status).toBe(200);
  });

  test('ACC-7 see with the scope read and change with the scope manage', async () => {
    const ada = await studio.person();
    const { key } = (await ada.post('api-key/create', { permissions: { studio: ['read'] } })).body;
    const asKey = (method: string, path: string, body?: unknown) =>
      studio.asNobody.ask(method, path, { headers: { 'x-api-key': key }, ...(body !== undefined && { body }) });
    expect((await asKey('get', '/me')).body.data.caller).toEqual({ via: 'key', scopes: ['read'] });
    expect((await asKey('put', '/me', { name: 'Mallory' })).status).toBe(403);
    expect((await asKey('get', '/audit-log')).status).toBe(403);
  });
});

describe('sign-up', () => {
  test('ACC-35 is opened and closed by the local owner and nobody else', async () => {
    const ada = await studio.person();
    expect((await ada.ask('put', '/studio/sign-in', { body: { isSignUpOpen: false } })).status).toBe(403);
    await studio.database.asStudio((query) =>
      query.updateTable('workprint.people').set({ is_local_owner: true }).where('id', '=', ada.personId).execute(),
    );
    const closed = { isSignUpOpen: false, providers: [] };
    expect((await ada.ask('put', '/studio/sign-in', { body: { isSignUpOpen: false } })).body.data).toEqual(closed);
    expect((await studio.asNobody.ask('get', '/studio/sign-in')).body.data).toEqual(closed);
    expect((await ada.ask('put', '/studio/sign-in', { body: { isSignUpOpen: true } })).body.data.isSignUpOpen).toBe(
      true,
    );
  });
});
