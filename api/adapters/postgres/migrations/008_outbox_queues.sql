-- An effect carries the queue that it waits in: channel and key, as the core decides them. Rows belong to every tenant,
-- and so row-level security does not apply to the owner while they are filled.
alter table outbox add column channel text, add column queue_key text;

alter table outbox no force row level security;
update outbox
set channel = case when effect ->> 'kind' = 'notify' then 'activityFeed' else 'teamsChat' end, queue_key = user_id::text;
alter table outbox force row level security;

alter table outbox
  alter column channel set not null,
  alter column queue_key set not null,
  add check (channel in ('teamsChat', 'activityFeed'));

drop index outbox_lane;
create index outbox_queue on outbox (tenant_id, channel, queue_key, id) where parked_at is null;
