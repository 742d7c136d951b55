/** A PostgreSQL that is not ours: an operator's own, by a login without much power, and one made as Supabase makes them. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { driftedFiles, schemaFiles } from '../../scripts/schema/schema.ts';
import { createDatabase, migrate } from '../../src/adapters/postgres/postgres.ts';
import { type ExternalPostgres, startExternalPostgres } from '../kit/external-postgres.ts';

let server: ExternalPostgres;
let superuser: pg.Client;

beforeAll(async () => {
  server = await startExternalPostgres();
  superuser = new pg.Client({ connectionString: server.superuserUrl });
  await superuser.connect();
});
afterAll(async () => {
  await superuser.end();
  await server.stop();
});

const urlOf = (login: string, name: string): string => {
  const url = new URL(server.superuserUrl);
  url.username = login;
  url.password = 'login';
  url.pathname = `/${name}`;
  return url.href;
};

/** Roles belong to the whole server: the next test makes its own. */
const forget = async (name: string): Promise<void> => {
  await superuser.query(`drop database ${name} with (force)`);
  await superuser.query('drop role workprint_app; drop role workprint_studio; drop role workprint_auth');
};

/** Two people with a project each; nobody sees the other’s. */
const checkStudio = async (url: string): Promise<void> => {
  const database = createDatabase(url, { connections: 2 });
  try {
    const [ann, bob] = [randomUUID(), randomUUID()];
    await database.asStudio(async (query) => {
      for (const id of [ann, bob])
        await query
          .insertInto('workprint.people')
          .values({ id, name: 'Somebody', email: `${id}@studio.example` })
          .execute();
    });
    for (const id of [ann, bob])
      await database.asPerson(id, (query) =>
        query.insertInto('workprint.projects').values({ owner_id: id, name: id }).execute(),
      );
    const seen = await database.asPerson(ann, (query) =>
      query.selectFrom('workprint.projects').select('name').execute(),
    );
    expect(seen).toEqual([{ name: ann }]);
    const anybody = await database.asPerson(randomUUID(), (query) =>
      query.selectFrom('workprint.people').select('id').execute(),
    );
    expect(anybody).toEqual([]);
  } finally {
    await database.close();
  }
};

describe('PA14 an operator’s own PostgreSQL', () => {
  test('DBS-20 a login that may create roles and owns its database migrates it to the same schema, and it works', async () => {
    await superuser.query(`create role workprint login createrole password 'login'`);
    await superuser.query('create database films owner workprint');
    const url = urlOf('workprint', 'films');
    await migrate(url);
    expect(await migrate(url)).toEqual([]);
    const drifted = await driftedFiles(await schemaFiles(url));
    expect(drifted, `PostgreSQL ${server.major}`).toEqual([]);
    await checkStudio(url);
    await forget('films');
  });

  test('DBS-20 roles that a database administrator made before are used, when they are granted', async () => {
    await superuser.query(`create role plain login password 'login'`);
    await superuser.query('create database films owner plain');
    const url = urlOf('plain', 'films');
    await expect(migrate(url)).rejects.toThrow('allowed to create roles');
    for (const role of ['workprint_app', 'workprint_studio', 'workprint_auth']) {
      await superuser.query(`create role ${role} nologin`);
      await superuser.query(`grant ${role} to plain`);
    }
    await migrate(url);
    await checkStudio(url);
    await forget('films');
  });
});

test('DBS-28 Supabase’s roles, schemas and default rights: the migrations apply, its functions name the same person, its roles see nothing', async () => {
  await superuser.query(`
    create role sb_postgres login createrole createdb bypassrls replication password 'login';
    create role anon nologin noinherit; create role authenticated nologin noinherit; create role service_role nologin noinherit bypassrls;
    create role authenticator login noinherit password 'login'; grant anon, authenticated, service_role to authenticator`);
  await superuser.query('create database supabase owner sb_postgres');
  const url = urlOf('sb_postgres', 'supabase');
  const inside = new pg.Client({ connectionString: url });
  await inside.connect();
  await inside.query(`
    create schema auth; create schema extensions; create schema storage;
    create function auth.uid() returns uuid language sql stable as
      $$ select coalesce(nullif(current_setting('request.jwt.claim.sub', true), ''), (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub'))::uuid $$;
    grant usage on schema auth to public;
    alter default privileges in schema public grant all on tables to anon, authenticated, service_role;
    alter default privileges in schema public grant all on functions to anon, authenticated, service_role`);
  await migrate(url);
  await checkStudio(url);
  const database = createDatabase(url, { connections: 2 });
  const ann = randomUUID();
  const names = await database.asPerson(ann, (query) =>
    sql<{ ours: string; theirs: string }>`select workprint.person_id() as ours, auth.uid() as theirs`.execute(query),
  );
  expect(names.rows).toEqual([{ ours: ann, theirs: ann }]);
  await database.close();
  for (const role of ['anon', 'authenticated', 'service_role']) {
    const { rows } = await inside.query(
      `select count(*)::int as many from pg_class where relnamespace = 'workprint'::regnamespace and relkind = 'r'
         and has_schema_privilege($1, 'workprint', 'usage') and has_table_privilege($1, oid, 'select')`,
      [role],
    );
    expect(rows, role).toEqual([{ many: 0 }]);
  }
  await inside.end();
  await forget('supabase');
});
