/** `/api-keys/test`: the test button. It asks the vendor, so it is counted, and nothing of the key comes back. */
import { z } from 'zod';
import type { Clock } from '../../ports/clock.ts';
import type { Database } from '../../ports/database.ts';
import type { ProviderShelf } from '../../ports/provider-shelf.ts';
import type { Secrets } from '../../ports/secrets.ts';
import { defineRoute, notFound, type RateLimiter, RequestRefused, type Route } from '../api/api.ts';
import { writeAudit } from '../people/people.ts';
import { sealedKey } from './key-ring.queries.ts';
import { keyedKind, keyIdentity, keyText, ownBaseUrl } from './key-rules.ts';
import { findOwnKey, noteTest } from './provider-keys.queries.ts';
import { type TriedKey, tryKey } from './try-key.ts';

export type TestKeyParts = {
  readonly shelf: ProviderShelf;
  readonly database: Pick<Database, 'asPerson' | 'asStudio'>;
  readonly secrets: Pick<Secrets, 'open'>;
  readonly clock: Clock;
  readonly vetUrl: (url: string) => void;
  readonly limiter: Pick<RateLimiter, 'take'>;
};

/** Tests a minute for one person: whoever has many keys to try is not a person. */
const testsPerMinute = 10;

/** Throws `rate-limited` once a person has asked vendors this often within a minute. */
export const takeTurn = async (limiter: Pick<RateLimiter, 'take'>, personId: string): Promise<void> => {
  const { isAllowed, resetsMs } = await limiter.take(`vendor questions ${personId}`, testsPerMinute);
  const seconds = Math.max(1, Math.ceil(resetsMs / 1000));
  if (!isAllowed)
    throw new RequestRefused(
      'rate-limited',
      `Vendors are asked ${testsPerMinute} times a minute for one person. Try again in ${seconds} seconds.`,
      { headers: { 'retry-after': String(seconds) } },
    );
};

const body = z.strictObject({
  id: z.uuid().optional().describe('one of your keys'),
  provider: z.string().max(100).optional().describe('with `key`: a key that is not kept'),
  key: keyText.optional(),
  baseUrl: z.string().max(2000).optional(),
});
type Body = z.output<typeof body>;

const answer = z.object({
  state: z.enum(['works', 'wrong', 'expired', 'no-credit', 'forbidden', 'unreachable']),
  message: z.string().describe('what that means, in a sentence'),
});

/** One of two ways to say which key; throws `request-invalid` for anything else. */
const checkForm = ({ id, provider, key, baseUrl }: Body): void => {
  const isKept = id !== undefined && provider === undefined && key === undefined && baseUrl === undefined;
  const isGiven = id === undefined && provider !== undefined && (key !== undefined || baseUrl !== undefined);
  if (!isKept && !isGiven)
    throw new RequestRefused('request-invalid', 'Give `id` of one of your keys, or `provider` and `key`.');
};

/** The route. */
export const testKeyRoute = (parts: TestKeyParts): Route => {
  const { shelf, database, secrets, clock, vetUrl } = parts;

  const tryKept = async (personId: string, keyId: string, signal: AbortSignal): Promise<TriedKey> => {
    const row = await database.asPerson(personId, (query) => findOwnKey(query, keyId));
    // Seen by its person, so it may be opened; a person's own transaction cannot read what is sealed.
    const kept = row && (await database.asStudio((query) => sealedKey(query, keyId)));
    if (!row || !kept) throw notFound('key');
    const key = secrets.open(kept.sealed, keyIdentity(row));
    const tried = await tryKey(
      shelf,
      keyedKind(shelf, row.provider),
      { key: key === '' ? undefined : key, ...(row.baseUrl !== null && { baseUrl: row.baseUrl }) },
      signal,
    );
    const { state } = tried;
    if (state !== 'unreachable')
      await database.asPerson(personId, (query) =>
        noteTest(query, { id: keyId, version: kept.version, verdict: state, at: new Date(clock.now()) }),
      );
    return tried;
  };

  const tryGiven = ({ provider = '', key, baseUrl }: Body, signal: AbortSignal): Promise<TriedKey> => {
    const kind = keyedKind(shelf, provider);
    const ownUrl = ownBaseUrl(kind, baseUrl, vetUrl);
    return tryKey(shelf, kind, { key, ...(ownUrl !== null && { baseUrl: ownUrl }) }, signal);
  };

  return defineRoute({
    ...{ method: 'post', path: '/api-keys/test', tag: 'keys of providers', summary: 'Test a key of an AI service' },
    description:
      'Sends one free request to the provider. Either `id` of a key of yours, whose verdict is then kept, or `provider` and `key` to try one before it is added. At most ten a minute.',
    access: { who: 'person', scope: 'manage' },
    refuses: ['rate-limited', 'url-refused', 'not-found'],
    body,
    answer,
    example: { body: { provider: 'openai', key: 'sk-0000000000000000' } },
    handle: async (call, query) => {
      checkForm(call.body);
      const { id } = call.body;
      const row = id === undefined ? undefined : await findOwnKey(query, id);
      if (id !== undefined && !row) throw notFound('key');
      if (id !== undefined)
        await writeAudit(query, call, { action: 'provider-key-tested', subject: `provider-key:${id}` });
      // Replaced below: vendors are asked when no transaction is open.
      return { state: 'unreachable' as const, message: '' };
    },
    afterwards: async ({ body: given, caller: { personId }, signal }) => {
      await takeTurn(parts.limiter, personId);
      return given.id === undefined ? tryGiven(given, signal) : tryKept(personId, given.id, signal);
    },
  });
};
