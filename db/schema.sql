-- The schema after all migrations, as the database tells it. Written by `npm run schema`: do not edit; nothing is installed from it.

-- Roles
create role workprint_app nologin noinherit nosuperuser nobypassrls nocreaterole nocreatedb;
create role workprint_auth nologin noinherit nosuperuser nobypassrls nocreaterole nocreatedb;
create role workprint_studio nologin noinherit nosuperuser nobypassrls nocreaterole nocreatedb;

-- Schemas
create schema pgboss authorization workprint_studio;
create schema workprint authorization workprint;

-- Types
create type workprint.call_state as enum ('intended', 'sent', 'under-way', 'done', 'failed', 'unknown');
create type workprint.project_role as enum ('viewer', 'editor', 'owner');
create type workprint.run_state as enum ('queued', 'held', 'running', 'done', 'failed', 'cancelled');

-- Tables
create table workprint.answer_blobs (
  key text not null,
  blob_hash text not null
);
create table workprint.answers (
  key text not null,
  step text not null,
  version integer not null,
  label text not null,
  answer jsonb not null,
  took_ms bigint not null,
  cost_micros bigint not null default 0,
  created_at timestamp with time zone not null default now(),
  used_at timestamp with time zone not null default now()
);
create table workprint.asset_derivatives (
  asset_id uuid not null,
  project_id uuid not null,
  kind text not null,
  blob_hash text not null,
  bytes bigint not null,
  media_type text not null,
  facts jsonb,
  created_at timestamp with time zone not null default now()
);
create table workprint.asset_uses (
  asset_id uuid not null,
  project_id uuid not null,
  user_kind text not null,
  user_id uuid not null,
  created_at timestamp with time zone not null default now()
);
create table workprint.assets (
  id uuid not null default workprint.new_id(),
  project_id uuid not null,
  owner_id uuid not null,
  blob_hash text not null,
  bytes bigint not null,
  name text not null,
  kind text,
  media_type text,
  state text not null default 'processing'::text,
  facts jsonb,
  error jsonb,
  settled_by integer,
  tags text[] not null default '{}'::text[],
  source_url text,
  version integer not null default 1,
  words tsvector generated always as (to_tsvector('simple'::regconfig, regexp_replace(name, '[!-/:-@[-`{-~]+'::text, ' '::text, 'g'::text))) stored,
  deleted_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now()
);
create table workprint.audit_log (
  id bigint not null generated always as identity,
  at timestamp with time zone not null default now(),
  person_id uuid,
  project_id uuid,
  action text not null,
  subject text not null,
  detail jsonb not null default '{}'::jsonb,
  ip_address text,
  request_id text
);
create table workprint.blobs (
  hash text not null,
  bytes bigint not null,
  media_type text not null,
  created_at timestamp with time zone not null default now(),
  orphaned_at timestamp with time zone,
  verified_at timestamp with time zone,
  damaged_at timestamp with time zone
);
create table workprint.discovered_models (
  person_id uuid not null,
  provider text not null,
  model text not null,
  makes text not null,
  record jsonb not null,
  seen_at timestamp with time zone not null default now()
);
create table workprint.document_updates (
  id bigint not null generated always as identity,
  document_id uuid not null,
  project_id uuid not null,
  person_id uuid,
  change bytea not null,
  at timestamp with time zone not null default now()
);
create table workprint.document_versions (
  id uuid not null default workprint.new_id(),
  document_id uuid not null,
  project_id uuid not null,
  person_id uuid,
  name text,
  state bytea not null,
  at timestamp with time zone not null default now()
);
create table workprint.documents (
  id uuid not null default workprint.new_id(),
  project_id uuid not null,
  kind text not null,
  name text not null,
  state bytea not null default '\x'::bytea,
  version integer not null default 1,
  deleted_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now()
);
create table workprint.generation_assets (
  generation_id uuid not null,
  project_id uuid not null,
  place integer not null,
  asset_id uuid not null
);
create table workprint.generations (
  id uuid not null default workprint.new_id(),
  project_id uuid not null,
  person_id uuid not null,
  job_id uuid not null,
  type text not null,
  asked jsonb not null,
  prompt text not null,
  provider text,
  model text,
  round integer not null default 1,
  is_fresh boolean not null default false,
  is_cached boolean not null default false,
  degraded text,
  estimate_micros bigint not null default 0,
  cost_micros bigint not null default 0,
  answer jsonb,
  route jsonb not null default '[]'::jsonb,
  origin_id uuid,
  created_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  words tsvector generated always as (to_tsvector('simple'::regconfig, "left"(prompt, 20000))) stored
);
create table workprint.idempotency_keys (
  person_id uuid not null,
  key text not null,
  route text not null,
  body_hash text not null,
  status integer,
  answer text,
  created_at timestamp with time zone not null default now()
);
create table workprint.job_events (
  id bigint not null generated always as identity,
  job_id uuid not null,
  project_id uuid not null,
  kind text not null,
  data jsonb not null,
  at timestamp with time zone not null default now()
);
create table workprint.job_results (
  job_id uuid not null,
  project_id uuid not null,
  kind text not null,
  blob_hash text not null,
  bytes bigint not null,
  media_type text not null,
  name text not null,
  expires_at timestamp with time zone,
  created_at timestamp with time zone not null default now()
);
create table workprint.job_runs (
  id uuid not null default workprint.new_id(),
  project_id uuid not null,
  person_id uuid not null,
  parent_id uuid,
  kind text not null,
  lane text not null default 'jobs'::text,
  label text not null default ''::text,
  state workprint.run_state not null default 'queued'::workprint.run_state,
  input jsonb not null,
  result jsonb,
  error jsonb,
  done bigint not null default 0,
  total bigint not null default 0,
  eta_ms bigint,
  attempt integer not null default 0,
  tries integer not null default 0,
  crashes integer not null default 0,
  worker text,
  cancel_requested_at timestamp with time zone,
  turn bigint not null default 0,
  urgent boolean not null default false,
  trace_id text not null default replace((gen_random_uuid())::text, '-'::text, ''::text),
  created_at timestamp with time zone not null default now(),
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  concluded_at timestamp with time zone,
  expires_at timestamp with time zone
);
create table workprint.job_steps (
  job_id uuid not null,
  project_id uuid not null,
  key text not null,
  name text not null,
  label text not null,
  state workprint.run_state not null,
  is_cached boolean not null default false,
  done bigint not null default 0,
  total bigint not null default 0,
  cost_micros bigint not null default 0,
  started_at timestamp with time zone,
  finished_at timestamp with time zone
);
create table workprint.ledger_entries (
  id bigint not null generated always as identity,
  call_id uuid,
  project_id uuid,
  person_id uuid,
  build_id uuid,
  key_id uuid,
  provider text not null,
  model text not null,
  type text not null,
  kind text not null,
  micros bigint not null,
  period text not null,
  at timestamp with time zone not null default now()
);
create table workprint.logins (
  id uuid not null default workprint.new_id(),
  person_id uuid not null,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  password text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now()
);
create table workprint.migrations (
  version integer not null,
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone not null default now()
);
create table workprint.own_prices (
  person_id uuid not null,
  provider text not null,
  model text not null,
  prices jsonb not null,
  updated_at timestamp with time zone not null default now()
);
create table workprint.people (
  id uuid not null default workprint.new_id(),
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  image text,
  tier text not null default 'free'::text,
  is_local_owner boolean not null default false,
  preferences jsonb not null default '{}'::jsonb,
  storage_limit_bytes bigint,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now()
);
create table workprint.personal_keys (
  id uuid not null default workprint.new_id(),
  person_id uuid not null,
  config_id text not null default 'default'::text,
  name text,
  beginning text,
  prefix text,
  key_hash text not null,
  permissions text,
  is_enabled boolean not null default true,
  used_at timestamp with time zone,
  expires_at timestamp with time zone,
  refill_interval integer,
  refill_amount integer,
  last_refill_at timestamp with time zone,
  remaining integer,
  rate_limit_enabled boolean not null default false,
  rate_limit_time_window integer,
  rate_limit_max integer,
  request_count integer not null default 0,
  metadata text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now()
);
create table workprint.project_invitations (
  id uuid not null default workprint.new_id(),
  project_id uuid not null,
  email text not null,
  role workprint.project_role not null,
  token_hash text not null,
  invited_by uuid,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now()
);
create table workprint.project_members (
  project_id uuid not null,
  person_id uuid not null,
  role workprint.project_role not null,
  created_at timestamp with time zone not null default now()
);
create table workprint.projects (
  id uuid not null default workprint.new_id(),
  owner_id uuid not null,
  name text not null,
  budget_micros bigint,
  version integer not null default 1,
  archived_at timestamp with time zone,
  deleted_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now()
);
create table workprint.provider_call_blobs (
  call_id uuid not null,
  blob_hash text not null
);
create table workprint.provider_calls (
  id uuid not null default workprint.new_id(),
  project_id uuid,
  person_id uuid,
  build_id uuid,
  order_key text not null,
  place integer not null,
  request_key text not null,
  provider text not null,
  model text not null,
  key_id uuid,
  type text not null,
  ask jsonb not null,
  is_fresh boolean not null default false,
  state workprint.call_state not null default 'intended'::workprint.call_state,
  submit_key text not null default (gen_random_uuid())::text,
  handle jsonb,
  work_id text,
  answer jsonb,
  usage jsonb,
  error jsonb,
  reserved_micros bigint not null,
  cost_micros bigint not null default 0,
  charged text not null default 'no'::text,
  period text not null,
  resolved_by uuid,
  took_ms bigint not null default 0,
  created_at timestamp with time zone not null default now(),
  sent_at timestamp with time zone,
  ended_at timestamp with time zone
);
create table workprint.provider_gates (
  lane text not null,
  failures integer not null default 0,
  closed_until timestamp with time zone,
  tokens double precision not null default 0,
  counted_at timestamp with time zone not null default now(),
  wanted_until timestamp with time zone
);
create table workprint.provider_keys (
  id uuid not null default workprint.new_id(),
  person_id uuid not null,
  project_id uuid,
  provider text not null,
  name text not null,
  sealed text not null,
  last_four text not null,
  base_url text,
  monthly_cap_micros bigint,
  is_active boolean not null default true,
  verdict text,
  tested_at timestamp with time zone,
  last_used_at timestamp with time zone,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now()
);
create table workprint.provider_notices (
  provider text not null,
  event_id text not null,
  call_id uuid,
  at timestamp with time zone not null default now()
);
create table workprint.provider_passes (
  id uuid not null default gen_random_uuid(),
  lane text not null,
  worker text not null,
  void_at timestamp with time zone not null
);
create table workprint.purses (
  scope text not null,
  scope_id uuid not null,
  period text not null,
  limit_micros bigint,
  reserved_micros bigint not null default 0,
  spent_micros bigint not null default 0
);
create unlogged table workprint.rate_windows (
  bucket text not null,
  window_start timestamp with time zone not null,
  taken integer not null
);
create table workprint.render_history (
  id bigint not null generated always as identity,
  encoding text not null,
  untouched double precision not null,
  composed double precision not null,
  took_ms bigint not null,
  at timestamp with time zone not null default now()
);
create table workprint.sessions (
  id uuid not null default workprint.new_id(),
  person_id uuid not null,
  token text not null,
  expires_at timestamp with time zone not null,
  ip_address text,
  user_agent text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now()
);
create table workprint.spending_caps (
  person_id uuid not null,
  monthly_micros bigint not null,
  updated_at timestamp with time zone not null default now()
);
create table workprint.storage_used (
  person_id uuid not null,
  bytes bigint not null default 0
);
create table workprint.studio_settings (
  name text not null,
  value jsonb not null,
  updated_at timestamp with time zone not null default now()
);
create table workprint.uploads (
  id uuid not null default workprint.new_id(),
  person_id uuid not null,
  project_id uuid not null,
  name text not null,
  tags text[] not null default '{}'::text[],
  length_bytes bigint not null,
  offset_bytes bigint not null default 0,
  pieces jsonb not null default '[]'::jsonb,
  writer uuid,
  writer_until timestamp with time zone,
  blob_hash text,
  asset_id uuid,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now()
);
create table workprint.verifications (
  id uuid not null default workprint.new_id(),
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now()
);
create table workprint.webhook_deliveries (
  id uuid not null default workprint.new_id(),
  webhook_id uuid not null,
  person_id uuid not null,
  event_id uuid not null,
  event text not null,
  payload jsonb not null,
  state workprint.run_state not null default 'queued'::workprint.run_state,
  attempts integer not null default 0,
  last_status integer,
  last_error text,
  tries jsonb not null default '[]'::jsonb,
  due_since timestamp with time zone not null default now(),
  next_at timestamp with time zone not null default now(),
  created_at timestamp with time zone not null default now(),
  finished_at timestamp with time zone
);
create table workprint.webhooks (
  id uuid not null default workprint.new_id(),
  person_id uuid not null,
  project_id uuid,
  url text not null,
  secret_sealed text not null,
  secret_ending text not null,
  former_secret_sealed text,
  former_secret_until timestamp with time zone,
  events text[] not null,
  kinds text[] not null default '{render,film}'::text[],
  is_active boolean not null default true,
  failing_since timestamp with time zone,
  disabled_at timestamp with time zone,
  disabled_because text,
  created_at timestamp with time zone not null default now()
);

-- Constraints
alter table workprint.answer_blobs add constraint answer_blobs_pkey PRIMARY KEY (key, blob_hash);
alter table workprint.answer_blobs add constraint answer_blobs_key_fkey FOREIGN KEY (key) REFERENCES workprint.answers(key) ON DELETE CASCADE;
alter table workprint.answers add constraint answers_pkey PRIMARY KEY (key);
alter table workprint.asset_derivatives add constraint asset_derivatives_pkey PRIMARY KEY (asset_id, kind);
alter table workprint.asset_derivatives add constraint asset_derivatives_asset_id_fkey FOREIGN KEY (asset_id) REFERENCES workprint.assets(id) ON DELETE CASCADE;
alter table workprint.asset_derivatives add constraint asset_derivatives_blob_hash_fkey FOREIGN KEY (blob_hash) REFERENCES workprint.blobs(hash);
alter table workprint.asset_derivatives add constraint asset_derivatives_project_id_fkey FOREIGN KEY (project_id) REFERENCES workprint.projects(id) ON DELETE CASCADE;
alter table workprint.asset_uses add constraint asset_uses_pkey PRIMARY KEY (asset_id, user_kind, user_id);
alter table workprint.asset_uses add constraint asset_uses_asset_id_fkey FOREIGN KEY (asset_id) REFERENCES workprint.assets(id) ON DELETE CASCADE;
alter table workprint.asset_uses add constraint asset_uses_project_id_fkey FOREIGN KEY (project_id) REFERENCES workprint.projects(id) ON DELETE CASCADE;
alter table workprint.assets add constraint assets_state_check CHECK ((state = ANY (ARRAY['processing'::text, 'ready'::text, 'refused'::text])));
alter table workprint.assets add constraint assets_pkey PRIMARY KEY (id);
alter table workprint.assets add constraint assets_blob_hash_fkey FOREIGN KEY (blob_hash) REFERENCES workprint.blobs(hash);
alter table workprint.assets add constraint assets_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES workprint.people(id) ON DELETE CASCADE;
alter table workprint.assets add constraint assets_project_id_fkey FOREIGN KEY (project_id) REFERENCES workprint.projects(id) ON DELETE CASCADE;
alter table workprint.audit_log add constraint audit_log_pkey PRIMARY KEY (id);
alter table workprint.blobs add constraint blobs_bytes_check CHECK ((bytes >= 0));
alter table workprint.blobs add constraint blobs_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text));
alter table workprint.blobs add constraint blobs_pkey PRIMARY KEY (hash);
alter table workprint.discovered_models add constraint discovered_models_pkey PRIMARY KEY (person_id, provider, model, makes);
alter table workprint.discovered_models add constraint discovered_models_person_id_fkey FOREIGN KEY (person_id) REFERENCES workprint.people(id) ON DELETE CASCADE;
alter table workprint.document_updates add constraint document_updates_pkey PRIMARY KEY (id);
alter table workprint.document_updates add constraint document_updates_document_id_fkey FOREIGN KEY (document_id) REFERENCES workprint.documents(id) ON DELETE CASCADE;
alter table workprint.document_updates add constraint document_updates_person_id_fkey FOREIGN KEY (person_id) REFERENCES workprint.people(id) ON DELETE SET NULL;
alter table workprint.document_updates add constraint document_updates_project_id_fkey FOREIGN KEY (project_id) REFERENCES workprint.projects(id) ON DELETE CASCADE;
alter table workprint.document_versions add constraint document_versions_pkey PRIMARY KEY (id);
alter table workprint.document_versions add constraint document_versions_document_id_fkey FOREIGN KEY (document_id) REFERENCES workprint.documents(id) ON DELETE CASCADE;
alter table workprint.document_versions add constraint document_versions_person_id_fkey FOREIGN KEY (person_id) REFERENCES workprint.people(id) ON DELETE SET NULL;
alter table workprint.document_versions add constraint document_versions_project_id_fkey FOREIGN KEY (project_id) REFERENCES workprint.projects(id) ON DELETE CASCADE;
alter table workprint.documents add constraint documents_kind_check CHECK ((kind = ANY (ARRAY['script'::text, 'timeline'::text])));
alter table workprint.documents add constraint documents_pkey PRIMARY KEY (id);
alter table workprint.documents add constraint documents_project_id_fkey FOREIGN KEY (project_id) REFERENCES workprint.projects(id) ON DELETE CASCADE;
alter table workprint.generation_assets add constraint generation_assets_pkey PRIMARY KEY (generation_id, place);
alter table workprint.generation_assets add constraint generation_assets_asset_id_fkey FOREIGN KEY (asset_id) REFERENCES workprint.assets(id) ON DELETE CASCADE;
alter table workprint.generation_assets add constraint generation_assets_generation_id_fkey FOREIGN KEY (generation_id) REFERENCES workprint.generations(id) ON DELETE CASCADE;
alter table workprint.generation_assets add constraint generation_assets_project_id_fkey FOREIGN KEY (project_id) REFERENCES workprint.projects(id) ON DELETE CASCADE;
alter table workprint.generations add constraint generations_pkey PRIMARY KEY (id);
alter table workprint.generations add constraint generations_job_id_key UNIQUE (job_id);
alter table workprint.generations add constraint generations_job_id_fkey FOREIGN KEY (job_id) REFERENCES workprint.job_runs(id) ON DELETE CASCADE;
alter table workprint.generations add constraint generations_origin_id_fkey FOREIGN KEY (origin_id) REFERENCES workprint.generations(id) ON DELETE SET NULL;
alter table workprint.generations add constraint generations_person_id_fkey FOREIGN KEY (person_id) REFERENCES workprint.people(id) ON DELETE CASCADE;
alter table workprint.generations add constraint generations_project_id_fkey FOREIGN KEY (project_id) REFERENCES workprint.projects(id) ON DELETE CASCADE;
alter table workprint.idempotency_keys add constraint idempotency_keys_pkey PRIMARY KEY (person_id, key);
alter table workprint.idempotency_keys add constraint idempotency_keys_person_id_fkey FOREIGN KEY (person_id) REFERENCES workprint.people(id) ON DELETE CASCADE;
alter table workprint.job_events add constraint job_events_pkey PRIMARY KEY (id);
alter table workprint.job_events add constraint job_events_job_id_fkey FOREIGN KEY (job_id) REFERENCES workprint.job_runs(id) ON DELETE CASCADE;
alter table workprint.job_events add constraint job_events_project_id_fkey FOREIGN KEY (project_id) REFERENCES workprint.projects(id) ON DELETE CASCADE;
alter table workprint.job_results add constraint job_results_pkey PRIMARY KEY (job_id, kind);
alter table workprint.job_results add constraint job_results_blob_hash_fkey FOREIGN KEY (blob_hash) REFERENCES workprint.blobs(hash);
alter table workprint.job_results add constraint job_results_job_id_fkey FOREIGN KEY (job_id) REFERENCES workprint.job_runs(id) ON DELETE CASCADE;
alter table workprint.job_results add constraint job_results_project_id_fkey FOREIGN KEY (project_id) REFERENCES workprint.projects(id) ON DELETE CASCADE;
alter table workprint.job_runs add constraint job_runs_lane_check CHECK ((lane = ANY (ARRAY['jobs'::text, 'segments'::text, 'calls'::text, 'chores'::text])));
alter table workprint.job_runs add constraint job_runs_pkey PRIMARY KEY (id);
alter table workprint.job_runs add constraint job_runs_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES workprint.job_runs(id) ON DELETE CASCADE;
alter table workprint.job_runs add constraint job_runs_person_id_fkey FOREIGN KEY (person_id) REFERENCES workprint.people(id) ON DELETE CASCADE;
alter table workprint.job_runs add constraint job_runs_project_id_fkey FOREIGN KEY (project_id) REFERENCES workprint.projects(id) ON DELETE CASCADE;
alter table workprint.job_steps add constraint job_steps_pkey PRIMARY KEY (job_id, key);
alter table workprint.job_steps add constraint job_steps_job_id_fkey FOREIGN KEY (job_id) REFERENCES workprint.job_runs(id) ON DELETE CASCADE;
alter table workprint.job_steps add constraint job_steps_project_id_fkey FOREIGN KEY (project_id) REFERENCES workprint.projects(id) ON DELETE CASCADE;
alter table workprint.ledger_entries add constraint ledger_entries_kind_check CHECK ((kind = ANY (ARRAY['reserve'::text, 'commit'::text, 'release'::text, 'excess'::text, 'correct'::text])));
alter table workprint.ledger_entries add constraint ledger_entries_pkey PRIMARY KEY (id);
alter table workprint.ledger_entries add constraint ledger_entries_call_id_fkey FOREIGN KEY (call_id) REFERENCES workprint.provider_calls(id) ON DELETE SET NULL;
alter table workprint.ledger_entries add constraint ledger_entries_person_id_fkey FOREIGN KEY (person_id) REFERENCES workprint.people(id) ON DELETE SET NULL;
alter table workprint.ledger_entries add constraint ledger_entries_project_id_fkey FOREIGN KEY (project_id) REFERENCES workprint.projects(id) ON DELETE SET NULL;
alter table workprint.logins add constraint logins_pkey PRIMARY KEY (id);
alter table workprint.logins add constraint logins_provider_id_account_id_key UNIQUE (provider_id, account_id);
alter table workprint.logins add constraint logins_person_id_fkey FOREIGN KEY (person_id) REFERENCES workprint.people(id) ON DELETE CASCADE;
alter table workprint.migrations add constraint migrations_pkey PRIMARY KEY (version);
alter table workprint.own_prices add constraint own_prices_pkey PRIMARY KEY (person_id, provider, model);
alter table workprint.own_prices add constraint own_prices_person_id_fkey FOREIGN KEY (person_id) REFERENCES workprint.people(id) ON DELETE CASCADE;
alter table workprint.people add constraint people_email_check CHECK ((email = lower(email)));
alter table workprint.people add constraint people_pkey PRIMARY KEY (id);
alter table workprint.people add constraint people_email_key UNIQUE (email);
alter table workprint.personal_keys add constraint personal_keys_pkey PRIMARY KEY (id);
alter table workprint.personal_keys add constraint personal_keys_key_hash_key UNIQUE (key_hash);
alter table workprint.personal_keys add constraint personal_keys_person_id_fkey FOREIGN KEY (person_id) REFERENCES workprint.people(id) ON DELETE CASCADE;
alter table workprint.project_invitations add constraint project_invitations_role_check CHECK ((role <> 'owner'::workprint.project_role));
alter table workprint.project_invitations add constraint project_invitations_pkey PRIMARY KEY (id);
alter table workprint.project_invitations add constraint project_invitations_token_hash_key UNIQUE (token_hash);
alter table workprint.project_invitations add constraint project_invitations_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES workprint.people(id) ON DELETE SET NULL;
alter table workprint.project_invitations add constraint project_invitations_project_id_fkey FOREIGN KEY (project_id) REFERENCES workprint.projects(id) ON DELETE CASCADE;
alter table workprint.project_members add constraint project_members_pkey PRIMARY KEY (project_id, person_id);
alter table workprint.project_members add constraint project_members_person_id_fkey FOREIGN KEY (person_id) REFERENCES workprint.people(id) ON DELETE CASCADE;
alter table workprint.project_members add constraint project_members_project_id_fkey FOREIGN KEY (project_id) REFERENCES workprint.projects(id) ON DELETE CASCADE;
alter table workprint.projects add constraint projects_budget_micros_check CHECK ((budget_micros >= 0));
alter table workprint.projects add constraint projects_pkey PRIMARY KEY (id);
alter table workprint.projects add constraint projects_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES workprint.people(id) ON DELETE CASCADE;
alter table workprint.provider_call_blobs add constraint provider_call_blobs_pkey PRIMARY KEY (call_id, blob_hash);
alter table workprint.provider_call_blobs add constraint provider_call_blobs_call_id_fkey FOREIGN KEY (call_id) REFERENCES workprint.provider_calls(id) ON DELETE CASCADE;
alter table workprint.provider_calls add constraint provider_calls_charged_check CHECK ((charged = ANY (ARRAY['no'::text, 'yes'::text, 'unknown'::text])));
alter table workprint.provider_calls add constraint provider_calls_cost_micros_check CHECK (((cost_micros >= 0) AND (cost_micros <= '1000000000000'::bigint)));
alter table workprint.provider_calls add constraint provider_calls_reserved_micros_check CHECK (((reserved_micros >= 0) AND (reserved_micros <= '1000000000000'::bigint)));
alter table workprint.provider_calls add constraint provider_calls_pkey PRIMARY KEY (id);
alter table workprint.provider_calls add constraint provider_calls_order_key_place_key UNIQUE (order_key, place);
alter table workprint.provider_calls add constraint provider_calls_submit_key_key UNIQUE (submit_key);
alter table workprint.provider_calls add constraint provider_calls_key_id_fkey FOREIGN KEY (key_id) REFERENCES workprint.provider_keys(id) ON DELETE SET NULL;
alter table workprint.provider_calls add constraint provider_calls_person_id_fkey FOREIGN KEY (person_id) REFERENCES workprint.people(id) ON DELETE SET NULL;
alter table workprint.provider_calls add constraint provider_calls_project_id_fkey FOREIGN KEY (project_id) REFERENCES workprint.projects(id) ON DELETE SET NULL;
alter table workprint.provider_calls add constraint provider_calls_resolved_by_fkey FOREIGN KEY (resolved_by) REFERENCES workprint.people(id) ON DELETE SET NULL;
alter table workprint.provider_gates add constraint provider_gates_pkey PRIMARY KEY (lane);
alter table workprint.provider_keys add constraint provider_keys_monthly_cap_micros_check CHECK ((monthly_cap_micros >= 0));
alter table workprint.provider_keys add constraint provider_keys_verdict_check CHECK ((verdict = ANY (ARRAY['works'::text, 'wrong'::text, 'expired'::text, 'no-credit'::text, 'forbidden'::text])));
alter table workprint.provider_keys add constraint provider_keys_pkey PRIMARY KEY (id);
alter table workprint.provider_keys add constraint provider_keys_person_id_fkey FOREIGN KEY (person_id) REFERENCES workprint.people(id) ON DELETE CASCADE;
alter table workprint.provider_keys add constraint provider_keys_project_id_fkey FOREIGN KEY (project_id) REFERENCES workprint.projects(id) ON DELETE CASCADE;
alter table workprint.provider_notices add constraint provider_notices_pkey PRIMARY KEY (provider, event_id);
alter table workprint.provider_notices add constraint provider_notices_call_id_fkey FOREIGN KEY (call_id) REFERENCES workprint.provider_calls(id) ON DELETE CASCADE;
alter table workprint.provider_passes add constraint provider_passes_pkey PRIMARY KEY (id);
alter table workprint.purses add constraint purses_limit_micros_check CHECK ((limit_micros >= 0));
alter table workprint.purses add constraint purses_period_check CHECK ((period ~ '^(always|\d{4}-\d{2})$'::text));
alter table workprint.purses add constraint purses_reserved_micros_check CHECK ((reserved_micros >= 0));
alter table workprint.purses add constraint purses_scope_check CHECK ((scope = ANY (ARRAY['build'::text, 'key'::text, 'person'::text, 'project'::text])));
alter table workprint.purses add constraint purses_spent_micros_check CHECK ((spent_micros >= 0));
alter table workprint.purses add constraint purses_pkey PRIMARY KEY (scope, scope_id, period);
alter table workprint.rate_windows add constraint rate_windows_pkey PRIMARY KEY (bucket, window_start);
alter table workprint.render_history add constraint render_history_pkey PRIMARY KEY (id);
alter table workprint.sessions add constraint sessions_pkey PRIMARY KEY (id);
alter table workprint.sessions add constraint sessions_token_key UNIQUE (token);
alter table workprint.sessions add constraint sessions_person_id_fkey FOREIGN KEY (person_id) REFERENCES workprint.people(id) ON DELETE CASCADE;
alter table workprint.spending_caps add constraint spending_caps_monthly_micros_check CHECK ((monthly_micros >= 0));
alter table workprint.spending_caps add constraint spending_caps_pkey PRIMARY KEY (person_id);
alter table workprint.spending_caps add constraint spending_caps_person_id_fkey FOREIGN KEY (person_id) REFERENCES workprint.people(id) ON DELETE CASCADE;
alter table workprint.storage_used add constraint storage_used_bytes_check CHECK ((bytes >= 0));
alter table workprint.storage_used add constraint storage_used_pkey PRIMARY KEY (person_id);
alter table workprint.storage_used add constraint storage_used_person_id_fkey FOREIGN KEY (person_id) REFERENCES workprint.people(id) ON DELETE CASCADE;
alter table workprint.studio_settings add constraint studio_settings_pkey PRIMARY KEY (name);
alter table workprint.uploads add constraint uploads_blob_hash_check CHECK ((blob_hash ~ '^[0-9a-f]{64}$'::text));
alter table workprint.uploads add constraint uploads_check CHECK (((offset_bytes >= 0) AND (offset_bytes <= length_bytes)));
alter table workprint.uploads add constraint uploads_length_bytes_check CHECK ((length_bytes >= 0));
alter table workprint.uploads add constraint uploads_pkey PRIMARY KEY (id);
alter table workprint.uploads add constraint uploads_person_id_fkey FOREIGN KEY (person_id) REFERENCES workprint.people(id) ON DELETE CASCADE;
alter table workprint.uploads add constraint uploads_project_id_fkey FOREIGN KEY (project_id) REFERENCES workprint.projects(id) ON DELETE CASCADE;
alter table workprint.verifications add constraint verifications_pkey PRIMARY KEY (id);
alter table workprint.webhook_deliveries add constraint webhook_deliveries_pkey PRIMARY KEY (id);
alter table workprint.webhook_deliveries add constraint webhook_deliveries_webhook_id_event_id_key UNIQUE (webhook_id, event_id);
alter table workprint.webhook_deliveries add constraint webhook_deliveries_person_id_fkey FOREIGN KEY (person_id) REFERENCES workprint.people(id) ON DELETE CASCADE;
alter table workprint.webhook_deliveries add constraint webhook_deliveries_webhook_id_fkey FOREIGN KEY (webhook_id) REFERENCES workprint.webhooks(id) ON DELETE CASCADE;
alter table workprint.webhooks add constraint webhooks_pkey PRIMARY KEY (id);
alter table workprint.webhooks add constraint webhooks_person_id_fkey FOREIGN KEY (person_id) REFERENCES workprint.people(id) ON DELETE CASCADE;
alter table workprint.webhooks add constraint webhooks_project_id_fkey FOREIGN KEY (project_id) REFERENCES workprint.projects(id) ON DELETE CASCADE;

-- Indexes
CREATE INDEX answer_blobs_of_blob ON workprint.answer_blobs USING btree (blob_hash);
CREATE INDEX answers_by_use ON workprint.answers USING btree (used_at);
CREATE INDEX asset_derivatives_of_blob ON workprint.asset_derivatives USING btree (blob_hash);
CREATE INDEX assets_by_tags ON workprint.assets USING gin (tags);
CREATE INDEX assets_by_words ON workprint.assets USING gin (words);
CREATE INDEX assets_deleted ON workprint.assets USING btree (deleted_at) WHERE (deleted_at IS NOT NULL);
CREATE INDEX assets_of_blob ON workprint.assets USING btree (blob_hash);
CREATE INDEX assets_of_owner ON workprint.assets USING btree (owner_id, created_at DESC);
CREATE INDEX assets_of_project ON workprint.assets USING btree (project_id, id DESC);
CREATE INDEX audit_log_of_person ON workprint.audit_log USING btree (person_id, id DESC);
CREATE INDEX audit_log_of_project ON workprint.audit_log USING btree (project_id, id DESC);
CREATE INDEX blobs_by_check ON workprint.blobs USING btree (verified_at NULLS FIRST, hash) WHERE ((orphaned_at IS NULL) AND (damaged_at IS NULL));
CREATE INDEX blobs_orphaned ON workprint.blobs USING btree (orphaned_at) WHERE (orphaned_at IS NOT NULL);
CREATE INDEX document_updates_of_document ON workprint.document_updates USING btree (document_id, id);
CREATE INDEX document_versions_of_document ON workprint.document_versions USING btree (document_id, at DESC);
CREATE INDEX documents_of_project ON workprint.documents USING btree (project_id, created_at DESC);
CREATE INDEX generation_assets_of_asset ON workprint.generation_assets USING btree (asset_id);
CREATE INDEX generation_assets_of_project ON workprint.generation_assets USING btree (project_id);
CREATE INDEX generations_by_words ON workprint.generations USING gin (words);
CREATE INDEX generations_of_origin ON workprint.generations USING btree (origin_id) WHERE (origin_id IS NOT NULL);
CREATE INDEX generations_of_person ON workprint.generations USING btree (person_id, id DESC);
CREATE INDEX generations_of_project ON workprint.generations USING btree (project_id, id DESC);
CREATE INDEX idempotency_keys_by_age ON workprint.idempotency_keys USING btree (created_at);
CREATE INDEX job_events_by_age ON workprint.job_events USING brin (at);
CREATE INDEX job_events_of_job ON workprint.job_events USING btree (job_id, id);
CREATE INDEX job_events_of_project ON workprint.job_events USING btree (project_id);
CREATE INDEX job_results_by_expiry ON workprint.job_results USING btree (expires_at) WHERE (expires_at IS NOT NULL);
CREATE INDEX job_results_of_blob ON workprint.job_results USING btree (blob_hash);
CREATE INDEX job_runs_failed ON workprint.job_runs USING btree (project_id, id DESC) WHERE (state = 'failed'::workprint.run_state);
CREATE INDEX job_runs_of_parent ON workprint.job_runs USING btree (parent_id) WHERE (parent_id IS NOT NULL);
CREATE INDEX job_runs_of_person ON workprint.job_runs USING btree (person_id, id DESC);
CREATE INDEX job_runs_of_project ON workprint.job_runs USING btree (project_id, id DESC);
CREATE INDEX job_runs_open ON workprint.job_runs USING btree (id) WHERE (state = ANY (ARRAY['queued'::workprint.run_state, 'running'::workprint.run_state]));
CREATE INDEX job_runs_running ON workprint.job_runs USING btree (lane, turn) WHERE (state = 'running'::workprint.run_state);
CREATE INDEX job_runs_unconcluded ON workprint.job_runs USING btree (id) WHERE ((concluded_at IS NULL) AND (state = ANY (ARRAY['done'::workprint.run_state, 'failed'::workprint.run_state, 'cancelled'::workprint.run_state])));
CREATE INDEX job_runs_waiting ON workprint.job_runs USING btree (lane, turn) WHERE (state = 'queued'::workprint.run_state);
CREATE INDEX job_runs_waiting_of_person ON workprint.job_runs USING btree (person_id, lane, turn) WHERE (state = 'queued'::workprint.run_state);
CREATE INDEX job_steps_of_project ON workprint.job_steps USING btree (project_id);
CREATE INDEX ledger_of_call ON workprint.ledger_entries USING btree (call_id);
CREATE INDEX ledger_of_nobody ON workprint.ledger_entries USING btree (id) WHERE ((project_id IS NULL) AND (person_id IS NULL));
CREATE INDEX ledger_of_person ON workprint.ledger_entries USING btree (person_id, id DESC);
CREATE INDEX ledger_of_project ON workprint.ledger_entries USING btree (project_id, id DESC);
CREATE INDEX ledger_spent_of_person ON workprint.ledger_entries USING btree (person_id, at) INCLUDE (micros, kind, provider, model, type, project_id) WHERE (kind = ANY (ARRAY['commit'::text, 'excess'::text, 'correct'::text]));
CREATE INDEX ledger_spent_of_project ON workprint.ledger_entries USING btree (project_id, at) INCLUDE (micros, kind, provider, model, type) WHERE (kind = ANY (ARRAY['commit'::text, 'excess'::text, 'correct'::text]));
CREATE INDEX logins_of_person ON workprint.logins USING btree (person_id);
CREATE UNIQUE INDEX people_local_owner ON workprint.people USING btree (is_local_owner) WHERE is_local_owner;
CREATE INDEX personal_keys_of_person ON workprint.personal_keys USING btree (person_id);
CREATE INDEX project_invitations_of_project ON workprint.project_invitations USING btree (project_id);
CREATE INDEX project_members_of_person ON workprint.project_members USING btree (person_id, project_id);
CREATE INDEX projects_of_owner ON workprint.projects USING btree (owner_id, created_at DESC);
CREATE INDEX provider_call_blobs_of_blob ON workprint.provider_call_blobs USING btree (blob_hash);
CREATE INDEX provider_calls_by_work ON workprint.provider_calls USING btree (provider, work_id) WHERE (work_id IS NOT NULL);
CREATE INDEX provider_calls_equal ON workprint.provider_calls USING btree (project_id, request_key, id DESC) WHERE (NOT is_fresh);
CREATE INDEX provider_calls_left ON workprint.provider_calls USING btree (id) WHERE (project_id IS NULL);
CREATE INDEX provider_calls_of_build ON workprint.provider_calls USING btree (build_id) WHERE (build_id IS NOT NULL);
CREATE INDEX provider_calls_of_key ON workprint.provider_calls USING btree (key_id) WHERE (key_id IS NOT NULL);
CREATE INDEX provider_calls_of_model ON workprint.provider_calls USING btree (provider, model, ended_at DESC) WHERE (state = 'done'::workprint.call_state);
CREATE INDEX provider_calls_of_person ON workprint.provider_calls USING btree (person_id, id DESC);
CREATE INDEX provider_calls_of_project ON workprint.provider_calls USING btree (project_id, id DESC);
CREATE INDEX provider_calls_open ON workprint.provider_calls USING btree (id) WHERE (state = ANY (ARRAY['intended'::workprint.call_state, 'sent'::workprint.call_state, 'under-way'::workprint.call_state, 'unknown'::workprint.call_state]));
CREATE INDEX provider_calls_resolved ON workprint.provider_calls USING btree (resolved_by) WHERE (resolved_by IS NOT NULL);
CREATE INDEX provider_calls_unknown ON workprint.provider_calls USING btree (project_id, id DESC) WHERE (state = 'unknown'::workprint.call_state);
CREATE INDEX provider_calls_unknown_of_person ON workprint.provider_calls USING btree (person_id, id DESC) WHERE (state = 'unknown'::workprint.call_state);
CREATE UNIQUE INDEX provider_keys_by_name ON workprint.provider_keys USING btree (person_id, provider, name);
CREATE INDEX provider_keys_of_person ON workprint.provider_keys USING btree (person_id, provider, id);
CREATE INDEX provider_keys_of_project ON workprint.provider_keys USING btree (project_id, provider) WHERE (project_id IS NOT NULL);
CREATE INDEX provider_notices_by_age ON workprint.provider_notices USING btree (at);
CREATE INDEX provider_passes_of_lane ON workprint.provider_passes USING btree (lane, void_at);
CREATE INDEX sessions_of_person ON workprint.sessions USING btree (person_id);
CREATE INDEX uploads_by_expiry ON workprint.uploads USING btree (expires_at);
CREATE INDEX uploads_of_person ON workprint.uploads USING btree (person_id);
CREATE INDEX verifications_by_identifier ON workprint.verifications USING btree (identifier);
CREATE INDEX webhook_deliveries_by_age ON workprint.webhook_deliveries USING btree (finished_at) WHERE (finished_at IS NOT NULL);
CREATE INDEX webhook_deliveries_due ON workprint.webhook_deliveries USING btree (next_at) WHERE (state = 'queued'::workprint.run_state);
CREATE INDEX webhook_deliveries_of_person ON workprint.webhook_deliveries USING btree (person_id);
CREATE INDEX webhook_deliveries_of_webhook ON workprint.webhook_deliveries USING btree (webhook_id, id DESC);
CREATE INDEX webhooks_of_person ON workprint.webhooks USING btree (person_id);
CREATE INDEX webhooks_of_project ON workprint.webhooks USING btree (project_id) WHERE (project_id IS NOT NULL);

-- Functions
CREATE OR REPLACE FUNCTION workprint.accept_invitation(given_hash text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare invitation workprint.project_invitations;
    begin
      delete from workprint.project_invitations i
        using workprint.people p, workprint.projects j
        where i.token_hash = given_hash and i.expires_at > now()
          and p.id = workprint.person_id() and p.email = lower(i.email)
          and j.id = i.project_id and j.deleted_at is null
        returning i.* into invitation;
      if not found then
        return null;
      end if;
      insert into workprint.project_members as m (project_id, person_id, role)
        values (invitation.project_id, workprint.person_id(), invitation.role)
        on conflict (project_id, person_id) do update set role = greatest(m.role, excluded.role);
      return invitation.project_id;
    end
  $function$;
alter routine workprint.accept_invitation(text) owner to workprint_studio;
CREATE OR REPLACE FUNCTION workprint.acting_role()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select coalesce(nullif(current_setting('role', true), 'none'), session_user::text) $function$;
alter routine workprint.acting_role() owner to workprint;
CREATE OR REPLACE FUNCTION workprint.add_storage(person uuid, change bigint)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    begin
      if change >= 0 then
        insert into workprint.storage_used as used (person_id, bytes) values (person, change)
          on conflict (person_id) do update set bytes = used.bytes + excluded.bytes;
      else
        update workprint.storage_used set bytes = greatest(0, bytes + change) where person_id = person;
      end if;
    end
  $function$;
alter routine workprint.add_storage(uuid,bigint) owner to workprint_studio;
CREATE OR REPLACE FUNCTION workprint.amend_spend(called uuid, cost bigint)
 RETURNS SETOF workprint.provider_calls
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare found_call workprint.provider_calls;
    begin
      found_call := workprint.hold_call(called, workprint.person_id());
      if found_call.id is null or found_call.state <> 'failed' or found_call.resolved_by is null then
        return;
      end if;
      if found_call.person_id is distinct from workprint.person_id() and not exists (select from workprint.project_members
          where person_id = workprint.person_id() and project_id = found_call.project_id and role = 'owner') then
        raise insufficient_privilege using message = 'Only an owner of the project, or who pays, corrects what was said of a call.';
      end if;
      perform workprint.write_correction(found_call, cost);
      return query update workprint.provider_calls
        set charged = case when cost > 0 then 'yes' else 'no' end, cost_micros = cost, resolved_by = workprint.person_id()
        where id = called returning *;
    end
  $function$;
alter routine workprint.amend_spend(uuid,bigint) owner to workprint_studio;
CREATE OR REPLACE FUNCTION workprint.book_call(entry workprint.provider_calls, cost bigint)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
    begin
      perform workprint.change_purses(entry, -entry.reserved_micros, cost);
      if cost > 0 then
        perform workprint.write_ledger(entry, 'commit', least(cost, entry.reserved_micros));
      end if;
      if entry.reserved_micros > cost then
        perform workprint.write_ledger(entry, 'release', entry.reserved_micros - cost);
      end if;
      if cost > entry.reserved_micros then
        perform workprint.write_ledger(entry, 'excess', cost - entry.reserved_micros);
      end if;
    end
  $function$;
alter routine workprint.book_call(workprint.provider_calls,bigint) owner to workprint;
CREATE OR REPLACE FUNCTION workprint.cancel_jobs(roots uuid[])
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare
      family uuid[];
      running uuid[];
      waiting uuid[];
    begin
      with recursive line as (
        select r.id from workprint.job_runs r where r.id = any (roots) and workprint.may_run(r.project_id)
        union
        select child.id from workprint.job_runs child join line on child.parent_id = line.id
      )
      select array_agg(id) into family from line;
      -- Locked in one order, so that two who cancel overlapping families never wait for each other.
      with locked as (select id, state from workprint.job_runs where id = any (family) order by id for no key update)
      select array_agg(id) filter (where state = 'running'), array_agg(id) filter (where state in ('queued', 'held'))
        into running, waiting from locked;
      update workprint.job_runs set cancel_requested_at = coalesce(cancel_requested_at, now()) where id = any (running);
      perform pg_notify('workprint_stops', id::text) from unnest(running) id;
      return query update workprint.job_runs
        set state = 'cancelled', cancel_requested_at = now(), finished_at = now(), eta_ms = null
        where id = any (waiting) returning id;
      -- A worker tells those who hear of ends.
      if found then
        perform pg_notify('workprint_stops', '');
      end if;
    end
  $function$;
alter routine workprint.cancel_jobs(uuid[]) owner to workprint_studio;
CREATE OR REPLACE FUNCTION workprint.change_purses(entry workprint.provider_calls, reserved bigint, spent bigint)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
    begin
      perform from workprint.purses p
        where (p.scope, p.scope_id, p.period) in
          (select * from workprint.purses_of(entry.build_id, entry.key_id, entry.person_id, entry.project_id, entry.period))
        order by p.scope for update;
      update workprint.purses p set reserved_micros = p.reserved_micros + reserved, spent_micros = p.spent_micros + spent
        where (p.scope, p.scope_id, p.period) in
          (select * from workprint.purses_of(entry.build_id, entry.key_id, entry.person_id, entry.project_id, entry.period));
    end
  $function$;
alter routine workprint.change_purses(workprint.provider_calls,bigint,bigint) owner to workprint;
CREATE OR REPLACE FUNCTION workprint.claim_blob(content_hash text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    begin
      update workprint.blobs set orphaned_at = null, damaged_at = null where hash = content_hash;
      return found;
    end
  $function$;
alter routine workprint.claim_blob(text) owner to workprint_studio;
CREATE OR REPLACE FUNCTION workprint.correct_spend(called uuid, cost bigint)
 RETURNS SETOF workprint.provider_calls
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare found_call workprint.provider_calls; is_studio boolean := workprint.acting_role() = 'workprint_studio';
    begin
      found_call := workprint.hold_call(called, workprint.person_id());
      if found_call.id is null or found_call.state in ('intended', 'sent', 'under-way') or (found_call.state <> 'unknown' and not is_studio) then
        return;
      end if;
      if not is_studio and found_call.person_id is distinct from workprint.person_id() and not coalesce(workprint.may_run(found_call.project_id), false) then
        raise insufficient_privilege using message = 'Only who may work in the project, or who pays, says what a call cost.';
      end if;
      if found_call.state = 'unknown' then
        perform workprint.book_call(found_call, cost);
      else
        perform workprint.write_correction(found_call, cost);
      end if;
      return query update workprint.provider_calls
        set state = case when state = 'unknown' then 'failed' else state end, charged = case when cost > 0 then 'yes' else 'no' end, cost_micros = cost,
          resolved_by = coalesce(workprint.person_id(), resolved_by), ended_at = coalesce(ended_at, clock_timestamp())
        where id = called returning *;
    end
  $function$;
alter routine workprint.correct_spend(uuid,bigint) owner to workprint_studio;
CREATE OR REPLACE FUNCTION workprint.count_asset()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    begin
      if tg_op <> 'INSERT' then perform workprint.add_storage(old.owner_id, -old.bytes); end if;
      if tg_op <> 'DELETE' then perform workprint.add_storage(new.owner_id, new.bytes); end if;
      return null;
    end
  $function$;
alter routine workprint.count_asset() owner to workprint_studio;
CREATE OR REPLACE FUNCTION workprint.count_upload()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    begin
      if tg_op = 'INSERT' then
        perform workprint.add_storage(new.person_id, new.length_bytes);
      elsif old.asset_id is null and (tg_op = 'DELETE' or new.asset_id is not null) then
        perform workprint.add_storage(old.person_id, -old.length_bytes);
      end if;
      return null;
    end
  $function$;
alter routine workprint.count_upload() owner to workprint_studio;
CREATE OR REPLACE FUNCTION workprint.delete_account()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare me uuid := workprint.person_id(); deleted integer;
    begin
      perform from workprint.people where id = me for update;
      if not found then
        raise exception using errcode = 'no_data_found', message = 'Nobody asks.';
      end if;
      with mine as (
        delete from workprint.projects p
        where exists (select from workprint.project_members m where m.project_id = p.id and m.person_id = me and m.role = 'owner')
          and not exists (select from workprint.project_members m where m.project_id = p.id and m.person_id <> me and m.role = 'owner')
        returning 1)
      select count(*) into deleted from mine;
      delete from workprint.project_members where person_id = me;
      update workprint.assets a set owner_id = p.owner_id from workprint.projects p where p.id = a.project_id and a.owner_id = me;
      update workprint.job_runs r set person_id = p.owner_id from workprint.projects p where p.id = r.project_id and r.person_id = me;
      update workprint.generations g set person_id = p.owner_id from workprint.projects p where p.id = g.project_id and g.person_id = me;
      update workprint.audit_log set ip_address = null where person_id = me;
      delete from workprint.people where id = me;
      return deleted;
    end
  $function$;
alter routine workprint.delete_account() owner to workprint_studio;
CREATE OR REPLACE FUNCTION workprint.forget_builds()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    begin
      perform from workprint.provider_calls where build_id in (select id from gone) order by id for update;
      delete from workprint.purses where scope = 'build' and scope_id in (select id from gone);
      return null;
    end
  $function$;
alter routine workprint.forget_builds() owner to workprint_studio;
CREATE OR REPLACE FUNCTION workprint.forget_purses()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    begin
      delete from workprint.purses where scope = tg_argv[0] and scope_id = old.id;
      return null;
    end
  $function$;
alter routine workprint.forget_purses() owner to workprint_studio;
CREATE OR REPLACE PROCEDURE workprint.guard(IN guarded regclass, IN seen_by workprint.project_role, IN changed_by workprint.project_role DEFAULT NULL::workprint.project_role)
 LANGUAGE plpgsql
AS $procedure$
    begin
      execute format('alter table %s enable row level security', guarded);
      execute format('alter table %s force row level security', guarded);
      -- Whoever may change may see.
      if seen_by is distinct from changed_by then
        execute format(
          'create policy seen on %s for select to workprint_app using (project_id in (select workprint.my_projects(%L)))',
          guarded, seen_by);
      end if;
      if changed_by is not null then
        execute format(
          'create policy changed on %s to workprint_app using (project_id in (select workprint.my_projects(%L)))
           with check (project_id in (select workprint.my_projects(%L)))',
          guarded, changed_by, changed_by);
      end if;
      execute format('create policy studio on %s to workprint_studio using (true) with check (true)', guarded);
      execute format('grant select, insert, update, delete on %s to workprint_studio', guarded);
    end
  $procedure$;
alter routine workprint.guard(regclass,workprint.project_role,workprint.project_role) owner to workprint;
CREATE OR REPLACE PROCEDURE workprint.guard_own(IN guarded regclass)
 LANGUAGE plpgsql
AS $procedure$
    begin
      execute format('alter table %s enable row level security', guarded);
      execute format('alter table %s force row level security', guarded);
      execute format(
        'create policy own on %s to workprint_app using (person_id = (select workprint.person_id()))
         with check (person_id = (select workprint.person_id()))', guarded);
      execute format('create policy studio on %s to workprint_studio using (true) with check (true)', guarded);
      execute format('grant select, insert, update, delete on %s to workprint_studio', guarded);
    end
  $procedure$;
alter routine workprint.guard_own(regclass) owner to workprint;
CREATE OR REPLACE FUNCTION workprint.hold_call(called uuid, also_person uuid DEFAULT NULL::uuid)
 RETURNS workprint.provider_calls
 LANGUAGE plpgsql
AS $function$
    declare entry workprint.provider_calls;
    begin
      select c.* into entry from workprint.provider_calls c where c.id = called;
      perform from workprint.people p where p.id in (entry.person_id, also_person) order by p.id for key share;
      perform from workprint.projects p where p.id = entry.project_id for key share;
      select c.* into entry from workprint.provider_calls c where c.id = called for update;
      return entry;
    end
  $function$;
alter routine workprint.hold_call(uuid,uuid) owner to workprint;
CREATE OR REPLACE FUNCTION workprint.hold_lane(held_lane text)
 RETURNS TABLE(is_new boolean, failures integer, closed_until_ms bigint, tokens double precision, counted_at_ms bigint, inside integer, now_ms bigint)
 LANGUAGE plpgsql
AS $function$
    declare held workprint.provider_gates; moment timestamptz;
    begin
      select g.* into held from workprint.provider_gates g where g.lane = held_lane for update;
      is_new := not found;
      if is_new then
        insert into workprint.provider_gates (lane) values (held_lane) on conflict (lane) do nothing;
        is_new := found;
        select g.* into held from workprint.provider_gates g where g.lane = held_lane for update;
      end if;
      moment := clock_timestamp();
      failures := held.failures;
      tokens := held.tokens;
      closed_until_ms := ceil(extract(epoch from held.closed_until) * 1000);
      counted_at_ms := floor(extract(epoch from held.counted_at) * 1000);
      now_ms := floor(extract(epoch from moment) * 1000);
      inside := (select count(*) from workprint.provider_passes p where p.lane = held_lane and p.void_at > moment);
      return next;
    end
  $function$;
alter routine workprint.hold_lane(text) owner to workprint;
CREATE OR REPLACE FUNCTION workprint.keep_an_owner()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare present_owner uuid; heir uuid;
    begin
      select owner_id into present_owner from workprint.projects where id = old.project_id for update;
      if not found then
        return null; -- the project goes, and its members with it
      end if;
      select person_id into heir from workprint.project_members
        where project_id = old.project_id and role = 'owner' order by (person_id = present_owner) desc, created_at, person_id limit 1;
      if heir is null then
        if not exists (select from workprint.people where id = old.person_id) then
          return null; -- the person goes, and the project in their name after them
        end if;
        raise exception using errcode = 'WP001', message = 'The last owner of a project cannot go.';
      end if;
      if heir <> present_owner then
        update workprint.projects set owner_id = heir where id = old.project_id;
      end if;
      return null;
    end
  $function$;
alter routine workprint.keep_an_owner() owner to workprint_studio;
CREATE OR REPLACE FUNCTION workprint.limit_build(build uuid, most bigint)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    begin
      if not coalesce(workprint.may_run((select project_id from workprint.job_runs where id = build)), false) then
        raise insufficient_privilege using message = 'Only who may start work in the project says what a job of it may spend.';
      end if;
      insert into workprint.purses (scope, scope_id, period, limit_micros) values ('build', build, 'always', most)
        on conflict (scope, scope_id, period) do update set limit_micros = excluded.limit_micros;
    end
  $function$;
alter routine workprint.limit_build(uuid,bigint) owner to workprint_studio;
CREATE OR REPLACE FUNCTION workprint.may_run(project uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
    select workprint.acting_role() = 'workprint_studio' or exists (
      select from workprint.project_members
      where person_id = workprint.person_id() and project_id = project and role >= 'editor')
  $function$;
alter routine workprint.may_run(uuid) owner to workprint_studio;
CREATE OR REPLACE FUNCTION workprint.my_projects(at_least workprint.project_role)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
    select project_id from workprint.project_members
    where person_id = workprint.person_id() and role >= at_least
  $function$;
alter routine workprint.my_projects(workprint.project_role) owner to workprint_studio;
CREATE OR REPLACE FUNCTION workprint.my_role(project uuid)
 RETURNS workprint.project_role
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select role from workprint.project_members where person_id = workprint.person_id() and project_id = project $function$;
alter routine workprint.my_role(uuid) owner to workprint_studio;
CREATE OR REPLACE FUNCTION workprint.new_id()
 RETURNS uuid
 LANGUAGE sql
 PARALLEL SAFE
AS $function$
    select encode(overlay(overlay(
      uuid_send(gen_random_uuid())
      placing substring(int8send(moment / 1000) from 3) from 1 for 6)
      -- Version 7, and twelve bits of the millisecond (section 6.2, method 3): what is made later is listed later.
      placing substring(int8send((7 << 12) + (moment % 1000) * 4096 / 1000) from 7) from 7 for 2), 'hex')::uuid
    from (select (extract(epoch from clock_timestamp()) * 1000000)::bigint as moment) as now
  $function$;
alter routine workprint.new_id() owner to workprint;
CREATE OR REPLACE FUNCTION workprint.next_turn(person uuid, in_lane text)
 RETURNS bigint
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    -- One step in an index each.
    select 1 + greatest(
      coalesce(
        (select turn from workprint.job_runs where lane = in_lane and state = 'running' order by turn desc limit 1),
        (select turn from workprint.job_runs where lane = in_lane and state = 'queued' order by turn limit 1)),
      (select turn from workprint.job_runs where person_id = person and lane = in_lane and state = 'queued' order by turn desc limit 1),
      0)
  $function$;
alter routine workprint.next_turn(uuid,text) owner to workprint_studio;
CREATE OR REPLACE FUNCTION workprint.person_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid $function$;
alter routine workprint.person_id() owner to workprint;
CREATE OR REPLACE FUNCTION workprint.purse_for_me(of_scope text, of_id uuid, of_period text)
 RETURNS TABLE(limit_micros bigint, reserved_micros bigint, spent_micros bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
    select p.limit_micros, p.reserved_micros, p.spent_micros from workprint.purses p
    where p.scope = of_scope and p.scope_id = of_id and p.period = of_period and case of_scope
      when 'person' then of_id = workprint.person_id()
      when 'project' then of_id in (select workprint.my_projects('viewer'))
      when 'key' then exists (select from workprint.provider_keys k where k.id = of_id and k.person_id = workprint.person_id())
      else exists (select from workprint.job_runs r where r.id = of_id and r.project_id in (select workprint.my_projects('viewer')))
    end
  $function$;
alter routine workprint.purse_for_me(text,uuid,text) owner to workprint_studio;
CREATE OR REPLACE FUNCTION workprint.purses_of(build uuid, key uuid, person uuid, project uuid, month text)
 RETURNS TABLE(scope text, scope_id uuid, period text)
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
    select * from (values ('build', build, 'always'), ('key', key, month), ('person', person, month), ('project', project, 'always'))
      as counted(scope, scope_id, period)
    where counted.scope_id is not null
  $function$;
alter routine workprint.purses_of(uuid,uuid,uuid,uuid,text) owner to workprint;
CREATE OR REPLACE FUNCTION workprint.requeue_job(job uuid, from_states workprint.run_state[])
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    begin
      update workprint.job_runs
        set state = 'queued', tries = 0, crashes = 0, result = null, error = null, done = 0, total = 0, eta_ms = null, cancel_requested_at = null,
          started_at = null, finished_at = null, concluded_at = null, expires_at = null, turn = workprint.next_turn(person_id, lane)
        where id = job and state = any (from_states) and workprint.may_run(project_id);
      if not found then
        return false;
      end if;
      delete from workprint.job_steps where job_id = job;
      return true;
    end
  $function$;
alter routine workprint.requeue_job(uuid,workprint.run_state[]) owner to workprint_studio;
CREATE OR REPLACE FUNCTION workprint.reserve_spend(intent jsonb)
 RETURNS SETOF workprint.provider_calls
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET lock_timeout TO '10s'
AS $function$
    declare
      build uuid := intent ->> 'buildId';
      key uuid := intent ->> 'keyId';
      person uuid := intent ->> 'personId';
      project uuid := intent ->> 'projectId';
      wanted bigint := intent ->> 'reserveMicros';
      month text := to_char(now() at time zone 'utc', 'YYYY-MM');
      binned_at timestamptz;
      tight record;
      entry workprint.provider_calls;
    begin
      if workprint.acting_role() = 'workprint_app' and person is distinct from workprint.person_id() then
        raise insufficient_privilege using message = 'Money is reserved in one''s own name.';
      end if;
      perform from workprint.people where id = person for key share;
      select deleted_at into binned_at from workprint.projects where id = project for key share;
      if not found or not exists (
        select from workprint.project_members m where m.project_id = project and m.person_id = person and m.role >= 'editor') then
        raise exception using errcode = 'WP011', message = 'The payer may start no work in this project.';
      end if;
      if binned_at is not null then
        raise exception using errcode = 'WP012', message = 'The project lies in the bin.';
      end if;
      if key is not null then
        perform from workprint.provider_keys k
          where k.id = key and k.is_active and (k.person_id = person or k.project_id = project and exists (
            select from workprint.project_members m where m.project_id = project and m.person_id = k.person_id and m.role >= 'editor')) for key share;
        if not found then
          raise exception using errcode = 'WP013', message = 'The key cannot be used.';
        end if;
      end if;

      -- Rows are taken in the order in which they are given.
      insert into workprint.purses as p (scope, scope_id, period, reserved_micros)
        select counted.*, wanted from workprint.purses_of(build, key, person, project, month) as counted order by counted.scope
        on conflict (scope, scope_id, period) do update set reserved_micros = p.reserved_micros + excluded.reserved_micros;

      -- Statements of their own see what was committed while the one before waited. From here on nobody else reserves in this project.
      select c.* into entry from workprint.provider_calls c
        where c.order_key = intent ->> 'orderKey' and c.state in ('intended', 'sent', 'under-way', 'unknown') order by c.place desc limit 1;
      if found then
        update workprint.purses p set reserved_micros = p.reserved_micros - wanted
          where (p.scope, p.scope_id, p.period) in (select * from workprint.purses_of(build, key, person, project, month));
        return next entry;
        return;
      end if;

      -- What costs nothing is never too much.
      if wanted > 0 then
        select held.*, most - reserved - spent as room into tight from (
          select p.scope, p.scope_id, p.period, p.reserved_micros - wanted as reserved, p.spent_micros as spent,
            case p.scope
              when 'build' then p.limit_micros
              when 'key' then (select k.monthly_cap_micros from workprint.provider_keys k where k.id = p.scope_id)
              when 'person' then (select c.monthly_micros from workprint.spending_caps c where c.person_id = p.scope_id)
              else (select j.budget_micros from workprint.projects j where j.id = p.scope_id)
            end as most
          from workprint.purses p
          where (p.scope, p.scope_id, p.period) in (select * from workprint.purses_of(build, key, person, project, month))) held
        where most - reserved - spent < wanted order by room, scope limit 1;
        if found then
          raise exception using errcode = 'WP010', message = 'A budget is reached.', detail = jsonb_build_object('scope', tight.scope,
            'scopeId', tight.scope_id, 'period', tight.period, 'limitMicros', tight.most, 'reservedMicros', tight.reserved,
            'spentMicros', tight.spent, 'wantedMicros', wanted, 'inDoubt', (
              select jsonb_build_object('calls', count(*), 'micros', coalesce(sum(c.reserved_micros), 0)) from workprint.provider_calls c
              where c.state = 'unknown' and case tight.scope
                when 'build' then c.build_id = tight.scope_id
                when 'key' then c.key_id = tight.scope_id and c.period = tight.period
                when 'person' then c.person_id = tight.scope_id and c.period = tight.period
                else c.project_id = tight.scope_id end))::text;
        end if;
      end if;

      insert into workprint.provider_calls (project_id, person_id, build_id, order_key, place, request_key, provider, model, key_id, type, ask, is_fresh,
          reserved_micros, period)
        values (project, person, build, intent ->> 'orderKey',
          1 + coalesce((select max(c.place) from workprint.provider_calls c where c.order_key = intent ->> 'orderKey'), 0),
          intent ->> 'requestKey', intent ->> 'provider', intent ->> 'model', key, intent ->> 'type', intent -> 'ask', (intent ->> 'isFresh')::boolean,
          wanted, month)
        returning * into entry;
      perform workprint.write_ledger(entry, 'reserve', wanted);
      return next entry;
    end
  $function$;
alter routine workprint.reserve_spend(jsonb) owner to workprint_studio;
CREATE OR REPLACE FUNCTION workprint.resolve_generation(generation uuid, is_anew boolean)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    begin
      update workprint.generations one set
          round = one.round + is_anew::integer,
          cost_micros = (
            select coalesce(sum(call.cost_micros), 0) from workprint.provider_calls call
            where call.order_key = any (select case number when 1 then one.id::text else one.id::text || ':' || number end from generate_series(1, one.round) number))
        where one.id = generation and workprint.may_run(one.project_id);
    end
  $function$;
alter routine workprint.resolve_generation(uuid,boolean) owner to workprint_studio;
CREATE OR REPLACE FUNCTION workprint.seat_job()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    begin
      if workprint.acting_role() = 'workprint_app' and new.person_id is distinct from workprint.person_id() then
        raise insufficient_privilege using message = 'A job is started in one''s own name.';
      end if;
      new.turn := workprint.next_turn(new.person_id, new.lane);
      return new;
    end
  $function$;
alter routine workprint.seat_job() owner to workprint_studio;
CREATE OR REPLACE FUNCTION workprint.seat_owner()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    begin
      insert into workprint.project_members (project_id, person_id, role) values (new.id, new.owner_id, 'owner');
      return new;
    end
  $function$;
alter routine workprint.seat_owner() owner to workprint_studio;
CREATE OR REPLACE FUNCTION workprint.send_job(job uuid, in_lane text, urgency integer, delay_ms bigint)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare run record;
    begin
      -- By its id alone: with the state among the conditions the planner may read all waiting jobs instead.
      select r.state, r.project_id into run from workprint.job_runs r where r.id = job;
      if run.state is distinct from 'queued' or not workprint.may_run(run.project_id) then
        raise insufficient_privilege using message = 'Only a waiting job of a project one may change can be sent.';
      end if;
      insert into pgboss.job_common as m (id, name, data, priority, start_after, created_on, keep_until, expire_seconds, deletion_seconds,
          retry_limit, retry_delay, retry_backoff, retry_delay_max, policy, dead_letter, heartbeat_seconds)
        select job, q.name, null, urgency, s.at, clock_timestamp(), s.at + q.retention_seconds * interval '1 second', q.expire_seconds,
          q.deletion_seconds, q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max, q.policy, q.dead_letter, q.heartbeat_seconds
        from pgboss.queue q, (select clock_timestamp() + delay_ms * interval '1 millisecond' as at) s
        where q.name = in_lane
        on conflict (name, id) do update set
          state = 'created', priority = excluded.priority, start_after = excluded.start_after, created_on = excluded.created_on,
          keep_until = excluded.keep_until, started_on = null, completed_on = null, heartbeat_on = null, output = null,
          retry_count = m.retry_count + 1, retry_limit = m.retry_count + 1 + excluded.retry_limit;
      if not found then
        raise exception 'The queue has no lane %.', in_lane;
      end if;
      if delay_ms <= 0 then
        perform pg_notify('workprint_queue', in_lane);
      end if;
    end
  $function$;
alter routine workprint.send_job(uuid,text,integer,bigint) owner to workprint_studio;
CREATE OR REPLACE FUNCTION workprint.set_sign_up(is_open boolean)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    begin
      if not exists (select from workprint.people where id = workprint.person_id() and is_local_owner) then
        return false;
      end if;
      insert into workprint.studio_settings (name, value) values ('sign-up', to_jsonb(case when is_open then 'open' else 'closed' end))
        on conflict (name) do update set value = excluded.value, updated_at = now();
      return true;
    end
  $function$;
alter routine workprint.set_sign_up(boolean) owner to workprint_studio;
CREATE OR REPLACE FUNCTION workprint.settle_spend(called uuid, outcome jsonb)
 RETURNS TABLE(is_news boolean, entry workprint.provider_calls)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare
      found_call workprint.provider_calls;
      cost bigint := coalesce((outcome ->> 'costMicros')::bigint, 0);
      ending workprint.call_state := outcome ->> 'state';
    begin
      found_call := workprint.hold_call(called);
      if found_call.id is null then
        return;
      end if;
      is_news := true;
      if found_call.state::text <> outcome ->> 'only' then
        is_news := false;
      elsif ending = 'unknown' and found_call.state in ('intended', 'sent', 'under-way') then
        update workprint.provider_calls set state = 'unknown', charged = 'unknown', error = outcome -> 'error', took_ms = (outcome ->> 'tookMs')::bigint
          where id = called returning * into found_call;
      elsif ending <> 'unknown' and (found_call.state in ('intended', 'sent', 'under-way', 'unknown')
          or ending = 'done' and found_call.state = 'failed' and found_call.resolved_by is not null) then
        if found_call.state = 'failed' then
          perform workprint.write_correction(found_call, cost);
        else
          perform workprint.book_call(found_call, cost);
        end if;
        update workprint.provider_calls
          set state = ending, charged = case when cost > 0 then 'yes' else 'no' end, cost_micros = cost, answer = outcome -> 'answer',
            usage = outcome -> 'usage', error = outcome -> 'error', took_ms = (outcome ->> 'tookMs')::bigint, ended_at = clock_timestamp()
          where id = called returning * into found_call;
      else
        is_news := false;
      end if;
      entry := found_call;
      return next;
    end
  $function$;
alter routine workprint.settle_spend(uuid,jsonb) owner to workprint_studio;
CREATE OR REPLACE FUNCTION workprint.take_from_window(of_bucket text, most integer, wanted integer)
 RETURNS TABLE(granted integer, remaining integer, resets_ms integer, lease_ms integer)
 LANGUAGE plpgsql
AS $function$
    declare
      slot_ms constant bigint := 2000;
      now_ms bigint;
      slot bigint;
      used integer;
      oldest timestamptz;
    begin
      perform pg_advisory_xact_lock(hashtextextended(of_bucket, 7));
      now_ms := (extract(epoch from clock_timestamp()) * 1000)::bigint;
      slot := now_ms / slot_ms;
      delete from workprint.rate_windows where bucket = of_bucket and window_start <= to_timestamp((slot - 31) * slot_ms / 1000.0);
      select coalesce(sum(taken), 0), min(window_start) into used, oldest from workprint.rate_windows where bucket = of_bucket;
      granted := greatest(0, least(wanted, most - used));
      if granted > 0 then
        insert into workprint.rate_windows as known (bucket, window_start, taken)
          values (of_bucket, to_timestamp(slot * slot_ms / 1000.0), granted)
          on conflict (bucket, window_start) do update set taken = known.taken + excluded.taken;
      end if;
      remaining := greatest(0, most - used - granted);
      oldest := coalesce(oldest, to_timestamp(slot * slot_ms / 1000.0));
      resets_ms := greatest(1, (extract(epoch from oldest) * 1000)::bigint + 31 * slot_ms - now_ms);
      lease_ms := (slot + 1) * slot_ms - now_ms;
      return next;
    end
  $function$;
alter routine workprint.take_from_window(text,integer,integer) owner to workprint;
CREATE OR REPLACE FUNCTION workprint.tell_job()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    begin
      insert into workprint.job_events (job_id, project_id, kind, data)
        values (new.id, new.project_id, 'state',
          jsonb_strip_nulls(jsonb_build_object('state', new.state, 'attempt', new.attempt, 'error', new.error)));
      perform pg_notify('workprint_jobs', new.id::text);
      if new.parent_id is not null and new.state in ('done', 'failed', 'cancelled') then
        perform pg_notify('workprint_jobs', new.parent_id::text);
      end if;
      return null;
    end
  $function$;
alter routine workprint.tell_job() owner to workprint_studio;
CREATE OR REPLACE FUNCTION workprint.touch()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ begin new.updated_at := now(); return new; end $function$;
alter routine workprint.touch() owner to workprint;
CREATE OR REPLACE FUNCTION workprint.unsent_jobs(jobs uuid[])
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
    begin
      return query select r.id from workprint.job_runs r
        where r.id = any (jobs) and workprint.may_run(r.project_id)
          and not exists (select from pgboss.job_common m where m.name = r.lane and m.id = r.id and m.state < 'completed');
    end
  $function$;
alter routine workprint.unsent_jobs(uuid[]) owner to workprint_studio;
CREATE OR REPLACE FUNCTION workprint.withdraw_jobs(jobs uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    begin
      delete from pgboss.job_common m using workprint.job_runs r
        where m.name = r.lane and m.id = r.id and r.id = any (jobs) and m.state < 'active' and workprint.may_run(r.project_id);
    end
  $function$;
alter routine workprint.withdraw_jobs(uuid[]) owner to workprint_studio;
CREATE OR REPLACE FUNCTION workprint.write_correction(entry workprint.provider_calls, cost bigint)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
    begin
      if cost = entry.cost_micros then
        return;
      end if;
      perform workprint.change_purses(entry, 0, cost - entry.cost_micros);
      -- Calls that cost something are counted by their line `commit`.
      if entry.cost_micros = 0 then
        perform workprint.write_ledger(entry, 'commit', 0);
      end if;
      perform workprint.write_ledger(entry, 'correct', cost - entry.cost_micros);
    end
  $function$;
alter routine workprint.write_correction(workprint.provider_calls,bigint) owner to workprint;
CREATE OR REPLACE FUNCTION workprint.write_ledger(entry workprint.provider_calls, kind text, micros bigint)
 RETURNS void
 LANGUAGE sql
AS $function$
    insert into workprint.ledger_entries (call_id, project_id, person_id, build_id, key_id, provider, model, type, kind, micros, period)
      values (entry.id, entry.project_id, entry.person_id, entry.build_id, entry.key_id, entry.provider, entry.model, entry.type, kind, micros, entry.period)
  $function$;
alter routine workprint.write_ledger(workprint.provider_calls,text,bigint) owner to workprint;

-- Triggers
CREATE TRIGGER counted AFTER INSERT OR DELETE OR UPDATE OF owner_id, bytes ON workprint.assets FOR EACH ROW EXECUTE FUNCTION workprint.count_asset();
CREATE TRIGGER touched BEFORE UPDATE ON workprint.assets FOR EACH ROW EXECUTE FUNCTION workprint.touch();
CREATE TRIGGER touched BEFORE UPDATE ON workprint.documents FOR EACH ROW EXECUTE FUNCTION workprint.touch();
CREATE TRIGGER forgets_purses AFTER DELETE ON workprint.job_runs REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION workprint.forget_builds();
CREATE TRIGGER seated BEFORE INSERT ON workprint.job_runs FOR EACH ROW EXECUTE FUNCTION workprint.seat_job();
CREATE TRIGGER told AFTER UPDATE OF state, attempt ON workprint.job_runs FOR EACH ROW WHEN (((old.state IS DISTINCT FROM new.state) OR ((old.attempt IS DISTINCT FROM new.attempt) AND (new.state = 'running'::workprint.run_state)))) EXECUTE FUNCTION workprint.tell_job();
CREATE TRIGGER forgets_purses AFTER DELETE ON workprint.people FOR EACH ROW EXECUTE FUNCTION workprint.forget_purses('person');
CREATE TRIGGER touched BEFORE UPDATE ON workprint.people FOR EACH ROW EXECUTE FUNCTION workprint.touch();
CREATE TRIGGER keeps_an_owner_changed AFTER UPDATE OF role ON workprint.project_members FOR EACH ROW WHEN (((old.role = 'owner'::workprint.project_role) AND (new.role <> 'owner'::workprint.project_role))) EXECUTE FUNCTION workprint.keep_an_owner();
CREATE TRIGGER keeps_an_owner_left AFTER DELETE ON workprint.project_members FOR EACH ROW WHEN ((old.role = 'owner'::workprint.project_role)) EXECUTE FUNCTION workprint.keep_an_owner();
CREATE TRIGGER forgets_purses AFTER DELETE ON workprint.projects FOR EACH ROW EXECUTE FUNCTION workprint.forget_purses('project');
CREATE TRIGGER seat_owner AFTER INSERT ON workprint.projects FOR EACH ROW EXECUTE FUNCTION workprint.seat_owner();
CREATE TRIGGER touched BEFORE UPDATE ON workprint.projects FOR EACH ROW EXECUTE FUNCTION workprint.touch();
CREATE TRIGGER forgets_purses AFTER DELETE ON workprint.provider_keys FOR EACH ROW EXECUTE FUNCTION workprint.forget_purses('key');
CREATE TRIGGER touched BEFORE UPDATE ON workprint.provider_keys FOR EACH ROW EXECUTE FUNCTION workprint.touch();
CREATE TRIGGER counted AFTER INSERT OR DELETE OR UPDATE OF asset_id ON workprint.uploads FOR EACH ROW EXECUTE FUNCTION workprint.count_upload();

-- Row-level security
alter table workprint.answer_blobs disable row level security, no force row level security;
alter table workprint.answers disable row level security, no force row level security;
alter table workprint.asset_derivatives enable row level security, force row level security;
alter table workprint.asset_uses enable row level security, force row level security;
alter table workprint.assets enable row level security, force row level security;
alter table workprint.audit_log enable row level security, force row level security;
alter table workprint.blobs disable row level security, no force row level security;
alter table workprint.discovered_models enable row level security, force row level security;
alter table workprint.document_updates enable row level security, force row level security;
alter table workprint.document_versions enable row level security, force row level security;
alter table workprint.documents enable row level security, force row level security;
alter table workprint.generation_assets enable row level security, force row level security;
alter table workprint.generations enable row level security, force row level security;
alter table workprint.idempotency_keys enable row level security, force row level security;
alter table workprint.job_events enable row level security, force row level security;
alter table workprint.job_results enable row level security, force row level security;
alter table workprint.job_runs enable row level security, force row level security;
alter table workprint.job_steps enable row level security, force row level security;
alter table workprint.ledger_entries enable row level security, force row level security;
alter table workprint.logins enable row level security, force row level security;
alter table workprint.migrations disable row level security, no force row level security;
alter table workprint.own_prices enable row level security, force row level security;
alter table workprint.people enable row level security, force row level security;
alter table workprint.personal_keys enable row level security, force row level security;
alter table workprint.project_invitations enable row level security, force row level security;
alter table workprint.project_members enable row level security, force row level security;
alter table workprint.projects enable row level security, force row level security;
alter table workprint.provider_call_blobs disable row level security, no force row level security;
alter table workprint.provider_calls enable row level security, force row level security;
alter table workprint.provider_gates disable row level security, no force row level security;
alter table workprint.provider_keys enable row level security, force row level security;
alter table workprint.provider_notices disable row level security, no force row level security;
alter table workprint.provider_passes disable row level security, no force row level security;
alter table workprint.purses enable row level security, force row level security;
alter table workprint.rate_windows disable row level security, no force row level security;
alter table workprint.render_history disable row level security, no force row level security;
alter table workprint.sessions enable row level security, force row level security;
alter table workprint.spending_caps enable row level security, force row level security;
alter table workprint.storage_used enable row level security, force row level security;
alter table workprint.studio_settings disable row level security, no force row level security;
alter table workprint.uploads enable row level security, force row level security;
alter table workprint.verifications enable row level security, force row level security;
alter table workprint.webhook_deliveries enable row level security, force row level security;
alter table workprint.webhooks enable row level security, force row level security;

-- Policies
create policy seen on workprint.asset_derivatives as permissive for select to workprint_app
  using ((project_id IN ( SELECT workprint.my_projects('viewer'::workprint.project_role) AS my_projects)));
create policy studio on workprint.asset_derivatives as permissive for all to workprint_studio
  using (true)
  with check (true);
create policy changed on workprint.asset_uses as permissive for all to workprint_app
  using ((project_id IN ( SELECT workprint.my_projects('editor'::workprint.project_role) AS my_projects)))
  with check ((project_id IN ( SELECT workprint.my_projects('editor'::workprint.project_role) AS my_projects)));
create policy seen on workprint.asset_uses as permissive for select to workprint_app
  using ((project_id IN ( SELECT workprint.my_projects('viewer'::workprint.project_role) AS my_projects)));
create policy studio on workprint.asset_uses as permissive for all to workprint_studio
  using (true)
  with check (true);
create policy changed on workprint.assets as permissive for all to workprint_app
  using ((project_id IN ( SELECT workprint.my_projects('editor'::workprint.project_role) AS my_projects)))
  with check ((project_id IN ( SELECT workprint.my_projects('editor'::workprint.project_role) AS my_projects)));
create policy own on workprint.assets as restrictive for insert to workprint_app
  with check ((owner_id = workprint.person_id()));
create policy seen on workprint.assets as permissive for select to workprint_app
  using ((project_id IN ( SELECT workprint.my_projects('viewer'::workprint.project_role) AS my_projects)));
create policy studio on workprint.assets as permissive for all to workprint_studio
  using (true)
  with check (true);
create policy seen on workprint.audit_log as permissive for select to workprint_app
  using (((person_id = workprint.person_id()) OR (project_id IN ( SELECT workprint.my_projects('owner'::workprint.project_role) AS my_projects))));
create policy signing_in on workprint.audit_log as permissive for insert to workprint_auth
  with check (true);
create policy studio on workprint.audit_log as permissive for all to workprint_studio
  using (true)
  with check (true);
create policy written on workprint.audit_log as permissive for insert to workprint_app
  with check ((person_id = workprint.person_id()));
create policy own on workprint.discovered_models as permissive for all to workprint_app
  using ((person_id = ( SELECT workprint.person_id() AS person_id)))
  with check ((person_id = ( SELECT workprint.person_id() AS person_id)));
create policy studio on workprint.discovered_models as permissive for all to workprint_studio
  using (true)
  with check (true);
create policy changed on workprint.document_updates as permissive for all to workprint_app
  using ((project_id IN ( SELECT workprint.my_projects('editor'::workprint.project_role) AS my_projects)))
  with check ((project_id IN ( SELECT workprint.my_projects('editor'::workprint.project_role) AS my_projects)));
create policy seen on workprint.document_updates as permissive for select to workprint_app
  using ((project_id IN ( SELECT workprint.my_projects('viewer'::workprint.project_role) AS my_projects)));
create policy studio on workprint.document_updates as permissive for all to workprint_studio
  using (true)
  with check (true);
create policy changed on workprint.document_versions as permissive for all to workprint_app
  using ((project_id IN ( SELECT workprint.my_projects('editor'::workprint.project_role) AS my_projects)))
  with check ((project_id IN ( SELECT workprint.my_projects('editor'::workprint.project_role) AS my_projects)));
create policy seen on workprint.document_versions as permissive for select to workprint_app
  using ((project_id IN ( SELECT workprint.my_projects('viewer'::workprint.project_role) AS my_projects)));
create policy studio on workprint.document_versions as permissive for all to workprint_studio
  using (true)
  with check (true);
create policy changed on workprint.documents as permissive for all to workprint_app
  using ((project_id IN ( SELECT workprint.my_projects('editor'::workprint.project_role) AS my_projects)))
  with check ((project_id IN ( SELECT workprint.my_projects('editor'::workprint.project_role) AS my_projects)));
create policy seen on workprint.documents as permissive for select to workprint_app
  using ((project_id IN ( SELECT workprint.my_projects('viewer'::workprint.project_role) AS my_projects)));
create policy studio on workprint.documents as permissive for all to workprint_studio
  using (true)
  with check (true);
create policy seen on workprint.generation_assets as permissive for select to workprint_app
  using ((project_id IN ( SELECT workprint.my_projects('viewer'::workprint.project_role) AS my_projects)));
create policy studio on workprint.generation_assets as permissive for all to workprint_studio
  using (true)
  with check (true);
create policy changed on workprint.generations as permissive for all to workprint_app
  using ((project_id IN ( SELECT workprint.my_projects('editor'::workprint.project_role) AS my_projects)))
  with check ((project_id IN ( SELECT workprint.my_projects('editor'::workprint.project_role) AS my_projects)));
create policy own on workprint.generations as restrictive for insert to workprint_app
  with check ((person_id = workprint.person_id()));
create policy seen on workprint.generations as permissive for select to workprint_app
  using ((project_id IN ( SELECT workprint.my_projects('viewer'::workprint.project_role) AS my_projects)));
create policy studio on workprint.generations as permissive for all to workprint_studio
  using (true)
  with check (true);
create policy own on workprint.idempotency_keys as permissive for all to workprint_app
  using ((person_id = ( SELECT workprint.person_id() AS person_id)))
  with check ((person_id = ( SELECT workprint.person_id() AS person_id)));
create policy studio on workprint.idempotency_keys as permissive for all to workprint_studio
  using (true)
  with check (true);
create policy seen on workprint.job_events as permissive for select to workprint_app
  using ((project_id IN ( SELECT workprint.my_projects('viewer'::workprint.project_role) AS my_projects)));
create policy studio on workprint.job_events as permissive for all to workprint_studio
  using (true)
  with check (true);
create policy seen on workprint.job_results as permissive for select to workprint_app
  using ((project_id IN ( SELECT workprint.my_projects('viewer'::workprint.project_role) AS my_projects)));
create policy studio on workprint.job_results as permissive for all to workprint_studio
  using (true)
  with check (true);
create policy changed on workprint.job_runs as permissive for all to workprint_app
  using ((project_id IN ( SELECT workprint.my_projects('editor'::workprint.project_role) AS my_projects)))
  with check ((project_id IN ( SELECT workprint.my_projects('editor'::workprint.project_role) AS my_projects)));
create policy seen on workprint.job_runs as permissive for select to workprint_app
  using ((project_id IN ( SELECT workprint.my_projects('viewer'::workprint.project_role) AS my_projects)));
create policy studio on workprint.job_runs as permissive for all to workprint_studio
  using (true)
  with check (true);
create policy seen on workprint.job_steps as permissive for select to workprint_app
  using ((project_id IN ( SELECT workprint.my_projects('viewer'::workprint.project_role) AS my_projects)));
create policy studio on workprint.job_steps as permissive for all to workprint_studio
  using (true)
  with check (true);
create policy seen on workprint.ledger_entries as permissive for select to workprint_app
  using (((project_id IN ( SELECT workprint.my_projects('viewer'::workprint.project_role) AS my_projects)) OR (person_id = ( SELECT workprint.person_id() AS person_id))));
create policy studio on workprint.ledger_entries as permissive for all to workprint_studio
  using (true)
  with check (true);
create policy own on workprint.logins as permissive for select to workprint_app
  using ((person_id = workprint.person_id()));
create policy signing_in on workprint.logins as permissive for all to workprint_auth, workprint_studio
  using (true)
  with check (true);
create policy own on workprint.own_prices as permissive for all to workprint_app
  using ((person_id = ( SELECT workprint.person_id() AS person_id)))
  with check ((person_id = ( SELECT workprint.person_id() AS person_id)));
create policy studio on workprint.own_prices as permissive for all to workprint_studio
  using (true)
  with check (true);
create policy changes_self on workprint.people as permissive for update to workprint_app
  using ((id = workprint.person_id()))
  with check ((id = workprint.person_id()));
create policy seen on workprint.people as permissive for select to workprint_app
  using (((id = workprint.person_id()) OR (id IN ( SELECT project_members.person_id
   FROM workprint.project_members
  WHERE (project_members.project_id IN ( SELECT workprint.my_projects('viewer'::workprint.project_role) AS my_projects))))));
create policy signing_in on workprint.people as permissive for all to workprint_auth, workprint_studio
  using (true)
  with check (true);
create policy own on workprint.personal_keys as permissive for select to workprint_app
  using ((person_id = workprint.person_id()));
create policy signing_in on workprint.personal_keys as permissive for all to workprint_auth, workprint_studio
  using (true)
  with check (true);
create policy changed on workprint.project_invitations as permissive for all to workprint_app
  using ((project_id IN ( SELECT workprint.my_projects('owner'::workprint.project_role) AS my_projects)))
  with check ((project_id IN ( SELECT workprint.my_projects('owner'::workprint.project_role) AS my_projects)));
create policy studio on workprint.project_invitations as permissive for all to workprint_studio
  using (true)
  with check (true);
create policy changed on workprint.project_members as permissive for all to workprint_app
  using ((project_id IN ( SELECT workprint.my_projects('owner'::workprint.project_role) AS my_projects)))
  with check ((project_id IN ( SELECT workprint.my_projects('owner'::workprint.project_role) AS my_projects)));
create policy leaves on workprint.project_members as permissive for delete to workprint_app
  using ((person_id = workprint.person_id()));
create policy seen on workprint.project_members as permissive for select to workprint_app
  using ((project_id IN ( SELECT workprint.my_projects('viewer'::workprint.project_role) AS my_projects)));
create policy studio on workprint.project_members as permissive for all to workprint_studio
  using (true)
  with check (true);
create policy changed on workprint.projects as permissive for update to workprint_app
  using ((id IN ( SELECT workprint.my_projects('editor'::workprint.project_role) AS my_projects)))
  with check ((id IN ( SELECT workprint.my_projects('editor'::workprint.project_role) AS my_projects)));
create policy made on workprint.projects as permissive for insert to workprint_app
  with check ((owner_id = workprint.person_id()));
create policy removed on workprint.projects as permissive for delete to workprint_app
  using ((id IN ( SELECT workprint.my_projects('owner'::workprint.project_role) AS my_projects)));
create policy seen on workprint.projects as permissive for select to workprint_app
  using (((id IN ( SELECT workprint.my_projects('viewer'::workprint.project_role) AS my_projects)) OR (owner_id = workprint.person_id())));
create policy studio on workprint.projects as permissive for all to workprint_studio
  using (true)
  with check (true);
create policy seen on workprint.provider_calls as permissive for select to workprint_app
  using (((project_id IN ( SELECT workprint.my_projects('viewer'::workprint.project_role) AS my_projects)) OR (person_id = ( SELECT workprint.person_id() AS person_id))));
create policy studio on workprint.provider_calls as permissive for all to workprint_studio
  using (true)
  with check (true);
create policy own on workprint.provider_keys as permissive for all to workprint_app
  using ((person_id = ( SELECT workprint.person_id() AS person_id)))
  with check ((person_id = ( SELECT workprint.person_id() AS person_id)));
create policy shared on workprint.provider_keys as restrictive for all to workprint_app
  using (true)
  with check (((project_id IS NULL) OR (project_id IN ( SELECT workprint.my_projects('editor'::workprint.project_role) AS my_projects))));
create policy studio on workprint.provider_keys as permissive for all to workprint_studio
  using (true)
  with check (true);
create policy studio on workprint.purses as permissive for all to workprint_studio
  using (true)
  with check (true);
create policy own on workprint.sessions as permissive for all to workprint_app
  using ((person_id = workprint.person_id()));
create policy signing_in on workprint.sessions as permissive for all to workprint_auth, workprint_studio
  using (true)
  with check (true);
create policy own on workprint.spending_caps as permissive for all to workprint_app
  using ((person_id = ( SELECT workprint.person_id() AS person_id)))
  with check ((person_id = ( SELECT workprint.person_id() AS person_id)));
create policy studio on workprint.spending_caps as permissive for all to workprint_studio
  using (true)
  with check (true);
create policy own on workprint.storage_used as permissive for all to workprint_app
  using ((person_id = ( SELECT workprint.person_id() AS person_id)))
  with check ((person_id = ( SELECT workprint.person_id() AS person_id)));
create policy studio on workprint.storage_used as permissive for all to workprint_studio
  using (true)
  with check (true);
create policy changed on workprint.uploads as permissive for all to workprint_app
  using ((project_id IN ( SELECT workprint.my_projects('editor'::workprint.project_role) AS my_projects)))
  with check ((project_id IN ( SELECT workprint.my_projects('editor'::workprint.project_role) AS my_projects)));
create policy own on workprint.uploads as restrictive for all to workprint_app
  using ((person_id = workprint.person_id()))
  with check ((person_id = workprint.person_id()));
create policy studio on workprint.uploads as permissive for all to workprint_studio
  using (true)
  with check (true);
create policy signing_in on workprint.verifications as permissive for all to workprint_auth, workprint_studio
  using (true)
  with check (true);
create policy own on workprint.webhook_deliveries as permissive for all to workprint_app
  using ((person_id = ( SELECT workprint.person_id() AS person_id)))
  with check ((person_id = ( SELECT workprint.person_id() AS person_id)));
create policy studio on workprint.webhook_deliveries as permissive for all to workprint_studio
  using (true)
  with check (true);
create policy to_own_webhook on workprint.webhook_deliveries as restrictive for insert to workprint_app
  with check ((webhook_id IN ( SELECT webhooks.id
   FROM workprint.webhooks)));
create policy of_seen_project on workprint.webhooks as restrictive for insert to workprint_app
  with check (((project_id IS NULL) OR (project_id IN ( SELECT workprint.my_projects('viewer'::workprint.project_role) AS my_projects))));
create policy own on workprint.webhooks as permissive for all to workprint_app
  using ((person_id = ( SELECT workprint.person_id() AS person_id)))
  with check ((person_id = ( SELECT workprint.person_id() AS person_id)));
create policy studio on workprint.webhooks as permissive for all to workprint_studio
  using (true)
  with check (true);

-- Rights
grant execute on routine workprint.accept_invitation(text) to public;
grant execute on routine workprint.acting_role() to public;
grant execute on routine workprint.amend_spend(uuid,bigint) to workprint_app;
grant execute on routine workprint.book_call(workprint.provider_calls,bigint) to workprint_studio;
grant execute on routine workprint.cancel_jobs(uuid[]) to public;
grant execute on routine workprint.change_purses(workprint.provider_calls,bigint,bigint) to workprint_studio;
grant execute on routine workprint.claim_blob(text) to workprint_app;
grant execute on routine workprint.correct_spend(uuid,bigint) to workprint_app;
grant execute on routine workprint.count_asset() to public;
grant execute on routine workprint.count_upload() to public;
grant execute on routine workprint.delete_account() to public;
grant execute on routine workprint.forget_builds() to public;
grant execute on routine workprint.forget_purses() to public;
grant execute on routine workprint.guard(regclass,workprint.project_role,workprint.project_role) to public;
grant execute on routine workprint.guard_own(regclass) to public;
grant execute on routine workprint.hold_call(uuid,uuid) to workprint_studio;
grant execute on routine workprint.hold_lane(text) to workprint_studio;
grant execute on routine workprint.keep_an_owner() to public;
grant execute on routine workprint.limit_build(uuid,bigint) to workprint_app;
grant execute on routine workprint.may_run(uuid) to public;
grant execute on routine workprint.my_projects(workprint.project_role) to public;
grant execute on routine workprint.my_role(uuid) to public;
grant execute on routine workprint.new_id() to public;
grant execute on routine workprint.person_id() to public;
grant execute on routine workprint.purse_for_me(text,uuid,text) to workprint_app;
grant execute on routine workprint.purses_of(uuid,uuid,uuid,uuid,text) to public;
grant execute on routine workprint.requeue_job(uuid,workprint.run_state[]) to public;
grant execute on routine workprint.reserve_spend(jsonb) to workprint_app;
grant execute on routine workprint.resolve_generation(uuid,boolean) to workprint_app;
grant execute on routine workprint.seat_job() to public;
grant execute on routine workprint.seat_owner() to public;
grant execute on routine workprint.send_job(uuid,text,integer,bigint) to public;
grant execute on routine workprint.set_sign_up(boolean) to public;
grant execute on routine workprint.take_from_window(text,integer,integer) to public;
grant execute on routine workprint.tell_job() to public;
grant execute on routine workprint.touch() to public;
grant execute on routine workprint.withdraw_jobs(uuid[]) to public;
grant execute on routine workprint.write_correction(workprint.provider_calls,bigint) to workprint_studio;
grant execute on routine workprint.write_ledger(workprint.provider_calls,text,bigint) to workprint_studio;
grant usage on schema workprint to workprint_app;
grant usage on schema workprint to workprint_auth;
grant usage on schema workprint to workprint_studio;
grant delete, insert, select, update on table workprint.answer_blobs to workprint_studio;
grant delete, insert, select, update on table workprint.answers to workprint_studio;
grant select on table workprint.asset_derivatives to workprint_app;
grant delete, insert, select, update on table workprint.asset_derivatives to workprint_studio;
grant delete, insert, select on table workprint.asset_uses to workprint_app;
grant delete, insert, select, update on table workprint.asset_uses to workprint_studio;
grant delete, select on table workprint.assets to workprint_app;
grant delete, insert, select, update on table workprint.assets to workprint_studio;
grant insert, select on table workprint.audit_log to workprint_app;
grant insert on table workprint.audit_log to workprint_auth;
grant delete, insert, select on table workprint.audit_log to workprint_studio;
grant delete, insert, select, update on table workprint.blobs to workprint_studio;
grant delete, insert, select, update on table workprint.discovered_models to workprint_app;
grant delete, insert, select, update on table workprint.discovered_models to workprint_studio;
grant delete, insert, select on table workprint.document_updates to workprint_app;
grant delete, insert, select, update on table workprint.document_updates to workprint_studio;
grant delete, insert, select on table workprint.document_versions to workprint_app;
grant delete, insert, select, update on table workprint.document_versions to workprint_studio;
grant insert, select on table workprint.documents to workprint_app;
grant delete, insert, select, update on table workprint.documents to workprint_studio;
grant select on table workprint.generation_assets to workprint_app;
grant delete, insert, select, update on table workprint.generation_assets to workprint_studio;
grant delete, select on table workprint.generations to workprint_app;
grant delete, insert, select, update on table workprint.generations to workprint_studio;
grant insert, select, update on table workprint.idempotency_keys to workprint_app;
grant delete, insert, select, update on table workprint.idempotency_keys to workprint_studio;
grant select on table workprint.job_events to workprint_app;
grant delete, insert, select, update on table workprint.job_events to workprint_studio;
grant select on table workprint.job_results to workprint_app;
grant delete, insert, select, update on table workprint.job_results to workprint_studio;
grant select on table workprint.job_runs to workprint_app;
grant delete, insert, select, update on table workprint.job_runs to workprint_studio;
grant select on table workprint.job_steps to workprint_app;
grant delete, insert, select, update on table workprint.job_steps to workprint_studio;
grant select on table workprint.ledger_entries to workprint_app;
grant delete, insert, select, update on table workprint.ledger_entries to workprint_studio;
grant delete, insert, select, update on table workprint.logins to workprint_auth;
grant delete, insert, select, update on table workprint.logins to workprint_studio;
grant delete, insert, select, update on table workprint.own_prices to workprint_app;
grant delete, insert, select, update on table workprint.own_prices to workprint_studio;
grant delete, insert, select, update on table workprint.people to workprint_auth;
grant delete, insert, select, update on table workprint.people to workprint_studio;
grant delete, insert, select, update on table workprint.personal_keys to workprint_auth;
grant delete, insert, select, update on table workprint.personal_keys to workprint_studio;
grant delete, insert, select on table workprint.project_invitations to workprint_app;
grant delete, insert, select, update on table workprint.project_invitations to workprint_studio;
grant delete, insert, select on table workprint.project_members to workprint_app;
grant delete, insert, select, update on table workprint.project_members to workprint_studio;
grant delete, insert, select on table workprint.projects to workprint_app;
grant delete, insert, select, update on table workprint.projects to workprint_studio;
grant delete, insert, select, update on table workprint.provider_call_blobs to workprint_studio;
grant delete, insert, select, update on table workprint.provider_calls to workprint_studio;
grant delete, insert, select, update on table workprint.provider_gates to workprint_studio;
grant delete on table workprint.provider_keys to workprint_app;
grant delete, insert, select, update on table workprint.provider_keys to workprint_studio;
grant delete, insert, select, update on table workprint.provider_notices to workprint_studio;
grant delete, insert, select, update on table workprint.provider_passes to workprint_studio;
grant delete, insert, select, update on table workprint.purses to workprint_studio;
grant delete, insert, select, update on table workprint.rate_windows to workprint_studio;
grant delete, insert, select, update on table workprint.render_history to workprint_studio;
grant delete on table workprint.sessions to workprint_app;
grant delete, insert, select, update on table workprint.sessions to workprint_auth;
grant delete, insert, select, update on table workprint.sessions to workprint_studio;
grant delete, insert, select on table workprint.spending_caps to workprint_app;
grant delete, insert, select, update on table workprint.spending_caps to workprint_studio;
grant select on table workprint.storage_used to workprint_app;
grant delete, insert, select, update on table workprint.storage_used to workprint_studio;
grant select on table workprint.studio_settings to workprint_auth;
grant delete, insert, select, update on table workprint.studio_settings to workprint_studio;
grant delete, insert, select, update on table workprint.uploads to workprint_app;
grant delete, insert, select, update on table workprint.uploads to workprint_studio;
grant delete, insert, select, update on table workprint.verifications to workprint_auth;
grant delete, insert, select, update on table workprint.verifications to workprint_studio;
grant insert, select on table workprint.webhook_deliveries to workprint_app;
grant delete, insert, select, update on table workprint.webhook_deliveries to workprint_studio;
grant delete, insert, select on table workprint.webhooks to workprint_app;
grant delete, insert, select, update on table workprint.webhooks to workprint_studio;

-- Rights on columns
grant insert (id, project_id, owner_id, blob_hash, bytes, name, kind, media_type, state, facts, tags, source_url) on table workprint.assets to workprint_app;
grant update (name, tags, version, deleted_at, updated_at) on table workprint.assets to workprint_app;
grant update (ip_address) on table workprint.audit_log to workprint_studio;
grant update (name, state, version, deleted_at, updated_at) on table workprint.documents to workprint_app;
grant insert (id, project_id, person_id, job_id, type, asked, prompt, provider, model, is_fresh, estimate_micros, origin_id) on table workprint.generations to workprint_app;
grant insert (id, project_id, person_id, parent_id, kind, lane, label, state, input, total, eta_ms, urgent, trace_id) on table workprint.job_runs to workprint_app;
grant update (cancel_requested_at) on table workprint.job_runs to workprint_app;
grant select (id, person_id, account_id, provider_id, created_at) on table workprint.logins to workprint_app;
grant select (id, name, email, image, tier, is_local_owner, preferences, storage_limit_bytes, created_at, updated_at) on table workprint.people to workprint_app;
grant update (name, image, preferences) on table workprint.people to workprint_app;
grant select (id, person_id, name, beginning, permissions, is_enabled, used_at, expires_at, created_at) on table workprint.personal_keys to workprint_app;
grant update (role) on table workprint.project_members to workprint_app;
grant update (name, budget_micros, version, archived_at, deleted_at, updated_at) on table workprint.projects to workprint_app;
grant select (id, project_id, person_id, build_id, order_key, place, request_key, provider, model, key_id, type, is_fresh, state, usage, error, reserved_micros, cost_micros, charged, period, resolved_by, took_ms, created_at, sent_at, ended_at) on table workprint.provider_calls to workprint_app;
grant insert (id, person_id, project_id, provider, name, sealed, last_four, base_url, monthly_cap_micros, is_active) on table workprint.provider_keys to workprint_app;
grant select (id, person_id, project_id, provider, name, last_four, base_url, monthly_cap_micros, is_active, verdict, tested_at, last_used_at, version, created_at, updated_at) on table workprint.provider_keys to workprint_app;
grant update (project_id, name, sealed, last_four, base_url, monthly_cap_micros, is_active, verdict, tested_at, version) on table workprint.provider_keys to workprint_app;
grant select (id, person_id, expires_at, ip_address, user_agent, created_at, updated_at) on table workprint.sessions to workprint_app;
grant update (monthly_micros, updated_at) on table workprint.spending_caps to workprint_app;
grant update (state, attempts, due_since, next_at, finished_at) on table workprint.webhook_deliveries to workprint_app;
grant update (url, secret_sealed, secret_ending, former_secret_sealed, former_secret_until, events, kinds, is_active, failing_since, disabled_at, disabled_because) on table workprint.webhooks to workprint_app;
