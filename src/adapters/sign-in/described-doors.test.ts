/** What the reference says of signing in is what happens. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../test/kit/postgres.ts';
import { type Answered, browserOf, testPassword as password, testSignIn } from '../../../test/kit/sign-in.ts';
import { signInRoutes } from './described-doors.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.close());

const fits = (method: string, path: string, { status, body }: Answered, expected: number): void => {
  const route = signInRoutes.find((one) => one.method === method && one.path === `/auth/${path}`);
  const answer = route?.answers.find((one) => one.status === status);
  expect([path, status, answer?.description]).toEqual([path, expected, expect.any(String)]);
  if (answer?.schema)
    expect(answer.schema.safeParse(body).error, `${path} ${status} ${JSON.stringify(body)}`).toBeUndefined();
};

test('API-21 doors answer with the statuses and in the shapes that are described', async () => {
  const signIn = testSignIn(fresh);
  const ada = browserOf(signIn);
  const email = 'ada.described@example.com';
  const post = async (path: string, body: object, expected: number, who = ada) => {
    const answer = await who.post(path, body);
    fits('post', path, answer, expected);
    return answer;
  };
  const get = async (path: string, expected: number, who = ada) =>
    fits('get', path.split('?')[0] ?? '', await who.get(path), expected);
  await post('sign-up/email', { name: 'Ada', email, password }, 200);
  const stranger = browserOf(signIn);
  await post('sign-up/email', { name: 'Ada', email, password }, 422, stranger);
  await post('sign-up/email', { name: 'Ada', email: 'x', password }, 400, stranger);
  await get('get-session', 200);
  await get('get-session', 200, stranger);
  await post('api-key/create', {}, 401, stranger);
  const made = await post('api-key/create', { name: 'CI', permissions: { studio: ['read'] } }, 200);
  await get('api-key/list', 200);
  await get('api-key/list', 401, stranger);
  await post('api-key/delete', { keyId: made.body.id }, 200);
  await post('api-key/delete', { keyId: made.body.id }, 404);
  await post('sign-out', {}, 200);
  await post('sign-in/email', { email, password: 'another one entirely' }, 401);
  await post('sign-in/email', { email, password }, 200);
  await get((await signIn.linkFor(email))?.replace('/api/auth/', '') ?? '', 302);
  await get(`local?token=${'x'.repeat(43)}`, 410);
});
