/**
 * Signing in: better-auth behind doors of ours. What happens at every request (who is this?) does not go through better-auth at all.
 * Its pool connects as `workprint_auth`, which sees people, sessions and keys and nothing of their work.
 */
import { betterAuth } from 'better-auth';
import { Kysely, PostgresDialect, type PostgresPool } from 'kysely';
import { WorkprintError } from '../../domain/errors.ts';
import type { SignIn } from '../../ports/sign-in.ts';
import type { Tables } from '../../ports/tables.types.ts';
import { betterAuthOptions, type Providers } from './better-auth-options.ts';
import { cookieOf, presentCookies, tokenUnderAny } from './credentials.ts';
import { fewAtOnce } from './few-at-once.ts';
import { makeHandle } from './handle-request.ts';
import { absenceOf, makeIdentify } from './identify.ts';
import { makeKey } from './keys.ts';
import { newLink } from './local-link.ts';
import { isFromOurPages } from './origins.ts';
import { type Cost, presentCost } from './password-hash.ts';
import { rememberCallers } from './recent-callers.ts';
import { endSession, findOrMakeLocalOwner, findPerson, readSignUpSetting, recordSignIn } from './sign-in.queries.ts';
import { type Attempts, secondsToWait } from './throttle.ts';

export type { Provider, Providers } from './better-auth-options.ts';
export { signInRoutes } from './described-doors.ts';
export { resealedToken } from './provider-tokens.ts';
export type { Attempts } from './throttle.ts';

export type SignInSettings = {
  /** Connections as `workprint_auth`. Whoever made it closes it. */
  readonly pool: PostgresPool & { readonly options: { readonly max: number } };
  /** At least 32 random characters, the same on every server; cookies are signed with it. */
  readonly secret: string;
  /** Secrets before that one, while the master key is rotated: cookies signed with them still are their people’s. */
  readonly formerSecrets?: readonly string[];
  /** Where people reach the studio, `https://studio.example`; undefined: under whatever address they asked for. */
  readonly publicUrl: string | undefined;
  /** Other sites whose pages may act for people who are signed in here. */
  readonly otherOrigins?: readonly string[];
  readonly providers?: Providers;
  /** Closed: whatever the studio's own setting says. */
  readonly signUp: 'open' | 'closed';
  /** What an error of the database means to people: `unavailable` when it is away. */
  readonly asKnownError: (error: unknown) => unknown;
  /** Counts attempts to sign in. */
  readonly attempts: Attempts;
  /** What new passwords are hashed with; tests take less. */
  readonly passwordCost?: Cost;
  /** Something went wrong that no answer tells of. */
  readonly onTrouble: (message: string, error?: unknown) => void;
};

/** An address for better-auth where the studio has none; no page of it is ever served, so nothing is trusted by it. */
const nowhere = 'http://workprint.invalid';

const checked = ({ providers = {}, publicUrl, secret }: SignInSettings): void => {
  if (secret.length < 32) throw new Error('The secret of cookies is shorter than 32 characters.');
  const [provider] = Object.keys(providers);
  if (provider !== undefined && publicUrl === undefined)
    throw new WorkprintError(
      'configuration-invalid',
      `WORKPRINT_PUBLIC_URL is missing: ${provider === 'google' ? 'Google' : 'GitHub'} must know where to send people back to after they signed in.`,
    );
};

/** Opens sign-in. Throws `configuration-invalid` when providers are switched on without a public address. */
export const createSignIn = (settings: SignInSettings): SignIn => {
  checked(settings);
  const { secret, publicUrl, providers = {}, otherOrigins = [], onTrouble, passwordCost = presentCost } = settings;
  const secrets = [secret, ...(settings.formerSecrets ?? [])];
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: settings.pool }) });
  const baseUrl = publicUrl ?? nowhere;
  const isSecure = baseUrl.startsWith('https:');
  const cookiePrefix = isSecure ? '__Host-workprint' : 'workprint';
  const cookieName = `${cookiePrefix}.session_token`;
  const recent = rememberCallers();
  const isOurs = (headers: Headers): boolean => isFromOurPages(headers, { publicUrl, others: otherOrigins });
  const onUnnoted = (error: unknown): void => onTrouble('The last use of a key could not be noted.', error);
  /** Runs what asks the database by itself. */
  const known = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw settings.asKnownError(error);
    }
  };
  const lookUp = makeIdentify({ database, secrets, cookieName, recent, isFromOurPages: isOurs, onUnnoted });
  const identify = (headers: Headers) => known(() => lookUp(headers));
  const isSignUpOpen = async (): Promise<boolean> =>
    settings.signUp === 'open' && ((await readSignUpSetting(database)) ?? true);

  const auth = betterAuth(
    betterAuthOptions({
      ...{ database, secret, baseUrl, cookiePrefix, isSecure, providers, isSignUpOpen, onTrouble, passwordCost },
      onSignedIn: ({ userId, ipAddress }) =>
        recordSignIn(database, { personId: userId, action: 'signed-in', subject: `person:${userId}`, ipAddress }),
    }),
  );

  /** The token in the session's cookie of a header. */
  const tokenOf = (header: string | null): string | undefined => {
    const value = header === null ? undefined : cookieOf(header, cookieName);
    return value === undefined ? undefined : tokenUnderAny(value, secrets);
  };

  const noteRefusal = async (email: string, ipAddress: string): Promise<void> => {
    const personId = await findPerson(database, email);
    if (personId === undefined) return;
    await recordSignIn(database, { personId, action: 'sign-in-refused', subject: `person:${personId}`, ipAddress });
  };

  const inTurn = fewAtOnce(Math.max(1, settings.pool.options.max - 1));

  const handle = makeHandle({
    ...{ baseUrl, identify, isFromOurPages: isOurs },
    presentCookies: (header) => presentCookies(header, cookieName, secrets),
    providerNames: Object.keys(providers),
    secondsToWait: (attempt) => secondsToWait(settings.attempts, attempt),
    betterAuth: (request) => inTurn(() => known(() => auth.handler(request))),
    createKey: (body, person) =>
      makeKey({ database, create: (given) => auth.api.createApiKey({ body: given }) }, body, person),
    setPassword: (body, headers) =>
      known(() =>
        auth.api.setPassword({ body: { newPassword: String(body['newPassword']) }, headers, asResponse: true }),
      ),
    // The session that was open in this browser before ends with the new one: nobody else's cookie survives a sign-in.
    onNewSession: async (request, response) => {
      const before = tokenOf(request.headers.get('cookie'));
      const after = response.headers
        .getSetCookie()
        .map((cookie) => tokenOf(cookie))
        .find((token) => token !== undefined);
      if (before !== undefined && after !== undefined && before !== after) await endSession(database, before);
    },
    // Noted after the answer, so that it takes no longer where there is such a person.
    onRefused: (email, ipAddress) => {
      noteRefusal(email, ipAddress).catch((error: unknown) =>
        onTrouble('A refused sign-in could not be noted.', error),
      );
    },
    onChange: () => recent.clear(),
    checkDatabase: () => known(async () => void (await readSignUpSetting(database))),
  });

  const linkOf = async (personId: string): Promise<string> => {
    const { internalAdapter } = await auth.$context;
    const link = newLink(personId);
    await internalAdapter.createVerificationValue(link.kept);
    return link.path;
  };

  return {
    identify,
    absence: (headers) => absenceOf(headers, { cookieName, isFromOurPages: isOurs }),
    handle,
    options: async () => ({
      isSignUpOpen: await known(isSignUpOpen),
      providers: (['google', 'github'] as const).filter((name) => providers[name] !== undefined),
    }),
    ensureLocalOwner: () =>
      known(async () => {
        const personId = await findOrMakeLocalOwner(database, { name: 'Owner', email: 'owner@workprint.local' });
        return personId === undefined ? undefined : linkOf(personId);
      }),
    linkFor: (email) =>
      known(async () => {
        const personId = await findPerson(database, email);
        return personId === undefined ? undefined : linkOf(personId);
      }),
    forget: (personId) => recent.forget(personId),
    cookieName,
    endedCookie: `${cookieName}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`,
  };
};
