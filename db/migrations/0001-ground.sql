-- The ground everything stands on: the schema, the three roles, and who is asking.
--
-- workprint_app     acts for one person; row-level security decides what it sees
-- workprint_studio  acts for the studio itself: workers, sweepers, deliveries
-- workprint_auth    sign-in only: people, sessions, keys
-- None of them owns a table, is a superuser or may bypass row-level security. The migrating login may become each of them.
-- Functions that are `security definer` run as workprint_studio: the migrator gives them to it after each migration. Their first owner, who
-- owns the tables, would see nothing under forced row-level security, and a superuser would see all.
create schema if not exists workprint;

do $$
declare role_name text;
begin
  foreach role_name in array array['workprint_app', 'workprint_studio', 'workprint_auth'] loop
    if not exists (select from pg_roles where rolname = role_name) then
      execute format('create role %I nologin noinherit nosuperuser nocreatedb nocreaterole nobypassrls', role_name);
    end if;
    begin
      execute format('grant %I to current_user', role_name);
    exception when insufficient_privilege then
      -- Somebody else made the roles: then they must have been granted to this login already.
      execute format('set local role %I', role_name);
      reset role;
    end;
    execute format('grant usage on schema workprint to %I', role_name);
  end loop;
end
$$;

-- The queue keeps its tables in a schema of its own (pg-boss makes and migrates them).
create schema pgboss authorization workprint_studio;

-- The person a transaction acts for: the `sub` claim, as Supabase and PostgREST pass it. No claim: nobody, and nobody sees anything.
create function workprint.person_id() returns uuid
  language sql stable parallel safe
  as $$ select (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid $$;

-- UUID version 7 (RFC 9562, section 5.7): ordered by time, so that indexes grow at their end. PostgreSQL has its own from 18 on.
create function workprint.new_id() returns uuid
  language sql volatile parallel safe
  as $$
    select encode(overlay(overlay(
      uuid_send(gen_random_uuid())
      placing substring(int8send(moment / 1000) from 3) from 1 for 6)
      -- Version 7, and twelve bits of the millisecond (section 6.2, method 3): what is made later is listed later.
      placing substring(int8send((7 << 12) + (moment % 1000) * 4096 / 1000) from 7) from 7 for 2), 'hex')::uuid
    from (select (extract(epoch from clock_timestamp()) * 1000000)::bigint as moment) as now
  $$;

create function workprint.touch() returns trigger
  language plpgsql
  as $$ begin new.updated_at := now(); return new; end $$;
