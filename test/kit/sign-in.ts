/** Sign-in over a database of a test, and browsers that keep its cookies. */
import { asDatabaseError } from '../../src/adapters/postgres/postgres.ts';
import { createSignIn, type SignInSettings } from '../../src/adapters/sign-in/sign-in.ts';
import { bucketOfAddress, createRateLimiter } from '../../src/features/api/api.ts';
import type { Identity, SignIn } from '../../src/ports/sign-in.ts';
import type { FreshDatabase } from './postgres.ts';

/** Sign-in on its own; trouble that no answer tells of fails the test that asks for `trouble`. */
export const testSignIn = ({ database }: FreshDatabase, settings: Partial<SignInSettings> = {}): SignIn =>
  createSignIn({
    pool: database.signInPool,
    secret: 'a secret of the tests, of no use elsewhere',
    publicUrl: undefined,
    signUp: 'open',
    // A hash of the real cost takes a fifth of a second; what it costs is tested where it is made.
    passwordCost: { log2N: 10, r: 8, p: 1 },
    asKnownError: asDatabaseError,
    attempts: { take: createRateLimiter(database).take, bucketOf: bucketOfAddress },
    // What was refused is an answer that the test looks at; what broke is shown.
    onTrouble: (message, error) => error !== undefined && console.error(message, error),
    ...settings,
  });

export type Answered = {
  readonly status: number;
  readonly headers: Headers;
  // oxlint-disable-next-line no-explicit-any -- tests look into answers of every shape
  readonly body: any;
  readonly cookies: readonly string[];
};

export type Browser = {
  readonly ipAddress: string;
  readonly cookies: Map<string, string>;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answered>;
  post(path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answered>;
  send(request: Request): Promise<Answered>;
  /** The header with all its cookies. */
  cookieHeader(): string;
  who(headers?: Readonly<Record<string, string>>): Promise<Identity | undefined>;
};

let addresses = 0;
let people = 0;
export const testPassword = 'correct horse battery';

/** Somebody who has just signed up, in a browser of their own. */
export const somebodySignedUp = async (
  signIn: SignIn,
  origin?: string,
): Promise<Browser & { readonly email: string }> => {
  const browser = browserOf(signIn, origin);
  const email = `somebody-${++people}@example.com`;
  const { status, body } = await browser.post('sign-up/email', { name: 'Somebody', email, password: testPassword });
  if (status !== 200) throw new Error(`Nobody could sign up: ${JSON.stringify(body)}`);
  return { ...browser, email };
};

/** Somebody who is signed in and has no password: hashes take their time. */
export const somebody = async (
  signIn: SignIn,
  { database }: FreshDatabase,
  origin?: string,
): Promise<Browser & { readonly email: string; readonly personId: string }> => {
  const browser = browserOf(signIn, origin);
  const email = `somebody-${++people}@example.com`;
  const { id } = await database.asStudio((query) =>
    query.insertInto('workprint.people').values({ name: 'Somebody', email }).returning('id').executeTakeFirstOrThrow(),
  );
  const { status } = await browser.get((await signIn.linkFor(email)) ?? '');
  if (status !== 302) throw new Error(`Nobody could follow their link: ${status}`);
  return { ...browser, email, personId: id };
};

/** A browser with a jar of its own and an address that no other has. */
export const browserOf = (signIn: SignIn, origin = 'http://127.0.0.1:3000'): Browser => {
  const cookies = new Map<string, string>();
  const ipAddress = `10.0.${++addresses >> 8}.${addresses & 255}`;
  const cookieHeader = (): string => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const own = () => ({ host: URL.parse(origin)?.host ?? '', ...(cookies.size > 0 && { cookie: cookieHeader() }) });

  const send = async (request: Request): Promise<Answered> => {
    const response = await signIn.handle(request, ipAddress);
    const set = response.headers.getSetCookie();
    for (const cookie of set) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '' || /max-age=0/i.test(cookie)) cookies.delete(name);
      else cookies.set(name, value);
    }
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text, cookies: set };
  };
  const urlOf = (path: string): string => (path.startsWith('/') ? `${origin}${path}` : `${origin}/api/auth/${path}`);
  return {
    ...{ ipAddress, cookies, send, cookieHeader },
    get: (path, headers = {}) => send(new Request(urlOf(path), { headers: { ...own(), ...headers } })),
    post: (path, body = {}, headers = {}) =>
      send(
        new Request(urlOf(path), {
          method: 'POST',
          headers: { origin, 'content-type': 'application/json', ...own(), ...headers },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
      ),
    who: (headers = {}) => signIn.identify(new Headers({ ...own(), ...headers })),
  };
};
