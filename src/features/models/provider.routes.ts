/** `/providers`: the vendors this studio knows, their models and voices as they say themselves. */
import { z } from 'zod';
import { WorkprintError } from '../../domain/errors.ts';
import { askTypes } from '../../domain/generation/ask.types.ts';
import type { ProviderKind, ProviderVoice } from '../../ports/provider.ts';
import { defineRoute, notFound, type RateLimiter, RequestRefused, type Route } from '../api/api.ts';
import { takeTurn } from '../provider-keys/provider-keys.ts';
import { askVendor, noProject } from './ask-vendor.ts';
import type { Catalogs, KnownCatalog } from './catalogs.ts';
import { type DiscoverParts, discoverModels } from './discover.ts';
import { modelView } from './model.schemas.ts';
import { filtered, viewOf } from './show-model.ts';

export type ProviderRouteParts = DiscoverParts & {
  readonly catalogs: Catalogs;
  readonly limiter: Pick<RateLimiter, 'take'>;
};

const tag = 'models';
const reader = { who: 'person', scope: 'read' } as const;
const params = z.object({ provider: z.string().min(1).max(100).describe('a name or an alias, such as `google`') });
const makes = z.enum(askTypes);

const providerView = z.object({
  ...{ name: z.string(), title: z.string(), aliases: z.array(z.string()) },
  makes: z.array(makes).describe('kinds of work it can be asked for'),
  needsKey: z.enum(['yes', 'optional', 'none']),
  hasKey: z
    .boolean()
    .describe('whether a request of yours would find a key or needs none, and a server that may be reached'),
  takesBaseUrl: z.boolean().describe('whether a key may name the address of a server of one’s own'),
  keyPage: z.string().nullable().describe('where one gets a key'),
  verifiedLive: z
    .string()
    .nullable()
    .describe('the day somebody ran it against the provider itself; null: nobody has yet'),
  builtFrom: z.array(z.object({ url: z.string(), checkedAt: z.string() })),
});

const voice = z.object({
  ...{ id: z.string().min(1).max(300), name: z.string().max(300) },
  languages: z.array(z.string().max(40)).max(200).optional(),
  ...{ gender: z.string().max(60).optional(), description: z.string().max(2000).optional() },
  models: z.array(z.string().max(300)).max(100).optional(),
});
const mostVoices = 5_000;

/** What a vendor's list of voices is good for; what is not of the form is left out. */
const readVoices = (said: readonly ProviderVoice[]) =>
  said.slice(0, mostVoices).flatMap((one) => {
    const read = voice.safeParse(one);
    return read.success ? [read.data] : [];
  });

const nothingIsFetched = () => Promise.reject(new Error('A vendor was asked what it makes, and went to the network.'));

/** Routes of vendors. */
export const providerRoutes = (parts: ProviderRouteParts): readonly Route[] => {
  const { shelf, ring, catalogs, limiter } = parts;

  const kindOf = (name: string): ProviderKind => {
    const kind = shelf.kind(name);
    if (!kind) throw notFound('provider');
    return kind;
  };
  /** Where models may be that no vendor on the shelf makes: this machine's own. */
  const nameOfProvider = (name: string, { catalog }: KnownCatalog): string => {
    const kind = shelf.kind(name);
    if (kind) return kind.name;
    if (catalog.records.some(({ provider }) => provider === name)) return name;
    throw notFound('provider');
  };
  // What a vendor makes stands in its code and never changes; it is opened once without a key to be asked.
  const made = new Map<string, readonly z.output<typeof makes>[]>();
  const makesOf = ({ name, baseUrl, open }: ProviderKind): z.output<typeof makes>[] => {
    const known = made.get(name) ?? Object.keys(open({ key: undefined, baseUrl, fetch: nothingIsFetched }).makers);
    const types = askTypes.filter((type) => (known as readonly string[]).includes(type));
    made.set(name, types);
    return types;
  };
  /** A server at home is there once an operator or a key says where. */
  const hasPlace = async (kind: ProviderKind, payer: { readonly personId: string; readonly projectId: string }) => {
    if (kind.needsKey !== 'optional') return true;
    const found = await ring.find(kind.name, payer, 0);
    if (typeof found === 'string') return false;
    try {
      shelf.open(kind.name, { key: undefined, ...(found.baseUrl !== undefined && { baseUrl: found.baseUrl }) });
      return true;
    } catch (error) {
      if (error instanceof WorkprintError && error.code === 'url-refused') return false;
      throw error;
    }
  };
  const shownProvider = (kind: ProviderKind, hasKey: boolean): z.input<typeof providerView> => ({
    ...{ name: kind.name, title: kind.title, needsKey: kind.needsKey, hasKey, makes: makesOf(kind) },
    aliases: Object.keys(kind.aliases),
    takesBaseUrl: kind.needsKey === 'optional',
    keyPage: kind.keyPage ?? null,
    verifiedLive: kind.verifiedLive || null,
    builtFrom: kind.builtFrom.map(({ url, checkedAt }) => ({ url, checkedAt })),
  });
  const modelsOf = async (personId: string, name: string, type: string | undefined) => {
    const known = await catalogs.knownFor({ personId });
    const provider = nameOfProvider(name, known);
    return { provider, models: filtered(known, { provider, makes: type }).map((record) => viewOf(record, known)) };
  };

  return [
    defineRoute({
      ...{ method: 'get', path: '/providers', tag, summary: 'List the providers of models' },
      access: reader,
      search: z.strictObject({
        projectId: z.uuid().optional().describe('keys that were shared with you in this project count too'),
      }),
      answer: z.object({ providers: z.array(providerView) }),
      handle: async ({ caller: { personId }, search: { projectId } }) => {
        const payer = { personId, projectId: projectId ?? noProject };
        const withKey = await ring.providers(payer);
        const providers = shelf.kinds.map(async (kind) =>
          shownProvider(kind, withKey.has(kind.name) && (await hasPlace(kind, payer))),
        );
        return { providers: await Promise.all(providers) };
      },
    }),
    defineRoute({
      ...{ method: 'get', path: '/providers/{provider}/models', tag, summary: 'List the models of a provider' },
      description:
        'Capabilities, limits, prices, life-cycle and where all that is known from. `refresh=true` asks the provider with your key first and keeps what it says for you; ten times a minute at most.',
      access: reader,
      refuses: ['key-missing', 'provider-key-wrong', 'provider-key-expired', 'provider-busy', 'rate-limited'],
      params,
      search: z.strictObject({
        refresh: z.enum(['true', 'false']).optional(),
        type: makes.optional().describe('the kind of work'),
      }),
      answer: z.object({
        provider: z.string(),
        models: z.array(modelView),
        discovered: z.int().nullable().describe('how many the provider just listed; null: it was not asked'),
      }),
      handle: async ({ caller: { personId, scopes }, params: { provider }, search: { refresh, type } }) => {
        // Asking spends the person's turns and changes what is kept for them.
        if (refresh === 'true' && !scopes.includes('manage'))
          throw new RequestRefused('forbidden', 'This key may not do that: it lacks the scope “manage”.');
        if (refresh === 'true') kindOf(provider);
        return { ...(await modelsOf(personId, provider, type)), discovered: null };
      },
      afterwards: async ({ caller: { personId }, params: { provider }, search: { refresh, type }, signal }, answer) => {
        if (refresh !== 'true') return answer;
        await takeTurn(limiter, personId);
        const discovered = await discoverModels(parts, kindOf(provider), { personId, signal });
        return { ...(await modelsOf(personId, provider, type)), discovered };
      },
    }),
    defineRoute({
      ...{ method: 'get', path: '/providers/{provider}/voices', tag, summary: 'List the voices of a provider' },
      description: 'Asks the provider with your key, ten times a minute at most; nothing of it is kept.',
      access: { who: 'person', scope: 'manage' },
      refuses: ['key-missing', 'provider-key-wrong', 'provider-key-expired', 'provider-busy', 'rate-limited'],
      params,
      answer: z.object({ provider: z.string(), voices: z.array(voice) }),
      handle: async ({ params: { provider } }) => ({ provider: kindOf(provider).name, voices: [] }),
      afterwards: async ({ caller: { personId }, params: { provider }, signal }) => {
        await takeTurn(limiter, personId);
        const kind = kindOf(provider);
        const said = await askVendor(parts, kind, { personId, signal }, async (opened, timely) => {
          if (!opened.voices) throw new RequestRefused('request-invalid', `${kind.title} has no list of voices.`);
          return opened.voices(timely);
        });
        return { provider: kind.name, voices: readVoices(said) };
      },
    }),
  ];
};
