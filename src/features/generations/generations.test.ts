import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type GenerationStudio, startGenerationStudio } from '../../../test/kit/generation-studio.ts';
import type { Asker } from '../../../test/kit/studio.ts';

let world: GenerationStudio;
beforeAll(async () => {
  world = await startGenerationStudio();
  await world.work();
});
afterAll(() => world.close());

const still = { type: 'image', model: 'still', prompt: 'A lighthouse' };
const clip = { type: 'video', model: 'clip', prompt: 'Waves', parameters: { durationSeconds: 4 } };

/** What the ledger says of a project. */
const purse = async (projectId: string) =>
  world.studio.database.asStudio((query) =>
    query
      .selectFrom('workprint.purses')
      .select(['reserved_micros as reserved', 'spent_micros as spent'])
      .where('scope', '=', 'project')
      .where('scope_id', '=', projectId)
      .executeTakeFirst(),
  );

/** Somebody with a project of their own, and what is kept of it. */
const newOwner = async (): Promise<{ readonly owner: Asker; readonly projectId: string }> => {
  const owner = await world.studio.newPerson();
  return { owner, projectId: await world.studio.newProject(owner) };
};

const count = async (
  table: 'generations' | 'job_runs' | 'provider_calls' | 'ledger_entries',
  projectId: string,
): Promise<number> => {
  const { rows } = {
    rows: await world.studio.database.asStudio((query) =>
      query.selectFrom(`workprint.${table}`).select('id').where('project_id', '=', projectId).execute(),
    ),
  };
  return rows.length;
};

describe('asking', () => {
  test('GEN-1 GEN-9 GEN-17 a picture is asked for, made, billed once, and lies in the library', async () => {
    const { owner, projectId } = await newOwner();
    const started = await world.generate({ ...still, projectId }, owner);
    expect(started).toMatchObject({
      status: 202,
      body: { data: { state: 'queued', estimateMicros: 40_000, isExact: true, model: 'paid/still' } },
    });
    expect(started.headers.get('location')).toBe(`/api/v1/generations/${started.body.data.id}`);
    const done = await world.until(started.body.data.id, undefined, owner);
    expect(done).toMatchObject({
      state: 'done',
      progress: 1,
      costMicros: 40_000,
      charged: 'yes',
      isCached: false,
      provider: 'paid',
      model: 'still',
    });
    expect(done.asked).toEqual({ type: 'image', provider: 'paid', model: 'still', prompt: 'A lighthouse' });
    expect(done.route).toMatchObject([{ model: 'paid/still', outcome: 'answered', costMicros: 40_000 }]);
    expect(done.calls).toMatchObject([
      { place: 1, state: 'done', charged: 'yes', reservedMicros: 40_000, costMicros: 40_000 },
    ]);
    expect(done.files).toHaveLength(1);
    const file = await fetch(`${world.studio.url}${done.files[0].url}`);
    expect([file.status, (await file.arrayBuffer()).byteLength]).toEqual([200, done.files[0].bytes]);
    expect(await purse(projectId)).toEqual({ reserved: 0, spent: 40_000 });
  });

  test('GEN-9 a film is started, asked about and fetched; speech comes with the times of its characters', async () => {
    const { owner, projectId } = await newOwner();
    const [film, speech] = await Promise.all([
      world.generate({ ...clip, projectId }, owner),
      world.generate(
        { type: 'audio', model: 'voice', prompt: 'Good evening', parameters: { voice: 'Ada' }, projectId },
        owner,
      ),
    ]);
    const [made, spoken] = await Promise.all(
      [film, speech].map(({ body }) => world.until(body.data.id, undefined, owner)),
    );
    expect(made).toMatchObject({ state: 'done', type: 'video', costMicros: 400_000, files: [{ state: 'processing' }] });
    expect(spoken).toMatchObject({ state: 'done', type: 'audio', costMicros: 360 });
    expect(spoken.answer.characters?.length ?? 0).toBeGreaterThan(0);
  });

  test.each([
    ['aunknown model', { ...still, model: 'stll' }, 422, 'model-unknown', /still/],
    ['aretired model', { ...clip, model: 'old-clip' }, 422, 'model-retired', /clip/],
    ['amodel without a price', { ...still, model: 'mystery' }, 422, 'price-unknown', /price/i],
    ['aunknown type', { ...still, type: 'opera' }, 422, 'request-invalid', /type/],
    ['no prompt', { ...still, prompt: ' ' }, 422, 'request-invalid', /prompt/],
    ['no model', { type: 'image', prompt: 'x', provider: undefined }, 422, 'request-invalid', /model/],
    ['both a model and a route', { ...still, route: { kind: 'best' } }, 422, 'request-invalid', /route/],
    ['files where none belong', { type: 'transcript', model: 'ears' }, 422, 'request-invalid', /references/],
  ])('GEN-1 GEN-2 GEN-3 GEN-8 %s is refused, and nothing is left behind', async (_name, body, status, code, words) => {
    const { owner, projectId } = await newOwner();
    const answer = await world.generate({ ...body, projectId }, owner);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    expect(answer.body.error.message).toMatch(words);
    for (const table of ['generations', 'job_runs', 'provider_calls', 'ledger_entries'] as const)
      expect(await count(table, projectId), table).toBe(0);
  });

  test.each([
    ['durationSeconds', { ...clip, parameters: { durationSeconds: 5 } }, 'parameters.durationSeconds', 'ask-illegal'],
    ['aspectRatio', { ...still, parameters: { aspectRatio: '21:9' } }, 'parameters.aspectRatio', 'ask-illegal'],
    ['count', { ...still, parameters: { count: 9 } }, 'parameters.count', 'ask-illegal'],
    ['prompt', { ...still, prompt: 'x'.repeat(2_001) }, 'prompt', 'ask-illegal'],
    ['a field nobody knows', { ...still, parameters: { colour: 'red' } }, 'parameters.colour', 'request-invalid'],
    [
      'a field of the wrong kind',
      { ...clip, parameters: { durationSeconds: 'long' } },
      'parameters.durationSeconds',
      'request-invalid',
    ],
    ['half a size', { ...still, parameters: { width: 64 } }, 'parameters.height', 'request-invalid'],
    [
      'an asset of nobody',
      { ...still, references: [{ assetId: crypto.randomUUID() }] },
      'references[0].assetId',
      'request-invalid',
    ],
    [
      'a sound without its kind',
      { type: 'audio', model: 'noise', prompt: 'x', parameters: { kind: 'smell' } },
      'parameters.kind',
      'request-invalid',
    ],
  ])('GEN-2 GEN-8 %s is refused at its place', async (_name, body, path, code) => {
    const { status, body: answer } = await world.generate(body);
    expect([status, answer.error.code]).toEqual([422, code]);
    expect(answer.error.details.map((one: { path: string }) => one.path)).toContain(path);
  });

  test('GEN-4 GEN-6 the estimate is what is kept free; what was left open becomes what the model takes', async () => {
    const { owner, projectId } = await newOwner();
    const body = { projectId, provider: 'paid', type: 'video', model: 'clip', prompt: 'Waves' };
    const estimate = await owner.ask('post', '/estimate-cost', { body });
    expect(estimate.body.data).toMatchObject({ isExact: true, isCached: false, leftOut: [] });
    const started = await world.generate(body, owner);
    expect(started.body.data.estimateMicros).toBe(estimate.body.data.micros);
    const done = await world.until(started.body.data.id, undefined, owner);
    // Four or six seconds: as near to five as it gets.
    expect([400_000, 600_000]).toContain(done.costMicros);
    expect(done.costMicros).toBe(estimate.body.data.micros);
    const later = await owner.ask('post', '/estimate-cost', { body });
    expect(later.body.data).toMatchObject({ micros: 0, isCached: true });
  });

  test('GEN-5 the same Idempotency-Key twice is one generation', async () => {
    const { owner, projectId } = await newOwner();
    const ask = () => world.generate({ ...still, projectId }, owner, { 'idempotency-key': 'once' });
    const [first, second] = await Promise.all([ask(), ask()]);
    expect(first.body.data).toEqual(second.body.data);
    await world.until(first.body.data.id, undefined, owner);
    expect(await count('generations', projectId)).toBe(1);
    expect(await purse(projectId)).toEqual({ reserved: 0, spent: 40_000 });
  });
});

describe('money', () => {
  test('GEN-7 PA10 of 64 requests at once against a budget for ten exactly ten run', async () => {
    const { owner, projectId } = await newOwner();
    await world.studio.database.asStudio((query) =>
      query.updateTable('workprint.projects').set({ budget_micros: 400_000 }).where('id', '=', projectId).execute(),
    );
    const answers = await Promise.all(
      Array.from({ length: 64 }, (_, at) => world.generate({ ...still, prompt: `Frame ${at}`, projectId }, owner)),
    );
    const started = answers.filter(({ status }) => status === 202);
    const refused = answers.filter(({ status, body }) => status === 402 && body.error.code === 'budget-reached');
    expect([started.length, refused.length]).toEqual([10, 54]);
    const ends = await Promise.all(started.map(({ body }) => world.until(body.data.id, undefined, owner)));
    expect(ends.every(({ state }) => state === 'done')).toBe(true);
    expect(await purse(projectId)).toEqual({ reserved: 0, spent: 400_000 });
    expect(await count('generations', projectId)).toBe(10);
  });

  test('GEN-14 C9 the same again costs nothing, fresh pays, and another project never sees it', async () => {
    const { owner, projectId } = await newOwner();
    const ask = async (more: object, project = projectId, asker = owner) => {
      const { body } = await world.generate({ ...still, prompt: 'A gull', ...more, projectId: project }, asker);
      return world.until(body.data.id, undefined, asker);
    };
    const first = await ask({});
    const again = await ask({});
    expect(again).toMatchObject({ state: 'done', isCached: true, costMicros: 0, estimateMicros: 0, charged: 'no' });
    expect(again.files.map((file: { sha256: string }) => file.sha256)).toEqual([first.files[0].sha256]);
    expect(again.files[0].assetId).toBe(first.files[0].assetId);
    expect(await ask({ fresh: true })).toMatchObject({ isCached: false, costMicros: 40_000 });
    const elsewhere = await newOwner();
    expect(await ask({}, elsewhere.projectId, elsewhere.owner)).toMatchObject({ isCached: false, costMicros: 40_000 });
    expect(await purse(projectId)).toEqual({ reserved: 0, spent: 80_000 });
  });

  test('GEN-12 what a vendor refuses ends the job at once with its code; tried again it is a wish of its own', async () => {
    const { owner, projectId } = await newOwner();
    const { body } = await world.generate({ ...still, prompt: '[refuse]', projectId }, owner);
    const failed = await world.until(body.data.id, undefined, owner);
    expect(failed).toMatchObject({
      state: 'failed',
      error: { code: 'provider-refused' },
      costMicros: 0,
      charged: 'no',
    });
    expect(failed.route).toMatchObject([{ outcome: 'refused', code: 'provider-refused' }]);
    expect((await owner.ask('post', `/jobs/${failed.jobId}/retry`)).status).toBe(200);
    const twice = await world.until(failed.id, ({ state, calls }) => state === 'failed' && calls.length === 2, owner);
    expect(twice.calls.map(({ state }: { state: string }) => state)).toEqual(['failed', 'failed']);
    expect(await purse(projectId)).toEqual({ reserved: 0, spent: 0 });
  });
});
