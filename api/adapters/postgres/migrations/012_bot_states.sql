-- What the bot knows of the chat with a user: `installed` by the user's own activity, `opened` by the bot, `blocked` by the
-- user, `disabled` by the tenant's admin, `removed` by the user; `unknown` where the app is not installed, or nobody has tried.
alter table agent_conversations
  alter column reference drop not null,
  add column state text not null default 'installed'
    check (state in ('installed', 'opened', 'blocked', 'disabled', 'removed', 'unknown')),
  add column next_try_at timestamptz;

alter table agent_conversations no force row level security;
update agent_conversations set state = 'removed' where not installed;
alter table agent_conversations force row level security;

alter table agent_conversations drop column installed;
alter table agent_conversations
  add column installed boolean not null generated always as (state in ('installed', 'opened')) stored,
  add check (not installed or reference is not null);
