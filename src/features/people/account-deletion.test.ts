/** Leaving: what goes with a person, and what stays. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AccountStudio, startAccountStudio } from '../../../test/kit/account-studio.ts';
import { browserOf } from '../../../test/kit/sign-in.ts';

let studio: AccountStudio;
beforeAll(async () => {
  studio = await startAccountStudio();
});
afterAll(() => studio.close());

const rows = <T extends 'workprint.projects' | 'workprint.assets' | 'workprint.people' | 'workprint.sessions'>(
  table: T,
  column: string,
  value: string,
) =>
  studio.database.asStudio((query) =>
    query
      .selectFrom(table as 'workprint.projects')
      .selectAll()
      .where(column as 'id', '=', value)
      .execute(),
  );

test('ACC-33 asks for one’s e-mail, and anything else deletes nothing', async () => {
  const ada = await studio.person();
  for (const confirm of ['', 'yes', 'ada@example.com'])
    expect(await ada.ask('delete', '/me', { body: { confirm } })).toMatchObject({
      ...{ status: 422, body: { error: { details: [{ path: 'confirm' }] } } },
    });
  expect((await ada.ask('delete', '/me', { body: {} })).status).toBe(422);
  expect((await ada.ask('get', '/me')).status).toBe(200);
});

test('ACC-33 the person goes, with their sessions, keys and the projects that nobody else owns', async () => {
  const [ada, bea] = [await studio.person(), await studio.person()];
  const { key } = (await ada.post('api-key/create')).body;
  const alone = await studio.projectWithAsset(ada.personId, ada.personId, 'alone');
  await studio.join(alone.id, bea.personId, 'editor');
  const before = await ada.ask('get', '/me/deletion');
  expect(before.body.data).toEqual({ projects: [{ id: alone.id, name: 'Project of alone', otherMembers: 1 }] });
  const deleted = await ada.ask('delete', '/me', { body: { confirm: ada.email.toUpperCase() } });
  expect(deleted).toMatchObject({ status: 200, body: { data: { deletedProjects: 1 } } });
  expect(deleted.headers.getSetCookie().join()).toMatch(/^workprint\.session_token=; Max-Age=0/);
  expect((await ada.ask('get', '/me')).status).toBe(401);
  expect((await studio.asNobody.ask('get', '/me', { headers: { 'x-api-key': key } })).status).toBe(401);
  expect(await rows('workprint.people', 'id', ada.personId)).toEqual([]);
  expect(await rows('workprint.sessions', 'person_id', ada.personId)).toEqual([]);
  expect(await rows('workprint.projects', 'id', alone.id)).toEqual([]);
  expect(await rows('workprint.assets', 'id', alone.assetId)).toEqual([]);
  expect((await bea.ask('get', `/projects/${alone.id}`)).status).toBe(404);
  expect(await studio.signIn.linkFor(ada.email)).toBeUndefined();
  expect(
    (
      await browserOf(studio.signIn).post('sign-up/email', {
        name: 'A',
        email: ada.email,
        password: 'once more, please',
      })
    ).status,
  ).toBe(200);
});

test('ACC-33 projects that others own too stay, with what one did in them', async () => {
  const [ada, bea] = [await studio.person(), await studio.person()];
  const shared = await studio.projectWithAsset(ada.personId, ada.personId, 'shared');
  const lent = await studio.projectWithAsset(bea.personId, ada.personId, 'lent to bea');
  await studio.join(shared.id, bea.personId, 'owner');
  await studio.join(lent.id, ada.personId, 'editor');
  const job = await studio.database.asStudio((query) =>
    query
      .insertInto('workprint.job_runs')
      .values({ project_id: lent.id, person_id: ada.personId, kind: 'render', input: '{}' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  expect((await ada.ask('delete', '/me', { body: { confirm: ada.email } })).body.data).toEqual({ deletedProjects: 0 });
  const listed = (await bea.ask('get', '/projects')).body.data.projects;
  expect(listed.map((one: { id: string }) => one.id).toSorted()).toEqual([shared.id, lent.id].toSorted());
  for (const project of listed)
    expect(project).toMatchObject({ ownerId: bea.personId, role: 'owner', counts: { assets: 1 } });
  expect(await rows('workprint.assets', 'id', shared.assetId)).toMatchObject([{ owner_id: bea.personId }]);
  expect(await rows('workprint.assets', 'id', lent.assetId)).toMatchObject([{ owner_id: bea.personId }]);
  const [run] = await studio.database.asStudio((query) =>
    query.selectFrom('workprint.job_runs').select('person_id').where('id', '=', job.id).execute(),
  );
  expect(run?.person_id).toBe(bea.personId);
  const used = await studio.database.asStudio((query) =>
    query.selectFrom('workprint.storage_used').select('bytes').where('person_id', '=', bea.personId).executeTakeFirst(),
  );
  expect(Number(used?.bytes)).toBe(18);
});

test('ACC-33 ACC-34 what they did stays in the log without their address', async () => {
  const ada = await studio.person();
  await ada.ask('delete', '/me', { body: { confirm: ada.email } });
  const entries = await studio.database.asStudio((query) =>
    query
      .selectFrom('workprint.audit_log')
      .select(['action', 'ip_address'])
      .where('person_id', '=', ada.personId)
      .orderBy('id')
      .execute(),
  );
  expect(entries).toEqual([
    { action: 'signed-in', ip_address: null },
    { action: 'account-deleted', ip_address: null },
  ]);
});
