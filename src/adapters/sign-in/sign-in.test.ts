/** Signing in against a real database. `ip` is another for each test, so that attempts of one do not count for the next. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SignIn } from '../../ports/sign-in.ts';
import { browserOf, type Browser, testSignIn } from '../../../test/kit/sign-in.ts';
import { type FreshDatabase, freshDatabase } from '../../../test/kit/postgres.ts';

let fresh: FreshDatabase;
let signIn: SignIn;
beforeAll(async () => {
  fresh = await freshDatabase();
  signIn = testSignIn(fresh);
});
afterAll(() => fresh.close());

const password = 'correct horse battery';
let people = 0;
/** Somebody new who has just signed up. */
const somebody = async (browser: Browser = browserOf(signIn)): Promise<Browser & { readonly email: string }> => {
  const email = `somebody-${++people}@example.com`;
  const { status } = await browser.post('sign-up/email', { name: 'Somebody', email, password });
  expect(status).toBe(200);
  return { ...browser, email };
};

describe('sessions', () => {
  test('ACC-1 PE7 signing up opens a session whose cookie no script reads and no other site sends', async () => {
    const browser = browserOf(signIn);
    const { status, cookies, body } = await browser.post('sign-up/email', {
      ...{ name: 'Ada', email: 'Ada@Example.com', password, tier: 'unlimited', isLocalOwner: true, emailVerified: true },
    });
    expect(status).toBe(200);
    expect(cookies.join()).toMatch(/^workprint\.session_token=.+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(body.user).toMatchObject({ email: 'ada@example.com', emailVerified: false });
    const ada = await browser.who();
    expect(ada).toMatchObject({ via: 'session', scopes: ['read', 'write', 'run', 'manage'] });
    expect(body.user.id).toBe(ada?.personId);
    const row = await fresh.database.asStudio((query) =>
      query.selectFrom('workprint.people').selectAll().where('id', '=', ada?.personId ?? '').executeTakeFirstOrThrow(),
    );
    expect(row).toMatchObject({ tier: 'free', is_local_owner: false, email_verified: false });
  });
});
