/** PE7: sessions, cookies, cross-site requests, passwords and throttling, as the OWASP Application Security Verification Standard (4.0.3) asks. */
import { setTimeout as sleep } from 'node:timers/promises';
import { hashPassword, presentCost, verifyPassword } from '../../src/adapters/sign-in/password-hash.ts';
import { createRateLimiter } from '../../src/features/api/api.ts';
import { type AccountStudio, startAccountStudio } from '../kit/account-studio.ts';
import { closeTestPostgres } from '../kit/postgres.ts';
import { type Browser, browserOf, testPassword as password, somebodySignedUp, testSignIn } from '../kit/sign-in.ts';
import type { Facts, ProofRow } from '../prove/row.types.ts';

const must = (isSo: boolean, what: string): void => {
  if (!isSo) throw new Error(what);
};
const mustBe = (is: unknown, right: unknown, what: string): void =>
  must(is === right, `${what}: ${JSON.stringify(is)} instead of ${JSON.stringify(right)}.`);

type Check = (studio: AccountStudio) => Promise<Facts | void>;

const publicUrl = 'https://studio.example';
const hosted = (studio: AccountStudio) => testSignIn(studio.fresh, { publicUrl });

/** Attributes of the session's cookie that a browser gets. */
const cookieOf = async (browser: Browser, email: string): Promise<string> => {
  const { cookies } = await browser.post('sign-up/email', { name: 'A', email, password });
  return cookies.join();
};

const endsEverywhere = async (
  studio: AccountStudio,
  end: (person: Awaited<ReturnType<AccountStudio['person']>>) => Promise<unknown>,
) => {
  const person = await studio.person();
  const headers = new Headers({ cookie: person.cookieHeader() });
  const elsewhere = testSignIn(studio.fresh);
  must((await elsewhere.identify(headers)) !== undefined, 'The session did not begin.');
  await end(person);
  must((await studio.signIn.identify(headers)) === undefined, 'The session goes on where it was ended.');
  const since = performance.now();
  while (await elsewhere.identify(headers)) {
    if (performance.now() - since > 2000) throw new Error('The session goes on elsewhere after two seconds.');
    await sleep(50);
  }
};

const crossSite: readonly Readonly<Record<string, string>>[] = [
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: 'http://127.0.0.1:1' },
  { origin: 'http://localhost.evil.example' },
  { origin: 'file://' },
  { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' },
];

/** By the number of the requirement. */
const table: Readonly<Record<string, Check>> = {
  'V2.1.2 passwords of 64 signs and more are taken whole': async (studio) => {
    const browser = browserOf(studio.signIn, studio.url);
    const long = `${'ä'.repeat(64)}b`;
    mustBe(
      (await browser.post('sign-up/email', { name: 'A', email: 'long@example.com', password: long })).status,
      200,
      'a long password',
    );
    mustBe(
      (await browserOf(studio.signIn).post('sign-in/email', { email: 'long@example.com', password: long.slice(0, -1) }))
        .status,
      401,
      'without its end',
    );
  },
  'V2.1.5 V2.1.6 a new password takes the present one': async (studio) => {
    const ada = await somebodySignedUp(studio.signIn, studio.url);
    for (const body of [
      { newPassword: 'a new password' },
      { currentPassword: '', newPassword: 'a new password' },
      { currentPassword: 'guessed', newPassword: 'a new password' },
    ])
      must((await ada.post('change-password', body)).status >= 400, 'A password was changed without the present one.');
  },
  'V2.2.1 guessing is throttled at ten a minute': async (studio) => {
    const { email } = await somebodySignedUp(studio.signIn, studio.url);
    const eve = browserOf(studio.signIn);
    const limiter = createRateLimiter(studio.database);
    for (let at = 0; at < 9; at++) await limiter.take(`auth-sign-in-from:${eve.ipAddress}`, 10);
    mustBe((await eve.post('sign-in/email', { email, password: 'a guess' })).status, 401, 'the tenth guess');
    const last = await eve.post('sign-in/email', { email, password });
    mustBe(last.status, 429, 'the eleventh, though it is right');
    must(Number(last.headers.get('retry-after')) > 0, 'It is not told when to come back.');
    return { throttled: 1 };
  },
  'V2.4.1 V2.4.4 a hash takes at least 50 ms of a memory-hard function, and its own salt': async () => {
    const started = performance.now();
    const hashes = [await hashPassword('same'), await hashPassword('same')];
    const tookMs = (performance.now() - started) / 2;
    must(tookMs >= 50, `A hash takes ${tookMs} ms only.`);
    must(
      hashes[0] !== hashes[1] && (await verifyPassword({ hash: hashes[0] ?? '', password: 'same' })),
      'Salts are not fresh.',
    );
    must(presentCost.log2N >= 15 && presentCost.r >= 8 && presentCost.p >= 3, 'The cost is below the table.');
    return { hash_ms: Math.round(tookMs) };
  },
  'V2.10.4 no password or token stands in the database to be read': async (studio) => {
    const ada = await somebodySignedUp(studio.signIn, studio.url);
    const { key } = (await ada.post('api-key/create')).body;
    const link = (await studio.signIn.linkFor(ada.email)) ?? '';
    const kept = await studio.database.asStudio(async (query) =>
      JSON.stringify([
        await query.selectFrom('workprint.logins').selectAll().execute(),
        await query.selectFrom('workprint.personal_keys').selectAll().execute(),
        await query.selectFrom('workprint.verifications').selectAll().execute(),
      ]),
    );
    for (const secret of [password, key.slice(8), link.split('token=')[1] ?? 'none'])
      must(!kept.includes(secret), 'A secret stands there in plain words.');
  },
  'V3.2.1 a new token at each sign-in, and the old one ends': async (studio) => {
    const ada = await somebodySignedUp(studio.signIn, studio.url);
    const before = ada.cookieHeader();
    await ada.post('sign-in/email', { email: ada.email, password });
    must(ada.cookieHeader() !== before, 'The token stayed.');
    must((await studio.signIn.identify(new Headers({ cookie: before }))) === undefined, 'The old token opens still.');
  },
  'V3.2.2 a token has at least 64 random bits and is signed': async (studio) => {
    const tokens = new Set<string>();
    for (let at = 0; at < 20; at++) tokens.add([...(await studio.person()).cookies.values()][0] ?? '');
    mustBe(tokens.size, 20, 'different tokens of 20');
    for (const token of tokens)
      must(/^[A-Za-z0-9]{32}\.[\w%+/=-]{44,}$/.test(token), `“${token}” is no token of ours.`);
  },
  'V3.3.1 signing out ends the session everywhere': (studio) =>
    endsEverywhere(studio, (person) => person.post('sign-out')),
  'V3.3.2 a session ends after its time': (studio) =>
    endsEverywhere(studio, async (person) => {
      await studio.database.asStudio((query) =>
        query
          .updateTable('workprint.sessions')
          .set({ expires_at: new Date(Date.now() - 1) })
          .where('person_id', '=', person.personId)
          .execute(),
      );
      studio.signIn.forget(person.personId);
    }),
  'V3.3.3 a new password ends the other sessions': async (studio) => {
    const ada = await somebodySignedUp(studio.signIn, studio.url);
    const phone = browserOf(studio.signIn, studio.url);
    await phone.get((await studio.signIn.linkFor(ada.email)) ?? '');
    await ada.post('change-password', { currentPassword: password, newPassword: 'another password' });
    must((await phone.who()) === undefined && (await ada.who()) !== undefined, 'The wrong sessions ended.');
  },
  'V3.3.4 sessions are shown and can be ended': (studio) =>
    endsEverywhere(studio, async (person) => {
      const { sessions } = (await person.ask('get', '/me/sessions')).body.data;
      mustBe((await person.ask('delete', `/me/sessions/${sessions[0].id}`)).status, 200, 'ending a session');
    }),
  'V3.4.1 V3.4.2 V3.4.3 V3.4.4 V3.4.5 cookies are Secure, HttpOnly, SameSite, __Host- and for the path /': async (
    studio,
  ) => {
    const cookie = await cookieOf(browserOf(hosted(studio), publicUrl), 'cookie@example.com');
    for (const part of ['__Host-workprint.session_token=', '; Secure', '; HttpOnly', '; SameSite=Lax', '; Path=/'])
      must(cookie.includes(part), `The cookie lacks ${part}.`);
    must(!/domain=/i.test(cookie), 'The cookie names a domain.');
  },
  'V3.5.2 programs come with keys, and a key is no session': async (studio) => {
    const ada = await studio.person();
    const { key } = (await ada.post('api-key/create', { permissions: { studio: ['manage'] } })).body;
    mustBe(
      (await studio.asNobody.ask('get', '/me/sessions', { headers: { 'x-api-key': key } })).status,
      403,
      'sessions by key',
    );
    mustBe(
      (await studio.asNobody.ask('get', '/me/sessions', { headers: { authorization: `Bearer ${key}` } })).status,
      403,
      'sessions by a bearer key',
    );
    for (const headers of [{ cookie: `workprint.session_token=${key}` }, { authorization: `Basic ${key}` }])
      mustBe((await studio.asNobody.ask('get', '/me', { headers })).status, 401, 'a key elsewhere');
  },
  'V3.7.1 deleting the account takes a confirmation': async (studio) => {
    const ada = await studio.person();
    mustBe((await ada.ask('delete', '/me', { body: { confirm: 'yes' } })).status, 422, 'without it');
    mustBe((await ada.ask('get', '/me')).status, 200, 'the account');
  },
  'V4.2.2 V13.2.3 pages of other sites change nothing, by whatever way (CSRF)': async (studio) => {
    const ada = await studio.person();
    let refused = 0;
    for (const headers of crossSite) {
      for (const [method, path, body] of [
        ['post', '/projects', { name: 'x' }],
        ['put', '/me', { name: 'x' }],
        ['delete', '/me', { confirm: ada.email }],
        ['post', '/me/export', {}],
      ] as const) {
        const { status } = await ada.ask(method, path, { headers, body });
        must(
          status === 401 || status === 403,
          `${method} ${path} from ${JSON.stringify(headers)} was answered with ${status}.`,
        );
        refused++;
      }
      for (const path of ['api-key/create', 'sign-out']) {
        if (!('origin' in headers)) continue;
        mustBe((await ada.post(path, {}, headers)).status, 403, `${path} from ${JSON.stringify(headers)}`);
        refused++;
      }
    }
    const form = await ada.ask('post', '/projects', {
      headers: { 'content-type': 'text/plain' },
      body: '{"name":"x"}',
    });
    mustBe(form.status, 415, 'a form that pretends to be JSON');
    mustBe((await ada.ask('get', '/projects')).body.data.projects.length, 0, 'projects');
    return { cross_site: refused };
  },
  'V14.5.3 no other origin is allowed to read (CORS)': async (studio) => {
    const ada = await studio.person();
    for (const origin of ['https://evil.example', 'null', 'https://studio.example.evil.example']) {
      for (const method of ['get', 'options']) {
        const { headers } = await ada.ask(method, '/me', {
          headers: { origin, 'access-control-request-method': 'GET' },
        });
        mustBe(headers.get('access-control-allow-origin'), null, `${method} from ${origin}`);
        mustBe(headers.get('access-control-allow-credentials'), null, `${method} from ${origin}`);
      }
    }
  },
  'V14.4.1 to V14.4.7 answers carry their headers': async (studio) => {
    const { headers } = await studio.asNobody.ask('get', '/me');
    must(/^application\/json/.test(headers.get('content-type') ?? ''), 'No content type.');
    must(
      /default-src|frame-ancestors/.test(headers.get('content-security-policy') ?? ''),
      'No content security policy.',
    );
    must(!/unsafe-inline/.test(headers.get('content-security-policy') ?? ''), 'The policy allows what is inline.');
    mustBe(headers.get('x-content-type-options'), 'nosniff', 'nosniff');
    must((headers.get('referrer-policy') ?? '') !== '', 'No referrer policy.');
  },
  'V7.1.1 V8.2.1 answers about people and keys are not kept by caches': async (studio) => {
    const ada = await studio.person();
    for (const { headers } of [await ada.post('api-key/create'), await ada.get('get-session')])
      must(/no-store/.test(headers.get('cache-control') ?? ''), 'An answer of sign-in may be kept.');
    const { headers } = await ada.ask('get', '/me');
    must(
      /private|no-store/.test(headers.get('cache-control') ?? ''),
      'An answer about a person may be kept by a proxy.',
    );
  },
  'V7.2.1 each sign-in is recorded': async (studio) => {
    const ada = await studio.person();
    const { entries } = (await ada.ask('get', '/audit-log')).body.data;
    mustBe(entries[0]?.action, 'signed-in', 'the last entry');
    mustBe(entries[0]?.ipAddress, ada.ipAddress, 'its address');
  },
};

export const sessionsRow: ProofRow = {
  id: 'PE7',
  promise: 'Sessions, cookies, other sites, passwords and throttling hold to the table of OWASP ASVS 4.0.3.',
  counts: 'requirements',
  facts: { cross_site: 'sum', throttled: 'sum', hash_ms: 'max' },
  open: async () => {
    const studio = await startAccountStudio();
    return {
      cases: Object.entries(table).map(([name, check]) => ({ name, run: async () => (await check(studio)) ?? {} })),
      close: async () => {
        await studio.close();
        await closeTestPostgres();
      },
    };
  },
};
