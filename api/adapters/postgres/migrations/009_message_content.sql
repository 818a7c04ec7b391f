-- The content of a message is a union with a type, so that further types can follow.
alter table session_events no force row level security;
update session_events
set body = (body - 'text') || jsonb_build_object('content', jsonb_build_object('type', 'text', 'text', body -> 'text'))
where body ->> 'kind' = 'message';
alter table session_events force row level security;
