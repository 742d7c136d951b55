/** Personal keys with scopes. better-auth lets only a server say what a key may do, so the door is ours and the making is its. */
import type { Identity } from '../../ports/sign-in.ts';
import type { Scope } from './identify.ts';
import { refusal } from './read-request.ts';
import { type AuthDatabase, countKeys, recordSignIn } from './sign-in.queries.ts';

export const mostKeys = 100;

/** What a key may do when nothing is said: everything but ruling over members, webhooks and the account. */
const usualScopes: readonly Scope[] = ['read', 'write', 'run'];

type Wanted = {
  readonly userId: string;
  readonly name?: string;
  readonly expiresIn?: number;
  readonly permissions: Record<string, string[]>;
};
type Parts = { readonly database: AuthDatabase; readonly create: (wanted: Wanted) => Promise<{ readonly id: string }> };

/** Makes a key of this person and answers it, the only time that it is shown. The body was parsed by its door. */
export const makeKey = async (
  { database, create }: Parts,
  body: Record<string, unknown>,
  person: Identity,
): Promise<Response> => {
  if ((await countKeys(database, person.personId)) >= mostKeys)
    return refusal(409, 'TOO_MANY_KEYS', `You have ${mostKeys} keys; delete one that is no longer used.`);
  const given = body as { name?: string; expiresIn?: number | null; permissions?: { studio: readonly Scope[] } };
  const made = await create({
    userId: person.personId,
    ...(given.name !== undefined && { name: given.name }),
    ...(given.expiresIn && { expiresIn: given.expiresIn }),
    permissions: { studio: [...new Set(given.permissions?.studio ?? usualScopes)] },
  });
  await recordSignIn(database, {
    personId: person.personId,
    action: 'key-made',
    subject: `key:${made.id}`,
    ipAddress: undefined,
  });
  return Response.json(made, { headers: { 'cache-control': 'no-store' } });
};
