/** PE3: nobody raises themselves. Keys of every set of scopes, members of every role, and SQL as the person's own role. */
import { sql } from 'kysely';
import { type AccountStudio, type Person, startAccountStudio } from '../kit/account-studio.ts';
import { closeTestPostgres } from '../kit/postgres.ts';
import type { Facts, ProofRow } from '../prove/row.types.ts';

const scopes = ['read', 'write', 'run', 'manage'] as const;
/** Every set of scopes that a key can have. */
const scopeSets = Array.from({ length: 15 }, (_, at) => scopes.filter((_scope, bit) => ((at + 1) >> bit) & 1));

type World = {
  readonly studio: AccountStudio;
  readonly owner: Person;
  readonly editor: Person;
  readonly viewer: Person;
  readonly outsider: Person;
  readonly projectId: string;
  readonly assetId: string;
  readonly otherProjectId: string;
  readonly keyId: string;
};

const build = async (studio: AccountStudio): Promise<World> => {
  const [owner, editor, viewer, outsider] = [
    await studio.person(),
    await studio.person(),
    await studio.person(),
    await studio.person(),
  ];
  const { id: projectId, assetId } = await studio.projectWithAsset(
    owner.personId,
    owner.personId,
    `scopes ${owner.personId}`,
  );
  await studio.join(projectId, editor.personId, 'editor');
  await studio.join(projectId, viewer.personId, 'viewer');
  const other = await studio.projectWithAsset(outsider.personId, outsider.personId, `others ${outsider.personId}`);
  const { id: keyId } = (await owner.post('api-key/create', { permissions: { studio: ['read'] } })).body;
  return { studio, owner, editor, viewer, outsider, projectId, assetId, otherProjectId: other.id, keyId };
};

/** What must be the same after every attempt: rights, members, keys, passwords, who owns what. */
const rightsOf = (studio: AccountStudio): Promise<string> =>
  studio.database.asStudio(async (query) => {
    const { rows } = await sql<{ rights: unknown }>`select jsonb_build_object(
      'people', (select jsonb_agg(jsonb_build_array(id, email, tier, is_local_owner, storage_limit_bytes) order by id) from workprint.people),
      'passwords', (select jsonb_agg(jsonb_build_array(person_id, password) order by id) from workprint.logins),
      'keys', (select jsonb_agg(jsonb_build_array(id, person_id, permissions, is_enabled, expires_at) order by id) from workprint.personal_keys),
      'members', (select jsonb_agg(jsonb_build_array(project_id, person_id, role) order by project_id, person_id) from workprint.project_members),
      'invited', (select jsonb_agg(jsonb_build_array(project_id, email, role) order by id) from workprint.project_invitations),
      'projects', (select jsonb_agg(jsonb_build_array(id, owner_id, deleted_at) order by id) from workprint.projects),
      'assets', (select jsonb_agg(jsonb_build_array(id, project_id, owner_id) order by id) from workprint.assets),
      'settings', (select jsonb_agg(jsonb_build_array(name, value) order by name) from workprint.studio_settings)) as rights`.execute(
      query,
    );
    return JSON.stringify(rows[0]?.rights);
  });

const refused = (what: string, status: number): void => {
  if (status < 400 || status >= 500) throw new Error(`${what} was answered with ${status}.`);
};

/** Runs attempts, each of which must be refused, and looks whether anybody has other rights afterwards. */
const attempts = async (studio: AccountStudio, run: (count: () => void) => Promise<void>): Promise<Facts> => {
  const before = await rightsOf(studio);
  let tried = 0;
  await run(() => {
    tried++;
  });
  if ((await rightsOf(studio)) !== before) throw new Error('Somebody has other rights than before.');
  return { attempts: tried };
};

/** What a key tries at the doors of sign-in: nothing there is a key's. */
const atSignIn = ({ keyId, outsider }: World): readonly (readonly [string, string, unknown?])[] => [
  ['POST', 'api-key/create', {}],
  ['POST', 'api-key/create', { permissions: { studio: ['manage'] } }],
  ['POST', 'api-key/create', { userId: outsider.personId }],
  ['POST', 'api-key/update', { keyId, name: 'mine' }],
  ['POST', 'api-key/update', { keyId, permissions: { studio: scopes } }],
  ['POST', 'api-key/update', { keyId, enabled: true, expiresIn: null }],
  ['POST', 'api-key/delete', { keyId }],
  ['GET', 'api-key/list'],
  ['GET', `api-key/get?id=${keyId}`],
  ['POST', 'change-password', { currentPassword: 'x', newPassword: 'a new password' }],
  ['POST', 'set-password', { newPassword: 'a new password' }],
  ['POST', 'revoke-sessions', {}],
  ['POST', 'revoke-other-sessions', {}],
  ['POST', 'link-social', { provider: 'github' }],
  ['GET', 'list-sessions'],
  ['GET', 'list-accounts'],
];

/** What no key may ask of the API, whatever its scopes. */
const neverAKey = ({ projectId, editor, owner }: World): readonly (readonly [string, string, unknown?])[] => [
  ['get', '/me/sessions'],
  ['delete', '/me/sessions'],
  ['post', '/me/export', {}],
  ['get', '/me/deletion'],
  ['delete', '/me', { confirm: owner.email }],
  ['put', '/studio/sign-in', { isSignUpOpen: false }],
  ['post', `/projects/${projectId}/transfer`, { personId: editor.personId }],
  ['post', '/invitations/accept', { token: 'x'.repeat(43) }],
];

/** What a key may ask only with the scope that is named. */
const withScope = ({
  projectId,
  viewer,
}: World): readonly (readonly [(typeof scopes)[number], string, string, unknown?])[] => [
  ['read', 'get', '/me'],
  ['read', 'get', '/projects'],
  ['read', 'get', `/projects/${projectId}/members`],
  ['read', 'get', `/projects/${projectId}/invitations`],
  ['write', 'post', '/projects', { name: 'x' }],
  ['write', 'put', `/projects/${projectId}`, { budgetMicros: 1 }],
  ['write', 'delete', `/projects/${projectId}`],
  ['manage', 'put', '/me', { name: 'Mallory' }],
  ['manage', 'get', '/audit-log'],
  ['manage', 'put', `/projects/${projectId}/members/${viewer.personId}`, { role: 'owner' }],
  ['manage', 'delete', `/projects/${projectId}/members/${viewer.personId}`],
  ['manage', 'post', `/projects/${projectId}/invitations`, { email: 'mallory@example.com', role: 'editor' }],
  ['manage', 'post', `/projects/${projectId}/leave`],
];

const keyCase = (studio: AccountStudio, set: readonly (typeof scopes)[number][]) => async (): Promise<Facts> => {
  const world = await build(studio);
  const { key } = (await world.owner.post('api-key/create', { permissions: { studio: set } })).body;
  const headers = { 'x-api-key': key };
  return attempts(studio, async (count) => {
    for (const [method, path, body] of atSignIn(world)) {
      const init = {
        headers: new Headers({ ...headers, 'content-type': 'application/json' }),
        ...(body !== undefined && { body: JSON.stringify(body) }),
      };
      const response = await studio.signIn.handle(
        new Request(`${studio.url}/api/auth/${path}`, { method, ...init }),
        world.owner.ipAddress,
      );
      refused(`${method} ${path}`, response.status);
      count();
    }
    const never = neverAKey(world).map(([method, path, body]) => [undefined, method, path, body] as const);
    for (const [scope, method, path, body] of [...never, ...withScope(world)]) {
      if (scope !== undefined && set.includes(scope)) continue;
      refused(
        `${method} ${path}`,
        (await studio.asNobody.ask(method, path, { headers, ...(body !== undefined && { body }) })).status,
      );
      count();
    }
    const { scopes: now } = (await studio.signIn.identify(new Headers(headers))) ?? { scopes: [] };
    if (now.join() !== set.join()) throw new Error(`A key of ${set.join()} has ${now.join()} now.`);
  });
};

/** What members below owner, and strangers, try to become more. */
const memberCase = (studio: AccountStudio, role: 'editor' | 'viewer' | 'outsider') => async (): Promise<Facts> => {
  const world = await build(studio);
  const me = world[role];
  const of = `/projects/${world.projectId}`;
  const climbing: readonly (readonly [string, string, unknown?])[] = [
    ['put', `${of}/members/${me.personId}`, { role: 'owner' }],
    ['put', `${of}/members/${world.owner.personId}`, { role: 'viewer' }],
    ['delete', `${of}/members/${world.owner.personId}`],
    ['post', `${of}/transfer`, { personId: me.personId }],
    ['post', `${of}/invitations`, { email: me.email, role: 'editor' }],
    ['post', `${of}/invitations`, { email: 'friend@example.com', role: 'owner' }],
    ['get', `${of}/invitations`],
    ['put', of, { budgetMicros: 1 }],
    ['put', of, { ownerId: me.personId }],
    ['delete', of],
    ['delete', `${of}?purge=true`],
    ['post', `${of}/archive`],
    ['post', `${of}/restore`],
    ['put', '/me', { tier: 'unlimited' }],
    ['put', '/me', { isLocalOwner: true }],
    ['put', '/studio/sign-in', { isSignUpOpen: false }],
    ['delete', '/me', { confirm: world.owner.email }],
  ];
  return attempts(studio, async (count) => {
    for (const [method, path, body] of climbing) {
      refused(`${method} ${path}`, (await me.ask(method, path, body === undefined ? {} : { body })).status);
      count();
    }
  });
};

/** The same as SQL, were a route ever wrong: the person's role of the database may not either. */
const sqlCase =
  (studio: AccountStudio, role: 'owner' | 'editor' | 'viewer' | 'outsider') => async (): Promise<Facts> => {
    const world = await build(studio);
    const { personId } = world[role];
    const { projectId, otherProjectId, assetId, keyId } = world;
    const anywhere = [
      sql`update workprint.assets set project_id = ${otherProjectId} where id = ${assetId}`,
      sql`update workprint.assets set owner_id = ${personId}`,
      sql`update workprint.projects set owner_id = ${personId}`,
      sql`update workprint.people set tier = 'unlimited'`,
      sql`update workprint.people set is_local_owner = true`,
      sql`update workprint.people set storage_limit_bytes = null`,
      sql`update workprint.people set email = 'mallory@example.com'`,
      sql`insert into workprint.people (name, email) values ('m', 'mallory@example.com')`,
      sql`insert into workprint.project_members (project_id, person_id, role) values (${otherProjectId}, ${personId}, 'owner')`,
      sql`insert into workprint.personal_keys (person_id, key_hash) values (${personId}, 'x')`,
      sql`update workprint.personal_keys set permissions = '{"studio":["manage"]}' where id = ${keyId}`,
      sql`select key_hash from workprint.personal_keys`,
      sql`select token from workprint.sessions`,
      sql`insert into workprint.sessions (person_id, token, expires_at) values (${world.owner.personId}, 'x', now() + interval '1 day')`,
      sql`select password from workprint.logins`,
      sql`select * from workprint.verifications`,
      sql`update workprint.studio_settings set value = '"closed"'`,
      sql`update workprint.audit_log set action = 'nothing'`,
      sql`delete from workprint.audit_log`,
      sql`alter table workprint.projects disable row level security`,
      sql`create table workprint.mine ()`,
    ];
    const belowOwner = [
      sql`update workprint.project_members set role = 'owner' where project_id = ${projectId} and person_id = ${personId}`,
      sql`insert into workprint.project_invitations (project_id, email, role, token_hash, expires_at)
      values (${projectId}, 'mallory@example.com', 'editor', ${`x ${personId}`}, now() + interval '1 day')`,
      sql`delete from workprint.projects where id = ${projectId}`,
    ];
    return attempts(studio, async (count) => {
      for (const statement of [...anywhere, ...(role === 'owner' ? [] : belowOwner)]) {
        // Refused, or of no row: `attempts` sees whether anything came of it.
        await studio.database
          .asPerson(personId, (query) => statement.execute(query))
          .then(
            ({ rows, numAffectedRows }) => {
              if (rows.length > 0 || (numAffectedRows ?? 0n) > 0n)
                throw new Error('A statement that should do nothing did something.');
            },
            () => undefined, // refused by the database
          );
        count();
      }
    });
  };

export const scopeClimbing: ProofRow = {
  id: 'PE3',
  promise: 'Nobody raises themselves: no key, no member, not even by SQL in the role of a person.',
  counts: 'climbers',
  facts: { attempts: 'sum' },
  open: async (size) => {
    const studio = await startAccountStudio();
    const sets = size === 'full' ? scopeSets : scopeSets.filter((set) => set.length === 1 || set.length === 4);
    return {
      cases: [
        ...sets.map((set) => ({ name: `a key of ${set.join(', ')}`, run: keyCase(studio, set) })),
        ...(['editor', 'viewer', 'outsider'] as const).map((role) => ({
          name: `the ${role}`,
          run: memberCase(studio, role),
        })),
        ...(['owner', 'editor', 'viewer', 'outsider'] as const).map((role) => ({
          name: `SQL of the ${role}`,
          run: sqlCase(studio, role),
        })),
      ],
      close: async () => {
        await studio.close();
        await closeTestPostgres();
      },
    };
  },
};
