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
create unique index provider_keys_by_name on workprint.provider_keys (person_id, provider, name);
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

-- The book of paid calls (ports/call-journal): what was about to be sent, what was, what came of it. Money that is under way is true whatever is
-- deleted meanwhile: a call outlives its project and its person until it has been booked; then a chore takes it.
create type workprint.call_state as enum ('intended', 'sent', 'under-way', 'done', 'failed', 'unknown');
create table workprint.provider_calls (
  id uuid primary key default workprint.new_id(),
  project_id uuid references workprint.projects on delete set null,
  person_id uuid references workprint.people on delete set null,
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
  submit_key text not null unique default gen_random_uuid()::text,
  handle jsonb,
  -- What a webhook of the vendor names it by.
  work_id text,
  answer jsonb,
  usage jsonb,
  error jsonb,
  -- At most a million dollars: what costs more is a mistake.
  reserved_micros bigint not null check (reserved_micros between 0 and 1000000000000),
  cost_micros bigint not null default 0 check (cost_micros between 0 and 1000000000000),
  charged text not null default 'no' check (charged in ('no', 'yes', 'unknown')),
  -- The month its reservation counts in.
  period text not null,
  -- Who said what became of an unknown charge.
  resolved_by uuid references workprint.people on delete set null,
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
create index provider_calls_unknown on workprint.provider_calls (project_id, id desc) where state = 'unknown';
create index provider_calls_unknown_of_person on workprint.provider_calls (person_id, id desc) where state = 'unknown';
create index provider_calls_of_model on workprint.provider_calls (provider, model, ended_at desc) where state = 'done';
create index provider_calls_of_person on workprint.provider_calls (person_id, id desc);
create index provider_calls_of_key on workprint.provider_calls (key_id) where key_id is not null;
create index provider_calls_of_build on workprint.provider_calls (build_id) where build_id is not null;
create index provider_calls_resolved on workprint.provider_calls (resolved_by) where resolved_by is not null;
create index provider_calls_left on workprint.provider_calls (id) where project_id is null;
alter table workprint.provider_calls enable row level security;
alter table workprint.provider_calls force row level security;
-- Members see what was paid for in their projects, and everybody what they paid for themselves.
create policy seen on workprint.provider_calls for select to workprint_app
  using (project_id in (select workprint.my_projects('viewer')) or person_id = (select workprint.person_id()));
create policy studio on workprint.provider_calls to workprint_studio using (true) with check (true);
grant select, insert, update, delete on workprint.provider_calls to workprint_studio;
grant select (id, project_id, person_id, build_id, order_key, place, request_key, provider, model, key_id, type, is_fresh, state, error, reserved_micros, cost_micros, charged,
  usage, period, resolved_by, took_ms, created_at, sent_at, ended_at) on workprint.provider_calls to workprint_app;
-- Bytes that answers of calls name; the sweeper keeps them.
create table workprint.provider_call_blobs (
  call_id uuid not null references workprint.provider_calls on delete cascade,
  blob_hash text not null,
  primary key (call_id, blob_hash)
);
create index provider_call_blobs_of_blob on workprint.provider_call_blobs (blob_hash);
grant select, insert, update, delete on workprint.provider_call_blobs to workprint_studio;

-- The ledger (C5): one line for each change of a purse, never altered. What somebody spent this month stays true when the project goes it was spent in.
create table workprint.ledger_entries (
  id bigint generated always as identity primary key,
  call_id uuid references workprint.provider_calls on delete set null,
  project_id uuid references workprint.projects on delete set null,
  person_id uuid references workprint.people on delete set null,
  build_id uuid,
  key_id uuid,
  provider text not null,
  model text not null,
  type text not null,
  -- reserve adds to what is reserved; commit is what was spent of it, release gives back the rest of it; excess is what was billed beyond it; correct
  -- changes what was booked before.
  kind text not null check (kind in ('reserve', 'commit', 'release', 'excess', 'correct')),
  micros bigint not null,
  -- The month of the purses it counts in: that of the reservation.
  period text not null,
  at timestamptz not null default now()
);
create index ledger_of_project on workprint.ledger_entries (project_id, id desc);
create index ledger_of_person on workprint.ledger_entries (person_id, id desc);
create index ledger_of_call on workprint.ledger_entries (call_id);
create index ledger_spent_of_project on workprint.ledger_entries (project_id, at) include (micros, kind, provider, model, type)
  where kind in ('commit', 'excess', 'correct');
create index ledger_spent_of_person on workprint.ledger_entries (person_id, at) include (micros, kind, provider, model, type, project_id)
  where kind in ('commit', 'excess', 'correct');
create index ledger_of_nobody on workprint.ledger_entries (id) where project_id is null and person_id is null;
alter table workprint.ledger_entries enable row level security;
alter table workprint.ledger_entries force row level security;
create policy seen on workprint.ledger_entries for select to workprint_app
  using (project_id in (select workprint.my_projects('viewer')) or person_id = (select workprint.person_id()));
create policy studio on workprint.ledger_entries to workprint_studio using (true) with check (true);
grant select, insert, update, delete on workprint.ledger_entries to workprint_studio;
grant select on workprint.ledger_entries to workprint_app;

-- Money. Locks are always taken in this order: people, project, key, call, purses by scope (build, key, person, project), as a deletion takes them, too. A call counts
-- in at most one purse of each scope, and a deletion takes purses of what it deletes only, after all calls that count in them; so nobody waits in a circle.
--
-- The purses a call counts in.
create function workprint.purses_of(build uuid, key uuid, person uuid, project uuid, month text)
  returns table (scope text, scope_id uuid, period text)
  language sql immutable parallel safe
  as $$
    select * from (values ('build', build, 'always'), ('key', key, month), ('person', person, month), ('project', project, 'always'))
      as counted(scope, scope_id, period)
    where counted.scope_id is not null
  $$;

create function workprint.write_ledger(entry workprint.provider_calls, kind text, micros bigint) returns void
  language sql volatile
  as $$
    insert into workprint.ledger_entries (call_id, project_id, person_id, build_id, key_id, provider, model, type, kind, micros, period)
      values (entry.id, entry.project_id, entry.person_id, entry.build_id, entry.key_id, entry.provider, entry.model, entry.type, kind, micros, entry.period)
  $$;

-- A call and, before it, what the lines of the ledger about it will refer to. No row: there is no such call.
create function workprint.hold_call(called uuid, also_person uuid default null) returns workprint.provider_calls
  language plpgsql volatile
  as $$
    declare entry workprint.provider_calls;
    begin
      select c.* into entry from workprint.provider_calls c where c.id = called;
      perform from workprint.people p where p.id in (entry.person_id, also_person) order by p.id for key share;
      perform from workprint.projects p where p.id = entry.project_id for key share;
      select c.* into entry from workprint.provider_calls c where c.id = called for update;
      return entry;
    end
  $$;

-- Adds to all purses of a call, which must be locked by its caller; purses that went with what they belonged to are left out.
create function workprint.change_purses(entry workprint.provider_calls, reserved bigint, spent bigint) returns void
  language plpgsql volatile
  as $$
    begin
      perform from workprint.purses p
        where (p.scope, p.scope_id, p.period) in
          (select * from workprint.purses_of(entry.build_id, entry.key_id, entry.person_id, entry.project_id, entry.period))
        order by p.scope for update;
      update workprint.purses p set reserved_micros = p.reserved_micros + reserved, spent_micros = p.spent_micros + spent
        where (p.scope, p.scope_id, p.period) in
          (select * from workprint.purses_of(entry.build_id, entry.key_id, entry.person_id, entry.project_id, entry.period));
    end
  $$;

-- Writes an intent ({orderKey, requestKey, personId, projectId, buildId?, provider, model, keyId?, type, ask, reserveMicros, isFresh}) and keeps its money free in every
-- budget it counts against. An open call of the same wish is given instead of a second one. Raises, and nothing happened:
-- WP010 a budget is reached (detail: JSON with scope, limit, reserved, spent, wanted), WP011 the payer may start no work in the project,
-- WP012 the project lies in the bin, WP013 the key is gone, switched off or not the payer's to use.
create function workprint.reserve_spend(intent jsonb) returns setof workprint.provider_calls
  language plpgsql volatile security definer set search_path = ''
  -- Whoever holds a purse is done in milliseconds; who does not get it for so long tries again later instead of standing in the way of others.
  set lock_timeout = '10s'
  as $$
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
  $$;

-- Books what an open call cost: the reservation becomes spending as far as it goes, the rest of it is free again, and what was billed beyond it is booked as
-- well and shown as such. The caller holds the call.
create function workprint.book_call(entry workprint.provider_calls, cost bigint) returns void
  language plpgsql volatile
  as $$
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
  $$;

-- Books another cost for a call that is over. The caller holds the call.
create function workprint.write_correction(entry workprint.provider_calls, cost bigint) returns void
  language plpgsql volatile
  as $$
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
  $$;

-- The end of a call: {state, costMicros, answer?, usage?, error?, tookMs, only?}. `is_news` is false where it had one before, or is not in the state `only`; nothing is changed
-- then, except that an answer which comes after somebody said what became of it is kept, and its true cost booked. No row: there is no such call.
create function workprint.settle_spend(called uuid, outcome jsonb) returns table (is_news boolean, entry workprint.provider_calls)
  language plpgsql volatile security definer set search_path = ''
  as $$
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
  $$;

-- Somebody says what a call really cost. Of one that is unknown: whoever may work in its project, or who pays for it; it is over then. Of one that is over the studio
-- alone. No row: there is none, or nothing to say about it. Raises insufficient_privilege.
create function workprint.correct_spend(called uuid, cost bigint) returns setof workprint.provider_calls
  language plpgsql volatile security definer set search_path = ''
  as $$
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
  $$;

-- Says again what a lost call cost, of which somebody said it before: an owner of its project, or who pays for it. No row: there is no such call, or what it cost
-- was never a person's to say, or the answer came and told. Raises insufficient_privilege.
create function workprint.amend_spend(called uuid, cost bigint) returns setof workprint.provider_calls
  language plpgsql volatile security definer set search_path = ''
  as $$
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
  $$;
revoke execute on function workprint.write_ledger, workprint.hold_call, workprint.change_purses, workprint.book_call, workprint.write_correction, workprint.settle_spend from public;
grant execute on function workprint.write_ledger, workprint.hold_call, workprint.change_purses, workprint.book_call, workprint.write_correction, workprint.settle_spend to workprint_studio;
revoke execute on function workprint.reserve_spend, workprint.correct_spend, workprint.amend_spend from public;
grant execute on function workprint.reserve_spend, workprint.correct_spend to workprint_app, workprint_studio;
grant execute on function workprint.amend_spend to workprint_app;

-- What a build (a job) may spend in all; null: no limit of its own. Before its first call.
create function workprint.limit_build(build uuid, most bigint) returns void
  language plpgsql volatile security definer set search_path = ''
  as $$
    begin
      if not coalesce(workprint.may_run((select project_id from workprint.job_runs where id = build)), false) then
        raise insufficient_privilege using message = 'Only who may start work in the project says what a job of it may spend.';
      end if;
      insert into workprint.purses (scope, scope_id, period, limit_micros) values ('build', build, 'always', most)
        on conflict (scope, scope_id, period) do update set limit_micros = excluded.limit_micros;
    end
  $$;
revoke execute on function workprint.limit_build from public;
grant execute on function workprint.limit_build to workprint_app, workprint_studio;

-- How full a purse is that the one asking may know of: their own, those of their keys, of projects they see, and of jobs in these. No row: nothing was reserved there.
create function workprint.purse_for_me(of_scope text, of_id uuid, of_period text) returns table (limit_micros bigint, reserved_micros bigint, spent_micros bigint)
  language sql stable security definer set search_path = ''
  as $$
    select p.limit_micros, p.reserved_micros, p.spent_micros from workprint.purses p
    where p.scope = of_scope and p.scope_id = of_id and p.period = of_period and case of_scope
      when 'person' then of_id = workprint.person_id()
      when 'project' then of_id in (select workprint.my_projects('viewer'))
      when 'key' then exists (select from workprint.provider_keys k where k.id = of_id and k.person_id = workprint.person_id())
      else exists (select from workprint.job_runs r where r.id = of_id and r.project_id in (select workprint.my_projects('viewer')))
    end
  $$;
revoke execute on function workprint.purse_for_me from public;
grant execute on function workprint.purse_for_me to workprint_app;

-- Purses go with what they belong to. Triggers of foreign keys have taken the calls before these (their names come first).
create function workprint.forget_purses() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
    begin
      delete from workprint.purses where scope = tg_argv[0] and scope_id = old.id;
      return null;
    end
  $$;
create trigger forgets_purses after delete on workprint.provider_keys for each row execute function workprint.forget_purses('key');
create trigger forgets_purses after delete on workprint.people for each row execute function workprint.forget_purses('person');
create trigger forgets_purses after delete on workprint.projects for each row execute function workprint.forget_purses('project');
create function workprint.forget_builds() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
    begin
      perform from workprint.provider_calls where build_id in (select id from gone) order by id for update;
      delete from workprint.purses where scope = 'build' and scope_id in (select id from gone);
      return null;
    end
  $$;
create trigger forgets_purses after delete on workprint.job_runs referencing old table as gone for each statement execute function workprint.forget_builds();

-- As in 0008; what a person generated in other people's projects stays with those, too.
create or replace function workprint.delete_account() returns integer
  language plpgsql volatile security definer set search_path = ''
  as $$
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
  $$;

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
-- After a person said what became of a lost call: what it cost by now, and whether it is asked for anew, as a wish of its own.
create function workprint.resolve_generation(generation uuid, is_anew boolean) returns void
  language plpgsql volatile security definer set search_path = ''
  as $$
    begin
      update workprint.generations one set
          round = one.round + is_anew::integer,
          cost_micros = (
            select coalesce(sum(call.cost_micros), 0) from workprint.provider_calls call
            where call.order_key = any (select case number when 1 then one.id::text else one.id::text || ':' || number end from generate_series(1, one.round) number))
        where one.id = generation and workprint.may_run(one.project_id);
    end
  $$;
revoke execute on function workprint.resolve_generation from public;
grant execute on function workprint.resolve_generation to workprint_app, workprint_studio;
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

-- The gate before each vendor, for all workers together (build/desk/gate-rules).
create table workprint.provider_gates (
  -- The vendor, or vendor and key: vendors count by key.
  lane text primary key,
  -- Failures since it last went well; the gate closes after some.
  failures integer not null default 0,
  closed_until timestamptz,
  -- Tokens of the bucket at `counted_at`.
  tokens double precision not null default 0,
  counted_at timestamptz not null default now(),
  -- Until then another process may wait for somebody to leave, and is told when one does.
  wanted_until timestamptz
);
create table workprint.provider_passes (
  id uuid primary key default gen_random_uuid(),
  lane text not null,
  worker text not null,
  void_at timestamptz not null
);
create index provider_passes_of_lane on workprint.provider_passes (lane, void_at);
-- A lane, held until the transaction ends, and how many are inside: counted after the lock, so that it sees who came in while it waited.
create function workprint.hold_lane(held_lane text) returns table (
    is_new boolean, failures integer, closed_until_ms bigint, tokens double precision, counted_at_ms bigint, inside integer, now_ms bigint)
  language plpgsql volatile
  as $$
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
  $$;
revoke execute on function workprint.hold_lane from public;
grant execute on function workprint.hold_lane to workprint_studio;
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
