/** `/api-keys`: a person's keys of vendors. They come in once and never go out again: what is shown are their last four characters. */
import { z } from 'zod';
import type { Query } from '../../ports/database.ts';
import type { ProviderShelf } from '../../ports/provider-shelf.ts';
import type { Secrets } from '../../ports/secrets.ts';
import { defineRoute, notFound, RequestRefused, type Route, requireRole } from '../api/api.ts';
import { writeAudit } from '../people/people.ts';
import { keyedKind, keyIdentity, keyText, lastFourOf, ownBaseUrl } from './key-rules.ts';
import {
  changeKey,
  countKeys,
  deleteKey,
  findOwnKey,
  insertKey,
  listKeys,
  newKeyId,
  type ProviderKeyRow,
} from './provider-keys.queries.ts';

export type ProviderKeyParts = {
  readonly shelf: ProviderShelf;
  readonly secrets: Pick<Secrets, 'seal'>;
  /** Throws `url-refused` for an address that must not be reached. */
  readonly vetUrl: (url: string) => void;
  /** Default 100. */
  readonly mostPerPerson?: number;
};

const id = z.uuid();
const params = z.object({ id });
const mine = { who: 'person', scope: 'manage' } as const;
const tag = 'keys of providers';

const name = z.string().trim().min(1).max(100).describe('what you call it');
const projectId = id.nullable().describe('shared with those who may start work in this project; null: yours alone');
const baseUrl = z
  .string()
  .max(2000)
  .nullable()
  .describe('of a server of your own that speaks as OpenAI does, such as https://models.example/v1');
const monthlyCapMicros = z
  .int()
  .min(0)
  .max(Number.MAX_SAFE_INTEGER)
  .nullable()
  .describe('most that may be spent with it in a month (UTC), in millionths of a US dollar; null: no cap');

const shownKey = z.object({
  ...{ id, provider: z.string(), name: z.string() },
  lastFour: z.string().nullable().describe('the last four characters; null when it is shorter than eight'),
  ...{ isActive: z.boolean(), projectId: id.nullable(), baseUrl: z.string().nullable() },
  monthlyCapMicros: z.int().nullable(),
  verdict: z
    .enum(['works', 'wrong', 'expired', 'no-credit', 'forbidden'])
    .nullable()
    .describe('as it was found when it was last tested or used; null: nobody tried'),
  ...{ testedAt: z.iso.datetime().nullable(), lastUsedAt: z.iso.datetime().nullable() },
  ...{ createdAt: z.iso.datetime(), version: z.int() },
});

const shown = (row: ProviderKeyRow): z.input<typeof shownKey> => ({
  ...{ id: row.id, provider: row.provider, name: row.name, lastFour: row.lastFour || null, isActive: row.isActive },
  ...{ projectId: row.projectId, baseUrl: row.baseUrl, monthlyCapMicros: row.monthlyCapMicros, verdict: row.verdict },
  testedAt: row.testedAt?.toISOString() ?? null,
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  ...{ createdAt: row.createdAt.toISOString(), version: row.version },
});

const found = async (query: Query, keyId: string): Promise<ProviderKeyRow> => {
  const row = await findOwnKey(query, keyId);
  if (!row) throw notFound('key');
  return row;
};

/** Whoever shares a key with a project may start work there. Throws `not-found`, `gone`, `forbidden`. */
const checkShared = async (query: Query, project: string | null | undefined): Promise<void> => {
  if (project) await requireRole(query, { of: 'project', id: project, role: 'editor' });
};

const namesake = (): RequestRefused =>
  new RequestRefused('conflict', 'You have a key of this name for this provider; give it another name.');

const about = (row: ProviderKeyRow, action: string, detail: Readonly<Record<string, unknown>> = {}) => ({
  ...{ action, subject: `provider-key:${row.id}`, detail: { provider: row.provider, name: row.name, ...detail } },
  ...(row.projectId !== null && { projectId: row.projectId }),
});

const notToBeConfused =
  'These are keys of AI services, with which this studio calls them for you. Personal keys, with which your programs call this studio, are made at `/api/auth/api-key/create`.';

/** Routes of keys, without the one that tests them. */
export const keyRoutes = ({ shelf, secrets, vetUrl, mostPerPerson = 100 }: ProviderKeyParts): readonly Route[] => {
  const secretOf = (row: Pick<ProviderKeyRow, 'id' | 'personId' | 'provider'>, key: string) => ({
    ...{ sealed: secrets.seal(key, keyIdentity(row)), lastFour: lastFourOf(key) },
  });
  return [
    defineRoute({
      ...{ method: 'get', path: '/api-keys', tag, summary: 'List your keys of AI services' },
      description: notToBeConfused,
      access: mine,
      search: z.strictObject({ provider: z.string().max(100).optional().describe('a name or an alias') }),
      answer: z.object({ keys: z.array(shownKey) }),
      handle: async ({ search: { provider } }, query) => ({
        keys: (await listKeys(query, provider && (shelf.kind(provider)?.name ?? provider))).map(shown),
      }),
    }),
    defineRoute({
      ...{ method: 'post', path: '/api-keys', tag, creates: true, status: 201, summary: 'Add a key of an AI service' },
      description: `${notToBeConfused} The key is sealed (AES-256-GCM) before it is kept; only its last four characters are ever shown. You may have several for one provider: the one that worked most recently is used first.`,
      access: mine,
      refuses: ['conflict', 'quota-exceeded', 'url-refused'],
      body: z.strictObject({
        provider: z.string().min(1).max(100).describe('a name or an alias of GET /providers'),
        name,
        key: keyText.optional(),
        ...{ projectId: projectId.optional(), baseUrl: baseUrl.optional() },
        ...{ monthlyCapMicros: monthlyCapMicros.optional(), isActive: z.boolean().optional() },
      }),
      answer: shownKey,
      example: {
        body: { provider: 'openai', name: 'for films', key: 'sk-0000000000000000', monthlyCapMicros: 20_000_000 },
      },
      handle: async (call, query) => {
        const { body, caller } = call;
        const kind = keyedKind(shelf, body.provider);
        const ownUrl = ownBaseUrl(kind, body.baseUrl, vetUrl);
        if (body.key === undefined && ownUrl === null) {
          const message = 'is missing; only a server of one’s own (baseUrl) may want none';
          throw new RequestRefused('request-invalid', `key: ${message}.`, { problems: [{ path: 'key', message }] });
        }
        await checkShared(query, body.projectId);
        if ((await countKeys(query)) >= mostPerPerson)
          throw new RequestRefused('quota-exceeded', `You have ${mostPerPerson} keys, as many as one person may have.`);
        const whose = { id: await newKeyId(query), personId: caller.personId, provider: kind.name };
        const row = await insertKey(query, {
          ...whose,
          ...secretOf(whose, body.key ?? ''),
          ...{ name: body.name, baseUrl: ownUrl, projectId: body.projectId ?? null },
          ...{ monthlyCapMicros: body.monthlyCapMicros ?? null, isActive: body.isActive ?? true },
        });
        if (!row) throw namesake();
        await writeAudit(query, call, about(row, 'provider-key-added', { isShared: row.projectId !== null }));
        return shown(row);
      },
    }),
    defineRoute({
      ...{ method: 'put', path: '/api-keys/{id}', tag, summary: 'Change a key of an AI service' },
      description:
        'What is left out stays. A new `key` replaces the one before it at once, and what was known of that is forgotten. With `version`, the one you read, it is refused (409) when the key was changed since.',
      access: mine,
      refuses: ['conflict', 'stale-version', 'url-refused'],
      params,
      body: z.strictObject({
        ...{ name: name.optional(), key: keyText.optional(), isActive: z.boolean().optional() },
        ...{ projectId: projectId.optional(), baseUrl: baseUrl.optional() },
        ...{ monthlyCapMicros: monthlyCapMicros.optional(), version: z.int().min(1).optional() },
      }),
      answer: shownKey,
      example: { body: { isActive: false } },
      handle: async (call, query) => {
        const { key, version, baseUrl: givenUrl, ...change } = call.body;
        const row = await found(query, call.params.id);
        const kind = givenUrl === undefined || givenUrl === null ? undefined : keyedKind(shelf, row.provider);
        const ownUrl = kind ? ownBaseUrl(kind, givenUrl, vetUrl) : givenUrl;
        await checkShared(query, change.projectId);
        const changed = await changeKey(query, row.id, version ?? row.version, {
          ...change,
          baseUrl: ownUrl,
          ...(key !== undefined && { secret: secretOf(row, key) }),
        });
        if (changed === 'taken') throw namesake();
        if (changed === 'stale')
          throw new RequestRefused('stale-version', 'The key was changed since you read it; read it again.');
        const fields = Object.keys(call.body).filter((field) => field !== 'version');
        await writeAudit(query, call, about(changed, 'provider-key-changed', { fields }));
        return shown(changed);
      },
    }),
    defineRoute({
      ...{ method: 'delete', path: '/api-keys/{id}', tag, summary: 'Delete a key of an AI service' },
      description: 'It is used no more from the next call on. What was spent with it stays in the books.',
      access: mine,
      params,
      answer: z.object({ id }),
      handle: async (call, query) => {
        const row = await found(query, call.params.id);
        await deleteKey(query, row.id);
        await writeAudit(query, call, about(row, 'provider-key-deleted'));
        return { id: row.id };
      },
    }),
  ];
};
