/** Who works on a project: roles, invitations, handing over. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AccountStudio, type Person, startAccountStudio } from '../../../test/kit/account-studio.ts';
import { pick, seededRandom } from '../../domain/random.ts';

let studio: AccountStudio;
beforeAll(async () => {
  studio = await startAccountStudio();
});
afterAll(() => studio.close());

type Role = 'viewer' | 'editor' | 'owner';
const make = async (person: Person): Promise<string> =>
  (await person.ask('post', '/projects', { body: { name: 'Together' } })).body.data.id;
const rolesIn = async (id: string, person: Person): Promise<Record<string, Role>> =>
  Object.fromEntries(
    (await person.ask('get', `/projects/${id}/members`)).body.data.members.map(
      (one: { personId: string; role: Role }) => [one.personId, one.role],
    ),
  );

test('ACC-47 members see each other; owners change roles and take members out', async () => {
  const [ada, bea, eve] = [await studio.person(), await studio.person(), await studio.person()];
  const id = await make(ada);
  await studio.join(id, bea.personId, 'viewer');
  expect((await bea.ask('get', `/projects/${id}/members`)).body.data.members).toMatchObject([
    { personId: ada.personId, role: 'owner', email: ada.email },
    { personId: bea.personId, role: 'viewer', name: 'Somebody' },
  ]);
  expect((await eve.ask('get', `/projects/${id}/members`)).status).toBe(404);
  const change = (by: Person, whom: Person, role: string) =>
    by.ask('put', `/projects/${id}/members/${whom.personId}`, { body: { role } });
  expect((await change(ada, bea, 'editor')).body.data).toMatchObject({ personId: bea.personId, role: 'editor' });
  expect((await change(bea, bea, 'owner')).status).toBe(403);
  expect((await change(ada, eve, 'editor')).status).toBe(404);
  expect((await change(ada, bea, 'king')).status).toBe(422);
  expect((await bea.ask('delete', `/projects/${id}/members/${ada.personId}`)).status).toBe(403);
  expect((await ada.ask('delete', `/projects/${id}/members/${bea.personId}`)).status).toBe(200);
  expect((await bea.ask('get', `/projects/${id}`)).status).toBe(404);
});

test('ACC-47 PE3 handing a project over makes a member its owner and oneself an editor; a key cannot', async () => {
  const [ada, bea, eve] = [await studio.person(), await studio.person(), await studio.person()];
  const id = await make(ada);
  await studio.join(id, bea.personId, 'viewer');
  const { key } = (await ada.post('api-key/create', { permissions: { studio: ['manage', 'write'] } })).body;
  const hand = (headers: Record<string, string>, personId: string) =>
    studio.asNobody.ask('post', `/projects/${id}/transfer`, { headers, body: { personId } });
  expect((await hand({ 'x-api-key': key }, bea.personId)).status).toBe(403);
  const cookie = { cookie: ada.cookieHeader() };
  expect((await hand(cookie, eve.personId)).status).toBe(404);
  expect((await hand(cookie, bea.personId)).body.data).toMatchObject({ ownerId: bea.personId, role: 'editor' });
  expect(await rolesIn(id, ada)).toEqual({ [ada.personId]: 'editor', [bea.personId]: 'owner' });
  expect((await hand(cookie, ada.personId)).status).toBe(403);
});

describe('the last owner', () => {
  test('ACC-45 can neither leave nor step down nor be taken out', async () => {
    const [ada, bea] = [await studio.person(), await studio.person()];
    const id = await make(ada);
    await studio.join(id, bea.personId, 'editor');
    const mine = `/projects/${id}/members/${ada.personId}`;
    for (const [method, path, body] of [
      ['post', `/projects/${id}/leave`],
      ['delete', mine],
      ['put', mine, { role: 'editor' }],
    ] as const)
      expect(await ada.ask(method, path, { body })).toMatchObject({
        status: 409,
        body: { error: { code: 'conflict' } },
      });
    expect((await bea.ask('post', `/projects/${id}/leave`)).status).toBe(200);
    expect(await rolesIn(id, ada)).toEqual({ [ada.personId]: 'owner' });
  });

  test('ACC-45 of owners who leave at the same moment one stays, and the project is in their name', async () => {
    for (let round = 0; round < 5; round++) {
      const owners = await Promise.all(Array.from({ length: 4 }, () => studio.person()));
      const [first] = owners;
      if (!first) throw new Error('nobody');
      const id = await make(first);
      for (const other of owners.slice(1)) await studio.join(id, other.personId, 'owner');
      const answers = await Promise.all(owners.map((owner) => owner.ask('post', `/projects/${id}/leave`)));
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 200, 409]);
      const stayed = owners[answers.findIndex(({ status }) => status === 409)] ?? first;
      expect((await stayed.ask('get', `/projects/${id}`)).body.data).toMatchObject({
        ownerId: stayed.personId,
        role: 'owner',
      });
    }
  });
});

describe('invitations', () => {
  const invite = (by: Person, id: string, email: string, role = 'editor') =>
    by.ask('post', `/projects/${id}/invitations`, { body: { email, role } });
  const accept = (by: Person, token: string) => by.ask('post', '/invitations/accept', { body: { token } });

  test('ACC-46 are accepted once, by whoever is signed in with the e-mail; only their hash is kept', async () => {
    const [ada, bea, eve] = [await studio.person(), await studio.person(), await studio.person()];
    const id = await make(ada);
    const invited = await invite(ada, id, bea.email.toUpperCase());
    expect(invited).toMatchObject({ status: 201, body: { data: { email: bea.email, role: 'editor' } } });
    const { token } = invited.body.data;
    expect(token).toMatch(/^[\w-]{43}$/);
    const listed = await ada.ask('get', `/projects/${id}/invitations`);
    expect(listed.body.data.invitations).toHaveLength(1);
    expect(JSON.stringify(listed.body)).not.toContain(token);
    const kept = await studio.database.asStudio((query) =>
      query.selectFrom('workprint.project_invitations').selectAll().execute(),
    );
    expect(JSON.stringify(kept)).not.toContain(token);
    expect((await accept(eve, token)).status).toBe(404);
    const both = await Promise.all([accept(bea, token), accept(bea, token)]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404]);
    expect(await rolesIn(id, bea)).toEqual({ [ada.personId]: 'owner', [bea.personId]: 'editor' });
    expect((await invite(ada, id, bea.email)).status).toBe(409);
    for (const wrong of ['', 'x', token.slice(1)]) expect((await accept(bea, wrong)).status).not.toBe(200);
  });

  test('ACC-46 PE3 never make an owner, never lower a role, and only owners invite', async () => {
    const [ada, bea] = [await studio.person(), await studio.person()];
    const id = await make(ada);
    expect(await invite(ada, id, bea.email, 'owner')).toMatchObject({
      status: 422,
      body: { error: { details: [{ path: 'role' }] } },
    });
    const { token } = (await invite(ada, id, bea.email, 'viewer')).body.data;
    await studio.join(id, bea.personId, 'editor');
    expect((await accept(bea, token)).body.data.role).toBe('editor');
    expect((await invite(bea, id, 'friend@example.com', 'viewer')).status).toBe(403);
    expect((await bea.ask('get', `/projects/${id}/invitations`)).status).toBe(403);
  });

  test('ACC-46 that were taken back, replaced, have expired or whose project is deleted are accepted no more', async () => {
    const [ada, bea, eve] = [await studio.person(), await studio.person(), await studio.person()];
    const id = await make(ada);
    const first = (await invite(ada, id, bea.email)).body.data;
    const second = (await invite(ada, id, bea.email)).body.data;
    expect((await accept(bea, first.token)).status).toBe(404);
    expect((await eve.ask('delete', `/projects/${id}/invitations/${second.id}`)).status).toBe(404);
    expect((await ada.ask('delete', `/projects/${id}/invitations/${second.id}`)).status).toBe(200);
    expect((await accept(bea, second.token)).status).toBe(404);
    const third = (await invite(ada, id, bea.email)).body.data;
    expect(Date.parse(third.expiresAt) - studio.clock.ms).toBe(7 * 24 * 3600_000);
    const setExpiry = (at: Date) =>
      studio.database.asStudio((query) =>
        query.updateTable('workprint.project_invitations').set({ expires_at: at }).where('id', '=', third.id).execute(),
      );
    await setExpiry(new Date(Date.now() - 1));
    expect((await accept(bea, third.token)).status).toBe(404);
    expect((await ada.ask('get', `/projects/${id}/invitations`)).body.data.invitations).toEqual([]);
    await setExpiry(new Date(Date.now() + 60_000));
    await ada.ask('delete', `/projects/${id}`);
    expect((await accept(bea, third.token)).status).toBe(404);
    await ada.ask('post', `/projects/${id}/restore`);
    expect((await accept(bea, third.token)).status).toBe(200);
  });
});

/** The table of roles: what a deed answers, and what it makes of the members. */
type Members = Map<string, Role>;
type Deed = {
  readonly kind: 'change' | 'remove' | 'leave' | 'transfer';
  readonly by: string;
  readonly whom: string;
  readonly role: Role;
};

const outcomeOf = (members: Members, { kind, by, whom, role }: Deed): { status: number; after: Members } => {
  const after = new Map(members);
  const refused = (status: number) => ({ status, after: members });
  const mine = members.get(by);
  if (!mine) return refused(404);
  if (kind === 'leave') after.delete(by);
  else {
    if (mine !== 'owner') return refused(403);
    if (kind === 'transfer' && whom === by) return { status: 200, after };
    if (!members.has(whom)) return refused(404);
    if (kind === 'remove') after.delete(whom);
    if (kind === 'change') after.set(whom, role);
    if (kind === 'transfer') {
      after.set(whom, 'owner');
      after.set(by, 'editor');
    }
  }
  return [...after.values()].includes('owner') ? { status: 200, after } : refused(409);
};

test('ACC-44 ACC-45 whatever members do to each other, the database and the table of roles agree, seed 42', async () => {
  const random = seededRandom(42);
  const people = await Promise.all(Array.from({ length: 4 }, () => studio.person()));
  const byId = new Map(people.map((person) => [person.personId, person]));
  const ids = [...byId.keys()];
  const someone = (): string => pick(random, ids);
  const act = ({ kind, by, whom, role }: Deed, id: string) => {
    const path = { change: `/members/${whom}`, remove: `/members/${whom}`, leave: '/leave', transfer: '/transfer' }[
      kind
    ];
    const method = { change: 'put', remove: 'delete', leave: 'post', transfer: 'post' }[kind];
    const body = kind === 'change' ? { role } : kind === 'transfer' ? { personId: whom } : undefined;
    return byId.get(by)?.ask(method, `/projects/${id}${path}`, { body });
  };
  for (let round = 0; round < 6; round++) {
    const founder = someone();
    const id = await make(byId.get(founder) as Person);
    let members: Members = new Map([[founder, 'owner']]);
    for (const other of ids) {
      if (other === founder || random() < 0.2) continue;
      const role = pick(random, ['viewer', 'editor', 'owner'] as const);
      await studio.join(id, other, role);
      members.set(other, role);
    }
    for (let step = 0; step < 20; step++) {
      const deed: Deed = {
        ...{
          kind: pick(random, ['change', 'change', 'remove', 'leave', 'transfer'] as const),
          by: someone(),
          whom: someone(),
        },
        role: pick(random, ['viewer', 'editor', 'owner'] as const),
      };
      const { status, after } = outcomeOf(members, deed);
      const told = `round ${round}, step ${step}: ${JSON.stringify(deed)} among ${JSON.stringify([...members])}`;
      expect((await act(deed, id))?.status, told).toBe(status);
      members = after;
      const rows = await studio.database.asStudio((query) =>
        query
          .selectFrom('workprint.project_members as member')
          .innerJoin('workprint.projects as project', 'project.id', 'member.project_id')
          .select(['member.person_id', 'member.role', 'project.owner_id'])
          .where('project.id', '=', id)
          .execute(),
      );
      expect(new Map(rows.map((row) => [row.person_id, row.role])), told).toEqual(members);
      expect(members.get(rows[0]?.owner_id ?? ''), told).toBe('owner');
    }
  }
});
