import { describe, expect, it } from 'vitest';
import { billOf, clip, to, useDeskRig, wish } from '../../../test/kit/desk-vendors.ts';
import { never } from '../../../test/kit/desk-world.ts';
import { openPaidVendor } from '../../../test/kit/paid-vendor.ts';
import { modelCatalog, nameOf } from '../../domain/catalog/catalog.ts';
import { WorkprintError } from '../../domain/errors.ts';
import type { Ask } from '../../domain/generation/ask.types.ts';
import type { Order } from '../../ports/model-desk.ts';
import { type CallEnd, deskCatalogOf } from './desk.ts';

const rig = useDeskRig();

describe('a route', () => {
  it('DSK-1 keeps the order of its policy, and leaves out what cannot with its code', async () => {
    const { desk, order, journal } = await rig.world();
    const modelsOf = async (policy: Order['policy']) =>
      (await desk.quote(order(wish(), { policy }))).stations.map(({ model }) => model);
    const named = ['paid/still', 'paid/still-fast', 'other/still'];
    expect(await modelsOf({ kind: 'chain', models: [...named, 'paid/still'] })).toEqual(named);
    expect(await modelsOf({ kind: 'cheapest', models: named })).toEqual([
      'paid/still-fast',
      'paid/still',
      'other/still',
    ]);
    expect(await modelsOf({ kind: 'best', models: [...named].reverse() })).toEqual(named);
    expect((await modelsOf({ kind: 'best' })).slice(0, 2)).toEqual(['paid/still', 'paid/still-fast']);
    expect(await modelsOf({ kind: 'fastest', models: named })).toEqual(named);
    const quick = await rig.world({
      journal: {
        ...journal,
        speeds: async () =>
          new Map([
            ['other/still', 5],
            ['paid/still-fast', 90],
          ]),
      },
    });
    const fastest = await quick.desk.quote(quick.order(wish(), { policy: { kind: 'fastest', models: named } }));
    expect(fastest.stations.map(({ model }) => model)).toEqual(['other/still', 'paid/still-fast', 'paid/still']);
    const { stations, leftOut, first } = await desk.quote(
      order(wish(), to('nobody/none', 'paid/mystery', 'paid/still')),
    );
    expect(leftOut.map(({ model, code }) => [model, code])).toEqual([
      ['nobody/none', 'model-unknown'],
      ['paid/mystery', 'price-unknown'],
    ]);
    expect(stations).toEqual([{ model: 'paid/still', mostMicros: 40_000, isExact: true, isCached: false }]);
    expect(first).toMatchObject({ model: 'paid/still', reserveMicros: 40_000, keyId: 'key-1' });
  });

  it('DSK-39 an estimate prices a route without keys; where a model has one, those without stand aside', async () => {
    const { desk, order, ring } = await rig.world();
    const both = to('paid/still', 'other/still');
    ring.state = 'missing';
    const { stations, first, leftOut } = await desk.quote(order(wish(), { ...both, withoutKeys: true }));
    expect(stations.map(({ model, lacksKey }) => [model, lacksKey])).toEqual([
      ['paid/still', 'paid'],
      ['other/still', 'other'],
    ]);
    expect([stations[0]?.mostMicros, first, leftOut]).toEqual([40_000, undefined, []]);
    ring.find = async (provider) => (provider === 'other' ? { keyId: 'key-1', open: async () => 'secret' } : 'missing');
    const served = await desk.quote(order(wish(), { ...both, withoutKeys: true }));
    expect(served.stations.map(({ model, lacksKey }) => [model, lacksKey])).toEqual([['other/still', undefined]]);
    expect(served.leftOut).toMatchObject([{ model: 'paid/still', code: 'key-missing' }]);
    ring.find = async () => 'no-credit';
    await expect(desk.quote(order(wish(), { ...both, withoutKeys: true }))).rejects.toMatchObject({
      code: 'provider-no-credit',
    });
  });

  it('DSK-1 without a station throws the most telling trouble, and nothing is sent or written', async () => {
    const { desk, order, ring, journal } = await rig.world();
    const before = rig.paid.requests.submit;
    const refused = async (more: Partial<Order>, key = wish()) => {
      await expect(desk.quote(order(key, more))).rejects.toBeInstanceOf(WorkprintError);
      return desk.serve(order(key, more), never).catch((error: WorkprintError) => error.code);
    };
    const illegal = { ask: { type: 'image', prompt: 'x', count: 1, aspectRatio: '7:1' } } as const;
    expect(await refused(to('nobody/none'))).toBe('model-unknown');
    expect(await refused({ ask: { type: 'video', prompt: 'x', durationSeconds: 4 }, ...to('paid/old-clip') })).toBe(
      'model-retired',
    );
    expect(await refused(illegal)).toBe('ask-illegal');
    expect(await refused(to('paid/mystery'))).toBe('price-unknown');
    expect(await refused({ policy: { kind: 'chain', models: [] } })).toBe('model-unknown');
    for (const [state, code] of [
      ['missing', 'key-missing'],
      ['capped', 'budget-reached'],
      ['wrong', 'provider-key-wrong'],
      ['expired', 'provider-key-expired'],
      ['no-credit', 'provider-no-credit'],
    ] as const) {
      ring.state = state;
      expect(await refused({})).toBe(code);
    }
    ring.state = 'capped';
    ring.mostRoom = async () => ({ limitMicros: 2000, leftMicros: 1300 });
    await expect(desk.quote(order('x'))).rejects.toThrow(
      /up to \$0\.\d+, .* has \$0\.0013 left of \$0\.002; \$0\.0007 is spent/,
    );
    ring.state = 'no-credit';
    expect(await refused({ policy: { kind: 'chain', models: ['nobody/none', 'paid/still', 'paid/mystery'] } })).toBe(
      'provider-no-credit',
    );
    expect(rig.paid.requests.submit).toBe(before);
    expect(await journal.calls('x')).toEqual([]);
  });

  it('DSK-1 asks each model in its own words', async () => {
    const { desk, order, journal } = await rig.world();
    const askFor = (model: string) => ({ type: 'image', prompt: `for ${model}`, count: 2 }) as const;
    const served = await desk.serve(order('own words', { askFor }), never);
    expect(served.answer.files.length).toBe(2);
    expect((await journal.calls('own words'))[0]?.ask).toEqual(askFor('paid/still'));
  });
});

describe('the catalog as the desk asks it', () => {
  it('CAT-23 C6 what only reads scripts is found by its name, and offered to no route that names no models', () => {
    const [today, desk] = ['2026-11-20', deskCatalogOf(modelCatalog)];
    expect(desk.find('local/rules', 'text', today).isOnlyNamed).toBe(true);
    const offered = desk.list('text', today).map(nameOf);
    expect(offered[0]).toBe('openai/gpt-6-astra');
    expect(offered).not.toContain('local/rules');
  });
});

describe('what nobody says of a model', () => {
  it('DSK-21 C3 is noted of length and size, and not where the shape is known or nothing is paid', () => {
    const real = deskCatalogOf(modelCatalog);
    const notesOf = (model: string, ask: Ask) => real.unchecked(real.find(model, ask.type, '2026-11-20'), ask);
    const clipOf = { type: 'video', prompt: 'Waves', durationSeconds: 300, aspectRatio: '16:9' } as const;
    const still = { type: 'image', prompt: 'Waves', count: 1, aspectRatio: '16:9' } as const;
    expect(notesOf('fal/fal-ai/minimax/hailuo-2.3/pro/text-to-video', clipOf)[0]).toBe(
      'unchecked: duration. MiniMax Hailuo 2.3 Pro makes its own length, whatever is asked, and nobody was found to say which.',
    );
    expect(notesOf('fal/minimax/h3/image-to-video', clipOf)).toEqual([
      'unchecked: duration. Nobody was found to say of MiniMax H3 image to video which durations it makes.',
    ]);
    expect(notesOf('fal/bytedance/seedance-2.5/image-to-video', { ...clipOf, durationSeconds: 8 })).toEqual([]);
    expect(notesOf('fal/fal-ai/flux/schnell', still)).toEqual([]);
    expect(notesOf('fal/fal-ai/flux/schnell', { ...still, width: 9000, height: 9000 })).toHaveLength(1);
    expect(notesOf('local/panels', still)).toEqual([]);
  });

  it('DSK-21 C3 makes no price exact, and comes behind what is known unless the person gave the order', async () => {
    const { desk, order, deps } = await rig.world();
    const plain = await deps.catalogFor(order(wish()).payer);
    const doubtful = await rig.world({
      catalogFor: async () => ({
        ...plain,
        unchecked: ({ id, provider }) => (provider === 'paid' && id === 'still-fast' ? ['unchecked: ratio.'] : []),
      }),
    });
    const models = ['paid/still', 'paid/still-fast'];
    const quoted = async (policy: Order['policy']) =>
      (await doubtful.desk.quote(doubtful.order(wish(), { policy }))).stations;
    expect((await desk.quote(order(wish(), { policy: { kind: 'cheapest', models } }))).stations[0]?.model).toBe(
      'paid/still-fast',
    );
    expect(await quoted({ kind: 'cheapest', models })).toMatchObject([
      { model: 'paid/still', isExact: true },
      { model: 'paid/still-fast', isExact: false, notes: ['unchecked: ratio.'] },
    ]);
    expect((await quoted({ kind: 'chain', models: models.toReversed() }))[0]?.model).toBe('paid/still-fast');
  });
});

describe('a call', () => {
  it('DSK-2 is written before it is sent, and after; what was kept free is released to the cost', async () => {
    const lines: string[] = [];
    const base = await rig.world();
    const noting =
      <Args extends readonly unknown[], Result>(name: string, line: (...args: Args) => Result) =>
      (...args: Args): Result => {
        lines.push(name);
        return line(...args);
      };
    const { intend, sent, underWay, settle } = base.journal;
    const watched = {
      ...base.journal,
      ...{ intend: noting('intend', intend), sent: noting('sent', sent) },
      ...{ underWay: noting('underWay', underWay), settle: noting('settle', settle) },
    };
    const submits = rig.paid.requests.submit;
    const { desk, order } = await rig.afterDeath(base, {
      journal: { ...watched, sent: async (id) => (expect(rig.paid.requests.submit).toBe(submits), watched.sent(id)) },
    });
    const text = {
      ask: { type: 'text', prompt: 'Say something.', maxOutputTokens: 500 },
      ...to('paid/prose'),
    } as const;
    const { answer, costMicros, isCached, route, model } = await desk.serve(order('prose', text), never);
    expect(answer.text).toContain('Paid prose');
    expect([isCached, model]).toEqual([false, 'paid/prose']);
    expect(route).toMatchObject([{ model: 'paid/prose', outcome: 'answered', costMicros }]);
    expect(lines).toEqual(['intend', 'sent', 'settle']);
    expect(costMicros).toBe(rig.paid.bill.at(-1)?.micros);
    expect(await base.folder.purse('build')).toEqual({ reservedMicros: 0, spentMicros: costMicros });
  });

  it('DSK-2 answered later is looked at until it is done, its progress told, its private file fetched with the key', async () => {
    const { desk, order, journal, blobs } = await rig.world();
    const served = await desk.serve(order('clip', clip(wish())), never);
    expect(served.answer.files[0]?.mediaType).toBe('video/mp4');
    expect(await blobs.has(served.answer.files[0] as never)).toBe(true);
    expect(await journal.calls('clip')).toMatchObject([
      { state: 'done', handle: { workId: expect.stringContaining('work-') }, costMicros: 400_000 },
    ]);
  });

  it('DSK-12 costs what the vendor says, else what its usage costs, else what was kept free; never less than nothing', async () => {
    const { desk, order, deps } = await rig.world();
    const said = await openPaidVendor({ name: 'said', reportsCost: true });
    const odd = (billedMicros: number) => ({
      ...deps,
      shelf: {
        ...deps.shelf,
        open: () => ({
          makers: {
            image: {
              start: async () => ({
                state: 'finished' as const,
                made: {
                  files: [{ kind: 'bytes' as const, bytes: new Uint8Array([1]), mediaType: 'image/png' }],
                  usage: { billedMicros, images: Number.NaN },
                },
              }),
            },
          },
        }),
      },
    });
    for (const [billed, cost] of [
      [123, 123],
      [-5, 40_000],
      [0.5, 40_000],
      [Number.POSITIVE_INFINITY, 40_000],
    ] as const) {
      const world = await rig.afterDeath({ ...(await rig.world()) }, odd(billed));
      expect((await world.desk.serve(world.order(wish()), never)).costMicros).toBe(cost);
    }
    expect((await desk.serve(order(wish()), never)).costMicros).toBe(40_000);
    await said.close();
  });

  it('DSK-17 tells how each call ended', async () => {
    const ends: CallEnd[] = [];
    const { desk, order } = await rig.world({ onCall: (end) => ends.push(end) });
    const words = wish();
    await desk.serve(order('told', { ask: { type: 'image', prompt: words, count: 1 } }), never);
    await desk
      .serve(order('told no', { ask: { type: 'image', prompt: '[refuse]', count: 1 } }), never)
      .catch(() => undefined);
    expect(ends).toMatchObject([
      { provider: 'paid', model: 'still', outcome: 'answered', micros: 40_000 },
      { provider: 'paid', model: 'still', outcome: 'refused', code: 'provider-refused', micros: 0 },
    ]);
  });
});

describe('equal requests', () => {
  const same = { ask: { type: 'image', prompt: 'the same harbour', count: 1 } } as const;

  it('DSK-4 C9 are answered from the first one, free, unless asked fresh; never in another project', async () => {
    const { desk, order, folder, blobs, journal } = await rig.world();
    const first = await desk.serve(order('a', same), never);
    const again = await desk.serve(order('b', same), never);
    expect(again).toMatchObject({ isCached: true, costMicros: 0, route: [{ outcome: 'cached', costMicros: 0 }] });
    expect(again.answer).toEqual(first.answer);
    expect(await journal.calls('b')).toEqual([]);
    const quote = await desk.quote(order('c', same));
    expect(quote.stations[0]).toMatchObject({ mostMicros: 0, isCached: true, isExact: true });
    expect(quote.first).toBeUndefined();
    expect((await desk.serve(order('d', { ...same, isFresh: true }), never)).isCached).toBe(false);
    const stranger = { personId: 'person', projectId: 'elsewhere' };
    expect((await desk.serve(order('e', { ...same, payer: stranger }), never)).isCached).toBe(false);
    expect((await folder.purse('build')).spentMicros).toBe(80_000);
    // Its bytes are gone: it is asked again, by the next as by the first itself.
    const gone = await rig.afterDeath({ ...(await rig.world()), folder, blobs: { ...blobs, has: async () => false } });
    expect((await gone.desk.serve(gone.order('f', same), never)).isCached).toBe(false);
    expect((await gone.desk.serve(gone.order('a', same), never)).isCached).toBe(false);
  });

  it('DSK-4 that come together are sent once, also when each was written before', async () => {
    const { desk, order, journal, folder } = await rig.world();
    const from = rig.paid.bill.length;
    const harbour = { ask: { type: 'image', prompt: wish('harbour'), count: 1 } } as const;
    const keys = ['1', '2', '3', '4', '5', '6'];
    for (const key of keys.slice(0, 3)) {
      const { first } = await desk.quote(order(key, { ...harbour, isFresh: true }));
      await journal.intend({ ...(first as never as Parameters<typeof journal.intend>[0]), isFresh: false });
    }
    const served = await Promise.all(keys.map((key) => desk.serve(order(key, harbour), never)));
    expect(billOf(rig.paid, from).length).toBe(1);
    expect(served.filter(({ isCached }) => !isCached).length).toBe(1);
    expect(served.reduce((sum, { costMicros }) => sum + costMicros, 0)).toBe(40_000);
    expect(await folder.purse('build')).toEqual({ reservedMicros: 0, spentMicros: 40_000 });
  });
});
