/** The doors that people and their programs use, in words and schemas, for the reference. What they take is what doors.ts lets through. */
import { z } from 'zod';
import { doors } from './doors.ts';

const tag = 'sign-in';
const envelope =
  'Answers below `/auth` have no envelope: a success is the data itself, a refusal `{"code", "message"}` with a code in capitals.';

const refusal = z.object({ code: z.string(), message: z.string() });
const person = z.object({
  ...{ id: z.uuid(), name: z.string(), email: z.string(), emailVerified: z.boolean() },
  ...{ image: z.string().nullish(), createdAt: z.string(), updatedAt: z.string() },
});
const key = z.object({
  ...{ id: z.uuid(), name: z.string().nullable(), start: z.string().nullable() },
  permissions: z.object({ studio: z.array(z.string()) }).nullish(),
  ...{
    enabled: z.boolean(),
    createdAt: z.string(),
    expiresAt: z.string().nullish(),
    lastRequest: z.string().nullish(),
  },
});

type Answer = { readonly status: number; readonly description: string; readonly schema?: z.ZodType };
const done = (schema: z.ZodType, description = 'Done.'): Answer => ({ status: 200, description, schema });
const refused = (status: number, description: string): Answer => ({ status, description, schema: refusal });
const malformed = refused(400, '`VALIDATION_ERROR`, `BODY_INVALID`: a field is wrong.');
const anotherSite = refused(403, '`INVALID_ORIGIN`: a page of another site asked.');
const tooMany = refused(429, '`TOO_MANY_REQUESTS`: the header `retry-after` says when to come back.');
const nobody = refused(401, '`UNAUTHORIZED`: sign in first.');

const anyone = 'Anyone, signed in or not.';
const signedIn = 'Only a signed-in person, no key.';

type Words = {
  readonly summary: string;
  readonly description: string;
  readonly bySession: boolean;
  readonly answers: readonly Answer[];
};

const described: readonly (readonly [door: string, words: Words])[] = [
  [
    'POST sign-up/email',
    {
      ...{ summary: 'Make an account and sign in', bySession: false },
      description: 'The answer sets the cookie of the session. Where the studio is closed it takes nobody new.',
      answers: [
        done(z.object({ token: z.string().nullable(), user: person })),
        malformed,
        refused(403, '`SIGN_UP_CLOSED`: this studio takes no new accounts. `INVALID_ORIGIN`.'),
        refused(422, '`USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL`.'),
        tooMany,
      ],
    },
  ],
  [
    'POST sign-in/email',
    {
      ...{ summary: 'Sign in', bySession: false },
      description:
        'The answer sets the cookie of the session, which lives for seven days and is renewed while it is used.',
      answers: [
        done(z.object({ redirect: z.boolean(), token: z.string(), url: z.string().nullish(), user: person })),
        malformed,
        refused(401, '`INVALID_EMAIL_OR_PASSWORD`.'),
        anotherSite,
        tooMany,
      ],
    },
  ],
  [
    'POST sign-out',
    {
      ...{ summary: 'Sign out', bySession: true },
      description: 'The session is over on every server within a second.',
      answers: [done(z.object({ success: z.boolean() })), anotherSite],
    },
  ],
  [
    'GET get-session',
    {
      ...{ summary: 'Who is signed in here', bySession: false },
      description: '`null` when nobody is.',
      answers: [
        done(
          z
            .object({ session: z.object({ id: z.uuid(), userId: z.uuid(), expiresAt: z.string() }), user: person })
            .nullable(),
        ),
      ],
    },
  ],
  [
    'POST api-key/create',
    {
      ...{ summary: 'Make a personal key', bySession: true },
      description:
        '`permissions.studio` are its scopes; left out: `read`, `write` and `run`. `expiresIn` in seconds; left out: until it is deleted. `key` is shown in this answer and never again.',
      answers: [
        done(key.extend({ key: z.string() })),
        malformed,
        nobody,
        anotherSite,
        refused(409, '`TOO_MANY_KEYS`: delete one that is no longer used.'),
      ],
    },
  ],
  [
    'GET api-key/list',
    {
      ...{ summary: 'List your personal keys', bySession: true },
      description: 'Without the keys themselves, of which only a hash is kept.',
      answers: [done(z.object({ apiKeys: z.array(key) })), malformed, nobody],
    },
  ],
  [
    'POST api-key/delete',
    {
      ...{ summary: 'Delete a personal key', bySession: true },
      description: 'It opens nothing any more, on every server within a second.',
      answers: [
        done(z.object({ success: z.boolean() })),
        malformed,
        nobody,
        anotherSite,
        refused(404, 'There is no such key of yours.'),
      ],
    },
  ],
  [
    'GET local',
    {
      ...{ summary: 'Sign in by a link', bySession: false },
      description:
        'The link that a personal machine prints when it starts, and that `workprint link` makes. It works once, within 15 minutes; a browser is shown a page when it is over.',
      answers: [
        { status: 302, description: 'Signed in: on to the first page.' },
        malformed,
        refused(410, '`LINK_OVER`: it was used, or is too old.'),
        tooMany,
      ],
    },
  ],
];

/** As routes of the reference. */
export const signInRoutes = described.map(([name, words]) => {
  const door = doors.get(name);
  if (!door) throw new Error(`${name} is described, but there is no such door.`);
  const [method = '', path = ''] = name.split(' ');
  return {
    ...{ method: method === 'GET' ? ('get' as const) : ('post' as const), path: `/auth/${path}`, tag },
    ...{ summary: words.summary, description: `${words.description} ${envelope}` },
    ...{ access: words.bySession ? signedIn : anyone, bySession: words.bySession, answers: words.answers },
    ...(door.body && { body: door.body }),
    ...(door.search && { search: door.search }),
  };
});
