import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { billOf, clip, to, useDeskRig, wish } from '../../../test/kit/desk-vendors.ts';
import { type DeskWorld, never, quickPatience } from '../../../test/kit/desk-world.ts';
import { badSky, fairSky } from '../../../test/kit/paid-vendor.ts';
import { WorkprintError } from '../../domain/errors.ts';
import { usualGateRules, usualPatience } from './desk.ts';

const rig = useDeskRig();

describe('in bad weather', () => {
  it('DSK-5 tries again only what was not taken, four times in all, and never earlier than asked', async () => {
    const { desk, order } = await rig.world();
    const from = rig.paid.arrivals.length;
    rig.paid.sky = ({ what, attempt }) => (what === 'submit' && attempt < 4 ? 'busy' : undefined);
    await desk.serve(order(wish()), never);
    const at = rig.paid.arrivals.slice(from).map(({ atMs }) => atMs);
    expect(at.length).toBe(4);
    expect(Math.min(...at.slice(1).map((ms, place) => ms - (at[place] ?? 0)))).toBeGreaterThanOrEqual(60);
    expect(rig.paid.earlyReturns).toBe(0);
    rig.paid.sky = ({ what }) => (what === 'submit' ? 'broken' : undefined);
    await expect(desk.serve(order(wish()), never)).rejects.toMatchObject({ code: 'provider-failed' });
    expect(rig.paid.arrivals.length - from).toBe(8);
  });

  it('DSK-5 never tries again what a vendor rejects, refuses, or a key that does not work, and tells the ring', async () => {
    const { desk, order, ring } = await rig.world();
    const secret = ring.find;
    for (const [state, code] of [
      ['wrong', 'provider-key-wrong'],
      ['expired', 'provider-key-expired'],
      ['no-credit', 'provider-no-credit'],
      ['forbidden', 'provider-forbidden'],
    ] as const) {
      rig.paid.keys.set(`key-${state}`, state);
      ring.find = async () => ({ keyId: 'key-1', open: async () => `key-${state}` });
      const before = rig.paid.requests.submit;
      await expect(desk.serve(order(wish()), never)).rejects.toMatchObject({ code });
      expect([rig.paid.requests.submit, ring.reports.at(-1)]).toEqual([before + 1, state]);
    }
    ring.find = secret;
    const before = rig.paid.requests.submit;
    await expect(desk.serve(order(wish('[refuse]')), never)).rejects.toMatchObject({ code: 'provider-refused' });
    expect(rig.paid.requests.submit).toBe(before + 1);
  });

  it('DSK-5 an answer that was cut is fetched again under its key, or held where the vendor does not promise that', async () => {
    const world = await rig.world();
    for (const way of ['cut', 'html', 'malformed', 'wrong-length', 'silence'] as const) {
      const from = [rig.paid.bill.length, rig.plain.bill.length] as const;
      for (const vendor of [rig.paid, rig.plain])
        vendor.sky = ({ what, attempt }) => (what === 'submit' && attempt === 1 ? way : undefined);
      expect((await world.desk.serve(world.order(wish()), never)).costMicros).toBe(40_000);
      await expect(world.desk.serve(world.order(wish(), to('plain/still')), never), way).rejects.toMatchObject({
        code: 'charge-unknown',
      });
      expect([billOf(rig.paid, from[0]).length, billOf(rig.plain, from[1]).length]).toEqual([1, 1]);
    }
    expect((await world.folder.unknownCalls()).length).toBe(5);
  });

  it('DSK-5 a closed gate is waited for within patience, or passed by for the next station', async () => {
    const world = await rig.world(undefined, {
      gateRules: { ...usualGateRules, firstClosedMs: 3_600_000, mostClosedMs: 3_600_000 },
    });
    const from = rig.paid.requests.submit;
    /** Wishes in vain, until the gate is closed. */
    const close = async ({ desk, order }: DeskWorld): Promise<void> => {
      rig.paid.sky = ({ what }) => (what === 'submit' ? 'broken' : undefined);
      for (let code = ''; code !== 'provider-busy'; )
        await desk.serve(order(wish()), never).catch((error: WorkprintError) => (code = error.code));
    };
    await close(world);
    const before = rig.paid.requests.submit;
    await expect(world.desk.serve(world.order(wish()), never)).rejects.toMatchObject({ code: 'provider-busy' });
    const served = await world.desk.serve(world.order(wish(), to('paid/still', 'other/still')), never);
    expect(served.route.map(({ model, outcome, code }) => [model, outcome, code])).toEqual([
      ['paid/still', 'failed', 'provider-busy'],
      ['other/still', 'answered', undefined],
    ]);
    expect(rig.paid.requests.submit).toBe(before);
    expect(before - from).toBe(5);
    const soon = await rig.world(
      { patience: { ...quickPatience, alone: 20 } },
      { gateRules: { ...usualGateRules, firstClosedMs: 40 } },
    );
    await close(soon);
    rig.paid.sky = fairSky;
    const patient = await rig.afterDeath(soon, { gate: soon.deps.gate });
    expect((await patient.desk.serve(patient.order(wish()), never)).model).toBe('paid/still');
  });

  it('DSK-6 the next station is asked for what one could not, and the path says so', async () => {
    const { desk, order } = await rig.world();
    rig.paid.sky = ({ what }) => (what === 'submit' ? 'broken' : undefined);
    const served = await desk.serve(order(wish(), to('nobody/none', 'paid/still', 'other/still')), never);
    expect(served.route).toMatchObject([
      { model: 'nobody/none', outcome: 'skipped', code: 'model-unknown' },
      { model: 'paid/still', outcome: 'failed', code: 'provider-failed', costMicros: 0 },
      { model: 'other/still', outcome: 'answered', costMicros: 40_000 },
    ]);
    rig.paid.sky = fairSky;
    const refused = {
      ask: { type: 'image', prompt: wish('[refuse]'), count: 1 },
      ...to('paid/still', 'local/none'),
    } as const;
    const elsewhere = {
      ...refused,
      askFor: (model: string) => (model === 'other/still' ? { ...refused.ask, prompt: 'a tamer one' } : refused.ask),
      ...to('paid/still', 'other/still'),
    };
    expect((await desk.serve(order(wish(), elsewhere), never)).route.map(({ outcome }) => outcome)).toEqual([
      'refused',
      'answered',
    ]);
    await expect(
      desk.serve(order(wish(), { ...elsewhere, isFresh: true, options: { retryRefusals: false } }), never),
    ).rejects.toMatchObject({ code: 'provider-refused' });
  });

  it('DSK-6 a budget stops before anything is sent, unless the route has what it allows', async () => {
    const { desk, order } = await rig.world(undefined, { budgetMicros: 50_000 });
    const before = rig.paid.requests.submit;
    const three = { ask: { type: 'image', prompt: wish(), count: 3 } } as const;
    await expect(desk.serve(order('dear', three), never)).rejects.toMatchObject({
      code: 'budget-reached',
      message: expect.stringContaining('$0.05'),
    });
    expect(rig.paid.requests.submit).toBe(before);
    const served = await desk.serve(order('less', { ...three, ...to('paid/still', 'paid/still-fast') }), never);
    expect([served.model, served.costMicros]).toEqual(['paid/still-fast', 30_000]);
  });

  it('DSK-7 looks again through any trouble, and stops only when the vendor says that the work is over', async () => {
    const { desk, order } = await rig.world();
    const from = rig.paid.bill.length;
    rig.paid.sky = (facts) =>
      facts.what === 'look' && facts.attempt <= 6
        ? badSky(7, 1, ['busy', 'broken', 'cut', 'html', 'malformed'])(facts)
        : undefined;
    expect((await desk.serve(order(wish(), clip(wish())), never)).costMicros).toBe(400_000);
    expect(billOf(rig.paid, from).length).toBe(1);
    rig.paid.sky = fairSky;
    const failed = await desk.serve(order('late', clip('[fail-late]')), never).catch((error: WorkprintError) => error);
    expect(failed).toMatchObject({ code: 'provider-failed' });
    await expect(desk.serve(order('refused late', clip('[refuse-late]')), never)).rejects.toMatchObject({
      code: 'provider-refused',
    });
    expect(billOf(rig.paid, from).length).toBe(1);
  });

  it('DSK-7 a key that stops working in the middle leaves the work under way for when it is right again', async () => {
    const { desk, order, ring, journal, folder } = await rig.world();
    const right = ring.find;
    rig.paid.keys.set('soon-wrong', 'works');
    ring.find = async () => ({ keyId: 'key-1', open: async () => 'soon-wrong' });
    rig.paid.sky = ({ what }) => (what === 'look' ? 'broken' : undefined);
    const serving = desk.serve(order('key', clip(wish())), never).catch((error: WorkprintError) => error);
    while ((await journal.calls('key'))[0]?.state !== 'under-way') await sleep(1);
    rig.paid.keys.set('soon-wrong', 'wrong');
    rig.paid.sky = fairSky;
    expect(await serving).toMatchObject({
      code: 'charge-unknown',
      message: expect.stringContaining('Put the key right'),
    });
    expect((await journal.calls('key'))[0]?.state).toBe('under-way');
    ring.find = right;
    expect((await desk.serve(order('key', clip('')), never)).costMicros).toBe(400_000);
    expect((await folder.purse('build')).reservedMicros).toBe(0);
  });

  it('DSK-7 work that is never done is stopped in the end; a person says what it cost', async () => {
    const world = await rig.world();
    const impatient = await rig.afterDeath(world, {
      patience: { ...world.deps.patience, workMs: { ...usualPatience.workMs, video: 60 } },
    });
    await expect(impatient.desk.serve(impatient.order('never', clip('[never]')), never)).rejects.toMatchObject({
      code: 'charge-unknown',
    });
    expect((await world.folder.unknownCalls()).length).toBe(1);
  });
});

describe('what was made', () => {
  it('DSK-10 and cannot be had is refused, recorded and released: a page, a redirect inside, 4 GB, nothing', async () => {
    const { desk, order, folder, journal } = await rig.world();
    let spent = 0;
    for (const mark of ['[html-file]', '[inside-file]', '[huge-file]', '[gone-file]']) {
      const trouble = await desk
        .serve(order(mark, { ask: { type: 'image', prompt: mark, count: 1 } }), never)
        .catch((error: WorkprintError) => error);
      expect(trouble, mark).toMatchObject({ code: 'provider-unreadable' });
      spent += 40_000;
      expect((await journal.calls(mark))[0]).toMatchObject({ state: 'failed', charged: 'yes', costMicros: 40_000 });
    }
    expect(await folder.purse('build')).toEqual({ reservedMicros: 0, spentMicros: spent });
    // It was paid for once already: the same wish does not pay for it again by itself.
    await expect(desk.serve(order('[html-file]'), never)).rejects.toMatchObject({ charged: 'yes' });
  });

  it('DSK-10 and is no answer is booked and not given: no file, no word, another form, files without end', async () => {
    const answers = (made: object) => {
      const start = async () => ({ state: 'finished' as const, made: { files: [], usage: {}, ...made } });
      return { makers: { image: { start }, text: { start } } };
    };
    const file = { kind: 'bytes', bytes: new Uint8Array([1]), mediaType: 'image/png' };
    const text = { type: 'text', prompt: 'x', maxOutputTokens: 5 } as const;
    const asked = { ...text, answer: { name: 'n', schema: { type: 'object' } } };
    const still = { type: 'image', prompt: 'x', count: 1 } as const;
    const { deps } = await rig.world();
    for (const [ask, made] of [
      ...([
        [still, {}],
        [still, { files: Array.from({ length: 65 }, () => file) }],
      ] as const),
      ...([
        [text, { text: ' \n' }],
        [asked, { text: 'words' }],
      ] as const),
    ]) {
      const world = await rig.world({ shelf: { ...deps.shelf, open: () => answers(made) } });
      const order = world.order('odd', { ask, ...to(ask.type === 'text' ? 'paid/prose' : 'paid/still') });
      await expect(world.desk.serve(order, never)).rejects.toMatchObject({
        code: 'provider-unreadable',
        charged: 'yes',
      });
      const [call] = await world.journal.calls('odd');
      expect(call).toMatchObject({ state: 'failed', costMicros: call?.reserveMicros });
    }
  });

  it('DSK-10 and cannot be kept for a reason of ours stays under way, to be fetched again', async () => {
    const world = await rig.world();
    const full = await rig.afterDeath(world, {
      keep: () => Promise.reject(new WorkprintError('unavailable', 'The store is away.')),
    });
    const from = rig.paid.bill.length;
    const more = clip(wish());
    await expect(full.desk.serve(full.order('kept', more), never)).rejects.toMatchObject({ code: 'unavailable' });
    expect((await world.journal.calls('kept'))[0]?.state).toBe('under-way');
    await world.desk.serve(world.order('kept', more), never);
    expect(billOf(rig.paid, from).length).toBe(1);
  });

  it('DSK-11 and lacks what was asked goes only to who accepts less', async () => {
    const { desk, order, folder } = await rig.world();
    const three = (count = 3) => ({ ask: { type: 'image', prompt: '[shorter]', count } }) as const;
    await expect(desk.serve(order('less', three()), never)).rejects.toThrow(/2 pictures instead of 3/);
    // It was paid for, so whoever accepts it is given it for nothing.
    const accepted = await desk.serve(order('fine', { ...three(), options: { acceptDegraded: true } }), never);
    expect(accepted).toMatchObject({ degraded: '2 pictures instead of 3', isCached: true, costMicros: 0 });
    const next = {
      ...three(4),
      askFor: (model: string) => ({ ...three(4).ask, ...(model === 'other/still' && { prompt: 'four' }) }),
      ...to('paid/still', 'other/still'),
    };
    const served = await desk.serve(order('next', next), never);
    expect([served.model, served.answer.files.length, served.costMicros]).toEqual([
      'other/still',
      4,
      120_000 + 160_000,
    ]);
    expect((await folder.purse('build')).reservedMicros).toBe(0);
  });
});
