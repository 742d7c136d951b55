import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../test/kit/postgres.ts';
import { testSignIn } from '../../../test/kit/sign-in.ts';
import type { SignIn } from '../../ports/sign-in.ts';

let fresh: FreshDatabase;
let signIn: SignIn;
beforeAll(async () => {
  fresh = await freshDatabase();
  signIn = testSignIn(fresh);
});
afterAll(() => fresh.close());

test('ACC-48 many who sign up at the same moment do not wait for each other’s connections', async () => {
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, at) => {
      const body = JSON.stringify({ name: `P${at}`, email: `p${at}@example.com`, password: 'correct horse battery' });
      const headers = { 'content-type': 'application/json', origin: 'http://studio.example', host: 'studio.example' };
      const request = new Request('http://studio.example/api/auth/sign-up/email', { method: 'POST', headers, body });
      return signIn.handle(request, `198.18.7.${at}`);
    }),
  );
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
});
