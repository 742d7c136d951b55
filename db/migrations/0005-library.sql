-- Bytes and what people call them (B4, B5, D7). A blob is stored once however many assets name it.
create table workprint.blobs (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  bytes bigint not null check (bytes >= 0),
  media_type text not null,
  created_at timestamptz not null default now(),
  -- Last seen without a name: the sweeper waits a day from here.
  orphaned_at timestamptz,
  -- Last read again and found to be what the name says; found to be something else.
  verified_at timestamptz,
  damaged_at timestamptz
);
create index blobs_orphaned on workprint.blobs (orphaned_at) where orphaned_at is not null;
create index blobs_by_check on workprint.blobs (verified_at nulls first, hash) where orphaned_at is null and damaged_at is null;
create table workprint.assets (
  id uuid primary key default workprint.new_id(),
  project_id uuid not null references workprint.projects on delete cascade,
  owner_id uuid not null references workprint.people on delete cascade,
  blob_hash text not null references workprint.blobs,
  bytes bigint not null,
  -- A person's words; never a path.
  name text not null,
  -- video image audio captions font lookup; null until the content was looked at
  kind text,
  media_type text,
  state text not null default 'processing' check (state in ('processing', 'ready', 'refused')),
  -- MediaFacts of domain/timeline, from the probe.
  facts jsonb,
  error jsonb,
  -- The version of the inspection that found all this, so that equal content is not looked at twice.
  settled_by integer,
  tags text[] not null default '{}',
  source_url text,
  version integer not null default 1,
  -- Punctuation parts words: “beach_day-2.mp4” is found by “beach”, “day”, “2” and “mp4”.
  words tsvector generated always as (to_tsvector('simple', regexp_replace(name, '[!-/:-@[-`{-~]+', ' ', 'g'))) stored,
  deleted_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
-- Ids are ordered by time.
create index assets_of_project on workprint.assets (project_id, id desc);
create index assets_of_owner on workprint.assets (owner_id, created_at desc);
create index assets_of_blob on workprint.assets (blob_hash);
create index assets_deleted on workprint.assets (deleted_at) where deleted_at is not null;
create index assets_by_words on workprint.assets using gin (words);
create index assets_by_tags on workprint.assets using gin (tags);
-- Thumbnails, waveforms, proxies and results of jobs: blobs that belong to an asset.
create table workprint.asset_derivatives (
  asset_id uuid not null references workprint.assets on delete cascade,
  project_id uuid not null references workprint.projects on delete cascade,
  kind text not null,
  blob_hash text not null references workprint.blobs,
  bytes bigint not null,
  media_type text not null,
  facts jsonb,
  created_at timestamptz not null default now(),
  primary key (asset_id, kind)
);
create index asset_derivatives_of_blob on workprint.asset_derivatives (blob_hash);
-- Who uses an asset: a job, a document.
create table workprint.asset_uses (
  asset_id uuid not null references workprint.assets on delete cascade,
  project_id uuid not null references workprint.projects on delete cascade,
  user_kind text not null,
  user_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (asset_id, user_kind, user_id)
);
-- What a job made and people may fetch until it expires.
create table workprint.job_results (
  job_id uuid not null references workprint.job_runs on delete cascade,
  project_id uuid not null references workprint.projects on delete cascade,
  -- video captions timeline poster report
  kind text not null,
  blob_hash text not null references workprint.blobs,
  bytes bigint not null,
  media_type text not null,
  name text not null,
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (job_id, kind)
);
create index job_results_of_blob on workprint.job_results (blob_hash);
create index job_results_by_expiry on workprint.job_results (expires_at) where expires_at is not null;
-- Resumable uploads under way (tus 1.0).
create table workprint.uploads (
  id uuid primary key default workprint.new_id(),
  person_id uuid not null references workprint.people on delete cascade,
  project_id uuid not null references workprint.projects on delete cascade,
  name text not null,
  tags text[] not null default '{}',
  length_bytes bigint not null check (length_bytes >= 0),
  -- Bytes that are on disk, flushed. There may be more after a crash; they do not count.
  offset_bytes bigint not null default 0 check (offset_bytes >= 0 and offset_bytes <= length_bytes),
  -- Where they are, in order: [{name, bytes, stamp}] of the intake; the bytes add up to the offset.
  pieces jsonb not null default '[]',
  -- Who writes now, and until when unless it says so again. A writer that let go leaves null.
  writer uuid,
  writer_until timestamptz,
  -- The content, once all of it is here: written down before the bytes move to where the blob lies.
  blob_hash text check (blob_hash ~ '^[0-9a-f]{64}$'),
  -- What became of it. Set in the transaction that makes the asset, so that there is never a second one.
  asset_id uuid,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index uploads_of_person on workprint.uploads (person_id);
create index uploads_by_expiry on workprint.uploads (expires_at);
-- Bytes of a person's assets (deleted ones too, until they are purged) and of their uploads under way, kept by trigger. Whoever adds to
-- them holds this row until the end of the transaction, so that no race passes the quota (PB9).
create table workprint.storage_used (
  person_id uuid primary key references workprint.people on delete cascade,
  bytes bigint not null default 0 check (bytes >= 0)
);
-- Nothing added still takes the row: whoever counts something of this person afterwards counts alone.
create function workprint.add_storage(person uuid, change bigint) returns void
  language plpgsql security definer set search_path = ''
  as $$
    begin
      if change >= 0 then
        insert into workprint.storage_used as used (person_id, bytes) values (person, change)
          on conflict (person_id) do update set bytes = used.bytes + excluded.bytes;
      else
        update workprint.storage_used set bytes = greatest(0, bytes + change) where person_id = person;
      end if;
    end
  $$;
revoke execute on function workprint.add_storage from public;
create function workprint.count_asset() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
    begin
      if tg_op <> 'INSERT' then perform workprint.add_storage(old.owner_id, -old.bytes); end if;
      if tg_op <> 'DELETE' then perform workprint.add_storage(new.owner_id, new.bytes); end if;
      return null;
    end
  $$;
create trigger counted after insert or delete or update of owner_id, bytes on workprint.assets
  for each row execute function workprint.count_asset();
-- An upload counts with all of its announced length until its asset does.
create function workprint.count_upload() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
    begin
      if tg_op = 'INSERT' then
        perform workprint.add_storage(new.person_id, new.length_bytes);
      elsif old.asset_id is null and (tg_op = 'DELETE' or new.asset_id is not null) then
        perform workprint.add_storage(old.person_id, -old.length_bytes);
      end if;
      return null;
    end
  $$;
create trigger counted after insert or delete or update of asset_id on workprint.uploads
  for each row execute function workprint.count_upload();

-- Says, in a person's transaction that names them, that stored bytes are named. False: they were swept since they were announced. People have
-- no other way to touch a blob; a name for one that they never had is refused by the studio, which knows what it received.
create function workprint.claim_blob(content_hash text) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
    begin
      update workprint.blobs set orphaned_at = null, damaged_at = null where hash = content_hash;
      return found;
    end
  $$;
revoke execute on function workprint.claim_blob from public;
grant execute on function workprint.claim_blob to workprint_app, workprint_studio;
-- Answers of steps, shared by all workers. Only the studio reads them.
create table workprint.answers (
  key text primary key,
  step text not null,
  version integer not null,
  label text not null,
  answer jsonb not null,
  took_ms bigint not null,
  cost_micros bigint not null default 0,
  created_at timestamptz not null default now(),
  used_at timestamptz not null default now()
);
create index answers_by_use on workprint.answers (used_at);
create table workprint.answer_blobs (
  key text not null references workprint.answers on delete cascade,
  blob_hash text not null,
  primary key (key, blob_hash)
);
create index answer_blobs_of_blob on workprint.answer_blobs (blob_hash);
create table workprint.render_history (
  id bigint generated always as identity primary key,
  encoding text not null,
  untouched double precision not null,
  composed double precision not null,
  took_ms bigint not null,
  at timestamptz not null default now()
);
grant select, insert, update, delete on workprint.blobs, workprint.answers, workprint.answer_blobs, workprint.render_history, workprint.storage_used
  to workprint_studio;

call workprint.guard('workprint.assets', 'viewer', 'editor');
call workprint.guard('workprint.asset_derivatives', 'viewer');
call workprint.guard('workprint.asset_uses', 'viewer', 'editor');
call workprint.guard('workprint.job_results', 'viewer');
call workprint.guard('workprint.uploads', 'editor', 'editor');
-- An upload is its person's own, also among editors of the same project.
create policy own on workprint.uploads as restrictive to workprint_app
  using (person_id = workprint.person_id()) with check (person_id = workprint.person_id());
grant select on workprint.assets, workprint.asset_derivatives, workprint.job_results to workprint_app;
grant insert (id, project_id, owner_id, blob_hash, bytes, name, kind, media_type, state, facts, tags, source_url)
  on workprint.assets to workprint_app;
grant update (name, tags, version, deleted_at, updated_at) on workprint.assets to workprint_app;
grant delete on workprint.assets to workprint_app;
-- What somebody adds is theirs to answer for, and counts against their quota.
create policy own on workprint.assets as restrictive for insert to workprint_app with check (owner_id = workprint.person_id());
grant select, insert, delete on workprint.asset_uses to workprint_app;
grant select, insert, update, delete on workprint.uploads to workprint_app;
call workprint.guard_own('workprint.storage_used');
grant select on workprint.storage_used to workprint_app;
create trigger touched before update on workprint.assets for each row execute function workprint.touch();
