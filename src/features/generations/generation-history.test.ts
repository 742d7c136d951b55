import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type GenerationStudio, startGenerationStudio } from '../../../test/kit/generation-studio.ts';
import type { Asker } from '../../../test/kit/studio.ts';

let world: GenerationStudio;
beforeAll(async () => {
  world = await startGenerationStudio({ vendor: { workMs: 100 }, patience: { lookMs: [20, 50], graceMs: 500 } });
  await world.work();
});
afterAll(() => world.close());

const still = { type: 'image', model: 'still', prompt: 'A lighthouse' };

const newOwner = async (): Promise<{ readonly owner: Asker; readonly projectId: string }> => {
  const owner = await world.studio.newPerson();
  return { owner, projectId: await world.studio.newProject(owner) };
};

const purse = async (projectId: string) =>
  world.studio.database.asStudio((query) =>
    query
      .selectFrom('workprint.purses')
      .select(['reserved_micros as reserved', 'spent_micros as spent'])
      .where('scope', '=', 'project')
      .where('scope_id', '=', projectId)
      .executeTakeFirst(),
  );

test('GEN-16 lists and statistics of a project', async () => {
  const { owner, projectId } = await newOwner();
  const ids: string[] = [];
  for (const body of [
    { ...still, prompt: 'A red boat' },
    { ...still, prompt: 'A blue boat', model: 'still-fast' },
    { ...still, prompt: '[refuse] boat' },
    { ...still, prompt: 'A red boat' },
    { type: 'text', model: 'prose', prompt: 'A poem of the sea' },
  ]) {
    const { body: answer } = await world.generate({ ...body, projectId }, owner);
    ids.push((await world.until(answer.data.id, undefined, owner)).id);
  }
  const list = async (search: string): Promise<string[]> => {
    const { status, body } = await owner.ask('get', `/generations?projectId=${projectId}${search}`);
    expect(status).toBe(200);
    return body.data.generations.map(({ id }: { id: string }) => id);
  };
  expect(await list('')).toEqual(ids.toReversed());
  expect(await list('&type=text')).toEqual([ids[4]]);
  expect(await list('&model=still-fast')).toEqual([ids[1]]);
  expect(await list('&model=paid/still-fast')).toEqual([ids[1]]);
  expect(await list('&model=other/still-fast')).toEqual([]);
  expect(await list('&state=failed')).toEqual([ids[2]]);
  expect(await list('&q=red%20boat')).toEqual([ids[3], ids[0]]);
  expect(await list('&from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z')).toEqual([]);
  const first = await owner.ask('get', `/generations?projectId=${projectId}&limit=2`);
  const second = await owner.ask('get', `/generations?projectId=${projectId}&limit=3&cursor=${first.body.data.next}`);
  expect([...first.body.data.generations, ...second.body.data.generations].map(({ id }: { id: string }) => id)).toEqual(
    ids.toReversed(),
  );
  expect(second.body.data.next).toBeNull();
  const { data } = (await owner.ask('get', `/generations/stats?projectId=${projectId}`)).body;
  expect(data).toMatchObject({ count: 5, done: 4, failed: 1, cancelled: 0, open: 0, cached: 1, successRate: 0.8 });
  const ofStill = data.models.find(({ model }: { model: string }) => model === 'paid/still');
  expect(ofStill).toMatchObject({ type: 'image', count: 3, done: 2, failed: 1, cached: 1, spentMicros: 40_000 });
  expect(ofStill.medianMs).toBeGreaterThan(0);
  expect(data.spentMicros).toBe((await purse(projectId))?.spent);
  // Somebody else sees none of it.
  const stranger = await world.studio.newPerson();
  expect((await stranger.ask('get', `/generations?projectId=${projectId}`)).status).toBe(404);
  expect((await stranger.ask('get', `/generations/${ids[0]}`)).status).toBe(404);
});

test('GEN-18 asked for again as it was, with changes, and removed from the history', async () => {
  const { owner, projectId } = await newOwner();
  const { body } = await world.generate({ ...still, parameters: { aspectRatio: '1:1', seed: 1 }, projectId }, owner);
  const first = await world.until(body.data.id, undefined, owner);
  const rerun = await owner.ask('post', `/generations/${first.id}/rerun`);
  expect(rerun.status).toBe(202);
  const again = await world.until(rerun.body.data.id, undefined, owner);
  expect(again).toMatchObject({ originId: first.id, isFresh: true, isCached: false, costMicros: 40_000 });
  expect(again.asked).toMatchObject({ ...first.asked, fresh: true });
  const vary = await owner.ask('post', `/generations/${first.id}/vary`, {
    body: {
      changes: { route: { kind: 'cheapest', models: ['paid/still', 'paid/still-fast'] }, parameters: { seed: null } },
    },
  });
  const varied = await world.until(vary.body.data.id, undefined, owner);
  expect(varied).toMatchObject({ originId: first.id, model: 'still-fast', costMicros: 10_000, isCached: false });
  expect(varied.asked).toMatchObject({ prompt: 'A lighthouse' });
  expect(varied.asked.parameters).toEqual({ aspectRatio: '1:1' });
  expect(varied.asked.model).toBeUndefined();
  expect(
    (await owner.ask('post', `/generations/${first.id}/vary`, { body: { changes: { parameters: { count: 99 } } } }))
      .status,
  ).toBe(422);
  expect((await owner.ask('delete', `/generations/${first.id}`)).status).toBe(200);
  expect((await owner.ask('get', `/generations/${first.id}`)).status).toBe(404);
  // What it made and what it cost stay.
  const file = await fetch(`${world.studio.url}${first.files[0].url}`);
  expect(file.status).toBe(200);
  expect(await purse(projectId)).toEqual({ reserved: 0, spent: 90_000 });
});

describe('what does not end by itself', () => {
  test('GEN-13 cancelled while a vendor is at it, the vendor is told and the call is settled by what is known', async () => {
    const { owner, projectId } = await newOwner();
    const { body } = await world.generate(
      { type: 'video', model: 'clip', prompt: '[never]', parameters: { durationSeconds: 2 }, projectId },
      owner,
    );
    const { id } = body.data;
    await world.until(id, ({ calls }) => calls[0]?.state === 'under-way', owner);
    expect((await owner.ask('delete', `/generations/${id}`)).status).toBe(409);
    expect((await owner.ask('post', `/generations/${id}/cancel`)).status).toBe(200);
    const over = await world.until(id, ({ state, endedAt }) => state === 'cancelled' && endedAt !== null, owner);
    expect(world.vendor.requests.cancel).toBeGreaterThan(0);
    expect(['failed', 'unknown']).toContain(over.calls[0].state);
  });

  test('GEN-13 cancelled while it waits, its money is free again', async () => {
    const { owner, projectId } = await newOwner();
    await world.rest();
    await world.work(0);
    const { body } = await world.generate({ ...still, projectId }, owner);
    expect(await purse(projectId)).toEqual({ reserved: 40_000, spent: 0 });
    expect((await owner.ask('post', `/generations/${body.data.id}/cancel`)).body.data.state).toBe('cancelled');
    const over = await world.until(body.data.id, ({ endedAt }) => endedAt !== null, owner);
    expect(over).toMatchObject({ state: 'cancelled', charged: 'no', costMicros: 0, calls: [{ state: 'failed' }] });
    expect(await purse(projectId)).toEqual({ reserved: 0, spent: 0 });
    await world.rest();
    await world.work();
  });

  test('GEN-13 cancelled while its worker is gone, what a vendor is at is closed all the same', async () => {
    const { owner, projectId } = await newOwner();
    const film = {
      type: 'video',
      model: 'clip',
      prompt: '[never] again',
      parameters: { durationSeconds: 2 },
      projectId,
    };
    const { body } = await world.generate(film, owner);
    const { id } = body.data;
    await world.until(id, ({ calls }) => calls[0]?.state === 'under-way', owner);
    await world.rest();
    await world.until(id, ({ state }) => state === 'queued', owner);
    const before = world.vendor.requests.cancel;
    await world.work();
    expect((await owner.ask('post', `/generations/${id}/cancel`)).status).toBe(200);
    const over = await world.until(
      id,
      ({ calls, endedAt }) => endedAt !== null && calls[0].state !== 'under-way',
      owner,
    );
    expect([over.state, world.vendor.requests.cancel]).toEqual(['cancelled', before + 1]);
  });

  test('GEN-11 held for a key that no longer works, it goes on once the key is right, and nothing is asked twice', async () => {
    const { owner, projectId } = await newOwner();
    const billed = world.vendor.bill.length;
    const film = { type: 'video', model: 'clip', prompt: 'A tide', parameters: { durationSeconds: 2 }, projectId };
    const { body } = await world.generate(film, owner);
    await world.until(body.data.id, ({ calls }) => calls[0]?.state === 'under-way', owner);
    world.vendor.keys.set('paid-key-works', 'expired');
    const held = await world.until(body.data.id, undefined, owner);
    expect(held).toMatchObject({ state: 'held', error: { code: 'charge-unknown' }, calls: [{ state: 'under-way' }] });
    expect(held.error.message).toContain(`POST /generations/${held.id}/resolve`);
    world.vendor.keys.set('paid-key-works', 'works');
    const answer = await owner.ask('post', `/generations/${held.id}/resolve`, { body: { charged: 'no' } });
    expect(answer.status).toBe(200);
    const done = await world.until(held.id, ({ state }) => state === 'done', owner);
    expect([done.costMicros, done.calls.length, world.vendor.bill.length]).toEqual([200_000, 1, billed + 1]);
  });

  test('GEN-11 without a lost call there is nothing to resolve', async () => {
    const { owner, projectId } = await newOwner();
    const { body } = await world.generate({ ...still, projectId }, owner);
    await world.until(body.data.id, undefined, owner);
    const answer = await owner.ask('post', `/generations/${body.data.id}/resolve`, { body: { charged: 'no' } });
    expect([answer.status, answer.body.error.code]).toEqual([409, 'conflict']);
  });

  test('GEN-22 GEN-11 LED-33 an equal request in doubt is told; far more than was kept free is no charge, unless it is confirmed', async () => {
    const { owner, projectId } = await newOwner();
    const { body } = await world.generate({ ...still, projectId }, owner);
    const { id } = await world.until(body.data.id, undefined, owner);
    await world.studio.database.asStudio((query) =>
      query
        .updateTable('workprint.provider_calls')
        .set({ state: 'unknown', charged: 'unknown' })
        .where('project_id', '=', projectId)
        .execute(),
    );
    const slip = { charged: 'yes', micros: 99_999_999 };
    const refused = await owner.ask('post', `/generations/${id}/resolve`, { body: slip });
    expect(refused).toMatchObject({ status: 422, body: { error: { details: [{ path: 'micros' }] } } });
    const again = await world.generate({ ...still, projectId }, owner);
    expect([again.status, again.body.data.note]).toEqual([202, expect.stringMatching(/^An equal request is in doubt/)]);
    const done = await world.until(again.body.data.id, undefined, owner);
    expect(done).toMatchObject({ state: 'done', note: again.body.data.note });
    const other = await world.generate({ ...still, prompt: 'Another', projectId }, owner);
    expect(other.body.data.note).toBeUndefined();
  });

  test('GEN-9 a library that is full gets no files, and the answer says so', async () => {
    const { owner, projectId } = await newOwner();
    await world.studio.database.asStudio((query) =>
      query.updateTable('workprint.people').set({ storage_limit_bytes: 1 }).where('id', '=', owner.personId).execute(),
    );
    const { body } = await world.generate({ ...still, projectId }, owner);
    const done = await world.until(body.data.id, undefined, owner);
    expect(done).toMatchObject({ state: 'done', files: [], costMicros: 40_000 });
    expect(done.answer.notes.join()).toMatch(/not in the library/);
  });

  test.each([
    ['a page of HTML', '[html-file]'],
    ['a redirect inside', '[inside-file]'],
    ['a file of gigabytes', '[huge-file]'],
  ])('GEN-9 %s instead of a picture is refused, recorded and booked', async (_name, prompt) => {
    const { owner, projectId } = await newOwner();
    const { body } = await world.generate({ ...still, prompt, projectId }, owner);
    const failed = await world.until(body.data.id, undefined, owner);
    expect(failed).toMatchObject({ state: 'failed', error: { code: 'provider-unreadable' }, files: [] });
    expect(await purse(projectId)).toEqual({ reserved: 0, spent: failed.costMicros });
  });
});

test('GEN-15 a text is answered while films are waited for', async () => {
  const { owner, projectId } = await newOwner();
  await world.rest();
  await world.work();
  const film = { type: 'video', model: 'clip-plain', prompt: '[never]', parameters: { durationSeconds: 1 }, projectId };
  const films = await Promise.all(
    Array.from({ length: 24 }, (_, at) => world.generate({ ...film, prompt: `${film.prompt} ${at}` }, owner)),
  );
  const { body } = await world.generate({ type: 'text', model: 'prose', prompt: 'A word', projectId }, owner);
  const done = await world.until(body.data.id, undefined, owner);
  expect(done).toMatchObject({ state: 'done', type: 'text' });
  expect(done.answer.text.length).toBeGreaterThan(0);
  await Promise.all(films.map(({ body: one }) => owner.ask('post', `/generations/${one.data.id}/cancel`)));
});
