-- Two roles without login do all of the application's work. Neither owns a table, so row-level security binds both.
--   interact_app      sees the rows of one tenant, named by the setting app.tenant of its transaction
--   interact_system   works across tenants, in the few tables that were opened to it (outbox, clock)
-- Roles belong to the whole server: another database of it may have made them already.
do $$
declare
  wanted text;
  -- Since PostgreSQL 16 a member may lack the right to take the role on.
  needed constant text := case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end;
  missing text := '';
begin
  foreach wanted in array array['interact_app', 'interact_system'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      begin
        execute format('create role %I nologin', wanted);
      exception
        when duplicate_object or unique_violation then null;
        when insufficient_privilege then missing := missing || format(' create role %I nologin;', wanted);
      end;
    end if;
    begin
      if not exists (select from pg_roles where rolname = wanted) or not pg_has_role(current_user, wanted, needed) then
        execute format('grant %I to %I', wanted, current_user);
      end if;
    exception
      when insufficient_privilege or undefined_object then
        missing := missing || format(' grant %I to %I;', wanted, current_user);
    end;
  end loop;
  if missing <> '' then
    raise exception 'The database user % may not make the roles of Interact. An administrator must run:%', current_user, missing
      using errcode = 'insufficient_privilege';
  end if;
end $$;

grant usage on schema public to interact_app, interact_system;

create function interact_without_tenant() returns text language plpgsql stable as $$
begin
  raise exception 'This statement needs a tenant.' using errcode = 'insufficient_privilege';
end $$;

-- One plain expression, so that the planner inlines it and an index on tenant_id serves it. After the first transaction
-- of a connection the setting is empty rather than absent; both mean that no tenant was named.
create function interact_tenant() returns uuid language sql stable as $$
  select coalesce(nullif(current_setting('app.tenant', true), ''), interact_without_tenant())::uuid
$$;

-- Every table with rows of tenants is handed to this function by the migration that makes it.
create function interact_tenant_table(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy one_tenant on %s to interact_app using (tenant_id = interact_tenant()) with check (tenant_id = interact_tenant())',
    target);
  execute format('grant select, insert, update, delete on %s to interact_app', target);
end $$;

-- Opens a table of tenants to the loops that work across them, with no more privileges than they use.
create function interact_system_table(target regclass, privileges text) returns void language plpgsql as $$
begin
  execute format('create policy all_tenants on %s to interact_system using (true) with check (true)', target);
  execute format('grant %s on %s to interact_system', privileges, target);
end $$;

revoke execute on function interact_tenant_table(regclass), interact_system_table(regclass, text) from public;
