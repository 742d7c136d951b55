/** Projects over the real router, sign-in and database. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AccountStudio, type Person, startAccountStudio } from '../../../test/kit/account-studio.ts';
import { pick, seededRandom } from '../../domain/random.ts';
import { binDays, purgeDeletedProjects } from './purge.ts';

let studio: AccountStudio;
beforeAll(async () => {
  studio = await startAccountStudio();
});
afterAll(() => studio.close());

const make = async (person: Person, name: string): Promise<string> => {
  const { status, body } = await person.ask('post', '/projects', { body: { name } });
  expect(status).toBe(201);
  return body.data.id;
};
const namesOf = async (person: Person, search = ''): Promise<string[]> =>
  (await person.ask('get', `/projects${search}`)).body.data.projects.map((one: { name: string }) => one.name);

describe('a project', () => {
  test('ACC-40 belongs to whoever makes it; nobody else knows of it', async () => {
    const [ada, eve] = [await studio.person(), await studio.person()];
    const made = await ada.ask('post', '/projects', { body: { name: '  The lighthouse ', budgetMicros: 5_000_000 } });
    expect(made).toMatchObject({
      status: 201,
      body: {
        data: {
          ...{ name: 'The lighthouse', budgetMicros: 5_000_000, version: 1, ownerId: ada.personId, role: 'owner' },
          ...{ state: 'active', counts: { assets: 0, jobs: 0 }, archivedAt: null, deletedAt: null },
        },
      },
    });
    const { id } = made.body.data;
    expect((await ada.ask('get', `/projects/${id}`)).body).toEqual(made.body);
    expect(await namesOf(ada)).toEqual(['The lighthouse']);
    expect(await namesOf(eve)).toEqual([]);
    for (const [method, body] of [['get'], ['put', { name: 'Mine' }], ['delete']] as const)
      expect((await eve.ask(method, `/projects/${id}`, { body })).status).toBe(404);
    expect((await eve.ask('get', '/projects/0190b6a5-0000-7000-8000-000000000000')).status).toBe(404);
  });

  test('ACC-40 the list shows counts and last activity', async () => {
    const ada = await studio.person();
    const { id } = await studio.projectWithAsset(ada.personId, ada.personId, 'counted');
    await studio.database.asStudio(async (query) => {
      await query
        .updateTable('workprint.assets')
        .set({ created_at: new Date(Date.now() + 60_000) })
        .where('project_id', '=', id)
        .execute();
      const values = { project_id: id, person_id: ada.personId, kind: 'render', input: '{}' };
      const { id: parent } = await query
        .insertInto('workprint.job_runs')
        .values(values)
        .returning('id')
        .executeTakeFirstOrThrow();
      await query
        .insertInto('workprint.job_runs')
        .values({ ...values, parent_id: parent })
        .execute();
    });
    const [project] = (await ada.ask('get', '/projects')).body.data.projects;
    expect(project).toMatchObject({ id, counts: { assets: 1, jobs: 1 } });
    expect(Date.parse(project.lastActivityAt)).toBeGreaterThan(Date.parse(project.updatedAt) + 50_000);
  });

  test('ACC-40 is found by a part of its name, whatever signs are in it', async () => {
    const ada = await studio.person();
    for (const name of ['100% done', 'A_B', 'Übung macht', "O'Hara; drop table projects"]) await make(ada, name);
    for (const [search, found] of [
      ['100%', ['100% done']],
      ['%', ['100% done']],
      ['_', ['A_B']],
      ['übung', ['Übung macht']],
      ["o'hara;", ["O'Hara; drop table projects"]],
      ['\\', []],
      ['nothing', []],
    ] as const)
      expect(await namesOf(ada, `?search=${encodeURIComponent(search)}`), search).toEqual(found);
  });

  test.each([
    ['name', { name: '   ' }],
    ['name', { name: 'x'.repeat(201) }],
    ['name', {}],
    ['budgetMicros', { name: 'a', budgetMicros: -1 }],
    ['budgetMicros', { name: 'a', budgetMicros: 1.5 }],
    ['ownerId', { name: 'a', ownerId: '0190b6a5-0000-7000-8000-000000000000' }],
  ])('ACC-40 a wrong %s is named', async (path, body) => {
    const ada = await studio.person();
    expect(await ada.ask('post', '/projects', { body })).toMatchObject({
      status: 422,
      body: { error: { details: [{ path }] } },
    });
    expect(await namesOf(ada)).toEqual([]);
  });

  test('ACC-41 over all pages of every order each project is listed once, seed 42', async () => {
    const ada = await studio.person();
    const random = seededRandom(42);
    const names = Array.from({ length: 23 }, () => pick(random, ['same', 'Same', 'other', 'Äther', 'x', 'zz']));
    await studio.database.asStudio((query) =>
      query
        .insertInto('workprint.projects')
        .values(names.map((name) => ({ owner_id: ada.personId, name })))
        .execute(),
    );
    for (const sort of ['changed', 'created', 'name']) {
      const seen: { id: string; name: string }[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const { body } = await ada.ask('get', `/projects?sort=${sort}&limit=5${cursor && `&cursor=${cursor}`}`);
        seen.push(...body.data.projects);
        cursor = body.data.next;
      }
      expect(new Set(seen.map(({ id }) => id)).size, sort).toBe(names.length);
      expect(seen).toHaveLength(names.length);
    }
    for (const cursor of ['x', 'W10', Buffer.from('["a","b"]').toString('base64url')])
      expect(await ada.ask('get', `/projects?cursor=${cursor}`)).toMatchObject({
        status: 422,
        body: { error: { details: [{ path: 'cursor' }] } },
      });
  });
});

describe('changes', () => {
  test('ACC-42 of a version that is past change nothing and are told so', async () => {
    const ada = await studio.person();
    const id = await make(ada, 'First');
    const change = (body: object, headers = {}) => ada.ask('put', `/projects/${id}`, { body, headers });
    expect((await change({ name: 'Second', version: 1 })).body.data).toMatchObject({ name: 'Second', version: 2 });
    expect(await change({ name: 'Third', version: 1 })).toMatchObject({
      status: 409,
      body: { error: { code: 'stale-version' } },
    });
    expect(await change({ name: 'Third' }, { 'if-match': '"1"' })).toMatchObject({ status: 409 });
    expect((await change({ name: 'Third' }, { 'if-match': '"2"' })).body.data).toMatchObject({
      name: 'Third',
      version: 3,
    });
    expect((await change({ name: 'Fourth' })).body.data).toMatchObject({ version: 4 });
    expect((await change({ name: 'x' }, { 'if-match': 'soon' })).status).toBe(422);
    expect((await change({})).status).toBe(422);
    expect((await change({ version: 4 })).status).toBe(422);
    const both = await Promise.all(['a', 'b', 'c', 'd'].map((name) => change({ name, version: 4 })));
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409]);
  });

  test('ACC-47 editors change the name, owners the budget and the state, viewers nothing', async () => {
    const [ada, editor, viewer] = [await studio.person(), await studio.person(), await studio.person()];
    const id = await make(ada, 'Shared');
    await studio.join(id, editor.personId, 'editor');
    await studio.join(id, viewer.personId, 'viewer');
    const status = async (person: Person, method: string, path = '', body?: object) =>
      (await person.ask(method, `/projects/${id}${path}`, { body })).status;
    expect(await status(viewer, 'get')).toBe(200);
    expect(await status(viewer, 'put', '', { name: 'x' })).toBe(403);
    expect(await status(editor, 'put', '', { name: 'x' })).toBe(200);
    expect(await status(editor, 'put', '', { budgetMicros: 1 })).toBe(403);
    expect(await status(ada, 'put', '', { budgetMicros: 1 })).toBe(200);
    expect(await status(ada, 'put', '', { budgetMicros: null })).toBe(200);
    for (const [method, path] of [
      ['post', '/archive'],
      ['post', '/unarchive'],
      ['delete', ''],
      ['post', '/restore'],
    ] as const)
      expect(await status(editor, method, path), path).toBe(403);
  });
});

describe('aside and in the bin', () => {
  test('ACC-43 an archived project is listed where it is asked for, and taken up again', async () => {
    const ada = await studio.person();
    const id = await make(ada, 'Aside');
    expect((await ada.ask('post', `/projects/${id}/archive`)).body.data).toMatchObject({ state: 'archived' });
    expect([await namesOf(ada), await namesOf(ada, '?state=archived')]).toEqual([[], ['Aside']]);
    expect((await ada.ask('get', `/projects/${id}`)).status).toBe(200);
    expect((await ada.ask('post', `/projects/${id}/unarchive`)).body.data).toMatchObject({
      state: 'active',
      archivedAt: null,
    });
    expect(await namesOf(ada)).toEqual(['Aside']);
  });

  test('ACC-43 a deleted project is gone, can be restored, and is no more once it is purged', async () => {
    const [ada, bea] = [await studio.person(), await studio.person()];
    const { id, assetId } = await studio.projectWithAsset(ada.personId, ada.personId, 'binned');
    await studio.join(id, bea.personId, 'editor');
    const ask = (method: string, path = '') => ada.ask(method, `/projects/${id}${path}`);
    expect((await ask('post', '/restore')).status).toBe(409);
    expect((await ask('delete', '?purge=true')).status).toBe(409);
    expect((await ask('delete')).body.data).toEqual({ id, state: 'deleted' });
    for (const [method, path] of [
      ['get', ''],
      ['delete', ''],
      ['post', '/archive'],
      ['get', '/members'],
    ] as const)
      expect((await ask(method, path)).status, path).toBe(410);
    expect((await bea.ask('get', `/projects/${id}`)).status).toBe(410);
    expect([await namesOf(ada), await namesOf(ada, '?state=deleted'), await namesOf(bea, '?state=deleted')]).toEqual([
      [],
      ['Project of binned'],
      [],
    ]);
    expect((await ask('post', '/restore')).body.data).toMatchObject({ state: 'active', counts: { assets: 1 } });
    await ask('delete');
    expect((await ask('delete', '?purge=true')).body.data).toEqual({ id, state: 'purged' });
    expect((await ask('get')).status).toBe(404);
    expect((await ask('post', '/restore')).status).toBe(404);
    const left = await studio.database.asStudio((query) =>
      query.selectFrom('workprint.assets').select('id').where('id', '=', assetId).execute(),
    );
    expect(left).toEqual([]);
  });

  test('ACC-43 the jobs of a deleted project are stopped, with all that they started', async () => {
    const ada = await studio.person();
    const [id, other] = [await make(ada, 'busy'), await make(ada, 'other')];
    const states = (project: string) =>
      studio.database.asStudio(async (query) =>
        (
          await query
            .selectFrom('workprint.job_runs')
            .select(['state', 'cancel_requested_at as asked'])
            .where('project_id', '=', project)
            .execute()
        )
          .map(({ state, asked }) => `${state}${asked ? ', asked to stop' : ''}`)
          .sort((a, b) => a.localeCompare(b)),
      );
    for (const project of [id, other])
      await studio.database.asStudio(async (query) => {
        const values = { project_id: project, person_id: ada.personId, kind: 'render', input: '{}' };
        const insert = (more: object) =>
          query
            .insertInto('workprint.job_runs')
            .values({ ...values, ...more })
            .returning('id')
            .executeTakeFirstOrThrow();
        const running = await insert({ state: 'running' });
        await insert({ state: 'queued', parent_id: running.id });
        await insert({ state: 'queued' });
        await insert({ state: 'done' });
      });
    await ada.ask('delete', `/projects/${id}`);
    expect(await states(id)).toEqual([
      'cancelled, asked to stop',
      'cancelled, asked to stop',
      'done',
      'running, asked to stop',
    ]);
    expect(await states(other)).toEqual(['done', 'queued', 'queued', 'running']);
  });

  test('ACC-43 after thirty days the bin is emptied, and not before', async () => {
    const ada = await studio.person();
    const [old, young, alive] = [await make(ada, 'old'), await make(ada, 'young'), await make(ada, 'alive')];
    const binned = async (id: string, daysAgo: number) => {
      await ada.ask('delete', `/projects/${id}`);
      const at = new Date(studio.clock.ms - daysAgo * 24 * 3600_000);
      await studio.database.asStudio((query) =>
        query.updateTable('workprint.projects').set({ deleted_at: at }).where('id', '=', id).execute(),
      );
    };
    await binned(old, binDays + 0.1);
    await binned(young, binDays - 0.1);
    expect(await purgeDeletedProjects(studio)).toBe(1);
    expect((await ada.ask('get', `/projects/${old}`)).status).toBe(404);
    expect((await ada.ask('get', `/projects/${young}`)).status).toBe(410);
    expect((await ada.ask('get', `/projects/${alive}`)).status).toBe(200);
  });
});

test('ACC-34 the log shows one’s own deeds and, to owners, all deeds in their projects, each once over all pages', async () => {
  const [ada, bea, eve] = [await studio.person(), await studio.person(), await studio.person()];
  const id = await make(ada, 'Logged');
  await studio.join(id, bea.personId, 'editor');
  for (let at = 0; at < 5; at++) await bea.ask('put', `/projects/${id}`, { body: { name: `Name ${at}` } });
  const read = async (person: Person, search = '') => (await person.ask('get', `/audit-log${search}`)).body.data;
  const actions = ({ entries }: { entries: { action: string; personId: string }[] }) =>
    entries.map(({ action }) => action);
  const ofProject = await read(ada, `?projectId=${id}`);
  expect(actions(ofProject)).toEqual([...Array(5).fill('project-changed'), 'project-made']);
  expect(ofProject.entries[0]).toMatchObject({
    personId: bea.personId,
    subject: `project:${id}`,
    detail: { name: 'Name 4' },
    ipAddress: '127.0.0.1',
  });
  expect(actions(await read(bea))).toEqual([...Array(5).fill('project-changed'), 'signed-in']);
  expect(actions(await read(eve))).toEqual(['signed-in']);
  expect(actions(await read(eve, `?projectId=${id}`))).toEqual([]);
  const seen: number[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { entries: { id: number }[]; next: string | null } = await read(
      ada,
      `?limit=2${cursor && `&cursor=${cursor}`}`,
    );
    seen.push(...page.entries.map((entry) => entry.id));
    cursor = page.next;
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toHaveLength(7);
});
