/** Webhooks as people use them, and what is told to them: from the request that makes one to the server that hears of it. */
import { describe, expect, test } from 'vitest';
import type { Answered } from '../../../test/kit/studio.ts';
import { type Heard, hour, webhookWorld } from '../../../test/kit/webhook-world.ts';
import type { AnyJobHandler } from '../jobs/job.types.ts';
import { makeSecret, signedHeaders } from './sign-delivery.ts';
import { isSignedBy, webhookEvents, withWebhooks } from './webhooks.ts';

const world = webhookWorld();
const { clock, deliveriesOf, make, one, tell, url } = world;

describe('what is told', () => {
  test('WHK-1 WHK-4 PD7 an event is brought, signed, when its transaction has committed', async () => {
    const { secret } = await make(world.studio.asOwner);
    const undone = world.studio.database.asStudio(async (query) => {
      await webhookEvents(query, {
        event: 'job.done',
        projectId: world.studio.projectId,
        personId: world.studio.asOwner.personId,
        data: 1,
      });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await world.courier.deliverDue()).toBe(0);
    await tell({ jobId: 'one' });
    expect(await world.courier.deliverDue()).toBe(1);
    const [{ headers, body }] = world.heard as [Heard];
    expect(JSON.parse(body)).toEqual({ type: 'job.done', timestamp: expect.any(String), data: { jobId: 'one' } });
    expect(headers['content-type']).toBe('application/json');
    expect(isSignedBy(secret, headers as Record<string, string>, body, clock.now() / 1000)).toBe(true);
    expect(await world.courier.deliverDue()).toBe(0);
  });

  test('WHK-1 WHK-2 members who asked hear the same event; strangers, former members and others’ own hear nothing', async () => {
    const guest = await world.studio.newPerson();
    const projectId = await world.studio.newProject(world.studio.asOwner, [
      [world.studio.asViewer, 'viewer'],
      [guest, 'viewer'],
    ]);
    const ofProject = await make(world.studio.asViewer, { projectId });
    const former = await make(guest, { projectId });
    const ofOwner = await make(world.studio.asOwner);
    const others = [
      await make(world.studio.asOutsider),
      await make(world.studio.asEditor, { projectId: world.studio.projectId }),
    ];
    const failures = await make(world.studio.asOwner, { events: ['job.failed'] });
    await world.studio.database.asStudio((query) =>
      query
        .deleteFrom('workprint.project_members')
        .where('project_id', '=', projectId)
        .where('person_id', '=', guest.personId)
        .execute(),
    );
    await tell('x', { projectId });
    await world.courier.deliverDue();
    expect(new Set(world.heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(world.heard).toHaveLength(2);
    expect(await deliveriesOf(world.studio.asViewer, ofProject.id)).toHaveLength(1);
    expect(await deliveriesOf(world.studio.asOwner, ofOwner.id)).toHaveLength(1);
    expect(await deliveriesOf(guest, former.id)).toEqual([]);
    expect(await deliveriesOf(world.studio.asOutsider, others[0]?.id ?? '')).toEqual([]);
    expect(await deliveriesOf(world.studio.asOwner, failures.id)).toEqual([]);
  });

  test('WHK-3 the end of a job is told, a part’s is not, and a large result is left out', async () => {
    await make(world.studio.asOwner, { events: ['job.done', 'job.failed'] });
    const told: string[] = [];
    const handler: AnyJobHandler = {
      ...{ kind: 'render', lane: 'jobs', parse: (input) => input, run: async () => null },
      concluded: async (_, { state }) => void told.push(state),
    };
    const [wrapped] = withWebhooks([handler]) as [AnyJobHandler];
    const { projectId } = world.studio;
    const conclude = (state: 'done' | 'failed', more: object) =>
      world.studio.database.asStudio(async (query) =>
        wrapped.concluded?.(query, {
          job: {
            id: world.studio.projectId,
            projectId,
            personId: world.studio.asOwner.personId,
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
    const part = {
      id: projectId,
      projectId,
      personId: world.studio.asOwner.personId,
      parentId: projectId,
      traceId: 't',
    };
    await conclude('done', { job: part });
    await world.courier.deliverDue();
    const data = world.heard.map(({ body }) => JSON.parse(body)).sort((a, b) => a.timestamp.localeCompare(b.timestamp));
    const common = { jobId: projectId, projectId, kind: 'render' };
    expect(data.map((each) => [each.type, each.data])).toEqual([
      ['job.done', { ...common, state: 'done', result: { url: '/x' } }],
      ['job.failed', { ...common, state: 'failed', error: { code: 'internal', message: 'Something.' } }],
      ['job.done', { ...common, state: 'done' }],
    ]);
    expect(told).toEqual(['done', 'failed', 'done', 'done']);
  });

  test('WHK-15 a webhook hears of renders, films and generations, unless it asked for other kinds', async () => {
    const { asOwner, projectId, database } = world.studio;
    const usual = await make(asOwner);
    const imports = await make(asOwner, { kinds: ['import-asset'] });
    expect((await world.one(asOwner, usual.id)).kinds).toEqual(['render', 'film', 'generation']);
    const end = (kind: string) =>
      database.asStudio(async (query) => {
        const [handler] = withWebhooks(
          [{ kind, lane: 'jobs', parse: (input: unknown) => input, run: async () => null } as AnyJobHandler],
          async (_query, of) => ({ url: `/${of}` }),
        );
        const job = { id: projectId, projectId, personId: asOwner.personId, parentId: undefined, traceId: 't' };
        await handler?.concluded?.(query, { job, state: 'done', result: undefined, error: undefined });
      });
    for (const kind of ['render', 'film', 'generation', 'import-asset', 'fetch-asset']) await end(kind);
    const told = async (id: string) =>
      (await deliveriesOf(asOwner, id)).map(({ payload }: { payload: { kind: string } }) => payload.kind).toSorted();
    expect([await told(usual.id), await told(imports.id)]).toEqual([
      ['film', 'generation', 'render'],
      ['import-asset'],
    ]);
    const [{ payload }] = await deliveriesOf(asOwner, imports.id);
    expect(payload).toEqual({ jobId: projectId, projectId, kind: 'import-asset', state: 'done', url: '/import-asset' });
    const changed = await asOwner.ask('put', `/webhooks/${imports.id}`, { body: { kinds: ['film', 'film'] } });
    expect(changed.body.data.kinds).toEqual(['film']);
    expect((await asOwner.ask('put', `/webhooks/${imports.id}`, { body: { kinds: ['segments'] } })).status).toBe(422);
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
    const { id, secret: first } = await make(world.studio.asOwner);
    const replaced = await world.studio.asOwner.ask('post', `/webhooks/${id}/secret`);
    const second = replaced.body.data.secret;
    expect(second).not.toBe(first);
    await tell('x');
    await world.courier.deliverDue();
    clock.aheadMs += 24 * hour + 1000;
    await tell('y', {});
    await world.courier.deliverDue();
    const accepted = world.heard.map(({ headers: given, body }) =>
      [first, second].map((each) =>
        isSignedBy(
          each,
          given as Record<string, string>,
          body,
          clock.now() / 1000 - (given === world.heard[0]?.headers ? 24 * 3600 : 0),
        ),
      ),
    );
    expect(accepted).toEqual([
      [true, true],
      [false, true],
    ]);
  });
});

describe('what people do', () => {
  test('WHK-11 PE5 the secret is shown once and lies nowhere in the open', async () => {
    const headers = { 'idempotency-key': 'webhook-once' };
    const ask = (): Promise<Answered> =>
      world.studio.asOwner.ask('post', '/webhooks', { headers, body: { url, events: ['job.done'] } });
    const { id, secret, secretEnding } = (await ask()).body.data;
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect((await ask()).body.data).toMatchObject({ id, secret });
    expect(secretEnding).toBe(secret.slice(-4));
    await tell('x');
    await world.courier.deliverDue();
    const answers = await Promise.all(
      ['/webhooks', `/webhooks/${id}`, `/webhooks/${id}/deliveries`].map((path) =>
        world.studio.asOwner.ask('get', path),
      ),
    );
    expect(JSON.stringify(answers.map(({ body }) => body))).not.toContain(secret.slice(6, 40));
    for (const table of ['webhooks', 'webhook_deliveries', 'idempotency_keys', 'audit_log'] as const) {
      const rows = await world.studio.database.asStudio((query) =>
        query.selectFrom(`workprint.${table}`).selectAll().execute(),
      );
      expect(rows.length).toBeGreaterThan(0);
      expect(JSON.stringify(rows)).not.toContain(secret.slice(6, 40));
    }
  });

  test('WHK-13 others’ webhooks do not exist, for anything one could do with them', async () => {
    const { id } = await make(world.studio.asOwner);
    await tell('x');
    await world.courier.deliverDue();
    const [delivery] = await deliveriesOf(world.studio.asOwner, id);
    const tried = [
      ['get', `/webhooks/${id}`],
      ['put', `/webhooks/${id}`, { isActive: false }],
      ['delete', `/webhooks/${id}`],
      ['post', `/webhooks/${id}/secret`],
      ['post', `/webhooks/${id}/test`],
      ['get', `/webhooks/${id}/deliveries`],
      ['post', `/webhooks/${id}/deliveries/${delivery.id}/redeliver`],
    ] as const;
    for (const who of [world.studio.asEditor, world.studio.asOutsider])
      for (const [method, path, body] of tried)
        expect([path, (await who.ask(method, path, { body })).status]).toEqual([path, 404]);
    for (const [method, path, body] of tried) {
      expect((await world.studio.asNobody.ask(method, path, { body })).status).toBe(401);
      expect((await world.studio.withKey(['read', 'write', 'run']).ask(method, path, { body })).status).toBe(403);
    }
    expect((await world.studio.asOutsider.ask('get', '/webhooks')).body.data.webhooks).toEqual([]);
    expect(await one(world.studio.asOwner, id)).toMatchObject({ isActive: true });
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
      const answer = await world.studio.asOutsider.ask('post', '/webhooks', {
        body: { url, events: ['job.done'], ...body },
      });
      expect([body, answer.status]).toEqual([body, expected]);
    }
    expect(
      (
        await world.studio.asOutsider.ask('post', '/webhooks', {
          body: { url, events: ['job.done'], projectId: world.studio.projectId },
        })
      ).status,
    ).toBe(404);
    for (let i = 0; i < 5; i++) await make(world.studio.asOutsider);
    expect(
      (await world.studio.asOutsider.ask('post', '/webhooks', { body: { url, events: ['job.done'] } })).body.error.code,
    ).toBe('quota-exceeded');
  });

  test('WHK-14 a test is sent, deliveries are paged, a webhook is changed and deleted with all of them', async () => {
    const { id } = await make(world.studio.asOwner);
    for (let i = 0; i < 3; i++)
      expect((await world.studio.asOwner.ask('post', `/webhooks/${id}/test`)).status).toBe(202);
    await world.courier.deliverDue();
    expect(world.heard.map(({ body }) => JSON.parse(body).type)).toEqual([
      'webhook.test',
      'webhook.test',
      'webhook.test',
    ]);
    const page = (await world.studio.asOwner.ask('get', `/webhooks/${id}/deliveries?limit=2`)).body.data;
    const rest = (await world.studio.asOwner.ask('get', `/webhooks/${id}/deliveries?limit=2&before=${page.next}`)).body
      .data;
    expect([page.deliveries.length, rest.deliveries.length, rest.next]).toEqual([2, 1, null]);
    const changed = await world.studio.asOwner.ask('put', `/webhooks/${id}`, {
      body: { url: 'https://receiver.example/new', events: ['job.failed', 'job.failed'] },
    });
    expect(changed.body.data).toMatchObject({ url: 'https://receiver.example/new', events: ['job.failed'] });
    expect(
      (await world.studio.asOwner.ask('put', `/webhooks/${id}`, { body: { url: 'http://10.0.0.1/' } })).body.error.code,
    ).toBe('url-refused');
    expect((await world.studio.asOwner.ask('put', `/webhooks/${id}`, { body: {} })).status).toBe(200);
    expect((await world.studio.asOwner.ask('delete', `/webhooks/${id}`)).status).toBe(200);
    expect((await world.studio.asOwner.ask('get', `/webhooks/${id}/deliveries`)).status).toBe(404);
  });
});
