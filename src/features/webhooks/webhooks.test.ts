/** Webhooks from the request that makes one to the server that hears of it, on a real database and a loopback Internet. */
import type { IncomingHttpHeaders } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type LoopbackInternet, openInternet, textOf } from '../../../test/kit/loopback-internet.ts';
import { type Answered, type Asker, startTestStudio, type TestStudio } from '../../../test/kit/studio.ts';
import { createSecrets } from '../../adapters/secrets/secrets.ts';
import { silentLog } from '../../adapters/telemetry/telemetry.ts';
import type { AnyJobHandler } from '../jobs/job.types.ts';
import { readRetryAfter, waitAfter } from './retry-plan.ts';
import { makeSecret, signedHeaders } from './sign-delivery.ts';
import { type Courier, createCourier, isSignedBy, webhookEvents, webhookRoutes, withWebhooks } from './webhooks.ts';

const address = '93.184.215.14';
const minute = 60_000;
const hour = 60 * minute;

/** A clock that starts now and is turned by tests. */
const clock = { aheadMs: 0, now: (): number => Date.now() + clock.aheadMs };
const secrets = createSecrets(new Uint8Array(32).fill(7));

let studio: TestStudio;
let internet: LoopbackInternet;
let courier: Courier;
let heard: { readonly headers: IncomingHttpHeaders; readonly body: string }[];
let status: (at: number) => number;

const makeCourier = (more: Partial<Parameters<typeof createCourier>[0]> = {}): Courier =>
  createCourier({
    database: studio.database,
    network: internet.network(),
    secrets,
    clock,
    log: silentLog,
    metrics: { webhookSent: () => undefined },
    chance: () => 0,
    ...more,
  });

beforeAll(async () => {
  studio = await startTestStudio({
    routes: ({ database }) =>
      webhookRoutes({ database, secrets, clock, vetUrl: (url) => internet.network().vet(url), mostPerPerson: 5 }),
  });
});
afterAll(() => studio?.close());

beforeEach(async () => {
  clock.aheadMs = 0;
  internet = openInternet();
  courier = makeCourier();
  heard = [];
  status = () => 204;
  internet.name('receiver.example', [address]);
  await internet.serve(address, 80, async (asked, answer) => {
    const body = await textOf(asked);
    heard.push({ headers: asked.headers, body });
    answer.writeHead(status(heard.length)).end('heard');
  });
});
afterEach(async () => {
  await internet.close();
  await studio.database.asStudio((query) => query.deleteFrom('workprint.webhooks').execute());
});

const url = 'http://receiver.example/hooks?token=t0ken';
const make = async (who: Asker, body: object = {}): Promise<{ id: string; secret: string }> => {
  const made = await who.ask('post', '/webhooks', { body: { url, events: ['job.done'], ...body } });
  expect(made.status).toBe(201);
  return made.body.data;
};
/** Tells an event now, by the clock of the tests. */
const tell = (data: unknown, more: object = {}): Promise<void> =>
  studio.database.asStudio(async (query) => {
    await webhookEvents(query, {
      ...{ event: 'job.done', projectId: studio.projectId, personId: studio.asOwner.personId, data },
      ...more,
    });
    const now = new Date(clock.now());
    await query
      .updateTable('workprint.webhook_deliveries')
      .set({ next_at: now, due_since: now })
      .where('state', '=', 'queued')
      .where('attempts', '=', 0)
      .execute();
  });
const deliveriesOf = async (who: Asker, id: string) =>
  (await who.ask('get', `/webhooks/${id}/deliveries`)).body.data.deliveries;
const one = async (who: Asker, id: string) => (await who.ask('get', `/webhooks/${id}`)).body.data;

describe('what is told', () => {
  test('WHK-1 WHK-4 PD7 an event is brought, signed, when its transaction has committed', async () => {
    const { secret } = await make(studio.asOwner);
    const undone = studio.database.asStudio(async (query) => {
      await webhookEvents(query, {
        event: 'job.done',
        projectId: studio.projectId,
        personId: studio.asOwner.personId,
        data: 1,
      });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await courier.deliverDue()).toBe(0);
    await tell({ jobId: 'one' });
    expect(await courier.deliverDue()).toBe(1);
    const [{ headers, body }] = heard as [(typeof heard)[0]];
    expect(JSON.parse(body)).toEqual({ type: 'job.done', timestamp: expect.any(String), data: { jobId: 'one' } });
    expect(headers['content-type']).toBe('application/json');
    expect(isSignedBy(secret, headers as Record<string, string>, body, clock.now() / 1000)).toBe(true);
    expect(await courier.deliverDue()).toBe(0);
  });

  test('WHK-1 WHK-2 members who asked hear the same event; strangers, former members and others’ own hear nothing', async () => {
    const guest = await studio.newPerson();
    const projectId = await studio.newProject(studio.asOwner, [
      [studio.asViewer, 'viewer'],
      [guest, 'viewer'],
    ]);
    const ofProject = await make(studio.asViewer, { projectId });
    const former = await make(guest, { projectId });
    const ofOwner = await make(studio.asOwner);
    const others = [await make(studio.asOutsider), await make(studio.asEditor, { projectId: studio.projectId })];
    const failures = await make(studio.asOwner, { events: ['job.failed'] });
    await studio.database.asStudio((query) =>
      query
        .deleteFrom('workprint.project_members')
        .where('project_id', '=', projectId)
        .where('person_id', '=', guest.personId)
        .execute(),
    );
    await tell('x', { projectId });
    await courier.deliverDue();
    expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(heard).toHaveLength(2);
    expect(await deliveriesOf(studio.asViewer, ofProject.id)).toHaveLength(1);
    expect(await deliveriesOf(studio.asOwner, ofOwner.id)).toHaveLength(1);
    expect(await deliveriesOf(guest, former.id)).toEqual([]);
    expect(await deliveriesOf(studio.asOutsider, others[0]?.id ?? '')).toEqual([]);
    expect(await deliveriesOf(studio.asOwner, failures.id)).toEqual([]);
  });

  test('WHK-3 the end of a job is told, a part’s is not, and a large result is left out', async () => {
    await make(studio.asOwner, { events: ['job.done', 'job.failed'] });
    const told: string[] = [];
    const handler: AnyJobHandler = {
      ...{ kind: 'render', lane: 'jobs', parse: (input) => input, run: async () => null },
      concluded: async (_, { state }) => void told.push(state),
    };
    const [wrapped] = withWebhooks([handler]) as [AnyJobHandler];
    const { projectId } = studio;
    const conclude = (state: 'done' | 'failed', more: object) =>
      studio.database.asStudio(async (query) =>
        wrapped.concluded?.(query, {
          job: {
            id: studio.projectId,
            projectId,
            personId: studio.asOwner.personId,
            parentId: undefined,
            traceId: 't',
          },
          ...{ state, result: undefined, error: undefined },
          ...more,
        }),
      );
    await conclude('done', { result: { url: '/x' } });
    await conclude('failed', { error: { code: 'internal', message: 'Something.', stack: 'secret' } });
    await conclude('done', { result: 'x'.repeat(20_000) });
    const part = { id: projectId, projectId, personId: studio.asOwner.personId, parentId: projectId, traceId: 't' };
    await conclude('done', { job: part });
    await courier.deliverDue();
    const data = heard.map(({ body }) => JSON.parse(body)).sort((a, b) => a.timestamp.localeCompare(b.timestamp));
    const common = { jobId: projectId, projectId, kind: 'render' };
    expect(data.map((each) => [each.type, each.data])).toEqual([
      ['job.done', { ...common, state: 'done', result: { url: '/x' } }],
      ['job.failed', { ...common, state: 'failed', error: { code: 'internal', message: 'Something.' } }],
      ['job.done', { ...common, state: 'done' }],
    ]);
    expect(told).toEqual(['done', 'failed', 'done', 'done']);
  });
});

describe('signatures', () => {
  const secret = makeSecret();
  const headers = signedHeaders([secret], 'event', 1_000_000, '{"a":1}');

  test('WHK-4 PD7 nothing but the very bytes, id, time and secret is accepted', () => {
    const is = (changed: object, body = '{"a":1}', now = 1_000_000, by = secret): boolean =>
      isSignedBy(by, { ...headers, ...changed }, body, now);
    expect(is({})).toBe(true);
    expect(is({}, '{"a": 1}')).toBe(false);
    expect(is({ 'webhook-id': 'other' })).toBe(false);
    expect(is({ 'webhook-timestamp': '1000001' })).toBe(false);
    expect(is({}, '{"a":1}', 1_000_000, makeSecret())).toBe(false);
    expect([300, -300].map((seconds) => is({}, '{"a":1}', 1_000_000 + seconds))).toEqual([true, true]);
    expect([301, -301].map((seconds) => is({}, '{"a":1}', 1_000_000 + seconds))).toEqual([false, false]);
    for (const signature of [
      undefined,
      '',
      'v1,',
      'v1,AAAA',
      `${headers['webhook-signature']}A`,
      headers['webhook-signature']?.slice(0, -1),
    ])
      expect(is({ 'webhook-signature': signature })).toBe(false);
    for (const timestamp of [undefined, '', 'x', '1e6', ' 1000000'])
      expect(is({ 'webhook-timestamp': timestamp })).toBe(false);
  });

  test('WHK-4 the form is that of Standard Webhooks: its published example', () => {
    const known = signedHeaders(
      ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      1614265330,
      '{"test": 2432232314}',
    );
    expect(known['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  test('WHK-12 a new secret signs at once, the one before it for a day', async () => {
    const { id, secret: first } = await make(studio.asOwner);
    const replaced = await studio.asOwner.ask('post', `/webhooks/${id}/secret`);
    const second = replaced.body.data.secret;
    expect(second).not.toBe(first);
    await tell('x');
    await courier.deliverDue();
    clock.aheadMs += 24 * hour + 1000;
    await tell('y', {});
    await courier.deliverDue();
    const accepted = heard.map(({ headers: given, body }) =>
      [first, second].map((each) =>
        isSignedBy(
          each,
          given as Record<string, string>,
          body,
          clock.now() / 1000 - (given === heard[0]?.headers ? 24 * 3600 : 0),
        ),
      ),
    );
    expect(accepted).toEqual([
      [true, true],
      [false, true],
    ]);
  });
});

describe('trying again', () => {
  test('WHK-5 WHK-6 WHK-14 PD7 six tries within a day, the same event and body, each of them readable', async () => {
    status = (at) => (at < 6 ? 500 : 200);
    const { id, secret } = await make(studio.asOwner);
    await tell({ words: 'zażółć “gęślą” jaźń' });
    const waits = [0, minute, 10 * minute, hour, 5 * hour, 17 * hour];
    for (const [at, waitMs] of waits.entries()) {
      clock.aheadMs += waitMs - (at > 0 ? 1000 : 0);
      if (at > 0) expect(await courier.deliverDue()).toBe(0);
      clock.aheadMs += at > 0 ? 2000 : 0;
      expect(await courier.deliverDue()).toBe(1);
    }
    expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(heard.map(({ body }) => body)).size).toBe(1);
    expect(new Set(heard.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(6);
    const last = heard.at(-1) as (typeof heard)[0];
    expect(isSignedBy(secret, last.headers as Record<string, string>, last.body, clock.now() / 1000)).toBe(true);
    const [delivery] = await deliveriesOf(studio.asOwner, id);
    expect(delivery).toMatchObject({ state: 'done', attempts: 6, lastStatus: 200, lastError: null, nextAt: null });
    expect(delivery.tries).toHaveLength(6);
    expect(delivery.tries[0]).toMatchObject({ status: 500, error: expect.stringContaining('status 500') });
  });

  test('WHK-6 after the sixth failure it is over; what is over can be delivered once more, under its old id', async () => {
    status = () => 500;
    const { id } = await make(studio.asOwner);
    await tell('x');
    for (let tries = 0; tries < 6; tries++) {
      await courier.deliverDue();
      clock.aheadMs += 18 * hour;
    }
    expect(await courier.deliverDue()).toBe(0);
    const [delivery] = await deliveriesOf(studio.asOwner, id);
    // Eighteen hours passed between these tries, so the day was over with the third.
    expect(delivery).toMatchObject({ state: 'failed', attempts: 3 });
    status = () => 200;
    const again = await studio.asOwner.ask('post', `/webhooks/${id}/deliveries/${delivery.id}/redeliver`);
    expect([again.status, again.body.data.eventId]).toEqual([202, delivery.eventId]);
    await courier.deliverDue();
    expect(heard.at(-1)?.headers['webhook-id']).toBe(delivery.eventId);
    expect(heard.at(-1)?.body).toBe(heard[0]?.body);
    expect((await deliveriesOf(studio.asOwner, id))[0]).toMatchObject({ state: 'done', attempts: 1 });
  });

  test('WHK-6 the waits grow, are spread, end within a day, and heed the receiver', () => {
    const plan = (chance: number): (number | undefined)[] =>
      [1, 2, 3, 4, 5, 6].map((attempt) => waitAfter(attempt, 0, chance));
    expect(plan(0)).toEqual([minute, 10 * minute, hour, 5 * hour, 17 * hour, undefined]);
    const total = plan(0.999999).reduce<number>((sum, each) => sum + (each ?? 0), 0);
    expect(total).toBeGreaterThan(23 * hour);
    expect(total).toBeLessThanOrEqual(24 * hour);
    expect(waitAfter(1, 0, 0, 7 * minute)).toBe(7 * minute);
    expect(waitAfter(2, 0, 0, 7 * minute)).toBe(10 * minute);
    expect(waitAfter(1, 0, 0, 25 * hour)).toBeUndefined();
    expect(
      [undefined, '120', 'soon', '-5', new Date(61_000).toUTCString()].map((text) => readRetryAfter(text, 1000)),
    ).toEqual([0, 120_000, 0, 0, 60_000]);
  });

  test('WHK-7 PD7 a name that leads inside by then is never connected to, and a redirect is not followed', async () => {
    status = () => 500;
    internet.name('receiver.example', [address], ['10.0.0.1'], ['127.0.0.1', address]);
    const { id } = await make(studio.asOwner);
    await tell('x');
    for (let tries = 0; tries < 3; tries++) {
      await courier.deliverDue();
      clock.aheadMs += hour;
    }
    expect(internet.dials.map((dial) => dial.address)).toEqual([address]);
    const [delivery] = await deliveriesOf(studio.asOwner, id);
    expect(delivery.tries[1]).toMatchObject({ error: expect.stringContaining('does not lead to a public address') });
    expect(JSON.stringify(delivery.tries)).not.toMatch(/10\.0\.0\.1|127\.0\.0\.1|t0ken/);
  });

  test('WHK-7 a redirect is a failure like any other status', async () => {
    internet.name('moved.example', ['93.184.215.20']);
    await internet.serve('93.184.215.20', 80, (_, answer) => answer.writeHead(302, { location: url }).end());
    const { id } = await make(studio.asOwner, { url: 'http://moved.example/' });
    await tell('x');
    await courier.deliverDue();
    expect(heard).toEqual([]);
    expect((await deliveriesOf(studio.asOwner, id))[0]).toMatchObject({ state: 'queued', lastStatus: 302 });
  });

  test('WHK-8 the status counts, however much or little else is said', async () => {
    internet.name('loud.example', ['93.184.215.21']);
    internet.name('torn.example', ['93.184.215.22']);
    await internet.serve('93.184.215.21', 80, (_, answer) => void answer.end(Buffer.alloc(5_000_000)));
    await internet.serveBytes('93.184.215.22', 80, (socket) => {
      socket.resume().end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort');
    });
    const loud = await make(studio.asOwner, { url: 'http://loud.example/' });
    const torn = await make(studio.asOwner, { url: 'http://torn.example/' });
    await tell('x');
    await courier.deliverDue();
    for (const { id } of [loud, torn])
      expect((await deliveriesOf(studio.asOwner, id))[0]).toMatchObject({ state: 'done' });
  });
});

describe('couriers', () => {
  test('WHK-9 two couriers make no try twice', async () => {
    await make(studio.asOwner);
    for (let i = 0; i < 30; i++) await tell(i);
    const both = await Promise.all([courier.deliverDue(), makeCourier().deliverDue()]);
    expect(both.reduce((sum, each) => sum + each)).toBe(30);
    expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(30);
  });

  test('WHK-9 a receiver that hangs does not hold up the others, and what a dead courier held is taken over', async () => {
    internet.name('hung.example', ['93.184.215.23']);
    await internet.serve('93.184.215.23', 80, () => undefined);
    const hung = await make(studio.asOwner, { url: 'http://hung.example/' });
    await make(studio.asOwner);
    for (let i = 0; i < 12; i++) await tell(i);
    const dying = makeCourier({ concurrency: 6 });
    const pending = dying.deliverDue();
    while (heard.length < 12) await new Promise((resolve) => setTimeout(resolve, 5));
    await dying.stop(0);
    await pending;
    const before = await deliveriesOf(studio.asOwner, hung.id);
    expect(before.filter((each: { attempts: number }) => each.attempts === 1)).toHaveLength(4);
    await internet.serve('93.184.215.23', 80, (_, answer) => void answer.end());
    clock.aheadMs += minute;
    await courier.deliverDue();
    const after = await deliveriesOf(studio.asOwner, hung.id);
    expect(after.every((each: { state: string }) => each.state === 'done')).toBe(true);
  });

  test('WHK-9 a started courier is called by the commit', async () => {
    await make(studio.asOwner);
    const started = makeCourier({ pollMs: 3_600_000 });
    await started.start();
    try {
      await tell('x');
      await expect.poll(() => heard.length, { timeout: 20_000 }).toBe(1);
    } finally {
      await started.stop(1000);
    }
  });

  test('WHK-10 five days in which nothing arrives switch it off, with a reason; switched on it begins anew', async () => {
    status = () => 500;
    const { id } = await make(studio.asOwner);
    for (let day = 0; day < 6; day++) {
      await tell(day);
      await courier.deliverDue();
      if (day < 5)
        expect(await one(studio.asOwner, id)).toMatchObject({ isActive: true, failingSince: expect.any(String) });
      clock.aheadMs += 24 * hour;
    }
    const off = await one(studio.asOwner, id);
    expect(off).toMatchObject({
      isActive: false,
      disabledBecause: expect.stringContaining('5 days'),
      disabledAt: expect.any(String),
    });
    const states = (await deliveriesOf(studio.asOwner, id)).map((each: { state: string }) => each.state);
    expect(states).not.toContain('queued');
    const count = heard.length;
    await tell('unheard');
    await courier.deliverDue();
    expect(heard).toHaveLength(count);
    expect((await studio.asOwner.ask('post', `/webhooks/${id}/test`)).status).toBe(409);
    const on = await studio.asOwner.ask('put', `/webhooks/${id}`, { body: { isActive: true } });
    expect(on.body.data).toMatchObject({ isActive: true, failingSince: null, disabledBecause: null });
    const audit = await studio.database.asStudio((query) =>
      query.selectFrom('workprint.audit_log').select('action').where('subject', '=', `webhook:${id}`).execute(),
    );
    expect(audit.map(({ action }) => action)).toEqual(['webhook-created', 'webhook-disabled', 'webhook-changed']);
  });

  test('WHK-10 a success in between begins the count anew, and 410 ends it at once', async () => {
    status = (at) => (at === 2 ? 200 : at === 4 ? 410 : 500);
    const { id } = await make(studio.asOwner);
    await tell(1);
    await courier.deliverDue();
    clock.aheadMs += hour;
    await courier.deliverDue();
    expect(await one(studio.asOwner, id)).toMatchObject({ isActive: true, failingSince: null });
    clock.aheadMs += 6 * 24 * hour;
    await tell(2);
    await courier.deliverDue();
    expect(await one(studio.asOwner, id)).toMatchObject({ isActive: true });
    clock.aheadMs += hour;
    await courier.deliverDue();
    expect(await one(studio.asOwner, id)).toMatchObject({
      isActive: false,
      disabledBecause: expect.stringContaining('410'),
    });
  });
});

describe('what people do', () => {
  test('WHK-11 PE5 the secret is shown once and lies nowhere in the open', async () => {
    const headers = { 'idempotency-key': 'webhook-once' };
    const ask = (): Promise<Answered> =>
      studio.asOwner.ask('post', '/webhooks', { headers, body: { url, events: ['job.done'] } });
    const { id, secret, secretEnding } = (await ask()).body.data;
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect((await ask()).body.data).toMatchObject({ id, secret });
    expect(secretEnding).toBe(secret.slice(-4));
    await tell('x');
    await courier.deliverDue();
    const answers = await Promise.all(
      ['/webhooks', `/webhooks/${id}`, `/webhooks/${id}/deliveries`].map((path) => studio.asOwner.ask('get', path)),
    );
    expect(JSON.stringify(answers.map(({ body }) => body))).not.toContain(secret.slice(6, 40));
    for (const table of ['webhooks', 'webhook_deliveries', 'idempotency_keys', 'audit_log'] as const) {
      const rows = await studio.database.asStudio((query) =>
        query.selectFrom(`workprint.${table}`).selectAll().execute(),
      );
      expect(rows.length).toBeGreaterThan(0);
      expect(JSON.stringify(rows)).not.toContain(secret.slice(6, 40));
    }
  });

  test('WHK-13 others’ webhooks do not exist, for anything one could do with them', async () => {
    const { id } = await make(studio.asOwner);
    await tell('x');
    await courier.deliverDue();
    const [delivery] = await deliveriesOf(studio.asOwner, id);
    const tried = [
      ['get', `/webhooks/${id}`],
      ['put', `/webhooks/${id}`, { isActive: false }],
      ['delete', `/webhooks/${id}`],
      ['post', `/webhooks/${id}/secret`],
      ['post', `/webhooks/${id}/test`],
      ['get', `/webhooks/${id}/deliveries`],
      ['post', `/webhooks/${id}/deliveries/${delivery.id}/redeliver`],
    ] as const;
    for (const who of [studio.asEditor, studio.asOutsider])
      for (const [method, path, body] of tried)
        expect([path, (await who.ask(method, path, { body })).status]).toEqual([path, 404]);
    for (const [method, path, body] of tried) {
      expect((await studio.asNobody.ask(method, path, { body })).status).toBe(401);
      expect((await studio.withKey(['read', 'write', 'run']).ask(method, path, { body })).status).toBe(403);
    }
    expect((await studio.asOutsider.ask('get', '/webhooks')).body.data.webhooks).toEqual([]);
    expect(await one(studio.asOwner, id)).toMatchObject({ isActive: true });
  });

  test('WHK-13 only addresses that could be sent to, projects that one sees, events that there are, and no more than allowed', async () => {
    const refusals: readonly (readonly [object, number])[] = [
      [{ url: 'http://127.0.0.1/' }, 422],
      [{ url: 'http://[::1]/' }, 422],
      [{ url: 'http://user:pass@receiver.example/' }, 422],
      [{ url: 'http://receiver.example:22/' }, 422],
      [{ url: 'ftp://receiver.example/' }, 422],
      [{ url: 'localhost' }, 422],
      [{ events: [] }, 422],
      [{ events: ['job.exploded'] }, 422],
      [{ secret: 'mine' }, 422],
      [{ projectId: crypto.randomUUID() }, 404],
    ];
    for (const [body, expected] of refusals) {
      const answer = await studio.asOutsider.ask('post', '/webhooks', { body: { url, events: ['job.done'], ...body } });
      expect([body, answer.status]).toEqual([body, expected]);
    }
    expect(
      (
        await studio.asOutsider.ask('post', '/webhooks', {
          body: { url, events: ['job.done'], projectId: studio.projectId },
        })
      ).status,
    ).toBe(404);
    for (let i = 0; i < 5; i++) await make(studio.asOutsider);
    expect(
      (await studio.asOutsider.ask('post', '/webhooks', { body: { url, events: ['job.done'] } })).body.error.code,
    ).toBe('quota-exceeded');
  });

  test('WHK-14 a test is sent, deliveries are paged, a webhook is changed and deleted with all of them', async () => {
    const { id } = await make(studio.asOwner);
    for (let i = 0; i < 3; i++) expect((await studio.asOwner.ask('post', `/webhooks/${id}/test`)).status).toBe(202);
    await courier.deliverDue();
    expect(heard.map(({ body }) => JSON.parse(body).type)).toEqual(['webhook.test', 'webhook.test', 'webhook.test']);
    const page = (await studio.asOwner.ask('get', `/webhooks/${id}/deliveries?limit=2`)).body.data;
    const rest = (await studio.asOwner.ask('get', `/webhooks/${id}/deliveries?limit=2&before=${page.next}`)).body.data;
    expect([page.deliveries.length, rest.deliveries.length, rest.next]).toEqual([2, 1, null]);
    const changed = await studio.asOwner.ask('put', `/webhooks/${id}`, {
      body: { url: 'https://receiver.example/new', events: ['job.failed', 'job.failed'] },
    });
    expect(changed.body.data).toMatchObject({ url: 'https://receiver.example/new', events: ['job.failed'] });
    expect(
      (await studio.asOwner.ask('put', `/webhooks/${id}`, { body: { url: 'http://10.0.0.1/' } })).body.error.code,
    ).toBe('url-refused');
    expect((await studio.asOwner.ask('put', `/webhooks/${id}`, { body: {} })).status).toBe(200);
    expect((await studio.asOwner.ask('delete', `/webhooks/${id}`)).status).toBe(200);
    expect((await studio.asOwner.ask('get', `/webhooks/${id}/deliveries`)).status).toBe(404);
  });
});
