-- Long work that people can watch (B3). The queue (schema pgboss) carries ids; what is known about a job stands here.
create type workprint.run_state as enum ('queued', 'held', 'running', 'done', 'failed', 'cancelled');

create table workprint.job_runs (
  id uuid primary key default workprint.new_id(),
  project_id uuid not null references workprint.projects on delete cascade,
  person_id uuid not null references workprint.people on delete cascade,
  parent_id uuid references workprint.job_runs on delete cascade,
  kind text not null,
  lane text not null default 'jobs' check (lane in ('jobs', 'segments', 'chores')),
  label text not null default '',
  state workprint.run_state not null default 'queued',
  input jsonb not null,
  result jsonb,
  -- {code, message, details?} in the shape of the API's errors.
  error jsonb,
  -- Work done of work to do, in units of the job's own (frames, bytes, steps).
  done bigint not null default 0,
  total bigint not null default 0,
  eta_ms bigint,
  -- The fencing token: raised by every start. A worker writes only while the row still carries its own.
  attempt integer not null default 0,
  -- Starts since a person last asked for it, and those of them that never ended: a job that ends its workers is put aside.
  tries integer not null default 0,
  crashes integer not null default 0,
  worker text,
  cancel_requested_at timestamptz,
  -- The turn in the fair order between people; smaller is sooner.
  turn bigint not null default 0,
  urgent boolean not null default false,
  trace_id text not null default replace(gen_random_uuid()::text, '-', ''),
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  -- When those were told who hear of ends (webhooks): with the end itself, or soon after one that no worker made.
  concluded_at timestamptz,
  expires_at timestamptz
);
-- Ids grow with time, so they also order a history, and a page begins after the last id of the one before.
create index job_runs_of_project on workprint.job_runs (project_id, id desc);
create index job_runs_of_person on workprint.job_runs (person_id, id desc);
create index job_runs_of_parent on workprint.job_runs (parent_id) where parent_id is not null;
-- States stand in predicates, not among the columns: under row-level security PostgreSQL looks up no enum in an index, since the comparison
-- of enums is not leakproof.
create index job_runs_failed on workprint.job_runs (project_id, id desc) where state = 'failed';
create index job_runs_open on workprint.job_runs (id) where state in ('queued', 'running');
create index job_runs_waiting on workprint.job_runs (lane, turn) where state = 'queued';
create index job_runs_waiting_of_person on workprint.job_runs (person_id, lane, turn) where state = 'queued';
create index job_runs_running on workprint.job_runs (lane, turn) where state = 'running';
create index job_runs_unconcluded on workprint.job_runs (id) where concluded_at is null and state in ('done', 'failed', 'cancelled');
create table workprint.job_steps (
  job_id uuid not null references workprint.job_runs on delete cascade,
  project_id uuid not null references workprint.projects on delete cascade,
  key text not null,
  name text not null,
  label text not null,
  state workprint.run_state not null,
  is_cached boolean not null default false,
  done bigint not null default 0,
  total bigint not null default 0,
  cost_micros bigint not null default 0,
  started_at timestamptz,
  finished_at timestamptz,
  primary key (job_id, key)
);
create index job_steps_of_project on workprint.job_steps (project_id);
-- What happened to a job, in order; `id` is the Last-Event-ID of its stream.
create table workprint.job_events (
  id bigint generated always as identity primary key,
  job_id uuid not null references workprint.job_runs on delete cascade,
  project_id uuid not null references workprint.projects on delete cascade,
  kind text not null,
  data jsonb not null,
  at timestamptz not null default now()
);
create index job_events_of_job on workprint.job_events (job_id, id);
-- The sweeper asks by age; rows lie in that order, so a summary of pages is enough.
create index job_events_by_age on workprint.job_events using brin (at);
create index job_events_of_project on workprint.job_events (project_id);

call workprint.guard('workprint.job_runs', 'viewer', 'editor');
call workprint.guard('workprint.job_steps', 'viewer');
call workprint.guard('workprint.job_events', 'viewer');
grant select on workprint.job_runs, workprint.job_steps, workprint.job_events to workprint_app;
grant insert (id, project_id, person_id, parent_id, kind, lane, label, state, input, total, eta_ms, urgent, trace_id) on workprint.job_runs to workprint_app;
grant update (cancel_requested_at) on workprint.job_runs to workprint_app;

-- The role that acts, also inside functions that run as their owner.
create function workprint.acting_role() returns text
  language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('role', true), 'none'), session_user::text) $$;

-- May the one asking start and stop work in this project: the studio itself, or a person who may change it.
create function workprint.may_run(project uuid) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select workprint.acting_role() = 'workprint_studio' or exists (
      select from workprint.project_members
      where person_id = workprint.person_id() and project_id = project and role >= 'editor')
  $$;

-- Start-time fair queueing: after the last waiting turn of this person, and not before the turn that is being served. Read from the
-- jobs themselves, so that nothing has to be counted, locked or kept.
create function workprint.next_turn(person uuid, in_lane text) returns bigint
  language sql volatile security definer set search_path = ''
  as $$
    -- One step in an index each.
    select 1 + greatest(
      coalesce(
        (select turn from workprint.job_runs where lane = in_lane and state = 'running' order by turn desc limit 1),
        (select turn from workprint.job_runs where lane = in_lane and state = 'queued' order by turn limit 1)),
      (select turn from workprint.job_runs where person_id = person and lane = in_lane and state = 'queued' order by turn desc limit 1),
      0)
  $$;
revoke execute on function workprint.next_turn(uuid, text) from public;
grant execute on function workprint.next_turn(uuid, text) to workprint_studio;

-- People start jobs in their own name; the turn is given, never chosen.
create function workprint.seat_job() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
    begin
      if workprint.acting_role() = 'workprint_app' and new.person_id is distinct from workprint.person_id() then
        raise insufficient_privilege using message = 'A job is started in one''s own name.';
      end if;
      new.turn := workprint.next_turn(new.person_id, new.lane);
      return new;
    end
  $$;
create trigger seated before insert on workprint.job_runs for each row execute function workprint.seat_job();

-- Whoever changes the state of a job: it is told once, in order, to those who watch the job and, at its end, its parent.
create function workprint.tell_job() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
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
  $$;
create trigger told after update of state, attempt on workprint.job_runs for each row
  when (old.state is distinct from new.state or old.attempt is distinct from new.attempt and new.state = 'running')
  execute function workprint.tell_job();

-- Sends the message of a waiting job, in the form in which pg-boss 12 would (a test compares the two). One that is there already is
-- replaced: who works on it has lost it, since `retry_count` is the token by which pg-boss knows a holder.
create function workprint.send_job(job uuid, in_lane text, urgency integer, delay_ms bigint) returns void
  language plpgsql volatile security definer set search_path = ''
  as $$
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
  $$;

-- Takes messages that still wait out of the queue.
create function workprint.withdraw_jobs(jobs uuid[]) returns void
  language plpgsql volatile security definer set search_path = ''
  as $$
    begin
      delete from pgboss.job_common m using workprint.job_runs r
        where m.name = r.lane and m.id = r.id and r.id = any (jobs) and m.state < 'active' and workprint.may_run(r.project_id);
    end
  $$;

-- Of these jobs, those whose message is gone.
create function workprint.unsent_jobs(jobs uuid[]) returns setof uuid
  language plpgsql stable security definer set search_path = ''
  as $$
    begin
      return query select r.id from workprint.job_runs r
        where r.id = any (jobs) and workprint.may_run(r.project_id)
          and not exists (select from pgboss.job_common m where m.name = r.lane and m.id = r.id and m.state < 'completed');
    end
  $$;
revoke execute on function workprint.unsent_jobs(uuid[]) from public;
grant execute on function workprint.unsent_jobs(uuid[]) to workprint_studio;

-- Stops jobs and all that was started for them: what waits is cancelled at once, and its message can be withdrawn; what runs is asked
-- to stop. Returns what was cancelled at once.
create function workprint.cancel_jobs(roots uuid[]) returns setof uuid
  language plpgsql volatile security definer set search_path = ''
  as $$
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
  $$;

-- Lets a job wait for its turn again: one that is over, or one that was held. True when it was in one of these states.
create function workprint.requeue_job(job uuid, from_states workprint.run_state[]) returns boolean
  language plpgsql volatile security definer set search_path = ''
  as $$
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
  $$;
