/** Ways in besides a password: the link of a personal machine, Google and GitHub; and how the way in is closed. */
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../test/kit/postgres.ts';
import { browserOf, testPassword as password, somebody, testSignIn } from '../../../test/kit/sign-in.ts';

const publicUrl = 'https://studio.example';
const github = { clientId: 'an id', clientSecret: 'a secret' };

describe('the local owner', () => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase();
  });
  afterAll(() => fresh.close());

  test('ACC-11 is made once, however many servers start; their link signs in once', async () => {
    const servers = Array.from({ length: 4 }, () => testSignIn(fresh));
    const links = await Promise.all(servers.map((server) => server.ensureLocalOwner()));
    const people = await fresh.database.asStudio((query) => query.selectFrom('workprint.people').selectAll().execute());
    expect(people).toMatchObject([{ is_local_owner: true }]);
    expect(new Set(links).size).toBe(4);
    const [link = ''] = links;
    const attempts = await Promise.all(servers.map((server) => browserOf(server).get(link)));
    expect(attempts.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([302, 410, 410, 410]);
    const opened = attempts.find(({ status }) => status === 302);
    expect(opened?.headers.get('location')).toBe('/');
    expect(opened?.cookies.join()).toMatch(/HttpOnly; SameSite=Lax/);
    const browser = browserOf(servers[1] ?? testSignIn(fresh));
    expect((await browser.get(links[1] ?? '')).status).toBe(302);
    expect(await browser.who()).toMatchObject({ via: 'session', personId: people[0]?.id });
  });

  test('ACC-11 only the hash of a link is kept, and after 15 minutes it opens nothing', async () => {
    const signIn = testSignIn(fresh);
    const link = (await signIn.ensureLocalOwner()) ?? '';
    const token = URL.parse(link, publicUrl)?.searchParams.get('token') ?? '';
    const rows = await fresh.database.asStudio((query) =>
      query.selectFrom('workprint.verifications').selectAll().execute(),
    );
    expect(token).toHaveLength(43);
    expect(JSON.stringify(rows)).not.toContain(token);
    const lastMs = Math.max(...rows.map((row) => row.expires_at.getTime())) - Date.now();
    expect(lastMs).toBeGreaterThan(14 * 60_000);
    expect(lastMs).toBeLessThanOrEqual(15 * 60_000);
    await fresh.database.asStudio((query) =>
      query
        .updateTable('workprint.verifications')
        .set({ expires_at: new Date(Date.now() - 1) })
        .execute(),
    );
    expect(await browserOf(signIn).get(link)).toMatchObject({ status: 410, cookies: [] });
    for (const wrong of ['', 'x', 'x'.repeat(43)])
      expect((await browserOf(signIn).get(`local?token=${wrong}`)).cookies).toEqual([]);
  });

  test('ACC-11 where there are people and none of them is local, none is made', async () => {
    const crowded = await freshDatabase();
    try {
      const signIn = testSignIn(crowded);
      await somebody(signIn, crowded);
      expect(await signIn.ensureLocalOwner()).toBeUndefined();
      expect(await signIn.linkFor('nobody@example.com')).toBeUndefined();
    } finally {
      await crowded.close();
    }
  });

  test('ACC-11 whoever came by a link may set a password once; after that they change it', async () => {
    const signIn = testSignIn(fresh);
    const browser = await somebody(signIn, fresh);
    expect((await browser.post('set-password', { newPassword: password })).status).toBe(200);
    expect((await browser.post('set-password', { newPassword: 'another password' })).status).toBe(400);
    expect((await browserOf(signIn).post('sign-in/email', { email: browser.email, password })).status).toBe(200);
  });
});

describe('closed sign-up', () => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase();
  });
  afterAll(() => fresh.close());
  const newcomer = { name: 'New', email: 'new@example.com', password };

  test('ACC-9 ACC-35 by the operator’s variable, which stands above the setting', async () => {
    await fresh.database.asStudio((query) =>
      query.insertInto('workprint.studio_settings').values({ name: 'sign-up', value: '"open"' }).execute(),
    );
    const closed = testSignIn(fresh, { signUp: 'closed' });
    expect(await closed.options()).toEqual({ isSignUpOpen: false, providers: [] });
    expect(await browserOf(closed).post('sign-up/email', newcomer)).toMatchObject({
      ...{ status: 403, cookies: [], body: { code: 'SIGN_UP_CLOSED' } },
    });
    expect((await browserOf(testSignIn(fresh)).post('sign-up/email', newcomer)).status).toBe(200);
    expect((await browserOf(closed).post('sign-in/email', newcomer)).status).toBe(200);
  });

  test('ACC-9 by the setting', async () => {
    await fresh.database.asStudio((query) =>
      query.updateTable('workprint.studio_settings').set({ value: '"closed"' }).where('name', '=', 'sign-up').execute(),
    );
    const signIn = testSignIn(fresh);
    expect((await signIn.options()).isSignUpOpen).toBe(false);
    expect((await browserOf(signIn).post('sign-up/email', { ...newcomer, email: 'newer@example.com' })).status).toBe(
      403,
    );
    expect((await browserOf(signIn).post('sign-in/email', newcomer)).status).toBe(200);
  });
});

describe('other studios’ sign-in', () => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase();
  });
  afterAll(() => fresh.close());
  afterEach(() => vi.unstubAllGlobals());

  /** GitHub, as far as signing in asks it, with one person. */
  const pretendGithub = (person: { id: number; email: string; isVerified: boolean }): void => {
    const profile = {
      id: person.id,
      login: 'octo',
      name: 'Octo',
      email: person.email,
      avatar_url: 'https://github.example/a.png',
    };
    const answers: Readonly<Record<string, unknown>> = {
      'https://github.com/login/oauth/access_token': {
        access_token: 'gho_token',
        token_type: 'bearer',
        scope: 'user:email',
      },
      'https://api.github.com/user': profile,
      'https://api.github.com/user/emails': [
        { email: person.email, primary: true, verified: person.isVerified, visibility: null },
      ],
    };
    vi.stubGlobal('fetch', async (asked: string | URL | Request) => {
      const url = String(asked instanceof Request ? asked.url : asked);
      if (!(url in answers)) throw new Error(`Nobody should ask ${url}`);
      return Response.json(answers[url]);
    });
  };

  /** Goes to GitHub and comes back. */
  const come = async (signIn: ReturnType<typeof testSignIn>, path = 'callback/github') => {
    const browser = browserOf(signIn, publicUrl);
    const sent = await browser.post('sign-in/social', { provider: 'github', callbackURL: '/projects' });
    const state = URL.parse(sent.body.url)?.searchParams.get('state') ?? '';
    const back = await browser.get(
      `${path}${path.includes('?') ? '&' : '?'}code=a-code&state=${encodeURIComponent(state)}`,
    );
    return { browser, sent, back, state };
  };

  test('ACC-12 PE7 GitHub signs people in; what came back cannot come back twice, nor in another browser', async () => {
    const signIn = testSignIn(fresh, { publicUrl, providers: { github } });
    expect(await signIn.options()).toEqual({ isSignUpOpen: true, providers: ['github'] });
    pretendGithub({ id: 1, email: 'octo@example.com', isVerified: true });
    const { browser, sent, back, state } = await come(signIn);
    expect(sent.body.url).toMatch(
      /^https:\/\/github\.com\/login\/oauth\/authorize\?.*redirect_uri=https%3A%2F%2Fstudio\.example%2Fapi%2Fauth%2Fcallback%2Fgithub/,
    );
    expect(back.status).toBe(302);
    expect(back.headers.get('location')).toBe('/projects');
    expect(await browser.who()).toMatchObject({ via: 'session' });
    const again = await browser.get(`callback/github?code=a-code&state=${encodeURIComponent(state)}`);
    expect(again.headers.get('location')).toContain('error=');
    const { state: another } = await come(signIn);
    const thief = browserOf(signIn, publicUrl);
    await thief.get(`callback/github?code=a-code&state=${encodeURIComponent(another)}`);
    expect(await thief.who()).toBeUndefined();
    const [login] = await fresh.database.asStudio((query) =>
      query.selectFrom('workprint.logins').selectAll().where('provider_id', '=', 'github').execute(),
    );
    expect(login?.access_token).toBeTruthy();
    expect(login?.access_token).not.toContain('gho_token');
  });

  test('ACC-13 the older name of the callback answers too', async () => {
    pretendGithub({ id: 2, email: 'older@example.com', isVerified: true });
    const signIn = testSignIn(fresh, { publicUrl, providers: { github } });
    const { browser } = await come(signIn, '/auth/callback?provider=github');
    expect(await browser.who()).toBeDefined();
  });

  test('ACC-12 PE7 an account of the same e-mail that never proved it is not taken over', async () => {
    const signIn = testSignIn(fresh, { publicUrl, providers: { github } });
    const eve = browserOf(signIn, publicUrl);
    await eve.post('sign-up/email', { name: 'Eve', email: 'victim@example.com', password });
    pretendGithub({ id: 3, email: 'victim@example.com', isVerified: true });
    const { browser, back } = await come(signIn);
    expect(back.headers.get('location')).toContain('error=account_not_linked');
    expect(await browser.who()).toBeUndefined();
  });

  test('ACC-9 ACC-12 where sign-up is closed, GitHub brings nobody new', async () => {
    const signIn = testSignIn(fresh, { publicUrl, providers: { github }, signUp: 'closed' });
    pretendGithub({ id: 4, email: 'stranger@example.com', isVerified: true });
    const { browser, back } = await come(signIn);
    expect(back.status).not.toBe(200);
    expect(await browser.who()).toBeUndefined();
    pretendGithub({ id: 1, email: 'octo@example.com', isVerified: true });
    expect(await (await come(signIn)).browser.who()).toBeDefined();
  });

  test('ACC-12 without a public address the studio does not start with them, nor with a short secret', () => {
    expect(() => testSignIn(fresh, { providers: { github } })).toThrow('WORKPRINT_PUBLIC_URL is missing');
    expect(() => testSignIn(fresh, { secret: 'short' })).toThrow('shorter than 32');
    expect(testSignIn(fresh, { publicUrl }).endedCookie).toContain('Secure');
  });
});
