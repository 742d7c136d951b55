-- Projects and who works on them (A2, B10).
create type workprint.project_role as enum ('viewer', 'editor', 'owner');

create table workprint.projects (
  id uuid primary key default workprint.new_id(),
  owner_id uuid not null references workprint.people on delete cascade,
  name text not null,
  budget_micros bigint check (budget_micros >= 0),
  -- Raised by every change; a writer names the version it read, and a stale one is refused.
  version integer not null default 1,
  archived_at timestamptz,
  deleted_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index projects_of_owner on workprint.projects (owner_id, created_at desc);
create table workprint.project_members (
  project_id uuid not null references workprint.projects on delete cascade,
  person_id uuid not null references workprint.people on delete cascade,
  role workprint.project_role not null,
  created_at timestamptz not null default now(),
  primary key (project_id, person_id)
);
create index project_members_of_person on workprint.project_members (person_id, project_id);
create table workprint.project_invitations (
  id uuid primary key default workprint.new_id(),
  project_id uuid not null references workprint.projects on delete cascade,
  email text not null,
  role workprint.project_role not null check (role <> 'owner'),
  token_hash text not null unique,
  invited_by uuid references workprint.people on delete set null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now()
);
create index project_invitations_of_project on workprint.project_invitations (project_id);

-- The projects in which the person asking has at least this role. Evaluated once a query, not once a row.
create function workprint.my_projects(at_least workprint.project_role) returns setof uuid
  language sql stable security definer set search_path = ''
  as $$
    select project_id from workprint.project_members
    where person_id = workprint.person_id() and role >= at_least
  $$;

-- The role of the person asking in one project; null: none.
create function workprint.my_role(project uuid) returns workprint.project_role
  language sql stable security definer set search_path = ''
  as $$ select role from workprint.project_members where person_id = workprint.person_id() and project_id = project $$;

-- Who makes a project owns it.
create function workprint.seat_owner() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
    begin
      insert into workprint.project_members (project_id, person_id, role) values (new.id, new.owner_id, 'owner');
      return new;
    end
  $$;
create trigger seat_owner after insert on workprint.projects for each row execute function workprint.seat_owner();

-- Puts a table with a `project_id` under the rule of its project: seen from one role on, changed from another on, or by the studio only.
create procedure workprint.guard(guarded regclass, seen_by workprint.project_role, changed_by workprint.project_role default null)
  language plpgsql
  as $$
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
  $$;

-- The same for a table with a `person_id`: theirs alone.
create procedure workprint.guard_own(guarded regclass)
  language plpgsql
  as $$
    begin
      execute format('alter table %s enable row level security', guarded);
      execute format('alter table %s force row level security', guarded);
      execute format(
        'create policy own on %s to workprint_app using (person_id = (select workprint.person_id()))
         with check (person_id = (select workprint.person_id()))', guarded);
      execute format('create policy studio on %s to workprint_studio using (true) with check (true)', guarded);
      execute format('grant select, insert, update, delete on %s to workprint_studio', guarded);
    end
  $$;

alter table workprint.projects enable row level security;
alter table workprint.projects force row level security;
create policy seen on workprint.projects for select to workprint_app
  using (id in (select workprint.my_projects('viewer')) or owner_id = workprint.person_id());
create policy made on workprint.projects for insert to workprint_app with check (owner_id = workprint.person_id());
create policy changed on workprint.projects for update to workprint_app
  using (id in (select workprint.my_projects('editor'))) with check (id in (select workprint.my_projects('editor')));
create policy removed on workprint.projects for delete to workprint_app using (id in (select workprint.my_projects('owner')));
create policy studio on workprint.projects to workprint_studio using (true) with check (true);
grant select, insert, delete on workprint.projects to workprint_app;
grant update (name, budget_micros, version, archived_at, deleted_at, updated_at) on workprint.projects to workprint_app;
grant select, insert, update, delete on workprint.projects to workprint_studio;
create trigger touched before update on workprint.projects for each row execute function workprint.touch();

call workprint.guard('workprint.project_members', 'viewer', 'owner');
grant select, insert, delete on workprint.project_members to workprint_app;
grant update (role) on workprint.project_members to workprint_app;
-- Anybody may leave.
create policy leaves on workprint.project_members for delete to workprint_app using (person_id = workprint.person_id());

call workprint.guard('workprint.project_invitations', 'owner', 'owner');
grant select, insert, delete on workprint.project_invitations to workprint_app;

-- People see themselves and those they share a project with.
create policy seen on workprint.people for select to workprint_app using (
  id = workprint.person_id()
  or id in (
    select person_id from workprint.project_members
    where project_id in (select workprint.my_projects('viewer'))
  )
);
