-- Every table carries tenant_id and every foreign key carries it along, so that a row can only point inside its tenant.
-- Names are compared by name_key and sorted by sort_name, both folded by the program: the server's locale decides nothing.

create table tenants (
  tenant_id uuid primary key,
  name text not null,
  interact_enabled boolean not null default false,
  ring_seconds integer not null default 45,
  idle_warning_minutes integer not null default 10,
  idle_end_minutes integer not null default 5,
  call_provider text not null default 'teams-meeting',
  retention_days integer not null default 30,
  accent text,
  label text,
  version integer not null default 1
);

create table organization_units (
  tenant_id uuid not null references tenants,
  id uuid not null,
  parent_id uuid,
  name text not null,
  name_key text not null collate "C",
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, parent_id) references organization_units,
  check (parent_id <> id)
);
create unique index organization_units_name on organization_units (tenant_id, parent_id, name_key);
create unique index organization_units_root on organization_units (tenant_id) where parent_id is null;

create table domain_templates (
  tenant_id uuid not null references tenants,
  id uuid not null,
  organization_unit_id uuid not null,
  name text not null,
  name_key text not null collate "C",
  description text not null,
  patterns text[] not null,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, organization_unit_id) references organization_units
);
create unique index domain_templates_name on domain_templates (tenant_id, organization_unit_id, name_key);

create table refused_origins (
  tenant_id uuid not null references tenants,
  domain_template_id uuid not null,
  origin text not null collate "C",
  last_at timestamptz not null,
  count integer not null default 1,
  primary key (tenant_id, domain_template_id, origin),
  foreign key (tenant_id, domain_template_id) references domain_templates on delete cascade
);

create table direct_system_messages (
  tenant_id uuid not null references tenants,
  id uuid not null,
  organization_unit_id uuid not null,
  name text not null,
  name_key text not null collate "C",
  description text not null,
  display_name text,
  texts jsonb not null,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, organization_unit_id) references organization_units
);
create unique index direct_system_messages_name
  on direct_system_messages (tenant_id, organization_unit_id, name_key);

-- A person and, from contact_id on, the public face that customers reach.
create table users (
  tenant_id uuid not null references tenants,
  id uuid not null default gen_random_uuid(),
  entra_oid uuid not null,
  user_principal_name text not null,
  display_name text not null,
  sort_name text not null collate "C",
  mail text,
  department text,
  job_title text,
  organization_unit_id uuid not null,
  contact_center boolean not null default false,
  interact boolean not null default false,
  role text not null default 'agent' check (role in ('tenantAdmin', 'organizationUnitAdmin', 'agent')),
  -- What the last token said; it adds to the role that an admin gave and goes when the directory takes it back.
  directory_admin boolean not null default false,
  available boolean not null default true,
  last_reached_at timestamptz,
  version integer not null default 1,
  contact_id uuid not null default gen_random_uuid(),
  widget_key text not null,
  previous_key text,
  previous_key_until timestamptz,
  active boolean not null default false,
  audio_video boolean not null default true,
  instant_messaging boolean not null default true,
  restrict_access boolean not null default false,
  require_verified boolean not null default false,
  domain_template_id uuid,
  direct_system_messages_id uuid,
  last_seen_origin text,
  last_seen_at timestamptz,
  interact_version integer not null default 1,
  -- The three things that lists filter by in one number: active 4, contactCenter 2, interact 1.
  facet smallint not null generated always as (active::integer * 4 + contact_center::integer * 2 + interact::integer) stored,
  primary key (tenant_id, id),
  unique (tenant_id, entra_oid),
  unique (contact_id),
  foreign key (tenant_id, organization_unit_id) references organization_units,
  foreign key (tenant_id, domain_template_id) references domain_templates on delete set null (domain_template_id),
  foreign key (tenant_id, direct_system_messages_id) references direct_system_messages
    on delete set null (direct_system_messages_id)
) with (fillfactor = 85);
create index users_by_name on users (tenant_id, sort_name, id);
create index users_by_facet on users (tenant_id, facet, sort_name, id);
create index users_by_unit on users (tenant_id, organization_unit_id, sort_name, id);
create index users_by_unit_and_facet on users (tenant_id, organization_unit_id, facet, sort_name, id);
create index users_by_template on users (tenant_id, domain_template_id, sort_name) where domain_template_id is not null;
create index users_by_messages on users (tenant_id, direct_system_messages_id, sort_name)
  where direct_system_messages_id is not null;
create index users_reached on users (tenant_id) where last_reached_at is not null;
create index users_seen on users (tenant_id) where last_seen_at is not null;

create table user_administers (
  tenant_id uuid not null references tenants,
  user_id uuid not null,
  organization_unit_id uuid not null,
  primary key (tenant_id, user_id, organization_unit_id),
  foreign key (tenant_id, user_id) references users on delete cascade,
  foreign key (tenant_id, organization_unit_id) references organization_units on delete cascade
);
create index user_administers_unit on user_administers (tenant_id, organization_unit_id);

-- What a search finds a user by. Row-level security keeps pattern operators from using an index, range comparisons
-- may; sort_name is repeated here because a page of hits is read in the order of names.
create table user_words (
  tenant_id uuid not null references tenants,
  word text not null collate "C",
  sort_name text not null collate "C",
  user_id uuid not null,
  primary key (tenant_id, word, sort_name, user_id),
  foreign key (tenant_id, user_id) references users on delete cascade
);
create index user_words_of_user on user_words (tenant_id, user_id, word);

create table customers (
  tenant_id uuid not null references tenants,
  id uuid not null,
  contact_id uuid not null,
  origin text not null,
  preview boolean not null,
  resume_hash text not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index customers_by_age on customers (created_at);

create table spent_tickets (
  tenant_id uuid not null references tenants,
  ticket_id text not null collate "C",
  expires_at timestamptz not null,
  primary key (tenant_id, ticket_id)
);
create index spent_tickets_by_expiry on spent_tickets (expires_at);

create table previews (
  tenant_id uuid not null references tenants,
  secret_hash text not null collate "C",
  contact_id uuid not null,
  expires_at timestamptz not null,
  -- The one session that the link was good for.
  session_id uuid,
  primary key (secret_hash)
);
create index previews_by_expiry on previews (expires_at);

-- state is the whole session; the columns beside it are the parts that lists, loops and locks look for.
create table sessions (
  tenant_id uuid not null references tenants,
  id uuid not null,
  user_id uuid not null,
  contact_id uuid not null,
  customer_id uuid not null,
  status text not null,
  state jsonb not null,
  last_seq integer not null,
  opened_at timestamptz not null,
  ended_at timestamptz,
  wake_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, user_id) references users,
  foreign key (tenant_id, customer_id) references customers
) with (fillfactor = 70);
create index sessions_by_time on sessions (tenant_id, opened_at desc, id desc);
create index sessions_by_user on sessions (tenant_id, user_id, opened_at desc, id desc);
create index sessions_by_customer on sessions (tenant_id, customer_id);
create index sessions_open on sessions (tenant_id, user_id, opened_at) where status <> 'ended';
create index sessions_running on sessions (id) where status <> 'ended';
create index sessions_due on sessions (wake_at) where wake_at is not null;
create index sessions_ended on sessions (tenant_id, ended_at) where ended_at is not null;

create table session_events (
  tenant_id uuid not null references tenants,
  session_id uuid not null,
  seq integer not null,
  key uuid,
  body jsonb not null,
  primary key (tenant_id, session_id, seq),
  foreign key (tenant_id, session_id) references sessions on delete cascade
);
create unique index session_events_key on session_events (tenant_id, session_id, key) where key is not null;

-- A lane is a user: one Teams conversation. next_at null means at once.
create table outbox (
  id bigint generated always as identity primary key,
  tenant_id uuid not null references tenants,
  user_id uuid not null,
  session_id uuid not null,
  effect jsonb not null,
  attempts integer not null default 0,
  next_at timestamptz,
  held_until timestamptz,
  parked_at timestamptz,
  last_error text,
  foreign key (tenant_id, session_id) references sessions on delete cascade
) with (fillfactor = 80);
create index outbox_lane on outbox (tenant_id, user_id, id) where parked_at is null;
create index outbox_parked on outbox (id) where parked_at is not null;
create index outbox_of_session on outbox (tenant_id, session_id);

-- A finished activity stays as long as it could come again; what it said is dropped at once.
create table inbox (
  arrival bigint generated always as identity,
  tenant_id uuid not null references tenants,
  conversation_id text not null collate "C",
  activity_id text not null collate "C",
  activity jsonb,
  answer jsonb,
  received_at timestamptz not null default now(),
  held_until timestamptz,
  done boolean not null default false,
  primary key (tenant_id, conversation_id, activity_id)
);
create index inbox_waiting on inbox (tenant_id, conversation_id, arrival) where not done;
create index inbox_by_age on inbox (received_at) where done;

create table desks (
  tenant_id uuid not null references tenants,
  user_id uuid not null,
  reference jsonb not null,
  installed boolean not null default true,
  focused_session_id uuid,
  primary key (tenant_id, user_id),
  foreign key (tenant_id, user_id) references users on delete cascade,
  foreign key (tenant_id, focused_session_id) references sessions on delete set null (focused_session_id)
);
create index desks_focused on desks (tenant_id, focused_session_id) where focused_session_id is not null;

-- Activity ids are unique within a conversation, not within a tenant.
create table desk_messages (
  number bigint generated always as identity,
  tenant_id uuid not null references tenants,
  activity_id text not null collate "C",
  session_id uuid not null,
  purpose text not null,
  primary key (tenant_id, activity_id, session_id),
  foreign key (tenant_id, session_id) references sessions on delete cascade
);
create index desk_messages_of_session on desk_messages (tenant_id, session_id, purpose, number desc);

create table audit (
  number bigint generated always as identity,
  tenant_id uuid not null references tenants,
  id uuid not null default gen_random_uuid(),
  at timestamptz not null default now(),
  actor_id uuid not null,
  actor_name text not null,
  action text not null,
  target_kind text not null,
  target_id uuid not null,
  -- Where the target sat; null where only tenant admins may see the entry.
  organization_unit_id uuid,
  before jsonb,
  after jsonb,
  primary key (tenant_id, id)
);
create index audit_by_time on audit (tenant_id, number desc);
create index audit_by_unit on audit (tenant_id, organization_unit_id, number desc);
create index audit_by_target on audit (tenant_id, target_id, number desc);

-- Which tenant a contact belongs to: the one question of a launch that starts without a tenant. Rows are written with
-- their user and say nothing that a snippet does not show.
create table contact_routes (
  contact_id uuid primary key,
  tenant_id uuid not null references tenants
);

select interact_tenant_table(name::regclass) from unnest(array[
  'tenants', 'organization_units', 'domain_templates', 'refused_origins', 'direct_system_messages', 'users',
  'user_administers', 'user_words', 'customers', 'spent_tickets', 'previews', 'sessions', 'session_events', 'outbox',
  'inbox', 'desks', 'desk_messages', 'audit', 'contact_routes'
]) name;

select interact_system_table('tenants', 'select');
select interact_system_table('sessions', 'select');
select interact_system_table('outbox', 'select, update, delete');
select interact_system_table('inbox', 'select, update, delete');
select interact_system_table('previews', 'select, delete');
select interact_system_table('spent_tickets', 'select, delete');
select interact_system_table('customers', 'select, delete');

create policy any_tenant on contact_routes for select to interact_app using (true);

-- Everything a launch asks about a contact, in one round trip. The tenant that was found is set for this statement's
-- transaction, so that all but the route is read under the same policies as everything else.
create function contact_facts(wanted uuid) returns jsonb language plpgsql as $$
declare
  tenant uuid;
begin
  select r.tenant_id into tenant from contact_routes r where r.contact_id = wanted;
  if tenant is null then
    return null;
  end if;
  perform set_config('app.tenant', tenant::text, true);
  return (
    select jsonb_build_object(
      'tenant_id', t.tenant_id, 'tenant_name', t.name, 'interact_enabled', t.interact_enabled,
      'ring_seconds', t.ring_seconds, 'idle_warning_minutes', t.idle_warning_minutes,
      'idle_end_minutes', t.idle_end_minutes, 'accent', t.accent,
      'user_id', u.id, 'display_name', u.display_name, 'job_title', u.job_title, 'department', u.department,
      'available', u.available, 'in_teams', coalesce(k.installed, false),
      'contact_center', u.contact_center, 'interact', u.interact, 'active', u.active, 'audio_video', u.audio_video,
      'instant_messaging', u.instant_messaging, 'widget_key', u.widget_key, 'previous_key', u.previous_key,
      'previous_key_until', u.previous_key_until, 'restrict_access', u.restrict_access,
      'require_verified', u.require_verified, 'domain_template_id', u.domain_template_id, 'patterns', d.patterns,
      'shown_name', m.display_name, 'texts', m.texts
    )
    from users u
    join tenants t on t.tenant_id = u.tenant_id
    left join domain_templates d on d.tenant_id = u.tenant_id and d.id = u.domain_template_id
    left join direct_system_messages m on m.tenant_id = u.tenant_id and m.id = u.direct_system_messages_id
    left join desks k on k.tenant_id = u.tenant_id and k.user_id = u.id
    where u.tenant_id = tenant and u.contact_id = wanted
  );
end $$;
