-- Live documents: scripts and timelines that people edit by hand, together (PF4).
create table workprint.documents (
  id uuid primary key default workprint.new_id(),
  project_id uuid not null references workprint.projects on delete cascade,
  kind text not null check (kind in ('script', 'timeline')),
  name text not null,
  -- The document as one Yjs update; what came since stands in document_updates until it is folded in.
  state bytea not null default '\x',
  version integer not null default 1,
  deleted_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index documents_of_project on workprint.documents (project_id, created_at desc);
create table workprint.document_updates (
  id bigint generated always as identity primary key,
  document_id uuid not null references workprint.documents on delete cascade,
  project_id uuid not null references workprint.projects on delete cascade,
  person_id uuid references workprint.people on delete set null,
  change bytea not null,
  at timestamptz not null default now()
);
create index document_updates_of_document on workprint.document_updates (document_id, id);
create table workprint.document_versions (
  id uuid primary key default workprint.new_id(),
  document_id uuid not null references workprint.documents on delete cascade,
  project_id uuid not null references workprint.projects on delete cascade,
  person_id uuid references workprint.people on delete set null,
  name text,
  state bytea not null,
  at timestamptz not null default now()
);
create index document_versions_of_document on workprint.document_versions (document_id, at desc);

call workprint.guard('workprint.documents', 'viewer', 'editor');
call workprint.guard('workprint.document_updates', 'viewer', 'editor');
call workprint.guard('workprint.document_versions', 'viewer', 'editor');
grant select, insert on workprint.documents to workprint_app;
grant update (name, state, version, deleted_at, updated_at) on workprint.documents to workprint_app;
grant select, insert, delete on workprint.document_updates to workprint_app;
grant select, insert, delete on workprint.document_versions to workprint_app;
create trigger touched before update on workprint.documents for each row execute function workprint.touch();
