/** Webhooks in a whole server: a real database, a loopback Internet with one receiver that remembers what it heard, a clock that can be turned. */
import type { IncomingHttpHeaders } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { createSecrets } from '../../src/adapters/secrets/secrets.ts';
import { silentLog } from '../../src/adapters/telemetry/telemetry.ts';
import {
  type Courier,
  type CourierDeps,
  createCourier,
  webhookEvents,
  webhookRoutes,
} from '../../src/features/webhooks/webhooks.ts';
import { type LoopbackInternet, openInternet, textOf } from './loopback-internet.ts';
import { type Asker, startTestStudio, type TestStudio } from './studio.ts';

export const minute = 60_000;
export const hour = 60 * minute;

export type Heard = { readonly headers: IncomingHttpHeaders; readonly body: string };

export type WebhookWorld = {
  studio: TestStudio;
  /** New for every test, and so is what follows. */
  internet: LoopbackInternet;
  courier: Courier;
  /** What the receiver heard so far. */
  heard: Heard[];
  /** With what it answers the request of this number, from 1; 204 unless a test says otherwise. */
  status: (at: number) => number;
  readonly clock: { aheadMs: number; now(): number };
  /** Of the receiver. */
  readonly url: string;
  readonly address: string;
  makeCourier(more?: Partial<CourierDeps>): Courier;
  /** Makes a webhook as this person. */
  make(who: Asker, body?: object): Promise<{ readonly id: string; readonly secret: string }>;
  /** Tells an event of the owner in their project now, by the clock of this world. */
  tell(data: unknown, more?: object): Promise<void>;
  // oxlint-disable-next-line no-explicit-any -- answers of the API
  deliveriesOf(who: Asker, id: string): Promise<any>;
  // oxlint-disable-next-line no-explicit-any -- answers of the API
  one(who: Asker, id: string): Promise<any>;
};

/** Call it once at the top of a test file: it opens before the tests, is fresh for each, and closes after them. Five webhooks a person. */
export const webhookWorld = (): WebhookWorld => {
  const secrets = createSecrets(new Uint8Array(32).fill(7));
  const address = '93.184.215.14';
  const world: WebhookWorld = {
    ...({} as Pick<WebhookWorld, 'studio' | 'internet' | 'courier'>),
    heard: [],
    status: () => 204,
    clock: { aheadMs: 0, now: () => Date.now() + world.clock.aheadMs },
    url: 'http://receiver.example/hooks?token=t0ken',
    address,
    makeCourier: (more = {}) =>
      createCourier({
        ...{ database: world.studio.database, network: world.internet.network(), secrets, clock: world.clock },
        ...{ log: silentLog, metrics: { webhookSent: () => undefined }, chance: () => 0 },
        ...more,
      }),
    make: async (who, body = {}) => {
      const made = await who.ask('post', '/webhooks', { body: { url: world.url, events: ['job.done'], ...body } });
      expect(made.status).toBe(201);
      return made.body.data;
    },
    tell: (data, more = {}) =>
      world.studio.database.asStudio(async (query) => {
        const { projectId, asOwner } = world.studio;
        await webhookEvents(query, { event: 'job.done', projectId, personId: asOwner.personId, data, ...more });
        const now = new Date(world.clock.now());
        await query
          .updateTable('workprint.webhook_deliveries')
          .set({ next_at: now, due_since: now })
          .where('state', '=', 'queued')
          .where('attempts', '=', 0)
          .execute();
      }),
    deliveriesOf: async (who, id) => (await who.ask('get', `/webhooks/${id}/deliveries`)).body.data.deliveries,
    one: async (who, id) => (await who.ask('get', `/webhooks/${id}`)).body.data,
  };
  beforeAll(async () => {
    world.studio = await startTestStudio({
      routes: ({ database }) =>
        webhookRoutes({
          ...{ database, secrets, clock: world.clock, mostPerPerson: 5 },
          vetUrl: (url) => world.internet.network().vet(url),
        }),
    });
  });
  beforeEach(async () => {
    world.clock.aheadMs = 0;
    world.internet = openInternet();
    world.courier = world.makeCourier();
    world.heard = [];
    world.status = () => 204;
    world.internet.name('receiver.example', [address]);
    await world.internet.serve(address, 80, async (asked, answer) => {
      world.heard.push({ headers: asked.headers, body: await textOf(asked) });
      answer.writeHead(world.status(world.heard.length)).end('heard');
    });
  });
  afterEach(async () => {
    await world.internet.close();
    await world.studio.database.asStudio((query) => query.deleteFrom('workprint.webhooks').execute());
  });
  afterAll(() => world.studio?.close());
  return world;
};
