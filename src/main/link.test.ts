import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../test/kit/postgres.ts';
import { runWorkprint } from '../../test/kit/run-workprint.ts';
import { browserOf, somebody, testSignIn } from '../../test/kit/sign-in.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.close());

test('ACC-18 an operator makes a link for somebody who lost their password, beside the running studio', async () => {
  const signIn = testSignIn(fresh);
  const ada = await somebody(signIn, fresh);
  const run = (email: string, env = {}) =>
    runWorkprint(['link', email], { DATABASE_URL: fresh.url, ENCRYPTION_MASTER_KEY: '7'.repeat(64), ...env });
  const made = await run(ada.email.toUpperCase(), { WORKPRINT_PUBLIC_URL: 'https://studio.example' });
  expect(made).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^https:\/\/studio\.example\/api\/auth\/local\?token=[\w-]{43}\n$/),
  });
  const browser = browserOf(signIn);
  const { pathname, search } = new URL(made.stdout.trim());
  expect((await browser.get(`${pathname}${search}`)).status).toBe(302);
  expect(await browser.who()).toMatchObject({ personId: ada.personId });
  const nobody = await run('nobody@example.com');
  expect(nobody).toMatchObject({ code: 14, stdout: '', stderr: expect.stringContaining('nobody@example.com') });
});
