-- Who works on a session is kept apart from whose contact the customer reached (user_id, in the state contactUserId).
alter table sessions add column assigned_user_id uuid;

alter table sessions no force row level security;
update sessions
set assigned_user_id = user_id,
  state = (state - 'agentName' - 'userId') || jsonb_build_object(
    'contactUserId', user_id,
    'assignment', jsonb_build_object('userId', user_id, 'agentName', state -> 'agentName'));
alter table users no force row level security;
alter table sessions
  alter column assigned_user_id set not null,
  add foreign key (tenant_id, assigned_user_id) references users;
alter table users force row level security;
alter table sessions force row level security;

drop index sessions_by_user;
drop index sessions_open;
create index sessions_by_assigned_user on sessions (tenant_id, assigned_user_id, opened_at desc, id desc);
create index sessions_open on sessions (tenant_id, assigned_user_id, opened_at) where status <> 'ended';
