import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../test/kit/postgres.ts';
import type { Query } from '../../ports/database.ts';
import { createDatabase } from './create-database.ts';
import { parseWholeNumber } from './pools.ts';

let fresh: FreshDatabase;
const ann = '0193a000-0000-7000-8000-00000000000a';
const bob = '0193a000-0000-7000-8000-00000000000b';

const addProject = async (query: Query, personId: string, name: string): Promise<string> => {
  const id = randomUUID();
  await query.insertInto('workprint.projects').values({ id, owner_id: personId, name }).execute();
  return id;
};
const projectNames = async (query: Query): Promise<readonly string[]> =>
  (await query.selectFrom('workprint.projects').select('name').orderBy('name').execute()).map(({ name }) => name);

beforeAll(async () => {
  fresh = await freshDatabase();
  await fresh.database.asStudio(async (query) => {
    for (const [id, name] of [
      [ann, 'Ann'],
      [bob, 'Bob'],
    ] as const)
      await query
        .insertInto('workprint.people')
        .values({ id, name, email: `${name.toLowerCase()}@studio.example` })
        .execute();
  });
});
afterAll(() => fresh.close());

describe('transactions', () => {
  test('DBS-1 a person sees their own projects and nobody else’s; somebody unknown sees none', async () => {
    const { database } = fresh;
    await database.asPerson(ann, (query) => addProject(query, ann, 'harbour'));
    await database.asPerson(bob, (query) => addProject(query, bob, 'lighthouse'));
    expect(await database.asPerson(ann, projectNames)).toEqual(['harbour']);
    expect(await database.asPerson(bob, projectNames)).toEqual(['lighthouse']);
    expect(await database.asPerson(randomUUID(), projectNames)).toEqual([]);
    expect(await database.asStudio(projectNames)).toEqual(['harbour', 'lighthouse']);
  });

  test('DBS-1 PE2 a connection that served a person knows nobody in its next transaction', async () => {
    const { database } = fresh;
    await database.asPerson(ann, projectNames);
    const claims = await database.asStudio(
      async (query) =>
        (await sql<{ id: string | null }>`select workprint.person_id() as id`.execute(query)).rows[0]?.id,
    );
    expect(claims).toBeNull();
  });

  test('DBS-1 nobody makes a project in another’s name', async () => {
    await expect(fresh.database.asPerson(ann, (query) => addProject(query, bob, 'stolen'))).rejects.toThrow(
      'row-level security',
    );
  });

  test.each([
    ['empty', ''],
    ['a UUID with a quote', `${ann}'`],
    ['a UUID with more behind it', `${ann}"}'; reset role; select '`],
    ['JSON', '{"sub":1}'],
  ])('DBS-2 an id that is %s opens no transaction', async (_, id) => {
    await expect(fresh.database.asPerson(id, projectNames)).rejects.toThrow('UUID');
  });

  test('DBS-3 what throws leaves nothing; a query after the end is an error', async () => {
    const { database } = fresh;
    let late: Query | undefined;
    const failed = database.asPerson(ann, async (query) => {
      late = query;
      await addProject(query, ann, 'never');
      throw new RangeError('changed my mind');
    });
    await expect(failed).rejects.toThrow(RangeError);
    expect(await database.asPerson(ann, projectNames)).not.toContain('never');
    await expect(projectNames(late as Query)).rejects.toThrow('after the end of its transaction');
  });

  test('DBS-52 one statement reads without a transaction; a second one is an error, and a lost connection is replaced', async () => {
    const { database } = fresh;
    expect(await database.readAsStudio(projectNames)).toContain('harbour');
    const twice = database.readAsStudio(async (query) => [await projectNames(query), await projectNames(query)]);
    await expect(twice).rejects.toThrow('A second statement');
    await expect(database.readAsStudio((query) => sql`select 1/0`.execute(query))).rejects.toThrow('zero');
    await database.asStudio((query) =>
      sql`select pg_terminate_backend(pid) from pg_stat_activity
        where usename = current_user and pid <> pg_backend_pid() and state = 'idle'`.execute(query),
    );
    const names = await Promise.all(Array.from({ length: 20 }, () => database.readAsStudio(projectNames)));
    expect(names.every((each) => each.includes('harbour'))).toBe(true);
  });

  test('DBS-3 queries started together inside one transaction run one after the other', async () => {
    const counts = await fresh.database.asStudio((query) =>
      Promise.all(Array.from({ length: 20 }, () => projectNames(query))),
    );
    expect(new Set(counts.map(String)).size).toBe(1);
  });

  test('DBS-3 a hundred at once share ten connections', async () => {
    const names = await Promise.all(Array.from({ length: 100 }, () => fresh.database.asPerson(ann, projectNames)));
    expect(names.every((each) => each.join() === 'harbour')).toBe(true);
  });

  test('DBS-3 whoever throws while a query is still under way does not wait for it', async () => {
    const began = performance.now();
    const hasty = fresh.database.asPerson(ann, async (query) => {
      void sql`select pg_sleep(8)`.execute(query).catch(() => undefined);
      await Promise.resolve();
      throw new RangeError('cancelled');
    });
    await expect(hasty).rejects.toThrow(RangeError);
    expect(performance.now() - began).toBeLessThan(6_000);
    expect(await fresh.database.asPerson(ann, projectNames)).toEqual(['harbour']);
  });

  test('DBS-4 a swallowed error does not commit in silence', async () => {
    const swallowing = fresh.database.asPerson(ann, async (query) => {
      await addProject(query, ann, 'half');
      await sql`select 1 / 0`.execute(query).catch(() => undefined);
    });
    await expect(swallowing).rejects.toThrow('took all of it back');
    expect(await fresh.database.asPerson(ann, projectNames)).not.toContain('half');
  });

  test('DBS-5 64-bit numbers are exact numbers, or an error', async () => {
    const most = await fresh.database.asStudio(
      async (query) =>
        (await sql<{ most: number }>`select ${String(Number.MAX_SAFE_INTEGER)}::bigint as most`.execute(query)).rows[0]
          ?.most,
    );
    expect(most).toBe(Number.MAX_SAFE_INTEGER);
    await expect(
      fresh.database.asStudio((query) => sql`select 9007199254740993::bigint as many`.execute(query)),
    ).rejects.toThrow(RangeError);
    expect(() => parseWholeNumber('9007199254740993')).toThrow('no exact number');
  });
});

describe('roles', () => {
  test('DBS-6 PE2 the pools act as their roles, which are bound by policies and own no table', async () => {
    const who = 'select current_user::text as role, current_setting($1) as path';
    const [signIn, queue] = await Promise.all([
      fresh.database.signInPool.query(who, ['search_path']),
      fresh.database.queuePool.query(who, ['search_path']),
    ]);
    expect(signIn.rows[0]).toEqual({ role: 'workprint_auth', path: 'workprint' });
    expect(queue.rows[0]).toEqual({ role: 'workprint_studio', path: '""' });
    const { rows } = await fresh.database.asStudio((query) =>
      sql<{ strong: number; owned: number }>`
        select count(*) filter (where r.rolsuper or r.rolbypassrls or r.rolcanlogin)::int as strong,
          (select count(*)::int from pg_class c join pg_roles o on o.oid = c.relowner
            where c.relnamespace = 'workprint'::regnamespace and o.rolname like 'workprint\\_%') as owned
        from pg_roles r where r.rolname like 'workprint\\_%'`.execute(query),
    );
    expect(rows[0]).toEqual({ strong: 0, owned: 0 });
  });

  test('DBS-6 a person’s transaction may not become another role’s', async () => {
    for (const role of ['workprint_studio', 'workprint_auth'])
      await expect(
        fresh.database.signInPool.query('select pg_has_role(current_user, $1, $2) as may', [role, 'usage']),
      ).resolves.toMatchObject({ rows: [{ may: role === 'workprint_auth' }] });
  });
});

describe('notices', () => {
  test('DBS-14 those who listen hear, each their channel, until they leave', async () => {
    const { database } = fresh;
    const heard: string[] = [];
    const leave = await database.listen(
      'test_one',
      (payload) => heard.push(`one ${payload}`),
      () => undefined,
    );
    await database.listen(
      'test_two',
      (payload) => heard.push(`two ${payload}`),
      () => undefined,
    );
    const notify = (channel: string, payload: string): Promise<unknown> =>
      database.asStudio((query) => sql`select pg_notify(${channel}, ${payload})`.execute(query));
    await notify('test_one', 'a');
    await notify('test_two', 'b');
    await expect.poll(() => heard).toEqual(['one a', 'two b']);
    await leave();
    await notify('test_one', 'c');
    await notify('test_two', 'd');
    await expect.poll(() => heard.at(-1)).toBe('two d');
    expect(heard).not.toContain('one c');
  });

  test('DBS-14 a channel’s name is ours, never a caller’s words', async () => {
    await expect(
      fresh.database.listen(
        'x"; drop',
        () => undefined,
        () => undefined,
      ),
    ).rejects.toThrow('no name of a channel');
  });
});

test('DBS-15 health tells the version and how long it took', async () => {
  expect(await fresh.database.health()).toMatchObject({ isUp: true, version: expect.stringMatching(/^\d+/) });
});

test('DBS-17 closing waits three seconds for what is under way, and not for ever', async () => {
  const own = createDatabase(fresh.url, { connections: 2 });
  const slow = own.asPerson(ann, (query) => sql`select pg_sleep(30)`.execute(query));
  const failed = expect(slow).rejects.toMatchObject({ code: 'unavailable' });
  await sleep(100);
  const began = performance.now();
  await own.close();
  expect(performance.now() - began).toBeLessThan(10_000);
  await failed;
});
