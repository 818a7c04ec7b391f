-- The names of the glossary, in tables and in stored sessions. Rows belong to every tenant, and so the owner's own bars
-- are lifted while they are rewritten.
alter table desks rename to agent_conversations;
alter index desks_focused rename to agent_conversations_focused;
alter table desk_messages rename to agent_messages;
alter index desk_messages_of_session rename to agent_messages_of_session;
alter table verified_customer_secrets rename column sealed to encrypted;
alter table verified_customer_secrets rename column previous_sealed to previous_encrypted;

create function pg_temp.rename_key(document jsonb, old text, new text) returns jsonb language sql immutable as $$
  select case when document ? old then (document - old) || jsonb_build_object(new, document -> old) else document end
$$;

alter table agent_messages no force row level security;
update agent_messages set purpose = 'agentReply' where purpose = 'message';
update agent_messages set purpose = 'message' where purpose = 'line';
alter table agent_messages force row level security;

alter table sessions no force row level security;
update sessions
set state = pg_temp.rename_key(pg_temp.rename_key(pg_temp.rename_key(state,
  'lastLine', 'lastMessage'), 'inTeams', 'botInstalled'), 'messageLeft', 'offlineMessageLeft');
update sessions
set state = jsonb_set(state, '{call}', pg_temp.rename_key(pg_temp.rename_key(state -> 'call',
  'carrier', 'providerCall'), 'talkingSince', 'connectedSince'))
where jsonb_typeof(state -> 'call') = 'object';
alter table sessions force row level security;

alter table session_events no force row level security;
update session_events set body = body || '{"kind": "message"}' where body ->> 'kind' = 'line';
update session_events
set body = pg_temp.rename_key(body, 'line', 'message') || jsonb_build_object(
  'kind', 'messageState',
  'state', case body ->> 'state' when 'inTeams' then 'delivered' else body ->> 'state' end)
where body ->> 'kind' = 'lineState';
update session_events set body = body || '{"kind": "offlineMessageLeft"}' where body ->> 'kind' = 'messageLeft';
update session_events
set body = pg_temp.rename_key(body, 'canLeaveMessage', 'canLeaveOfflineMessage')
where body ->> 'kind' = 'ended';
alter table session_events force row level security;

alter table outbox no force row level security;
update outbox set effect = effect || '{"kind": "messages"}' where effect ->> 'kind' = 'lines';
update outbox set effect = effect || '{"kind": "offlineMessage"}' where effect ->> 'kind' = 'leftMessage';
alter table outbox force row level security;

-- As before, by the new names.
create or replace function contact_facts(wanted uuid) returns jsonb language plpgsql as $$
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
      'idle_end_minutes', t.idle_end_minutes, 'accent', t.accent, 'call_provider', t.call_provider,
      'user_id', u.id, 'display_name', u.display_name, 'job_title', u.job_title, 'department', u.department,
      'available', u.available, 'bot_installed', coalesce(a.installed, false),
      'contact_center', u.contact_center, 'interact', u.interact, 'active', u.active, 'audio_video', u.audio_video,
      'instant_messaging', u.instant_messaging, 'widget_key', u.widget_key, 'previous_key', u.previous_key,
      'previous_key_until', u.previous_key_until, 'restrict_access', u.restrict_access,
      'require_verified', u.require_verified, 'domain_template_id', u.domain_template_id, 'patterns', d.patterns,
      'shown_name', m.display_name, 'texts', m.texts,
      'secret_id', s.id, 'encrypted_secret', s.encrypted, 'previous_secret_id', s.previous_id,
      'previous_encrypted_secret', s.previous_encrypted, 'previous_secret_until', s.previous_until
    )
    from users u
    join tenants t on t.tenant_id = u.tenant_id
    left join domain_templates d on d.tenant_id = u.tenant_id and d.id = u.domain_template_id
    left join direct_system_messages m on m.tenant_id = u.tenant_id and m.id = u.direct_system_messages_id
    left join agent_conversations a on a.tenant_id = u.tenant_id and a.user_id = u.id
    left join verified_customer_secrets s on s.tenant_id = u.tenant_id
    where u.tenant_id = tenant and u.contact_id = wanted
  );
end $$;
