/** Which key pays for a call, over the rows of a real database. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { keyWorld, shelfOf, tellTaleKind } from '../../../test/kit/key-world.ts';
import type { Asker } from '../../../test/kit/studio.ts';
import { createEnvironmentKeys } from './environment-keys.ts';

const world = keyWorld();
beforeAll(() => world.open());
afterAll(() => world.close());
beforeEach(() => world.clear());

const idOf = async (who: Asker, options: object = {}): Promise<string> => {
  const found = await world.look(who, options);
  return typeof found === 'string' ? found : (found.keyId ?? 'no row');
};

const month = (): string => new Date(world.clock.now()).toISOString().slice(0, 7);
const spend = (id: string, spent: number, reserved: number, period = month()) =>
  world.studio.database.asStudio((query) =>
    query
      .insertInto('workprint.purses')
      .values({ scope: 'key', scope_id: id, period, spent_micros: spent, reserved_micros: reserved })
      .execute(),
  );

test('KEY-7 one’s own come first, the one that worked most recently before the rest; switched off they are nobody’s', async () => {
  const { asOwner, asEditor, projectId } = world.studio;
  expect(await world.look(asOwner)).toBe('missing');
  const shared = await world.add(asEditor, { projectId });
  expect(await idOf(asOwner)).toBe(shared.id);
  const [first, second] = [await world.add(asOwner), await world.add(asOwner, { name: 'second' })];
  expect(await idOf(asOwner)).toBe(first.id);
  const ring = world.ring();
  await ring.report(second.id, 'works');
  expect(await idOf(asOwner)).toBe(second.id);
  world.clock.aheadMs += 120_000;
  await ring.report(first.id, 'works');
  expect(await idOf(asOwner)).toBe(first.id);
  await ring.report(first.id, 'forbidden');
  expect(await idOf(asOwner)).toBe(second.id);
  await asOwner.ask('put', `/api-keys/${second.id}`, { body: { isActive: false } });
  expect(await idOf(asOwner)).toBe(first.id);
  await asOwner.ask('delete', `/api-keys/${first.id}`);
  expect(await idOf(asOwner)).toBe(shared.id);
});

test('KEY-7 a shared key serves in its project while its person and the payer may both start work there, and nowhere else', async () => {
  const { asOwner, asEditor, asViewer, asOutsider, newPerson, newProject, database } = world.studio;
  const guest = await newPerson();
  const projectId = await newProject(asOwner, [
    [asEditor, 'editor'],
    [asViewer, 'viewer'],
    [guest, 'editor'],
  ]);
  const { id } = await world.add(guest, { projectId });
  const all = () =>
    Promise.all([guest, asOwner, asEditor, asViewer, asOutsider].map((who) => idOf(who, { projectId })));
  expect(await all()).toEqual([id, id, id, 'missing', 'missing']);
  // Elsewhere it is still its person's own.
  expect([await idOf(guest), await idOf(asOwner)]).toEqual([id, 'missing']);
  await database.asStudio((query) =>
    query
      .updateTable('workprint.project_members')
      .set({ role: 'viewer' })
      .where('project_id', '=', projectId)
      .where('person_id', '=', guest.personId)
      .execute(),
  );
  expect(await all()).toEqual([id, 'missing', 'missing', 'missing', 'missing']);
});

test('KEY-8 a key that was found wrong rests until it is tested or changed, one without credit for ten minutes, and why is told', async () => {
  const { asOwner } = world.studio;
  const { id } = await world.add(asOwner);
  const ring = world.ring();
  for (const verdict of ['wrong', 'expired'] as const) {
    await ring.report(id, verdict);
    world.clock.aheadMs += 30 * 24 * 3_600_000;
    expect(await world.look(asOwner)).toBe(verdict);
  }
  world.clock.aheadMs = 0;
  await asOwner.ask('put', `/api-keys/${id}`, { body: { key: 'good-again-1234' } });
  expect(await idOf(asOwner)).toBe(id);
  await ring.report(id, 'wrong');
  await asOwner.ask('post', '/api-keys/test', { body: { id } });
  expect(await idOf(asOwner)).toBe(id);
  await ring.report(id, 'no-credit');
  expect(await world.look(asOwner)).toBe('no-credit');
  world.clock.aheadMs += 11 * 60_000;
  expect(await idOf(asOwner)).toBe(id);
});

test('KEY-9 a key at its cap is passed over for one with room; the month after it is back; work under way goes on with it', async () => {
  const { asOwner, asEditor, projectId } = world.studio;
  const capped = await world.add(asOwner, { monthlyCapMicros: 1_000 });
  await spend(capped.id, 600, 300);
  await spend(capped.id, 5_000, 0, '2020-01');
  expect(await idOf(asOwner, { needMicros: 100 })).toBe(capped.id);
  expect(await world.look(asOwner, { needMicros: 101 })).toBe('capped');
  const payer = { personId: asOwner.personId, projectId };
  expect(await world.lateRing.mostRoom?.('paid', payer)).toEqual({ limitMicros: 1_000, leftMicros: 100 });
  const shared = await world.add(asEditor, { projectId, monthlyCapMicros: 0 });
  expect(await world.look(asOwner, { needMicros: 101 })).toBe('capped');
  await asEditor.ask('put', `/api-keys/${shared.id}`, { body: { monthlyCapMicros: 101 } });
  expect(await idOf(asOwner, { needMicros: 101 })).toBe(shared.id);
  expect(await idOf(asOwner, { needMicros: 101, keyId: capped.id })).toBe(capped.id);
  world.clock.aheadMs += 32 * 24 * 3_600_000;
  expect(await idOf(asOwner, { needMicros: 1_000 })).toBe(capped.id);
});

test('KEY-7 KEY-2 a key is opened for a call and its use noted once a minute; deleted meanwhile it says so', async () => {
  const { asOwner } = world.studio;
  const { id } = await world.add(asOwner);
  const found = await world.find(asOwner);
  expect(JSON.stringify(found)).not.toContain(world.key);
  expect(await found.open()).toBe(world.key);
  await expect.poll(async () => (await world.rows())[0]?.last_used_at ?? null).not.toBeNull();
  await asOwner.ask('delete', `/api-keys/${id}`);
  await expect(found.open()).rejects.toThrow(expect.objectContaining({ code: 'key-missing' }));
});

test('KEY-10 the environment’s keys are the local owner’s of a personal machine, after their own and before shared ones; on a server nobody’s', async () => {
  const { asOwner, asEditor, projectId, database } = world.studio;
  const environment = { PAID_TOKEN: ' from-the-shell\n', HOME_API_KEY: '' };
  const ring = world.ring(environment);
  expect(await world.look(asEditor, { ring })).toBe('missing');
  const makeOwner = (is_local_owner: boolean) =>
    database.asStudio((query) =>
      query.updateTable('workprint.people').set({ is_local_owner }).where('id', '=', asEditor.personId).execute(),
    );
  await makeOwner(true);
  try {
    await world.add(asOwner, { projectId });
    const found = await world.find(asEditor, { ring });
    expect([found.keyId, await found.open()]).toEqual([undefined, 'from-the-shell']);
    expect(await ring.providers({ personId: asEditor.personId, projectId })).toEqual(new Set(['paid', 'home', 'free']));
    const own = await world.add(asEditor);
    expect(await idOf(asEditor, { ring })).toBe(own.id);
    // The same person on a server that many share: no environment is handed over.
    await asEditor.ask('delete', `/api-keys/${own.id}`);
    expect(await idOf(asEditor)).not.toBe('no row');
  } finally {
    await makeOwner(false);
  }
});

test('KEY-10 providers of a payer: with a key, without need of one; nothing for an unknown name', async () => {
  const { asOwner, asOutsider, projectId } = world.studio;
  await world.add(asOwner, { isActive: false });
  const of = (who: Asker) => world.ring().providers({ personId: who.personId, projectId });
  expect(await of(asOwner)).toEqual(new Set(['home', 'free']));
  await world.add(asOwner, { name: 'second' });
  expect(await of(asOwner)).toEqual(new Set(['paid', 'home', 'free']));
  expect(await of(asOutsider)).toEqual(new Set(['home', 'free']));
  expect(await world.look(asOwner, { provider: 'nonesuch' })).toBe('missing');
});

test('KEY-10 the command line takes the first variable of a vendor that is set', async () => {
  const { kinds } = shelfOf([
    tellTaleKind('paid', {}),
    tellTaleKind('other', {}),
    tellTaleKind('home', { needsKey: 'optional' }),
    tellTaleKind('free', { needsKey: 'none' }),
  ]);
  const payer = { personId: 'operator', projectId: 'here' };
  const ring = createEnvironmentKeys({ PAID_API_KEY: ' ', PAID_TOKEN: 'second', FREE_API_KEY: 'unused' }, kinds);
  const open = async (provider: string): Promise<string | undefined> => {
    const found = await ring.find(provider, payer);
    return typeof found === 'string' ? found : found.open();
  };
  expect(await Promise.all(['paid', 'other', 'home', 'free', 'nonesuch'].map(open))).toEqual([
    'second',
    'missing',
    undefined,
    undefined,
    'missing',
  ]);
  expect(await ring.providers(payer)).toEqual(new Set(['paid', 'home', 'free']));
  await ring.report('any', 'wrong');
  expect(await open('paid')).toBe('second');
});
