/**
 * Every path below /api/auth that answers, with what it takes. What better-auth could do besides stays shut: each open door is one that
 * somebody thought about.
 */
import { z } from 'zod';
import { scopes } from './identify.ts';

/** What an attempt at a door costs: passwords can be guessed at some, so those count per address, and per account where one is named. */
type Throttle = 'sign-in' | 'sign-up' | 'password' | 'link';

export type Door = {
  readonly body?: z.ZodType;
  readonly search?: z.ZodType;
  readonly throttle?: Throttle;
  /** Answered by us, with better-auth's server side. */
  readonly own?: 'create-key' | 'set-password';
};

const email = z
  .email('must be an e-mail address such as “ada@example.com”')
  .max(254, 'must have at most 254 characters');
const passwordLength = 'must have 8 to 128 characters';
const password = z.string(passwordLength).min(8, passwordLength).max(128, passwordLength);
const nameLength = 'must have 1 to 200 characters';
/** A path of ours or an address; better-auth refuses addresses of other sites. */
const place = z.string().max(2000).optional();
const provider = z.enum(['google', 'github']);
const pictureUrl = z.url({ protocol: /^https$/ }).max(2000);

const signUp: Door = {
  throttle: 'sign-up',
  body: z.object({
    ...{ email, password, callbackURL: place, image: pictureUrl.optional(), rememberMe: z.boolean().optional() },
    name: z.string(nameLength).trim().min(1, nameLength).max(200, nameLength),
  }),
};
/** What a provider says when it sends somebody back. */
const sentBack: Door = {
  throttle: 'link',
  search: z.object({
    ...{
      code: z.string().max(4000).optional(),
      state: z.string().max(4000).optional(),
      iss: z.string().max(500).optional(),
    },
    ...{ error: z.string().max(500).optional(), error_description: z.string().max(2000).optional() },
  }),
};
const signOut: Door = { body: z.object({ callbackURL: place }) };

/** Doors by `METHOD path`. */
export const doors: ReadonlyMap<string, Door> = new Map<string, Door>([
  ['POST sign-up/email', signUp],
  [
    'POST sign-in/email',
    {
      throttle: 'sign-in',
      // A wrong length must not say more than a wrong password does.
      body: z.object({
        email,
        password: z.string('is missing; give a text').min(1, 'is missing; give a text').max(1000, 'is too long'),
        callbackURL: place,
        rememberMe: z.boolean().optional(),
      }),
    },
  ],
  [
    'POST sign-in/social',
    {
      throttle: 'sign-in',
      body: z.object({
        ...{ provider, callbackURL: place, errorCallbackURL: place, newUserCallbackURL: place },
        disableRedirect: z.boolean().optional(),
      }),
    },
  ],
  ['POST sign-out', signOut],
  ['GET get-session', {}],
  ['GET list-sessions', {}],
  ['POST revoke-session', { body: z.object({ token: z.string().max(200) }) }],
  ['POST revoke-sessions', { body: z.object({}) }],
  ['POST revoke-other-sessions', { body: z.object({}) }],
  [
    'POST change-password',
    {
      throttle: 'password',
      // Whoever changes a password wants everybody else out.
      body: z
        .object({ currentPassword: z.string().min(1).max(1000), newPassword: password })
        .transform((given) => ({ ...given, revokeOtherSessions: true })),
    },
  ],
  ['POST set-password', { throttle: 'password', own: 'set-password', body: z.object({ newPassword: password }) }],
  ['GET list-accounts', {}],
  [
    'POST link-social',
    {
      body: z.object({
        provider,
        callbackURL: place,
        errorCallbackURL: place,
        disableRedirect: z.boolean().optional(),
      }),
    },
  ],
  [
    'POST unlink-account',
    { body: z.object({ providerId: z.string().max(50), accountId: z.string().max(300).optional() }) },
  ],
  [
    'POST api-key/create',
    {
      own: 'create-key',
      body: z.strictObject({
        name: z.string().trim().min(1).max(100).optional(),
        /** Seconds; left out: until it is deleted. */
        expiresIn: z
          .number()
          .int()
          .min(60)
          .max(3650 * 24 * 3600)
          .nullish(),
        permissions: z
          .strictObject({
            studio: z.array(z.enum(scopes, `takes ${scopes.join(', ')}`)).min(1, 'must have at least one scope'),
          })
          .optional(),
      }),
    },
  ],
  [
    'GET api-key/list',
    {
      search: z.object({
        limit: z.coerce.number().int().min(1).max(100).optional(),
        offset: z.coerce.number().int().min(0).optional(),
      }),
    },
  ],
  ['GET api-key/get', { search: z.object({ id: z.uuid() }) }],
  [
    'POST api-key/update',
    {
      // Its scopes stay what they were: who wants others makes another key.
      body: z.strictObject({
        keyId: z.uuid(),
        name: z.string().trim().min(1).max(100).optional(),
        enabled: z.boolean().optional(),
        expiresIn: z
          .number()
          .int()
          .min(60)
          .max(3650 * 24 * 3600)
          .nullish(),
      }),
    },
  ],
  ['POST api-key/delete', { body: z.strictObject({ keyId: z.uuid() }) }],
  ['GET local', { throttle: 'link', search: z.object({ token: z.string().max(100) }) }],
  ['GET callback/google', sentBack],
  ['GET callback/github', sentBack],
  [
    'GET error',
    { search: z.object({ error: z.string().max(500).optional(), error_description: z.string().max(2000).optional() }) },
  ],
  ['GET ok', {}],
]);

/** Names that older clients use. `callback` names its provider in the query; where only one is switched on it need not. */
const otherNames: Readonly<Record<string, string>> = {
  signup: 'sign-up/email',
  signout: 'sign-out',
  login: 'sign-in/email',
};

/** The path of a door out of a request's path; undefined when it does not lie below `/auth/`. */
export const doorPathOf = (pathname: string, providerName: string | undefined): string | undefined => {
  const path = /^(?:\/api(?:\/v1)?)?\/auth\/([\w/-]{1,100})$/.exec(pathname)?.[1];
  if (path === 'callback' && providerName !== undefined) return `callback/${providerName}`;
  return path === undefined ? undefined : (otherNames[path] ?? path);
};
