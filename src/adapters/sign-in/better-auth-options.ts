/**
 * better-auth as this studio uses it: our tables and words, our hashes, no network of its own but to the providers that were switched on.
 * Everything it would decide by NODE_ENV is decided here.
 */
import { apiKey } from '@better-auth/api-key';
import type { BetterAuthOptions } from 'better-auth';
import { APIError, isAPIError } from 'better-auth/api';
import { clientIpHeader } from './client-ip.ts';
import { localLink } from './local-link.ts';
import { type Cost, hashPassword, verifyPassword } from './password-hash.ts';
import type { AuthDatabase } from './sign-in.queries.ts';

export type Provider = { readonly clientId: string; readonly clientSecret: string };
export type Providers = { readonly google?: Provider; readonly github?: Provider };

export type BetterAuthParts = {
  readonly database: AuthDatabase;
  readonly secret: string;
  readonly baseUrl: string;
  readonly cookiePrefix: string;
  /** Behind https. */
  readonly isSecure: boolean;
  readonly passwordCost: Cost;
  readonly providers: Providers;
  readonly isSignUpOpen: () => Promise<boolean>;
  readonly onSignedIn: (session: { readonly userId: string; readonly ipAddress: string | undefined }) => Promise<void>;
  readonly onTrouble: (message: string, error?: unknown) => void;
};

const daySeconds = 24 * 3600;

/** Columns of ours for fields of better-auth's. */
const stamps = { createdAt: 'created_at', updatedAt: 'updated_at' };
const tables = {
  user: { modelName: 'people', fields: { ...stamps, emailVerified: 'email_verified' } },
  session: {
    modelName: 'sessions',
    fields: {
      ...stamps,
      userId: 'person_id',
      expiresAt: 'expires_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
    },
  },
  account: {
    modelName: 'logins',
    fields: {
      ...stamps,
      ...{ userId: 'person_id', accountId: 'account_id', providerId: 'provider_id', idToken: 'id_token' },
      ...{ accessToken: 'access_token', refreshToken: 'refresh_token' },
      ...{ accessTokenExpiresAt: 'access_token_expires_at', refreshTokenExpiresAt: 'refresh_token_expires_at' },
    },
  },
  verification: { modelName: 'verifications', fields: { ...stamps, expiresAt: 'expires_at' } },
  apikey: {
    modelName: 'personal_keys',
    fields: {
      ...stamps,
      ...{
        configId: 'config_id',
        start: 'beginning',
        referenceId: 'person_id',
        key: 'key_hash',
        enabled: 'is_enabled',
      },
      ...{ refillInterval: 'refill_interval', refillAmount: 'refill_amount', lastRefillAt: 'last_refill_at' },
      ...{ rateLimitEnabled: 'rate_limit_enabled', rateLimitTimeWindow: 'rate_limit_time_window' },
      ...{
        rateLimitMax: 'rate_limit_max',
        requestCount: 'request_count',
        lastRequest: 'used_at',
        expiresAt: 'expires_at',
      },
    },
  },
};

const keys = () =>
  apiKey({
    schema: { apikey: tables.apikey },
    defaultPrefix: 'wp_',
    defaultKeyLength: 64,
    startingCharactersConfig: { shouldStore: true, charactersLength: 8 },
    maximumNameLength: 100,
    // A key is a key, never a session: it cannot make, change or raise keys.
    enableSessionForAPIKeys: false,
    // Limits are the API's own, over all servers.
    rateLimit: { enabled: false },
    keyExpiration: { minExpiresIn: 1 / (24 * 60), maxExpiresIn: 3650 },
  });

/** A closed studio takes nobody new, by whatever way they come. */
const refuseWhenClosed = (isSignUpOpen: () => Promise<boolean>) => async (): Promise<void> => {
  if (await isSignUpOpen()) return;
  throw new APIError('FORBIDDEN', {
    code: 'SIGN_UP_CLOSED',
    message: 'This studio takes no new accounts. Ask the person who runs it.',
  });
};

/** The options of `betterAuth`. */
export const betterAuthOptions = (parts: BetterAuthParts) =>
  ({
    appName: 'Workprint',
    secret: parts.secret,
    baseURL: parts.baseUrl,
    basePath: '/api/auth',
    database: { db: parts.database, type: 'postgres', schemaName: 'workprint', transaction: true },
    user: tables.user,
    session: {
      ...tables.session,
      expiresIn: 7 * daySeconds,
      updateAge: daySeconds,
      freshAge: daySeconds,
      // The database is asked each time, so that a revoked session is over.
      cookieCache: { enabled: false },
    },
    account: { ...tables.account, encryptOAuthTokens: true },
    verification: { ...tables.verification, storeIdentifier: 'hashed' },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 8,
      maxPasswordLength: 128,
      password: { hash: (password) => hashPassword(password, parts.passwordCost), verify: verifyPassword },
    },
    socialProviders: {
      ...(parts.providers.google && { google: { ...parts.providers.google, prompt: 'select_account' } }),
      ...(parts.providers.github && { github: parts.providers.github }),
    },
    plugins: [keys(), localLink()],
    // Attempts are counted before better-auth sees them (throttle.ts).
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_level, message) => parts.onTrouble(message) },
    // What it refuses is an answer. What broke is thrown to whoever called, and not written to the console.
    onAPIError: {
      onError: (error) => {
        if (!isAPIError(error)) throw error;
      },
    },
    databaseHooks: {
      user: { create: { before: refuseWhenClosed(parts.isSignUpOpen) } },
      session: {
        create: {
          after: ({ userId, ipAddress }) => parts.onSignedIn({ userId, ipAddress: ipAddress ?? undefined }),
        },
      },
    },
    advanced: {
      cookiePrefix: parts.cookiePrefix,
      // It would name them `__Secure-`; ours are named `__Host-`, which binds them to this very host.
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure: parts.isSecure },
      disableCSRFCheck: false,
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: [clientIpHeader] },
      // The migrations own the schema; sign-in may not even look at the catalog of other schemas.
      database: { generateId: 'uuid', validateSchema: false },
    },
  }) satisfies BetterAuthOptions;
