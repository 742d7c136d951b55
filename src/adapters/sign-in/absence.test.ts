/** What is said to somebody who is nobody, and keys as bearer tokens. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../test/kit/postgres.ts';
import { somebody, testSignIn } from '../../../test/kit/sign-in.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.close());

test('ACC-7 a key may come as a bearer token; x-api-key stands above it', async () => {
  const signIn = testSignIn(fresh);
  const ada = await somebody(signIn, fresh);
  const { body } = await ada.post('api-key/create', { permissions: { studio: ['read'] } });
  const bearer = `Bearer ${body.key}`;
  expect(await signIn.identify(new Headers({ authorization: bearer }))).toMatchObject({
    personId: ada.personId,
    via: 'key',
  });
  expect(await signIn.identify(new Headers({ authorization: bearer, 'x-api-key': 'wp_other' }))).toBeUndefined();
  // What a proxy asked for is not for us.
  expect(await ada.who({ authorization: 'Basic YTpi' })).toMatchObject({ via: 'session' });
});

test('API-7 what is wrong with credentials is read off them alone', async () => {
  const signIn = testSignIn(fresh, { publicUrl: 'http://studio.example' });
  const ada = await somebody(signIn, fresh, 'http://studio.example');
  const absence = (headers: Readonly<Record<string, string>>) => signIn.absence(new Headers(headers));
  expect(absence({})).toBe('nothing');
  expect(absence({ 'x-api-key': 'wp_nothing' })).toBe('unknown-key');
  expect(absence({ authorization: 'Bearer x' })).toBe('unknown-key');
  expect(absence({ authorization: 'Basic YTpi' })).toBe('other-scheme');
  const foreign = { cookie: ada.cookieHeader(), origin: 'https://evil.example' };
  expect(await signIn.identify(new Headers(foreign))).toBeUndefined();
  expect(absence(foreign)).toBe('foreign-page');
  expect(absence({ ...foreign, cookie: `${signIn.cookieName}=forged` })).toBe('foreign-page');
  expect(absence({ cookie: `${signIn.cookieName}=forged`, origin: 'http://studio.example' })).toBe('ended-session');
});
