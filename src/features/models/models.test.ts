/** Models and their vendors as people see them, over the shipped catalog, made-up vendors and a real database. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { keyWorld } from '../../../test/kit/key-world.ts';
import type { Asker } from '../../../test/kit/studio.ts';
import { silentLog } from '../../adapters/telemetry/telemetry.ts';
import { modelCatalog } from '../../domain/catalog/catalog.ts';
import type { DiscoveredModel } from '../../ports/provider.ts';
import { createCatalogs } from './models.ts';

const world = keyWorld();
beforeAll(() => world.open());
afterAll(() => world.close());
beforeEach(async () => {
  await world.clear();
  world.listing.length = 0;
  await world.studio.database.asStudio(async (query) => {
    await query.deleteFrom('workprint.own_prices').execute();
    await query.deleteFrom('workprint.discovered_models').execute();
  });
});

const data = async (who: Asker, path: string) => {
  const answer = await who.ask('get', path);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.body.data;
};
const priceOf = (name: string) => `/models/${encodeURIComponent(name)}/price`;
const image = { unit: 'image', dollars: '0.04' };
const home = (id: string, more: Partial<DiscoveredModel> = {}): DiscoveredModel => ({ id, makes: 'text', ...more });

describe('what there is', () => {
  test('KEY-17 providers say what they make, what they need and whether the one asking has a key', async () => {
    const { asOwner, asEditor, asViewer, projectId } = world.studio;
    await world.add(asOwner, { projectId });
    const of = async (who: Asker, path = '/providers') =>
      Object.fromEntries(
        (await data(who, path)).providers.map((one: { name: string; hasKey: boolean }) => [one.name, one.hasKey]),
      );
    expect(await of(asOwner)).toEqual({ paid: true, home: false, free: true });
    await world.add(asOwner, { provider: 'home', baseUrl: 'https://models.example/v1' });
    expect(await of(asOwner)).toEqual({ paid: true, home: true, free: true });
    expect(await of(asEditor)).toEqual({ paid: false, home: false, free: true });
    expect(await of(asEditor, `/providers?projectId=${projectId}`)).toEqual({ paid: true, home: false, free: true });
    expect(await of(asViewer, `/providers?projectId=${projectId}`)).toEqual({ paid: false, home: false, free: true });
    const [paid, atHome] = (await data(asOwner, '/providers')).providers;
    expect(paid).toMatchObject({
      makes: ['text', 'image'],
      needsKey: 'yes',
      takesBaseUrl: false,
      aliases: ['alias-of-paid'],
    });
    expect(atHome).toMatchObject({ needsKey: 'optional', takesBaseUrl: true, verifiedLive: null });
  });

  test('KEY-17 every model of the shipped catalog can be read, by name and in pages, with its prices and sources', async () => {
    const { asViewer } = world.studio;
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const page: { models: { name: string; makes: string }[]; next: string | null } = await data(
        asViewer,
        `/models?limit=60${next && `&cursor=${encodeURIComponent(next)}`}`,
      );
      seen.push(...page.models.map(({ name, makes }) => `${name} ${makes}`));
      next = page.next;
    }
    expect(seen).toEqual(modelCatalog.records.map(({ provider, id, makes }) => `${provider}/${id} ${makes}`));
    const [first] = modelCatalog.records.filter(({ prices, makes }) => prices?.length && makes === 'image');
    const name = `${first?.provider}/${first?.id}`;
    const one = await data(asViewer, `/models/${encodeURIComponent(name)}?type=image`);
    expect(one).toMatchObject({
      name,
      prices: first?.prices,
      sources: first?.sources,
      priceIs: 'catalog',
      discoveredAt: null,
    });
    const found = (await data(asViewer, `/models?type=image&q=${encodeURIComponent(first?.id ?? '')}`)).models;
    expect(found.map((model: { name: string }) => model.name)).toContain(name);
    expect((await data(asViewer, '/models?q=no-such-words-anywhere')).models).toEqual([]);
  });

  test('KEY-17 a retired model is readable and names its successor; an unknown one is answered with three names', async () => {
    const { asViewer } = world.studio;
    const retired = modelCatalog.records.find(({ status, lifeCycle }) => status === 'retired' && lifeCycle.replacement);
    const path = `/models/${encodeURIComponent(`${retired?.provider}/${retired?.id}`)}`;
    expect(await data(asViewer, path)).toMatchObject({ status: 'retired', lifeCycle: retired?.lifeCycle });
    const unknown = await asViewer.ask('get', '/models/gemini%2Fveo-99');
    expect([unknown.status, unknown.body.error.code]).toEqual([422, 'model-unknown']);
    expect(unknown.body.error.message.match(/\//g)?.length).toBeGreaterThanOrEqual(3);
    expect((await asViewer.ask('get', '/providers/nonesuch/models')).status).toBe(404);
    expect((await asViewer.ask('get', '/models?cursor=nonsense')).status).toBe(422);
  });
});

describe('what vendors say', () => {
  test('KEY-18 a vendor is asked with the person’s key; what it says is theirs alone and replaces what was known', async () => {
    const { asOwner, asEditor } = world.studio;
    await world.add(asOwner);
    world.listing.push(
      home('shiny-1', { makes: 'image', title: 'Shiny', prices: [{ ...image, unit: 'image', said: 'vendor' }] }),
    );
    const refreshed = await data(asOwner, '/providers/alias-of-paid/models?refresh=true');
    expect(refreshed).toMatchObject({
      provider: 'paid',
      discovered: 1,
      models: [{ name: 'paid/shiny-1', priceIs: 'vendor' }],
    });
    expect(refreshed.models[0].discoveredAt).not.toBeNull();
    expect((await data(asOwner, '/models?provider=paid')).models).toHaveLength(1);
    expect((await data(asEditor, '/models?provider=paid')).models).toHaveLength(0);
    expect(world.seenKeys).toContain(world.key);
    // What it lists no more is gone.
    world.listing.splice(0, 1, home('shiny-2'));
    expect(
      (await data(asOwner, '/providers/paid/models?refresh=true')).models.map(({ id }: { id: string }) => id),
    ).toEqual(['shiny-2']);
  });

  test('KEY-18 without a key, or with one that is wrong, it says so, and the key is not used again; no word of it comes back', async () => {
    const { asOwner } = world.studio;
    const refresh = () => asOwner.ask('get', '/providers/paid/models?refresh=true');
    expect((await refresh()).body.error.code).toBe('key-missing');
    const key = 'thrown-wrong-0123456789abcdef';
    const { id } = await world.add(asOwner, { key });
    const refused = await refresh();
    expect([refused.status, refused.body.error.code]).toEqual([422, 'provider-key-wrong']);
    expect(JSON.stringify(refused.body)).not.toContain(key.slice(-12));
    expect((await world.rows()).find((row) => row.id === id)?.verdict).toBe('wrong');
    const before = world.seenKeys.length;
    expect((await refresh()).body.error.code).toBe('provider-key-wrong');
    expect(world.seenKeys).toHaveLength(before);
    expect((await asOwner.ask('get', '/providers/free/voices')).status).toBe(422);
    const { withKey } = world.studio;
    expect((await withKey(['read']).ask('get', '/providers/paid/models?refresh=true')).status).toBe(403);
    expect((await withKey(['read']).ask('get', '/providers/paid/models')).status).toBe(200);
  });

  test('KEY-18 what is not of the form, too large or endless is left out', async () => {
    const asker = await world.studio.newPerson();
    await world.add(asker);
    world.listing.push(
      home('fine'),
      home('x'.repeat(301)),
      { id: 'no-kind' } as unknown as DiscoveredModel,
      home('nul\0'),
      home('half\ud800'),
      home('fat', { notes: Array.from({ length: 20 }, () => 'n'.repeat(4000)) }),
      home('odd', { prices: [{ unit: 'image', dollars: '-1', said: 'vendor' }] }),
      home('fine', { title: 'twice' }),
      ...Array.from({ length: 6000 }, (_, at) => home(`many-${at}`)),
    );
    const { discovered } = await data(asker, '/providers/paid/models?refresh=true');
    expect(discovered).toBe(5000 - 7);
    const ids = (await data(asker, '/models?provider=paid&q=fine')).models.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(['fine']);
  });

  test('KEY-18 voices are listed as the vendor says them', async () => {
    const asker = await world.studio.newPerson();
    await world.add(asker);
    const { voices } = await data(asker, '/providers/paid/voices');
    expect(voices).toEqual([{ id: 'v1', name: 'Mara', languages: ['en'] }]);
  });
});

describe('what people say it costs', () => {
  test('KEY-19 a price of one’s own counts for oneself at once, and the catalog’s when it is taken back', async () => {
    const { asOwner, asEditor } = world.studio;
    await world.add(asOwner);
    world.listing.push(home('llama', { makes: 'image' }));
    await data(asOwner, '/providers/paid/models?refresh=true');
    const path = priceOf('paid/llama');
    expect((await data(asOwner, '/models/paid%2Fllama')).priceIs).toBeNull();
    const set = await asOwner.ask('put', path, { body: { prices: [image] } });
    expect(set.body.data).toMatchObject({ prices: [{ ...image, said: 'person' }], priceIs: 'yours' });
    expect((await asEditor.ask('put', path, { body: { prices: [image] } })).body.error.code).toBe('model-unknown');
    for (const wrong of [
      { unit: 'image', dollars: 0.04 },
      { unit: 'image', dollars: '-1' },
      { unit: 'frame', dollars: '1' },
      { ...image, said: 'vendor' },
      { ...image, when: { moon: 'full' } },
    ])
      expect((await asOwner.ask('put', path, { body: { prices: [wrong] } })).status).toBe(422);
    expect((await asOwner.ask('put', path, { body: { prices: [] } })).body.data).toMatchObject({
      prices: [],
      priceIs: 'yours',
    });
    expect((await asOwner.ask('delete', path)).body.data).toMatchObject({ prices: null, priceIs: null });
    expect((await asOwner.ask('delete', path)).status).toBe(404);
    const { withKey } = world.studio;
    expect((await withKey(['read', 'write', 'run']).ask('put', path, { body: { prices: [] } })).status).toBe(403);
  });

  test('KEY-19 KEY-20 in a project the prices of the person it belongs to count, whoever asks; another server knows them at once', async () => {
    const { asOwner, asEditor, projectId, database } = world.studio;
    const [first] = modelCatalog.records.filter(({ status, makes }) => status === 'active' && makes === 'image');
    const name = `${first?.provider}/${first?.id}`;
    const servers = [1, 2].map(() => createCatalogs({ database, base: modelCatalog, log: silentLog }));
    const prices = () =>
      Promise.all(
        servers.flatMap((catalogs) =>
          [
            { personId: asOwner.personId, projectId },
            { personId: asEditor.personId, projectId },
            { personId: asEditor.personId },
          ].map(
            async (who) =>
              (await catalogs.catalogFor(who)).find(name, { today: '2026-11-20', makes: 'image' }).prices?.[0]?.dollars,
          ),
        ),
      );
    const [usual] = await prices();
    await asEditor.ask('put', priceOf(name), { body: { prices: [{ unit: 'image', dollars: '0.000001' }] } });
    expect(await prices()).toEqual([usual, usual, '0.000001', usual, usual, '0.000001']);
    await asOwner.ask('put', priceOf(name), { body: { prices: [{ unit: 'image', dollars: '9' }] } });
    expect(await prices()).toEqual(['9', '9', '0.000001', '9', '9', '0.000001']);
    await asOwner.ask('put', priceOf(name), { body: { prices: [{ unit: 'image', dollars: '8' }] } });
    expect((await prices())[4]).toBe('8');
    await asOwner.ask('delete', priceOf(name));
    expect((await prices())[0]).toBe(usual);
    // Nothing said, nothing built: the shipped catalog itself.
    const [catalogs] = servers;
    expect(await catalogs?.catalogFor({ personId: asOwner.personId })).toBe(modelCatalog);
  });
});
