-- Every model behind one desk (C1–C9): keys of vendors, what may be spent, what was sent, what it cost.

-- Keys of vendors (C4). Sealed under the master key, bound to this row; nobody but the studio reads the sealed text.
create table workprint.provider_keys (
  id uuid primary key default workprint.new_id(),
  person_id uuid not null references workprint.people on delete cascade,
  -- Shared with the members of this project who may start work; null: for the person's own work only.
  project_id uuid references workprint.projects on delete cascade,
  provider text not null,
  name text not null,
  sealed text not null,
  last_four text not null,
  -- Of a server of one's own; null: the vendor's.
  base_url text,
  monthly_cap_micros bigint check (monthly_cap_micros >= 0),
  is_active boolean not null default true,
  -- works wrong expired no-credit forbidden; null: nobody tried
  verdict text check (verdict in ('works', 'wrong', 'expired', 'no-credit', 'forbidden')),
  tested_at timestamptz,
  last_used_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index provider_keys_of_person on workprint.provider_keys (person_id, provider, id);
create index provider_keys_of_project on workprint.provider_keys (project_id, provider) where project_id is not null;
call workprint.guard_own('workprint.provider_keys');
grant select (id, person_id, project_id, provider, name, last_four, base_url, monthly_cap_micros, is_active, verdict, tested_at, last_used_at,
  version, created_at, updated_at) on workprint.provider_keys to workprint_app;
grant insert (id, person_id, project_id, provider, name, sealed, last_four, base_url, monthly_cap_micros, is_active) on workprint.provider_keys
  to workprint_app;
grant update (project_id, name, sealed, last_four, base_url, monthly_cap_micros, is_active, verdict, tested_at, version) on workprint.provider_keys
  to workprint_app;
grant delete on workprint.provider_keys to workprint_app;
-- A key is shared only with a project one may work in.
create policy shared on workprint.provider_keys as restrictive to workprint_app using (true)
  with check (project_id is null or project_id in (select workprint.my_projects('editor')));
create trigger touched before update on workprint.provider_keys for each row execute function workprint.touch();

-- What a person may spend in a month, whatever they pay for; no row: no cap.
create table workprint.spending_caps (
  person_id uuid primary key references workprint.people on delete cascade,
  monthly_micros bigint not null check (monthly_micros >= 0),
  updated_at timestamptz not null default now()
);
call workprint.guard_own('workprint.spending_caps');
grant select, insert, delete on workprint.spending_caps to workprint_app;
grant update (monthly_micros, updated_at) on workprint.spending_caps to workprint_app;

-- What people say a model costs, where nobody else does or they know better: the studio's price list never guesses.
create table workprint.own_prices (
  person_id uuid not null references workprint.people on delete cascade,
  provider text not null,
  model text not null,
  -- Sku[] of domain/catalog.
  prices jsonb not null,
  updated_at timestamptz not null default now(),
  primary key (person_id, provider, model)
);
call workprint.guard_own('workprint.own_prices');
grant select, insert, update, delete on workprint.own_prices to workprint_app;

-- Models a vendor said it has, asked with a person's key.
create table workprint.discovered_models (
  person_id uuid not null references workprint.people on delete cascade,
  provider text not null,
  model text not null,
  makes text not null,
  -- DiscoveredModel of ports/provider.
  record jsonb not null,
  seen_at timestamptz not null default now(),
  primary key (person_id, provider, model, makes)
);
call workprint.guard_own('workprint.discovered_models');
grant select, insert, update, delete on workprint.discovered_models to workprint_app;

-- What is kept free and what was spent within each budget. A row is locked by whoever adds to it, so no storm of requests passes a limit.
create table workprint.purses (
  scope text not null check (scope in ('build', 'key', 'person', 'project')),
  scope_id uuid not null,
  -- `always`, or a month in UTC: `2026-11`.
  period text not null check (period ~ '^(always|\d{4}-\d{2})$'),
  -- Of a build; the limits of the others stand with what they limit.
  limit_micros bigint check (limit_micros >= 0),
  reserved_micros bigint not null default 0 check (reserved_micros >= 0),
  spent_micros bigint not null default 0 check (spent_micros >= 0),
  primary key (scope, scope_id, period)
);
grant select, insert, update, delete on workprint.purses to workprint_studio;
alter table workprint.purses enable row level security;
alter table workprint.purses force row level security;
create policy studio on workprint.purses to workprint_studio using (true) with check (true);

-- The book of paid calls (ports/call-journal): what was about to be sent, what was, what came of it.
create type workprint.call_state as enum ('intended', 'sent', 'under-way', 'done', 'failed', 'unknown');
create table workprint.provider_calls (
  id uuid primary key default workprint.new_id(),
  project_id uuid not null references workprint.projects on delete cascade,
  person_id uuid not null references workprint.people on delete cascade,
  build_id uuid,
  order_key text not null,
  place integer not null,
  request_key text not null,
  provider text not null,
  model text not null,
  key_id uuid references workprint.provider_keys on delete set null,
  type text not null,
  ask jsonb not null,
  is_fresh boolean not null default false,
  state workprint.call_state not null default 'intended',
  submit_key text not null unique,
  handle jsonb,
  -- What a webhook of the vendor names it by.
  work_id text,
  answer jsonb,
  usage jsonb,
  error jsonb,
  reserved_micros bigint not null check (reserved_micros >= 0),
  cost_micros bigint not null default 0 check (cost_micros >= 0),
  charged text not null default 'no' check (charged in ('no', 'yes', 'unknown')),
  -- The month its reservation counts in.
  period text not null,
  took_ms bigint not null default 0,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  ended_at timestamptz,
  unique (order_key, place)
);
create index provider_calls_of_project on workprint.provider_calls (project_id, id desc);
create index provider_calls_equal on workprint.provider_calls (project_id, request_key, id desc) where not is_fresh;
create index provider_calls_by_work on workprint.provider_calls (provider, work_id) where work_id is not null;
create index provider_calls_open on workprint.provider_calls (id) where state in ('intended', 'sent', 'under-way', 'unknown');
create index provider_calls_of_model on workprint.provider_calls (provider, model, ended_at desc) where state = 'done';
create index provider_calls_of_person on workprint.provider_calls (person_id, id desc);
create index provider_calls_of_key on workprint.provider_calls (key_id) where key_id is not null;
call workprint.guard('workprint.provider_calls', 'viewer');
grant select (id, project_id, person_id, build_id, order_key, place, provider, model, key_id, type, is_fresh, state, error, reserved_micros, cost_micros, charged,
  usage, took_ms, created_at, sent_at, ended_at) on workprint.provider_calls to workprint_app;
-- Bytes that answers of calls name; the sweeper keeps them.
create table workprint.provider_call_blobs (
  call_id uuid not null references workprint.provider_calls on delete cascade,
  blob_hash text not null,
  primary key (call_id, blob_hash)
);
create index provider_call_blobs_of_blob on workprint.provider_call_blobs (blob_hash);
grant select, insert, update, delete on workprint.provider_call_blobs to workprint_studio;

-- The ledger (C5): one line for each change of a purse, never altered.
create table workprint.ledger_entries (
  id bigint generated always as identity primary key,
  call_id uuid not null references workprint.provider_calls on delete cascade,
  project_id uuid not null references workprint.projects on delete cascade,
  person_id uuid not null references workprint.people on delete cascade,
  build_id uuid,
  key_id uuid,
  provider text not null,
  model text not null,
  type text not null,
  -- reserve adds to what is reserved; commit is what was spent of it; release gives back what is left of it; correct is what a person said later.
  kind text not null check (kind in ('reserve', 'commit', 'release', 'correct')),
  micros bigint not null,
  at timestamptz not null default now()
);
create index ledger_of_project on workprint.ledger_entries (project_id, id desc);
create index ledger_of_person on workprint.ledger_entries (person_id, id desc);
create index ledger_of_call on workprint.ledger_entries (call_id);
create index ledger_by_age on workprint.ledger_entries using brin (at);
call workprint.guard('workprint.ledger_entries', 'viewer');
grant select on workprint.ledger_entries to workprint_app;

-- Work that vendors do waits in a lane of its own, hundreds at a time: no film holds it up.
alter table workprint.job_runs drop constraint job_runs_lane_check,
  add constraint job_runs_lane_check check (lane in ('jobs', 'segments', 'calls', 'chores'));

-- What people asked for (C1, C7). One job does it; its state is the generation's.
create table workprint.generations (
  id uuid primary key default workprint.new_id(),
  project_id uuid not null references workprint.projects on delete cascade,
  person_id uuid not null references workprint.people on delete cascade,
  job_id uuid not null unique references workprint.job_runs on delete cascade,
  type text not null,
  -- As asked; which model answered stands in `model`.
  asked jsonb not null,
  prompt text not null,
  provider text,
  model text,
  -- Raised when a person lets it be tried again after it ended: each round is a wish of its own (order_key `id`, `id:2` …).
  round integer not null default 1,
  is_fresh boolean not null default false,
  is_cached boolean not null default false,
  degraded text,
  estimate_micros bigint not null default 0,
  cost_micros bigint not null default 0,
  -- Answer of domain/generation; files are in generation_assets.
  answer jsonb,
  route jsonb not null default '[]',
  -- Asked again from this one, as it was or varied.
  origin_id uuid references workprint.generations on delete set null,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  words tsvector generated always as (to_tsvector('simple', left(prompt, 20000))) stored
);
create index generations_of_project on workprint.generations (project_id, id desc);
create index generations_of_person on workprint.generations (person_id, id desc);
create index generations_of_origin on workprint.generations (origin_id) where origin_id is not null;
create index generations_by_words on workprint.generations using gin (words);
call workprint.guard('workprint.generations', 'viewer', 'editor');
grant select, delete on workprint.generations to workprint_app;
grant insert (id, project_id, person_id, job_id, type, asked, prompt, provider, model, is_fresh, estimate_micros, origin_id)
  on workprint.generations to workprint_app;
create policy own on workprint.generations as restrictive for insert to workprint_app with check (person_id = workprint.person_id());
create table workprint.generation_assets (
  generation_id uuid not null references workprint.generations on delete cascade,
  project_id uuid not null references workprint.projects on delete cascade,
  place integer not null,
  asset_id uuid not null references workprint.assets on delete cascade,
  primary key (generation_id, place)
);
create index generation_assets_of_asset on workprint.generation_assets (asset_id);
create index generation_assets_of_project on workprint.generation_assets (project_id);
call workprint.guard('workprint.generation_assets', 'viewer');
grant select on workprint.generation_assets to workprint_app;

-- The gate before each vendor, for all workers together.
create table workprint.provider_gates (
  -- The vendor, or vendor and key: vendors count by key.
  lane text primary key,
  -- Failures since it last went well; the gate closes after some.
  failures integer not null default 0,
  closed_until timestamptz,
  -- Tokens of the bucket at `counted_at`.
  tokens double precision not null default 0,
  counted_at timestamptz not null default now()
);
create table workprint.provider_passes (
  id uuid primary key default gen_random_uuid(),
  lane text not null,
  worker text not null,
  void_at timestamptz not null
);
create index provider_passes_of_lane on workprint.provider_passes (lane, void_at);
-- Events of vendors' webhooks that were seen: the same one twice is one (PA6, PD6).
create table workprint.provider_notices (
  provider text not null,
  event_id text not null,
  call_id uuid references workprint.provider_calls on delete cascade,
  at timestamptz not null default now(),
  primary key (provider, event_id)
);
create index provider_notices_by_age on workprint.provider_notices (at);
grant select, insert, update, delete on workprint.provider_gates, workprint.provider_passes, workprint.provider_notices to workprint_studio;
