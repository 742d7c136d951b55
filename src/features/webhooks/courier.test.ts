/** Couriers: trying again, sharing the work, giving up. */
import { describe, expect, test } from 'vitest';
import { type Heard, hour, minute, webhookWorld } from '../../../test/kit/webhook-world.ts';
import { readRetryAfter, waitAfter } from './retry-plan.ts';
import { isSignedBy } from './webhooks.ts';

const world = webhookWorld();
const { address, clock, deliveriesOf, make, makeCourier, one, tell, url } = world;

describe('trying again', () => {
  test('WHK-5 WHK-6 WHK-14 PD7 six tries within a day, the same event and body, each of them readable', async () => {
    world.status = (at) => (at < 6 ? 500 : 200);
    const { id, secret } = await make(world.studio.asOwner);
    await tell({ words: 'zażółć “gęślą” jaźń' });
    const waits = [0, minute, 10 * minute, hour, 5 * hour, 16 * hour];
    for (const [at, waitMs] of waits.entries()) {
      clock.aheadMs += waitMs - (at > 0 ? 1000 : 0);
      if (at > 0) expect(await world.courier.deliverDue()).toBe(0);
      clock.aheadMs += at > 0 ? 2000 : 0;
      expect(await world.courier.deliverDue()).toBe(1);
    }
    expect(new Set(world.heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(world.heard.map(({ body }) => body)).size).toBe(1);
    expect(new Set(world.heard.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(6);
    const last = world.heard.at(-1) as Heard;
    expect(isSignedBy(secret, last.headers as Record<string, string>, last.body, clock.now() / 1000)).toBe(true);
    const [delivery] = await deliveriesOf(world.studio.asOwner, id);
    expect(delivery).toMatchObject({ state: 'done', attempts: 6, lastStatus: 200, lastError: null, nextAt: null });
    expect(delivery.tries).toHaveLength(6);
    expect(delivery.tries[0]).toMatchObject({ status: 500, error: expect.stringContaining('status 500') });
  });

  test('WHK-6 after the sixth failure it is over; what is over can be delivered once more, under its old id', async () => {
    world.status = () => 500;
    const { id } = await make(world.studio.asOwner);
    await tell('x');
    for (let tries = 0; tries < 6; tries++) {
      await world.courier.deliverDue();
      clock.aheadMs += 18 * hour;
    }
    expect(await world.courier.deliverDue()).toBe(0);
    const [delivery] = await deliveriesOf(world.studio.asOwner, id);
    // Eighteen hours passed between these tries, so the day was over with the third.
    expect(delivery).toMatchObject({ state: 'failed', attempts: 3 });
    world.status = () => 200;
    const again = await world.studio.asOwner.ask('post', `/webhooks/${id}/deliveries/${delivery.id}/redeliver`);
    expect([again.status, again.body.data.eventId]).toEqual([202, delivery.eventId]);
    await world.courier.deliverDue();
    expect(world.heard.at(-1)?.headers['webhook-id']).toBe(delivery.eventId);
    expect(world.heard.at(-1)?.body).toBe(world.heard[0]?.body);
    expect((await deliveriesOf(world.studio.asOwner, id))[0]).toMatchObject({ state: 'done', attempts: 1 });
  });

  test('WHK-6 the waits grow, are spread, end within a day, and heed the receiver', () => {
    const plan = (chance: number): (number | undefined)[] =>
      [1, 2, 3, 4, 5, 6].map((attempt) => waitAfter(attempt, 0, chance));
    expect(plan(0)).toEqual([minute, 10 * minute, hour, 5 * hour, 16 * hour, undefined]);
    const total = plan(0.999999).reduce<number>((sum, each) => sum + (each ?? 0), 0);
    expect(total).toBeGreaterThan(22 * hour);
    expect(total).toBeLessThanOrEqual(23.5 * hour);
    expect(waitAfter(1, 0, 0, 7 * minute)).toBe(7 * minute);
    expect(waitAfter(2, 0, 0, 7 * minute)).toBe(10 * minute);
    expect(waitAfter(1, 0, 0, 25 * hour)).toBeUndefined();
    expect([waitAfter(5, 20 * hour, 0), waitAfter(5, 24 * hour, 0)]).toEqual([3.5 * hour, undefined]);
    expect(
      [undefined, '120', 'soon', '-5', new Date(61_000).toUTCString()].map((text) => readRetryAfter(text, 1000)),
    ).toEqual([0, 120_000, 0, 0, 60_000]);
  });

  test('WHK-7 PD7 a name that leads inside by then is never connected to, and a redirect is not followed', async () => {
    world.status = () => 500;
    world.internet.name('receiver.example', [address], ['10.0.0.1'], ['127.0.0.1', address]);
    const { id } = await make(world.studio.asOwner);
    await tell('x');
    for (let tries = 0; tries < 3; tries++) {
      await world.courier.deliverDue();
      clock.aheadMs += hour;
    }
    expect(world.internet.dials.map((dial) => dial.address)).toEqual([address]);
    const [delivery] = await deliveriesOf(world.studio.asOwner, id);
    expect(delivery.tries[1]).toMatchObject({ error: expect.stringContaining('does not lead to a public address') });
    expect(JSON.stringify(delivery.tries)).not.toMatch(/10\.0\.0\.1|127\.0\.0\.1|t0ken/);
  });

  test('WHK-7 a redirect is a failure like any other status', async () => {
    world.internet.name('moved.example', ['93.184.215.20']);
    await world.internet.serve('93.184.215.20', 80, (_, answer) => answer.writeHead(302, { location: url }).end());
    const { id } = await make(world.studio.asOwner, { url: 'http://moved.example/' });
    await tell('x');
    await world.courier.deliverDue();
    expect(world.heard).toEqual([]);
    expect((await deliveriesOf(world.studio.asOwner, id))[0]).toMatchObject({ state: 'queued', lastStatus: 302 });
  });

  test('WHK-8 the status counts, however much or little else is said', async () => {
    world.internet.name('loud.example', ['93.184.215.21']);
    world.internet.name('torn.example', ['93.184.215.22']);
    await world.internet.serve('93.184.215.21', 80, (_, answer) => void answer.end(Buffer.alloc(5_000_000)));
    await world.internet.serveBytes('93.184.215.22', 80, (socket) => {
      socket.resume().end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort');
    });
    const loud = await make(world.studio.asOwner, { url: 'http://loud.example/' });
    const torn = await make(world.studio.asOwner, { url: 'http://torn.example/' });
    await tell('x');
    await world.courier.deliverDue();
    for (const { id } of [loud, torn])
      expect((await deliveriesOf(world.studio.asOwner, id))[0]).toMatchObject({ state: 'done' });
  });
});

describe('couriers', () => {
  test('WHK-9 two couriers make no try twice', async () => {
    await make(world.studio.asOwner);
    for (let i = 0; i < 30; i++) await tell(i);
    const both = await Promise.all([world.courier.deliverDue(), makeCourier().deliverDue()]);
    expect(both.reduce((sum, each) => sum + each)).toBe(30);
    expect(new Set(world.heard.map(({ headers }) => headers['webhook-id'])).size).toBe(30);
  });

  test('WHK-9 a receiver that hangs does not hold up the others, and what a dead courier held is taken over', async () => {
    world.internet.name('hung.example', ['93.184.215.23']);
    await world.internet.serve('93.184.215.23', 80, () => undefined);
    const hung = await make(world.studio.asOwner, { url: 'http://hung.example/' });
    await make(world.studio.asOwner);
    for (let i = 0; i < 12; i++) await tell(i);
    const dying = makeCourier({ concurrency: 6 });
    const pending = dying.deliverDue();
    while (world.heard.length < 12) await new Promise((resolve) => setTimeout(resolve, 5));
    await dying.stop(0);
    await pending;
    const before = await deliveriesOf(world.studio.asOwner, hung.id);
    // On a busy machine some tries may have run into their time by now; what was under way at the end was at most four.
    const underWay = before.filter((each: { attempts: number; tries: unknown[] }) => each.attempts > each.tries.length);
    expect([underWay.length > 0, underWay.length <= 4]).toEqual([true, true]);
    await world.internet.serve('93.184.215.23', 80, (_, answer) => void answer.end());
    clock.aheadMs += minute;
    await world.courier.deliverDue();
    const after = await deliveriesOf(world.studio.asOwner, hung.id);
    expect(after.every((each: { state: string }) => each.state === 'done')).toBe(true);
  });

  test('WHK-9 a started courier is called by the commit', async () => {
    await make(world.studio.asOwner);
    const started = makeCourier({ pollMs: 3_600_000 });
    await started.start();
    try {
      await tell('x');
      await expect.poll(() => world.heard.length, { timeout: 20_000 }).toBe(1);
    } finally {
      await started.stop(1000);
    }
  });

  test('WHK-10 five days in which nothing arrives switch it off, with a reason; switched on it begins anew', async () => {
    world.status = () => 500;
    const { id } = await make(world.studio.asOwner);
    for (let day = 0; day < 6; day++) {
      await tell(day);
      await world.courier.deliverDue();
      if (day < 5)
        expect(await one(world.studio.asOwner, id)).toMatchObject({ isActive: true, failingSince: expect.any(String) });
      clock.aheadMs += 24 * hour;
    }
    const off = await one(world.studio.asOwner, id);
    expect(off).toMatchObject({
      isActive: false,
      disabledBecause: expect.stringContaining('5 days'),
      disabledAt: expect.any(String),
    });
    const states = (await deliveriesOf(world.studio.asOwner, id)).map((each: { state: string }) => each.state);
    expect(states).not.toContain('queued');
    const count = world.heard.length;
    await tell('unheard');
    await world.courier.deliverDue();
    expect(world.heard).toHaveLength(count);
    expect((await world.studio.asOwner.ask('post', `/webhooks/${id}/test`)).status).toBe(409);
    const on = await world.studio.asOwner.ask('put', `/webhooks/${id}`, { body: { isActive: true } });
    expect(on.body.data).toMatchObject({ isActive: true, failingSince: null, disabledBecause: null });
    const audit = await world.studio.database.asStudio((query) =>
      query.selectFrom('workprint.audit_log').select('action').where('subject', '=', `webhook:${id}`).execute(),
    );
    expect(audit.map(({ action }) => action)).toEqual(['webhook-created', 'webhook-disabled', 'webhook-changed']);
  });

  test('WHK-10 a success in between begins the count anew, and 410 ends it at once', async () => {
    world.status = (at) => (at === 2 ? 200 : at === 4 ? 410 : 500);
    const { id } = await make(world.studio.asOwner);
    await tell(1);
    await world.courier.deliverDue();
    clock.aheadMs += hour;
    await world.courier.deliverDue();
    expect(await one(world.studio.asOwner, id)).toMatchObject({ isActive: true, failingSince: null });
    clock.aheadMs += 6 * 24 * hour;
    await tell(2);
    await world.courier.deliverDue();
    expect(await one(world.studio.asOwner, id)).toMatchObject({ isActive: true });
    clock.aheadMs += hour;
    await world.courier.deliverDue();
    expect(await one(world.studio.asOwner, id)).toMatchObject({
      isActive: false,
      disabledBecause: expect.stringContaining('410'),
    });
  });
});
