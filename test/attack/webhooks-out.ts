/** PD7: webhooks on their way out, among receivers that fail, die, move inside or hang, and couriers that are killed. */
import { createSecrets } from '../../src/adapters/secrets/secrets.ts';
import { silentLog } from '../../src/adapters/telemetry/telemetry.ts';
import { seededRandom } from '../../src/domain/random.ts';
import { secretIdentity } from '../../src/features/webhooks/deliver.ts';
import { makeSecret } from '../../src/features/webhooks/sign-delivery.ts';
import { type Courier, createCourier, isSignedBy, webhookEvents } from '../../src/features/webhooks/webhooks.ts';
import { openInternet, textOf } from '../kit/loopback-internet.ts';
import { freshDatabase } from '../kit/postgres.ts';
import { addPerson } from '../kit/studio.ts';
import type { Facts, ProofCase, ProofRow, ProofSize } from '../prove/row.types.ts';

const hour = 3600 * 1000;
const address = '93.184.215.14';

type Try = { readonly id: string; readonly body: string; readonly atMs: number; readonly isSigned: boolean };

const must = (isSo: boolean, words: string): void => {
  if (!isSo) throw new Error(words);
};

/** One receiver at a public address, one webhook, couriers with a clock that is turned, events that are told. */
const openWorld = async (database: Awaited<ReturnType<typeof freshDatabase>>['database']) => {
  const internet = openInternet();
  const secrets = createSecrets(new Uint8Array(32).fill(9));
  const secret = makeSecret();
  const world = { aheadMs: 0, answer: (_: number, __: string): number => 200 };
  const now = (): number => Date.now() + world.aheadMs;
  const tries: Try[] = [];
  const personId = await addPerson(database, 'Teller');
  const projectId = await database.asStudio(async (query) => {
    const made = { owner_id: personId, name: 'Film' };
    const { id } = await query.insertInto('workprint.projects').values(made).returning('id').executeTakeFirstOrThrow();
    return id;
  });
  const webhookId = crypto.randomUUID();
  await database.asStudio((query) =>
    query
      .insertInto('workprint.webhooks')
      .values({
        ...{ id: webhookId, person_id: personId, url: 'http://receiver.example/hook', events: ['job.done'] },
        secret_sealed: secrets.seal(secret, secretIdentity(webhookId)),
        secret_ending: secret.slice(-4),
      })
      .execute(),
  );
  internet.name('receiver.example', [address]);
  await internet.serve(address, 80, async (asked, answer) => {
    const [body, id] = [await textOf(asked), String(asked.headers['webhook-id'])];
    const isSigned = isSignedBy(secret, asked.headers as Record<string, string>, body, now() / 1000);
    tries.push({ id, body, atMs: now(), isSigned });
    const status = world.answer(tries.filter((each) => each.id === id).length, id);
    answer.writeHead(status, status === 302 ? { location: 'http://127.0.0.1/' } : {}).end();
  });
  const newCourier = (concurrency = 16): Courier =>
    createCourier({
      ...{ database, network: internet.network(), secrets, clock: { now }, log: silentLog, concurrency },
      ...{ metrics: { webhookSent: () => undefined }, chance: () => 0.999 },
    });
  return {
    ...{ world, internet, tries, newCourier },
    tell: (count: number) =>
      database.asStudio(async (query) => {
        for (let event = 0; event < count; event++)
          await webhookEvents(query, { event: 'job.done', projectId, personId, data: { event } });
      }),
    states: () =>
      database.asStudio((query) =>
        query
          .selectFrom('workprint.webhook_deliveries')
          .select(['event_id as id', 'state', 'attempts'])
          .where('webhook_id', '=', webhookId)
          .execute(),
      ),
    /** Lets a day and a little pass, bringing whatever is due every twenty minutes. */
    passOneDay: async (courier: Courier) => {
      for (let at = 0; at <= 25 * 3; at++) {
        await courier.deliverDue();
        world.aheadMs += 20 * 60_000;
      }
    },
    close: () => internet.close(),
  };
};
type World = Awaited<ReturnType<typeof openWorld>>;

/** What holds of every try, whatever the receivers do. */
const checkTries = ({ tries, internet }: World): Facts => {
  must(
    tries.every(({ isSigned }) => isSigned),
    'a try was not signed',
  );
  const events = Map.groupBy(tries, ({ id }) => id);
  for (const [id, all] of events) {
    must(new Set(all.map(({ body }) => body)).size === 1, `the body of ${id} changed`);
    must(all.length <= 6, `${id} was tried ${all.length} times`);
    const lastedMs = (all.at(-1)?.atMs ?? 0) - (all[0]?.atMs ?? 0);
    must(lastedMs <= 24 * hour, `${id} was tried for ${lastedMs / hour} h`);
  }
  const inner = internet.dials.filter((dial) => dial.address !== address);
  must(inner.length === 0, `it connected to ${inner[0]?.address}`);
  return { tries: tries.length, private_connects: 0 };
};

type Run = (world: World, count: number) => Promise<void>;

const runs: Readonly<Record<string, Run>> = {
  'receivers that fail up to five times': async (run, count) => {
    run.world.answer = (tried, id) => (tried <= Math.floor(seededRandom('fails', id)() * 6) ? 500 : 200);
    await run.tell(count);
    await run.passOneDay(run.newCourier());
    const states = await run.states();
    must(states.length === count && states.every(({ state }) => state === 'done'), 'an event did not arrive');
  },
  'a receiver that is dead': async (run, count) => {
    run.world.answer = () => 503;
    await run.tell(count);
    await run.passOneDay(run.newCourier());
    const states = await run.states();
    must(
      states.every(({ state, attempts }) => state === 'failed' && attempts === 6),
      'it was not tried six times',
    );
    must(run.tries.length === 6 * count, `there were ${run.tries.length} tries`);
  },
  'a receiver that moves inside': async (run, count) => {
    run.world.answer = () => 500;
    run.internet.name(
      'receiver.example',
      [address],
      ['10.0.0.1'],
      ['127.0.0.1', address],
      ['::1'],
      ['169.254.169.254'],
    );
    await run.tell(count);
    await run.passOneDay(run.newCourier(1));
    must(
      (await run.states()).every(({ state }) => state === 'failed'),
      'something arrived',
    );
  },
  'a receiver that redirects inside': async (run, count) => {
    run.world.answer = () => 302;
    await run.tell(count);
    await run.passOneDay(run.newCourier());
    must(
      (await run.states()).every(({ state }) => state === 'failed'),
      'something arrived',
    );
  },
  'couriers that are killed in the middle': async (run, count) => {
    await run.tell(count);
    for (let killed = 0; killed < 5; killed++) {
      const courier = run.newCourier(4);
      const pending = courier.deliverDue();
      const before = run.tries.length;
      while (run.tries.length < Math.min(count, before + 2)) await new Promise((resolve) => setTimeout(resolve, 1));
      await courier.stop(0);
      await pending;
      run.world.aheadMs += 60_000;
      if ((await run.states()).every(({ state }) => state === 'done')) break;
    }
    const two = [run.newCourier(), run.newCourier()];
    await Promise.all(two.map((courier) => courier.deliverDue()));
    run.world.aheadMs += 60_000;
    await run.newCourier().deliverDue();
    const states = await run.states();
    must(states.length === count && states.every(({ state }) => state === 'done'), 'an event was lost');
    must(new Set(run.tries.map(({ id }) => id)).size === count, 'an event was never heard');
  },
};

export const webhooksOut: ProofRow = {
  id: 'PD7',
  promise:
    'Webhooks are signed, tried six times within a day under one id, survive their couriers, and never lead inside.',
  counts: 'worlds',
  facts: { events: 'sum', tries: 'sum', private_connects: 'sum' },
  open: async (size: ProofSize) => {
    const fresh = await freshDatabase();
    const count = size === 'quick' ? 6 : 60;
    const cases = Object.entries(runs).map(
      ([name, run]): ProofCase => ({
        name,
        run: async () => {
          const world = await openWorld(fresh.database);
          try {
            await run(world, count);
            return { ...checkTries(world), events: count };
          } finally {
            await world.close();
          }
        },
      }),
    );
    return { cases, close: () => fresh.close() };
  },
};
