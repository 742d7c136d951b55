/** `/me`: who one is, what one prefers, what one uses. */
import { z } from 'zod';
import type { Query } from '../../ports/database.ts';
import { type Caller, defineRoute, notFound, RequestRefused, type Route, scopes } from '../api/api.ts';
import { changeProfile, findProfile } from './profile.queries.ts';

export type Usage = { readonly usedBytes: number; readonly limitBytes: number | undefined };

const profile = z.object({
  ...{ id: z.uuid(), name: z.string(), email: z.string(), image: z.string().nullable(), tier: z.string() },
  preferences: z.record(z.string(), z.unknown()),
  isLocalOwner: z.boolean(),
  createdAt: z.iso.datetime(),
  /** How this request proved who one is. */
  caller: z.object({ via: z.enum(['session', 'key']), scopes: z.array(z.enum(scopes)) }),
});

const mostPreferenceBytes = 16 * 1024;
const preferences = z
  .record(z.string().min(1).max(100), z.json())
  .refine(
    (given) => JSON.stringify(given).length <= mostPreferenceBytes,
    `takes up to ${mostPreferenceBytes} bytes of JSON`,
  );

const change = z.strictObject({
  name: z.string().trim().min(1).max(200).optional(),
  image: z
    .url({ protocol: /^https$/, error: 'must be an address that begins with https://, or null' })
    .max(2000)
    .nullable()
    .optional(),
  preferences: preferences.optional(),
});

const read = async (query: Query, caller: Caller) => {
  const row = await findProfile(query, caller.personId);
  if (!row || caller.via === 'nobody') throw notFound('person');
  return {
    ...{ id: row.id, name: row.name, email: row.email, image: row.image, tier: row.tier },
    preferences: row.preferences as Record<string, unknown>,
    isLocalOwner: row.is_local_owner,
    createdAt: row.created_at.toISOString(),
    caller: { via: caller.via, scopes: [...caller.scopes] },
  };
};

/** `usage` gives the bytes a person keeps and may keep. */
export const profileRoutes = ({
  usage,
}: {
  readonly usage: (query: Query, personId: string) => Promise<Usage>;
}): readonly Route[] => [
  defineRoute({
    ...{ method: 'get', path: '/me', tag: 'account', summary: 'Who you are' },
    access: { who: 'person', scope: 'read' },
    answer: profile,
    handle: ({ caller }, query) => read(query, caller),
  }),
  defineRoute({
    ...{ method: 'put', path: '/me', tag: 'account', summary: 'Change your name, picture or preferences' },
    description: 'What is left out stays. Preferences are replaced as a whole.',
    access: { who: 'person', scope: 'manage' },
    body: change,
    answer: profile,
    example: { body: { name: 'Ada', preferences: { theme: 'dark' } } },
    handle: async ({ caller, body }, query) => {
      if (Object.keys(body).length === 0)
        throw new RequestRefused('request-invalid', 'Name at least one of name, image and preferences.');
      await changeProfile(query, caller.personId, body);
      return read(query, caller);
    },
  }),
  defineRoute({
    ...{ method: 'get', path: '/me/usage', tag: 'account', summary: 'What you use of what you may use' },
    access: { who: 'person', scope: 'read' },
    answer: z.object({
      tier: z.string(),
      storage: z.object({ usedBytes: z.int(), limitBytes: z.int().nullable() }),
    }),
    handle: async ({ caller }, query) => {
      const [row, { usedBytes, limitBytes }] = [
        await findProfile(query, caller.personId),
        await usage(query, caller.personId),
      ];
      if (!row) throw notFound('person');
      return { tier: row.tier, storage: { usedBytes, limitBytes: limitBytes ?? null } };
    },
  }),
];
