-- People and how they sign in (A1). Columns follow better-auth 1.7; ids are UUIDs.
create table workprint.people (
  id uuid primary key default workprint.new_id(),
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  tier text not null default 'free',
  -- The person who was made at the first start on a personal machine.
  is_local_owner boolean not null default false,
  preferences jsonb not null default '{}',
  storage_limit_bytes bigint,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create table workprint.sessions (
  id uuid primary key default workprint.new_id(),
  person_id uuid not null references workprint.people on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index sessions_of_person on workprint.sessions (person_id);
create table workprint.logins (
  id uuid primary key default workprint.new_id(),
  person_id uuid not null references workprint.people on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index logins_of_person on workprint.logins (person_id);
create table workprint.verifications (
  id uuid primary key default workprint.new_id(),
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verifications_by_identifier on workprint.verifications (identifier);
-- At most one local owner, also when two servers start on one machine.
create unique index people_local_owner on workprint.people (is_local_owner) where is_local_owner;
create trigger touched before update on workprint.people for each row execute function workprint.touch();
-- Personal keys (`x-api-key`). Only the SHA-256 of a key is kept; `beginning` is what people tell their keys apart by. Columns follow
-- @better-auth/api-key 1.7; its counters (remaining, refill, rate_limit) stand still: limits are the API's.
create table workprint.personal_keys (
  id uuid primary key default workprint.new_id(),
  person_id uuid not null references workprint.people on delete cascade,
  config_id text not null default 'default',
  name text,
  beginning text,
  prefix text,
  key_hash text not null unique,
  -- {"studio": ["read", "write", "run", "manage"]} or fewer
  permissions text,
  is_enabled boolean not null default true,
  used_at timestamptz,
  expires_at timestamptz,
  refill_interval integer,
  refill_amount integer,
  last_refill_at timestamptz,
  remaining integer,
  rate_limit_enabled boolean not null default false,
  rate_limit_time_window integer,
  rate_limit_max integer,
  request_count integer not null default 0,
  metadata text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index personal_keys_of_person on workprint.personal_keys (person_id);

grant select, insert, update, delete
  on workprint.people, workprint.sessions, workprint.logins, workprint.verifications, workprint.personal_keys
  to workprint_auth, workprint_studio;
grant select (id, name, email, image, tier, is_local_owner, preferences, storage_limit_bytes, created_at, updated_at),
  update (name, image, preferences) on workprint.people to workprint_app;
-- What people may see of their own ways in: never a token, a hash or a password.
grant select (id, person_id, expires_at, ip_address, user_agent, created_at, updated_at), delete on workprint.sessions to workprint_app;
grant select (id, person_id, provider_id, account_id, created_at) on workprint.logins to workprint_app;
grant select (id, person_id, name, beginning, permissions, is_enabled, used_at, expires_at, created_at) on workprint.personal_keys to workprint_app;

alter table workprint.people enable row level security;
alter table workprint.people force row level security;
alter table workprint.sessions enable row level security;
alter table workprint.sessions force row level security;
alter table workprint.logins enable row level security;
alter table workprint.logins force row level security;
alter table workprint.verifications enable row level security;
alter table workprint.verifications force row level security;
alter table workprint.personal_keys enable row level security;
alter table workprint.personal_keys force row level security;
create policy signing_in on workprint.people to workprint_auth, workprint_studio using (true) with check (true);
create policy signing_in on workprint.sessions to workprint_auth, workprint_studio using (true) with check (true);
create policy signing_in on workprint.logins to workprint_auth, workprint_studio using (true) with check (true);
create policy signing_in on workprint.verifications to workprint_auth, workprint_studio using (true) with check (true);
create policy signing_in on workprint.personal_keys to workprint_auth, workprint_studio using (true) with check (true);
create policy own on workprint.sessions to workprint_app using (person_id = workprint.person_id());
create policy own on workprint.logins for select to workprint_app using (person_id = workprint.person_id());
create policy own on workprint.personal_keys for select to workprint_app using (person_id = workprint.person_id());
create policy changes_self on workprint.people for update to workprint_app
  using (id = workprint.person_id()) with check (id = workprint.person_id());
