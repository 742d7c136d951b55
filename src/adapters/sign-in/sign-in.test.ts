/** Signing in against a real database, each test with browsers and addresses of its own. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../test/kit/postgres.ts';
import {
  type Browser,
  browserOf,
  testPassword as password,
  somebody,
  somebodySignedUp,
  testSignIn,
} from '../../../test/kit/sign-in.ts';
import { createRateLimiter } from '../../features/api/api.ts';
import type { SignIn } from '../../ports/sign-in.ts';

let fresh: FreshDatabase;
let signIn: SignIn;
beforeAll(async () => {
  fresh = await freshDatabase();
  signIn = testSignIn(fresh);
});
afterAll(() => fresh.close());

const sessionsOf = (personId: string | undefined) =>
  fresh.database.asStudio((query) =>
    query
      .selectFrom('workprint.sessions')
      .selectAll()
      .where('person_id', '=', personId ?? '')
      .execute(),
  );

/** The same cookies at another server of the same studio. */
const atAnotherServer = (browser: Browser): (() => ReturnType<SignIn['identify']>) => {
  const other = testSignIn(fresh);
  const headers = new Headers({ cookie: browser.cookieHeader() });
  return () => other.identify(headers);
};

describe('sessions', () => {
  test('ACC-1 ACC-10 PE7 signing up opens a session whose cookie no script reads and no other site sends; unknown fields set nothing', async () => {
    const browser = browserOf(signIn);
    const { status, cookies, body, headers } = await browser.post('sign-up/email', {
      ...{
        name: 'Ada',
        email: 'Ada@Example.com',
        password,
        tier: 'unlimited',
        isLocalOwner: true,
        emailVerified: true,
      },
    });
    expect(status).toBe(200);
    expect(cookies.join()).toMatch(/^workprint\.session_token=.+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(body.user).toMatchObject({ email: 'ada@example.com', emailVerified: false });
    expect(headers.get('cache-control')).toBe('no-store');
    const ada = await browser.who();
    expect(ada).toMatchObject({ via: 'session', personId: body.user.id, scopes: ['read', 'write', 'run', 'manage'] });
    const row = await fresh.database.asStudio((query) =>
      query.selectFrom('workprint.people').selectAll().where('id', '=', body.user.id).executeTakeFirstOrThrow(),
    );
    expect(row).toMatchObject({ tier: 'free', is_local_owner: false, email_verified: false });
  });

  test('ACC-1 PE7 behind https the cookie is Secure and named so', async () => {
    const hosted = testSignIn(fresh, { publicUrl: 'https://studio.example' });
    const browser = browserOf(hosted, 'https://studio.example');
    const { cookies } = await browser.post('sign-up/email', { name: 'B', email: 'secure@example.com', password });
    expect(cookies.join()).toMatch(/^__Host-workprint\.session_token=.+; HttpOnly; Secure; SameSite=Lax$/);
    expect(await browser.who()).toMatchObject({ via: 'session' });
    expect(hosted.endedCookie).toMatch(/^__Host-workprint\.session_token=; Max-Age=0; .*Secure/);
  });

  test('ACC-1 PE7 a cookie that was changed, or signed by somebody else, is nobody', async () => {
    const ada = await somebody(signIn, fresh);
    const [[name, value] = ['', '']] = ada.cookies;
    const elsewhere = testSignIn(fresh, { secret: 'another secret that is also long enough' });
    expect(await elsewhere.identify(new Headers({ cookie: `${name}=${value}` }))).toBeUndefined();
    const [row] = await sessionsOf((await ada.who())?.personId);
    for (const wrong of [row?.token ?? '', `${row?.token}.`, value.slice(0, -5), `x${value}`, ''])
      expect(await signIn.identify(new Headers({ cookie: `${name}=${wrong}` })), wrong).toBeUndefined();
  });

  test('ACC-2 PE7 each sign-in opens a new session, and the one that the browser had before ends', async () => {
    const ada = await somebodySignedUp(signIn);
    const before = ada.cookieHeader();
    const first = await ada.who();
    expect((await ada.post('sign-in/email', { email: ada.email, password })).status).toBe(200);
    const second = await ada.who();
    expect(second?.personId).toBe(first?.personId);
    expect(second?.sessionId).not.toBe(first?.sessionId);
    expect(await signIn.identify(new Headers({ cookie: before }))).toBeUndefined();
    expect(await sessionsOf(first?.personId)).toHaveLength(1);
    const elsewhere = browserOf(signIn);
    await elsewhere.post('sign-in/email', { email: ada.email, password });
    expect(await sessionsOf(first?.personId)).toHaveLength(2);
  });

  test('ACC-2 PE7 being refreshed, a session stays what it is and lasts seven more days', async () => {
    const ada = await somebody(signIn, fresh);
    const personId = (await ada.who())?.personId;
    await fresh.database.asStudio((query) =>
      query
        .updateTable('workprint.sessions')
        .set({ expires_at: new Date(Date.now() + 3600_000) })
        .where('person_id', '=', personId ?? '')
        .execute(),
    );
    const { body, cookies } = await ada.get('get-session');
    expect(body.user.email).toBe(ada.email);
    expect(cookies.join()).toContain('Max-Age=604800');
    const rows = await sessionsOf(personId);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.expires_at.getTime()).toBeGreaterThan(Date.now() + 6 * 24 * 3600_000);
  });

  test('ACC-4 PE7 signing out ends the session at once here, within two seconds elsewhere; so does time', async () => {
    const ada = await somebody(signIn, fresh);
    const elsewhere = atAnotherServer(ada);
    const before = ada.cookieHeader();
    expect(await elsewhere()).toBeDefined();
    expect((await ada.post('sign-out')).status).toBe(200);
    expect(ada.cookies.size).toBe(0);
    expect(await signIn.identify(new Headers({ cookie: before }))).toBeUndefined();
    await sleep(1100);
    expect(await elsewhere()).toBeUndefined();
    const eve = await somebody(signIn, fresh);
    await fresh.database.asStudio((query) =>
      query
        .updateTable('workprint.sessions')
        .set({ expires_at: new Date(Date.now() - 1000) })
        .execute(),
    );
    expect(await atAnotherServer(eve)()).toBeUndefined();
  });

  test('ACC-14 PE7 a new password ends all other sessions; the old one opens no more', async () => {
    const ada = await somebodySignedUp(signIn);
    const phone = browserOf(signIn);
    await phone.post('sign-in/email', { email: ada.email, password });
    expect(await phone.who()).toBeDefined();
    const wrong = await ada.post('change-password', {
      currentPassword: 'a guess of somebody',
      newPassword: 'something new',
    });
    expect(wrong.status).toBe(400);
    const changed = await ada.post('change-password', { currentPassword: password, newPassword: 'something new' });
    expect(changed.status).toBe(200);
    expect(await phone.who()).toBeUndefined();
    expect(await ada.who()).toBeDefined();
    expect((await phone.post('sign-in/email', { email: ada.email, password })).status).toBe(401);
    expect((await phone.post('sign-in/email', { email: ada.email, password: 'something new' })).status).toBe(200);
  });

  test('ACC-15 PE7 each sign-in stands in the audit log with its address, and each that was refused', async () => {
    const ada = await somebody(signIn, fresh);
    const personId = (await ada.who())?.personId ?? '';
    const rows = await fresh.database.asPerson(personId, (query) =>
      query.selectFrom('workprint.audit_log').select(['action', 'ip_address', 'subject']).execute(),
    );
    expect(rows).toEqual([{ action: 'signed-in', ip_address: ada.ipAddress, subject: `person:${personId}` }]);
    const eve = browserOf(signIn);
    expect((await eve.post('sign-in/email', { email: ada.email, password: 'a guess' })).status).toBe(401);
    const refusals = () =>
      fresh.database.asPerson(personId, (query) =>
        query.selectFrom('workprint.audit_log').select('ip_address').where('action', '=', 'sign-in-refused').execute(),
      );
    await expect.poll(refusals, { timeout: 10_000 }).toEqual([{ ip_address: eve.ipAddress }]);
  });
});

test('KEY-13 who is signed in stays so when the secret of cookies changes with the master key, as long as the one before is given', async () => {
  const browser = await somebodySignedUp(signIn);
  const secret = 'another secret of the tests, of no use elsewhere';
  const before = 'a secret of the tests, of no use elsewhere';
  const rotated = testSignIn(fresh, { secret, formerSecrets: [before] });
  const later = browserOf(rotated);
  for (const [name, value] of browser.cookies) later.cookies.set(name, value);
  expect((await later.who())?.personId).toBeDefined();
  const session = await later.get('get-session');
  expect(session.body.user.email).toBe(browser.email);
  const headers = new Headers({ cookie: browser.cookieHeader() });
  expect(await testSignIn(fresh, { secret }).identify(headers)).toBeUndefined();
  expect((await later.post('sign-out')).status).toBe(200);
  expect(await signIn.identify(headers)).toBeUndefined();
});

describe('other sites', () => {
  test('ACC-3 PE7 the cookie that another site’s page sends along is nobody’s', async () => {
    const ada = await somebody(signIn, fresh);
    expect(await ada.who({ origin: 'https://evil.example' })).toBeUndefined();
    expect(await ada.who({ origin: 'null' })).toBeUndefined();
    expect(await ada.who({ origin: 'http://127.0.0.1:3000' })).toBeDefined();
    expect(await ada.who({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' })).toBeUndefined();
  });

  test.each([
    'sign-up/email',
    'sign-in/email',
    'sign-out',
    'api-key/create',
    'change-password',
    'set-password',
    'revoke-sessions',
  ])('ACC-3 PE7 a page of another site cannot %s', async (path) => {
    const ada = await somebody(signIn, fresh);
    const body = { name: 'E', email: `evil-${Math.random()}@example.com`, password, newPassword: password };
    for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }]) {
      expect(await ada.post(path, body, headers)).toMatchObject({ status: 403, body: { code: 'INVALID_ORIGIN' } });
      expect(await browserOf(signIn).post(path, body, headers)).toMatchObject({ status: 403, cookies: [] });
    }
    expect(await ada.who()).toBeDefined();
  });

  test('ACC-3 a program without an origin may: it has the cookie because it signed in', async () => {
    const ada = await somebody(signIn, fresh);
    const request = new Request('http://127.0.0.1:3000/api/auth/sign-out', {
      ...{ method: 'POST', headers: { cookie: ada.cookieHeader() } },
    });
    expect((await ada.send(request)).status).toBe(200);
    expect(await ada.who()).toBeUndefined();
  });

  test('ACC-3 nobody is sent to another site after signing in', async () => {
    const { email } = await somebodySignedUp(signIn);
    for (const callbackURL of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])
      expect(
        (await browserOf(signIn).post('sign-in/email', { email, password, callbackURL })).status,
        callbackURL,
      ).toBe(403);
  });
});

describe('doors', () => {
  const names = [
    'update-user',
    'delete-user',
    'change-email',
    'get-access-token',
    'refresh-token',
    'update-session',
    'ok/..',
    'api-key/verify',
  ];
  test.each(names)('ACC-10 %s is shut', async (path) => {
    const ada = await somebody(signIn, fresh);
    expect((await ada.post(path, {})).status).toBe(404);
    expect((await ada.get(path)).status).toBe(404);
  });

  test('ACC-10 bodies are JSON of bounded size and of the right shape; wrong methods are told the right one', async () => {
    const browser = browserOf(signIn);
    const sent = { name: 'A', email: 'shape@example.com', password };
    expect(
      (await browser.post('sign-up/email', 'name=A', { 'content-type': 'application/x-www-form-urlencoded' })).status,
    ).toBe(415);
    expect((await browser.post('sign-up/email', '{"name":')).status).toBe(400);
    expect((await browser.post('sign-up/email', { ...sent, name: 'x'.repeat(70_000) })).status).toBe(413);
    for (const wrong of [
      { name: '' },
      { name: 'a\0b' },
      { email: 'nobody' },
      { password: 'short' },
      { password: 'x'.repeat(129) },
      { image: 'javascript:alert(1)' },
      { name: { $ne: 1 } },
    ])
      expect((await browser.post('sign-up/email', { ...sent, ...wrong })).status, JSON.stringify(wrong)).toBe(400);
    const got = await browser.get('sign-up/email');
    expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST']);
    expect(await browser.who()).toBeUndefined();
  });

  test('ACC-13 older names answer, below every prefix', async () => {
    const browser = browserOf(signIn);
    const signedUp = await browser.post('/api/v1/auth/signup', { name: 'A', email: 'older@example.com', password });
    expect(signedUp.status).toBe(200);
    expect(await browser.who()).toBeDefined();
    expect((await browser.get('/api/v1/auth/get-session')).body.user.email).toBe('older@example.com');
    expect((await browser.post('/auth/signout')).status).toBe(200);
    expect(await browser.who()).toBeUndefined();
    expect((await browser.get('/auth/callback?code=x&state=y')).status).toBe(404);
  });
});

test('ACC-16 without its database sign-in says that it is away, and knows nobody', async () => {
  const away = await freshDatabase();
  const server = testSignIn(away, {
    attempts: { take: async () => ({ isAllowed: true, resetsMs: 0 }), bucketOf: (ip) => ip },
  });
  const ada = await somebody(server, away);
  await away.close();
  server.forget(ada.personId);
  const isAway = expect.objectContaining({ code: 'unavailable' });
  await expect(ada.who()).rejects.toThrow(isAway);
  await expect(ada.get('get-session')).rejects.toThrow(isAway);
  await expect(ada.post('sign-in/email', { email: ada.email, password })).rejects.toThrow(isAway);
  await expect(server.options()).rejects.toThrow(isAway);
  await expect(server.ensureLocalOwner()).rejects.toThrow(isAway);
});

describe('throttling', () => {
  test('ACC-6 PE7 the eleventh attempt in a minute from one address waits, on whichever server; others do not', async () => {
    const { email } = await somebodySignedUp(signIn);
    const servers = [signIn, testSignIn(fresh)];
    const eve = browserOf(signIn);
    const guess = (at: number) =>
      servers[at % 2]?.handle(
        new Request('http://127.0.0.1:3000/api/auth/sign-in/email', {
          ...{ method: 'POST', headers: { 'content-type': 'application/json', 'x-forwarded-for': `8.8.8.${at}` } },
          body: JSON.stringify({ email, password: `guess ${at}` }),
        }),
        eve.ipAddress,
      );
    // Eight of the ten are only counted: each real one hashes a password.
    for (let at = 0; at < 8; at++)
      await createRateLimiter(fresh.database).take(`auth-sign-in-from:${eve.ipAddress}`, 10);
    for (let at = 8; at < 10; at++) expect((await guess(at))?.status).toBe(401);
    const refused = await guess(10);
    expect(refused?.status).toBe(429);
    const seconds = Number(refused?.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    // The window moves in steps of a few seconds.
    expect(seconds).toBeLessThanOrEqual(70);
    expect((await browserOf(signIn).post('sign-in/email', { email, password })).status).toBe(200);
  });

  test('ACC-6 PE7 a wrong password and an unknown person are answered alike', async () => {
    const { email } = await somebodySignedUp(signIn);
    const browser = browserOf(signIn);
    const wrong = await browser.post('sign-in/email', { email, password: 'not the right one' });
    const unknown = await browser.post('sign-in/email', {
      email: 'nobody-here@example.com',
      password: 'not the right one',
    });
    expect([unknown.status, unknown.body]).toEqual([wrong.status, wrong.body]);
  });
});
