/** A studio with the routes of keys of vendors, a shelf with three made-up vendors, and rings over the same rows. */
import { createHmac, randomBytes } from 'node:crypto';
import { createNetwork, readUrlPolicy } from '../../src/adapters/net/net.ts';
import { createSecrets, type MasterSecrets } from '../../src/adapters/secrets/secrets.ts';
import { silentLog } from '../../src/adapters/telemetry/telemetry.ts';
import { modelCatalog } from '../../src/domain/catalog/catalog.ts';
import { WorkprintError } from '../../src/domain/errors.ts';
import { ProviderFailure } from '../../src/domain/generation/provider-failure.ts';
import { createCatalogs, modelsRoutes } from '../../src/features/models/models.ts';
import { peopleRoutes } from '../../src/features/people/people.ts';
import { createKeyRing, type Environment, providerKeyRoutes } from '../../src/features/provider-keys/provider-keys.ts';
import type { FoundKey, KeyRing, NoKey } from '../../src/ports/key-ring.ts';
import type { DiscoveredModel, KeyVerdict, Provider, ProviderAccess, ProviderKind } from '../../src/ports/provider.ts';
import type { ProviderShelf } from '../../src/ports/provider-shelf.ts';
import { type Asker, startTestStudio, type TestStudio } from './studio.ts';

const failures = {
  'thrown-wrong-': ['provider-key-wrong', 'no'],
  'thrown-busy-': ['provider-busy', 'no'],
  'silent-': ['provider-silent', 'unknown'],
} as const;

const verdicts = { 'wrong-': 'wrong', 'expired-': 'expired', 'poor-': 'no-credit', 'narrow-': 'forbidden' } as const;

const neverAsked = { start: () => Promise.reject(new Error('nothing is made here')) };

/** A vendor whose keys say by their beginning how they are; it repeats the key in all it says, as real ones do. */
export const tellTaleKind = (
  name: string,
  more: Partial<ProviderKind>,
  seen: string[] = [],
  listing: readonly DiscoveredModel[] = [],
): ProviderKind => ({
  ...{ name, title: `Vendor ${name}`, aliases: {}, baseUrl: `https://${name}.example`, needsKey: 'yes' },
  ...{
    keyVariables: [`${name.toUpperCase()}_API_KEY`, `${name.toUpperCase()}_TOKEN`],
    builtFrom: [],
    verifiedLive: false,
  },
  ...{ submitsOnce: false, usually: { atOnce: 4, perMinute: 60 }, fileHosts: [] },
  open: ({ key = '' }): Provider => {
    const says = `Incorrect API key provided: ${key}. See https://${name}.example/?key=${encodeURIComponent(key)}`;
    const arrive = (): void => {
      seen.push(key);
      for (const [beginning, [code, taken]] of Object.entries(failures))
        if (key.startsWith(beginning)) throw new ProviderFailure(code, says, { taken });
    };
    return {
      makers: { image: neverAsked, text: neverAsked },
      testKey: async (): Promise<KeyVerdict> => {
        arrive();
        const [, state] = Object.entries(verdicts).find(([beginning]) => key.startsWith(beginning)) ?? [];
        return state ? { state, says } : { state: 'works' };
      },
      ...(more.needsKey !== 'none' && {
        discover: async () => {
          arrive();
          return listing;
        },
        voices: async () => {
          arrive();
          return [
            { id: 'v1', name: 'Mara', languages: ['en'] },
            { id: '', name: 'no id' },
          ];
        },
      }),
    };
  },
  ...more,
});

/** A shelf of these vendors; each is opened by its own `open`, over no network. */
export const shelfOf = (kinds: readonly ProviderKind[]): ProviderShelf => {
  const kind = (name: string) => kinds.find((one) => one.name === name || name in one.aliases);
  return {
    kinds,
    kind,
    open: (name, { key, baseUrl }) => {
      const found = kind(name);
      if (!found) throw new Error(`no vendor ${name}`);
      if (found.needsKey === 'optional' && baseUrl === undefined)
        throw new WorkprintError('url-refused', 'Nobody said where the server at home is.');
      const access: ProviderAccess = {
        ...{ key, baseUrl: baseUrl ?? found.baseUrl },
        fetch: () => Promise.reject(new Error('nothing is fetched here')),
      };
      return found.open(access);
    },
  };
};

export type AddedKey = { readonly id: string; readonly lastFour: string | null };

/** Opened once for a test file; `clear` takes all keys away again. */
export const keyWorld = () => {
  const seenKeys: string[] = [];
  /** What the paid vendor says it has. */
  const listing: DiscoveredModel[] = [];
  const kinds = [
    tellTaleKind('paid', { aliases: { 'alias-of-paid': {} } }, seenKeys, listing),
    tellTaleKind('home', { needsKey: 'optional' }, seenKeys),
    tellTaleKind('free', { needsKey: 'none', keyVariables: [] }, seenKeys),
  ];
  const shelf = shelfOf(kinds);
  // Sealing as it is but for scrypt, which would take most of the time of these tests.
  const secrets: MasterSecrets = createSecrets(new Uint8Array(32).fill(7), {
    derive: (masterKey, salt) => createHmac('sha256', masterKey).update(salt).digest(),
  });
  const clock = { aheadMs: 0, now: () => Date.now() + clock.aheadMs };
  const network = createNetwork({ policy: readUrlPolicy({}) });
  const opened = {} as { studio: TestStudio; lateRing: KeyRing };
  const ringOf = (environment?: Environment): KeyRing =>
    createKeyRing({
      ...{ database: opened.studio.database, secrets, clock, kinds, log: silentLog },
      ...(environment && { environment }),
    });
  const key = `good-${randomBytes(20).toString('hex')}`;
  const rows = () =>
    opened.studio.database.asStudio((query) =>
      query.selectFrom('workprint.provider_keys').selectAll().orderBy('id').execute(),
    );
  const look = (
    who: Asker,
    {
      provider = 'paid',
      projectId = opened.studio.projectId,
      needMicros = 0,
      keyId,
      ring = opened.lateRing,
    }: {
      readonly provider?: string;
      readonly projectId?: string;
      readonly needMicros?: number;
      readonly keyId?: string;
      readonly ring?: KeyRing;
    } = {},
  ): Promise<FoundKey | NoKey> => ring.find(provider, { personId: who.personId, projectId }, needMicros, keyId);
  return {
    get studio(): TestStudio {
      return opened.studio;
    },
    get lateRing(): KeyRing {
      return opened.lateRing;
    },
    ...{ kinds, shelf, secrets, clock, seenKeys, listing },
    ...{ key, rows, ring: ringOf },
    open: async (): Promise<void> => {
      opened.studio = await startTestStudio({
        routes: ({ database, ground: { limiter } }) => [
          ...providerKeyRoutes({
            ...{ shelf, secrets, database, clock, limiter },
            vetUrl: (url) => network.vet(url),
          }),
          ...modelsRoutes({
            ...{
              shelf,
              database,
              clock,
              limiter,
              ring: createKeyRing({ database, secrets, clock, kinds, log: silentLog }),
            },
            catalogs: createCatalogs({ database, base: modelCatalog, log: silentLog }),
          }),
          ...peopleRoutes({ database } as unknown as Parameters<typeof peopleRoutes>[0]),
        ],
      });
      // One of a process that goes on, beside those that are made anew.
      opened.lateRing = ringOf();
    },
    close: () => opened.studio?.close(),
    clear: async (): Promise<void> => {
      clock.aheadMs = 0;
      await opened.studio.database.asStudio((query) => query.deleteFrom('workprint.provider_keys').execute());
    },
    add: async (who: Asker, body: object = {}): Promise<AddedKey> => {
      const made = await who.ask('post', '/api-keys', {
        body: { provider: 'paid', name: 'first', key, ...body },
      });
      if (made.status !== 201) throw new Error(JSON.stringify(made.body));
      return made.body.data;
    },
    audit: (id: string) =>
      opened.studio.database.asStudio((query) =>
        query
          .selectFrom('workprint.audit_log')
          .select('action')
          .where('subject', '=', `provider-key:${id}`)
          .orderBy('id')
          .execute(),
      ),
    swapSealed: async (one: string, other: string): Promise<void> => {
      const sealed = new Map((await rows()).map((row) => [row.id, row.sealed]));
      for (const [to, from] of [
        [one, other],
        [other, one],
      ] as const)
        await opened.studio.database.asStudio((query) =>
          query
            .updateTable('workprint.provider_keys')
            .set({ sealed: sealed.get(from) ?? '' })
            .where('id', '=', to)
            .execute(),
        );
    },
    look,
    find: async (who: Asker, options: object = {}): Promise<FoundKey> => {
      const found = await look(who, options);
      if (typeof found === 'string') throw new Error(`no key: ${found}`);
      return found;
    },
  };
};
