import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { billOf, clip, to, useDeskRig, wish } from '../../../test/kit/desk-vendors.ts';
import { aborted, type DeskWorld, never, quickPatience } from '../../../test/kit/desk-world.ts';
import { fairSky } from '../../../test/kit/paid-vendor.ts';
import { WorkprintError } from '../../domain/errors.ts';
import type { Order } from '../../ports/model-desk.ts';
import type { Maker } from '../../ports/provider.ts';

const rig = useDeskRig();

describe('after a crash', () => {
  /** A desk whose process dies at a line of the journal: before it is written or just after. */
  const dyingAt = async (line: 'sent' | 'underWay' | 'settle', when: 'before' | 'after', more: Partial<Order>) => {
    const world = await rig.world();
    const gone = new Error('the process died');
    const dead = {
      ...world.journal,
      [line]: async (...args: never[]) => {
        if (when === 'after') await (world.journal[line] as (...all: never[]) => Promise<unknown>)(...args);
        throw gone;
      },
    };
    const dying = await rig.afterDeath(world, { journal: dead });
    await dying.desk.serve(dying.order('wish', more), never).catch(() => undefined);
    return rig.afterDeath(world);
  };

  it('DSK-3 what was intended is sent, once, and what is under way or done is not sent again', async () => {
    for (const [line, when] of [
      ['sent', 'before'],
      ['underWay', 'after'],
      ['settle', 'before'],
      ['settle', 'after'],
    ] as const) {
      const from = rig.plain.bill.length;
      const more = clip(wish(), 'plain/clip');
      const next = await dyingAt(line, when, more);
      const served = await next.desk.serve(next.order('wish', more), never);
      expect(served.costMicros, line).toBe(400_000);
      expect(billOf(rig.plain, from).length, `${when} ${line}`).toBe(1);
      expect((await next.folder.purse('build')).spentMicros).toBe(400_000);
      // And the wish, served again, is answered from its own call.
      expect(await next.desk.serve(next.order('wish', more), never)).toMatchObject({
        costMicros: 400_000,
        isCached: false,
      });
      expect(billOf(rig.plain, from).length).toBe(1);
    }
  });

  it('DSK-3 what was sent and not heard of is sent again under its key to a vendor that does a thing once per key', async () => {
    const from = rig.paid.bill.length;
    const more = clip(wish());
    const next = await dyingAt('underWay', 'before', more);
    expect((await next.desk.serve(next.order('wish', more), never)).costMicros).toBe(400_000);
    expect(billOf(rig.paid, from).length).toBe(1);
  });

  it('DSK-3 … but not when that promise may have run out', async () => {
    const from = rig.paid.bill.length;
    const more = clip(wish());
    const next = await dyingAt('underWay', 'before', more);
    const later = await rig.afterDeath(next, { clock: { now: () => Date.now() + 13 * 60 * 60_000 } });
    await expect(later.desk.serve(later.order('wish', more), never)).rejects.toMatchObject({ code: 'charge-unknown' });
    expect(billOf(rig.paid, from).length).toBe(1);
  });

  it('DSK-3 … is asked for at a vendor that can be asked, and sent again only when that has nothing', async () => {
    const from = rig.asks.bill.length;
    const more = clip(wish(), 'asks/clip');
    const lost = await dyingAt('underWay', 'before', more);
    expect((await lost.desk.serve(lost.order('wish', more), never)).costMicros).toBe(400_000);
    expect(billOf(rig.asks, from).length).toBe(1);
    const [submits, finds] = [rig.asks.requests.submit, rig.asks.requests.find];
    const unsent = await dyingAt('sent', 'after', clip(`${wish()}`, 'asks/clip'));
    await unsent.desk.serve(unsent.order('wish'), never);
    expect([rig.asks.requests.submit, rig.asks.requests.find]).toEqual([submits + 1, finds + 2]);
  });

  it('DSK-3 … is held for a person everywhere else: its money stays kept free, and it is never sent by itself', async () => {
    const from = rig.plain.bill.length;
    const more = clip(wish(), 'plain/clip');
    const next = await dyingAt('underWay', 'before', more);
    const serve = () => next.desk.serve(next.order('wish', more), never);
    await expect(serve()).rejects.toMatchObject({ code: 'charge-unknown', charged: 'unknown' });
    await expect(serve()).rejects.toThrow(/Paid Vendor.*Nobody knows whether plain\/clip billed it \(up to \$0\.40/);
    expect(await next.folder.purse('build')).toEqual({ reservedMicros: 400_000, spentMicros: 0 });
    expect(billOf(rig.plain, from).length).toBe(1);
    // Not billed: it is asked again. Billed: it ends, or goes on with the next of the route.
    const [lost] = await next.folder.unknownCalls();
    await next.folder.resolve(lost?.id ?? '', 0);
    await serve();
    expect(await next.folder.purse('build')).toEqual({ reservedMicros: 0, spentMicros: 400_000 });

    const billed = await dyingAt('underWay', 'before', clip(wish(), 'plain/clip'));
    await billed.desk.serve(billed.order('wish', clip('', 'plain/clip')), never).catch(() => undefined);
    await billed.folder.resolve((await billed.folder.unknownCalls())[0]?.id ?? '', 400_000);
    await expect(billed.desk.serve(billed.order('wish', clip('', 'plain/clip')), never)).rejects.toMatchObject({
      code: 'provider-silent',
      charged: 'yes',
      message: expect.stringContaining('$0.40'),
    });
    const served = await billed.desk.serve(
      billed.order('wish', { ...clip(wish()), ...to('plain/clip', 'paid/clip') }),
      never,
    );
    expect([served.model, served.costMicros]).toEqual(['paid/clip', 800_000]);
  });

  it('DSK-3 is never asked about with another key: another account would know nothing, and pay again', async () => {
    const from = rig.paid.bill.length;
    const more = clip(wish());
    const inDoubt = await dyingAt('underWay', 'before', more);
    inDoubt.ring.keyId = 'key-2';
    await expect(inDoubt.desk.serve(inDoubt.order('wish', more), never)).rejects.toMatchObject({
      code: 'charge-unknown',
    });
    expect(billOf(rig.paid, from).length).toBe(1);
    const underWay = await dyingAt('underWay', 'after', clip(wish()));
    underWay.ring.keyId = 'key-2';
    await expect(underWay.desk.serve(underWay.order('wish'), never)).rejects.toMatchObject({ code: 'charge-unknown' });
    expect((await underWay.journal.calls('wish'))[0]?.state).toBe('under-way');
    // What was not sent yet is asked with the key there is.
    const unsent = await dyingAt('sent', 'before', more);
    unsent.ring.keyId = 'key-2';
    await unsent.desk.serve(unsent.order('wish', more), never);
    expect((await unsent.journal.calls('wish')).map(({ state, keyId }) => [state, keyId])).toEqual([
      ['failed', 'key-1'],
      ['done', 'key-2'],
    ]);
  });

  it('DSK-3 what was not sent ends when its vendor has left the studio; what was is in doubt', async () => {
    const more = clip(wish());
    for (const [line, when, code, reservedMicros] of [
      ['sent', 'before', 'model-unknown', 0],
      ['underWay', 'after', 'charge-unknown', 400_000],
    ] as const) {
      const world = await dyingAt(line, when, more);
      const without = await rig.afterDeath(world, { shelf: { ...world.deps.shelf, kind: () => undefined } });
      await expect(without.desk.serve(without.order('wish', more), never)).rejects.toMatchObject({ code });
      expect((await world.folder.purse('build')).reservedMicros).toBe(reservedMicros);
    }
  });

  it('DSK-3 a first intent that was written with the job is the one that is served', async () => {
    const { desk, order, journal } = await rig.world();
    const { first } = await desk.quote(order('posted'));
    await journal.intend(first as never);
    const { route } = await desk.serve(order('posted'), never);
    expect(route.length).toBe(1);
    expect((await journal.calls('posted')).length).toBe(1);
  });

  it('DSK-18 two processes that serve one wish send it once', async () => {
    const world = await rig.world();
    const twin = await rig.afterDeath(world);
    const from = rig.plain.bill.length;
    const same = world.order('twins', clip(wish(), 'plain/clip'));
    const { first } = await world.desk.quote(same);
    await world.journal.intend(first as never);
    const both = await Promise.all([
      world.desk.serve(same, never),
      twin.desk.serve(same, never),
      world.desk.serve(same, never),
    ]);
    expect(new Set(both.map(({ answer }) => answer.files[0]?.sha256)).size).toBe(1);
    expect(billOf(rig.plain, from).length).toBe(1);
  });
});

describe('stopping', () => {
  const stopWhen = async (world: DeskWorld, key: string, more: Partial<Order>, reason: Error) => {
    const stop = new AbortController();
    rig.paid.sky = ({ what }) => (what === 'look' ? 'broken' : undefined);
    const serving = world.desk.serve(world.order(key, more), stop.signal).catch((error: unknown) => error);
    while ((await world.journal.calls(key))[0]?.state !== 'under-way') await sleep(1);
    rig.paid.sky = fairSky;
    stop.abort(reason);
    expect(await serving).toBe(reason);
    return (await world.journal.calls(key))[0];
  };
  const cancelled = () => new WorkprintError('cancelled', 'Stop.');

  it('DSK-8 a cancel tells the vendor, and settles by what it says', async () => {
    const world = await rig.world();
    const before = rig.paid.requests.cancel;
    const call = await stopWhen(world, 'cancel', clip(wish('[long]')), cancelled());
    expect(rig.paid.requests.cancel).toBe(before + 1);
    expect(call).toMatchObject({ state: 'failed', charged: 'no' });
    // What the vendor goes on with may be billed: that is for a person to say.
    expect(await stopWhen(world, 'too late', clip('[never]'), cancelled())).toMatchObject({ state: 'unknown' });
  });

  it('DSK-8 cancelled before it is served: nothing is sent, and what is open is closed', async () => {
    const world = await rig.world();
    const before = rig.paid.requests.submit;
    const { first } = await world.desk.quote(world.order('early'));
    await world.journal.intend(first as never);
    await expect(world.desk.serve(world.order('early'), aborted())).rejects.toMatchObject({ code: 'cancelled' });
    expect((await world.journal.calls('early'))[0]).toMatchObject({ state: 'failed', error: { code: 'cancelled' } });
    const left = await stopWhen(world, 'left', clip(wish('[long]')), new Error('stopping'));
    expect(left?.state).toBe('under-way');
    await expect(world.desk.serve(world.order('left'), aborted())).rejects.toMatchObject({ code: 'cancelled' });
    expect((await world.journal.calls('left'))[0]?.state).not.toBe('under-way');
    expect(rig.paid.requests.submit).toBe(before + 1);
    expect((await world.folder.purse('build')).reservedMicros).toBe(0);
  });

  it('DSK-8 an answer that is on its way when it is cancelled still arrives, and is paid for once', async () => {
    const world = await rig.world();
    const stop = new AbortController();
    const { open: openVendor } = world.deps.shelf;
    const slow = await rig.afterDeath(world, {
      shelf: {
        ...world.deps.shelf,
        open: (...args) => {
          const provider = openVendor(...args);
          return {
            ...provider,
            makers: {
              image: {
                start: async (ask, call) => {
                  stop.abort(cancelled());
                  await sleep(20);
                  return provider.makers.image?.start(ask, call) as never;
                },
              },
            },
          };
        },
      },
    });
    await slow.desk.serve(slow.order('on its way'), stop.signal).catch(() => undefined);
    expect((await world.journal.calls('on its way'))[0]).toMatchObject({ state: 'done', costMicros: 40_000 });
  });

  it.each([
    [
      'what it is for failed elsewhere: it is heard to its end',
      new WorkprintError('budget-reached', 'Too dear.'),
      'done',
    ],
    ['this process has to go: the next one finds out', new Error('stopping'), 'sent'],
  ])('DSK-20 %s', async (key, reason, state) => {
    const world = await rig.world();
    const stop = new AbortController();
    const { open: openVendor } = world.deps.shelf;
    const slow = await rig.afterDeath(world, {
      patience: { ...quickPatience, graceMs: 1 },
      shelf: {
        ...world.deps.shelf,
        open: (...args) => {
          const provider = openVendor(...args);
          const start: Maker<'image'>['start'] = async (ask, call) => {
            stop.abort(reason);
            // Longer than the moment that is given to what has to go.
            await sleep(60, undefined, { signal: call.signal });
            return provider.makers.image?.start(ask, call) as never;
          };
          return { ...provider, makers: { image: { start } } };
        },
      },
    });
    await slow.desk.serve(slow.order(key), stop.signal).catch(() => undefined);
    expect((await world.journal.calls(key))[0]?.state).toBe(state);
  });

  it('DSK-9 a process that has to go leaves work under way to the next one', async () => {
    const world = await rig.world();
    const from = rig.paid.bill.length;
    const more = clip(wish());
    expect((await stopWhen(world, 'moved', more, new Error('stopping')))?.state).toBe('under-way');
    const next = await rig.afterDeath(world);
    expect((await next.desk.serve(next.order('moved', more), never)).costMicros).toBe(400_000);
    expect(billOf(rig.paid, from).length).toBe(1);
  });
});
