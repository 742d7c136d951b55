-- What concerns a person or a project as a whole (A1, A2, B10): a project always has an owner, invitations are accepted by whom they are
-- for, an account is deleted with all that is its person's own.

-- An owner may go or step down while another stays; the project is then in the other's name. Two owners who leave at the same moment wait
-- for each other here, and the second is refused. WP001: the last owner would go.
create function workprint.keep_an_owner() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
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
  $$;
create trigger keeps_an_owner_left after delete on workprint.project_members for each row
  when (old.role = 'owner') execute function workprint.keep_an_owner();
create trigger keeps_an_owner_changed after update of role on workprint.project_members for each row
  when (old.role = 'owner' and new.role <> 'owner') execute function workprint.keep_an_owner();

-- The project one was invited to, which one may see from now on; null: there is no such invitation for the one asking. It works once.
-- A higher role that one has already stays.
create function workprint.accept_invitation(given_hash text) returns uuid
  language plpgsql volatile security definer set search_path = ''
  as $$
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
  $$;

-- Of what stands in the log, only where somebody was can be taken out again.
grant update (ip_address) on workprint.audit_log to workprint_studio;

-- Deletes the person asking: projects that nobody else owns, and everything of their own. Work they did in other people's projects stays
-- with those, in the name of their owners; bytes that nobody names any more are the sweeper's. Gives the number of deleted projects.
create function workprint.delete_account() returns integer
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
      update workprint.audit_log set ip_address = null where person_id = me;
      delete from workprint.people where id = me;
      return deleted;
    end
  $$;

-- Opens or closes the studio to new people; true: done. Only the local owner of a personal machine may; elsewhere an operator sets
-- WORKPRINT_SIGN_UP.
create function workprint.set_sign_up(is_open boolean) returns boolean
  language plpgsql volatile security definer set search_path = ''
  as $$
    begin
      if not exists (select from workprint.people where id = workprint.person_id() and is_local_owner) then
        return false;
      end if;
      insert into workprint.studio_settings (name, value) values ('sign-up', to_jsonb(case when is_open then 'open' else 'closed' end))
        on conflict (name) do update set value = excluded.value, updated_at = now();
      return true;
    end
  $$;
