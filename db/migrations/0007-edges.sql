-- What stands between the studio and the world: repeats, limits, deliveries, the record of who did what.

-- A request that was answered, under the key its sender chose; it commits with its effect (PA4).
create table workprint.idempotency_keys (
  person_id uuid not null references workprint.people on delete cascade,
  key text not null,
  route text not null,
  body_hash text not null,
  status integer,
  -- JSON as it was sent, to the byte.
  answer text,
  created_at timestamptz not null default now(),
  primary key (person_id, key)
);
create index idempotency_keys_by_age on workprint.idempotency_keys (created_at);
-- Requests taken from a window by all servers together. Lost in a crash, which only opens a fresh window.
create unlogged table workprint.rate_windows (
  bucket text not null,
  window_start timestamptz not null,
  taken integer not null,
  primary key (bucket, window_start)
);
-- Takes up to `wanted` of the `most` requests that a bucket has in any 60 seconds, counted in slots of two. One bucket is counted by one
-- transaction at a time, so that no number of servers passes the limit together; what a server takes it must use within `lease_ms`.
create function workprint.take_from_window(of_bucket text, most integer, wanted integer)
  returns table (granted integer, remaining integer, resets_ms integer, lease_ms integer)
  language plpgsql
  as $$
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
  $$;

create table workprint.audit_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  person_id uuid,
  project_id uuid,
  action text not null,
  subject text not null,
  detail jsonb not null default '{}',
  ip_address text,
  request_id text
);
create index audit_log_of_project on workprint.audit_log (project_id, id desc);
create index audit_log_of_person on workprint.audit_log (person_id, id desc);
create table workprint.webhooks (
  id uuid primary key default workprint.new_id(),
  person_id uuid not null references workprint.people on delete cascade,
  project_id uuid references workprint.projects on delete cascade,
  url text not null,
  -- AES-256-GCM of the signing secret; only its last four characters are ever shown again.
  secret_sealed text not null,
  secret_ending text not null,
  -- The secret before this one signs beside it until then, so that a receiver can change over without losing a delivery.
  former_secret_sealed text,
  former_secret_until timestamptz,
  events text[] not null,
  -- Kinds of jobs whose ends are told.
  kinds text[] not null default '{render,film}',
  is_active boolean not null default true,
  -- Since when nothing has arrived; a success clears it, days of it switch the webhook off.
  failing_since timestamptz,
  disabled_at timestamptz,
  disabled_because text,
  created_at timestamptz not null default now()
);
create index webhooks_of_person on workprint.webhooks (person_id);
create index webhooks_of_project on workprint.webhooks (project_id) where project_id is not null;
create table workprint.webhook_deliveries (
  id uuid primary key default workprint.new_id(),
  webhook_id uuid not null references workprint.webhooks on delete cascade,
  person_id uuid not null references workprint.people on delete cascade,
  -- The same for every attempt and every receiver: receivers drop what they have seen.
  event_id uuid not null,
  event text not null,
  payload jsonb not null,
  state workprint.run_state not null default 'queued',
  attempts integer not null default 0,
  last_status integer,
  last_error text,
  -- What each try met: [{at, status?, error?, tookMs}], for people to read.
  tries jsonb not null default '[]',
  -- When the first of these tries was due; delivering once more begins anew.
  due_since timestamptz not null default now(),
  next_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  unique (webhook_id, event_id)
);
create index webhook_deliveries_due on workprint.webhook_deliveries (next_at) where state = 'queued';
create index webhook_deliveries_of_webhook on workprint.webhook_deliveries (webhook_id, id desc);
create index webhook_deliveries_of_person on workprint.webhook_deliveries (person_id);
create index webhook_deliveries_by_age on workprint.webhook_deliveries (finished_at) where finished_at is not null;
-- Settings of this installation that are made once: the key that signs URLs, whether sign-up is open.
create table workprint.studio_settings (
  name text primary key,
  value jsonb not null,
  updated_at timestamptz not null default now()
);

call workprint.guard_own('workprint.idempotency_keys');
call workprint.guard_own('workprint.webhooks');
call workprint.guard_own('workprint.webhook_deliveries');
grant select, insert, update on workprint.idempotency_keys to workprint_app;
grant select, insert, delete on workprint.webhooks to workprint_app;
grant update (url, events, kinds, is_active, secret_sealed, secret_ending, former_secret_sealed, former_secret_until, failing_since,
  disabled_at, disabled_because) on workprint.webhooks to workprint_app;
grant select, insert on workprint.webhook_deliveries to workprint_app;
grant update (state, attempts, due_since, next_at, finished_at) on workprint.webhook_deliveries to workprint_app;
-- One hears only of projects one sees, and delivers only to webhooks of one's own.
create policy of_seen_project on workprint.webhooks as restrictive for insert to workprint_app
  with check (project_id is null or project_id in (select workprint.my_projects('viewer')));
create policy to_own_webhook on workprint.webhook_deliveries as restrictive for insert to workprint_app
  with check (webhook_id in (select id from workprint.webhooks));

alter table workprint.audit_log enable row level security;
alter table workprint.audit_log force row level security;
create policy seen on workprint.audit_log for select to workprint_app
  using (person_id = workprint.person_id() or project_id in (select workprint.my_projects('owner')));
create policy written on workprint.audit_log for insert to workprint_app with check (person_id = workprint.person_id());
create policy studio on workprint.audit_log to workprint_studio using (true) with check (true);
create policy signing_in on workprint.audit_log for insert to workprint_auth with check (true);
grant select, insert on workprint.audit_log to workprint_app;
grant select, insert, delete on workprint.audit_log to workprint_studio;
grant insert on workprint.audit_log to workprint_auth;

grant select, insert, update, delete on workprint.rate_windows, workprint.studio_settings to workprint_studio;
-- Sign-in asks whether sign-up is open.
grant select on workprint.studio_settings to workprint_auth;
