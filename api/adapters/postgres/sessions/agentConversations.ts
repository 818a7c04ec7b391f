import { sql } from 'kysely'
import type { AgentConversation, AgentMessage, AgentConversations, UnreachedUser } from '#core/session/teamsPorts'
import type { InteractDatabase } from '../database/tables.ts'

const agentMessage = sql`session_id as "sessionId", activity_id as "activityId", purpose,
  shown_up_to as "shownUpTo"`

export function createAgentConversations(database: InteractDatabase): AgentConversations {
  return {
    find: async (tenantId, userId) => {
      const query = sql<AgentConversation>`
        select tenant_id as "tenantId", user_id as "userId", reference, installed,
          focused_session_id as "focusedSessionId"
        from agent_conversations where tenant_id = ${tenantId} and user_id = ${userId} and reference is not null`
      const [conversation] = await database.oneInTenant(tenantId, (build) => query.compile(build))
      return conversation ?? null
    },

    userOf: async (tenantId, entraObjectId) => {
      const query = sql<{ userId: string; displayName: string; available: boolean }>`
        select id as "userId", display_name as "displayName", available from users
        where tenant_id = ${tenantId} and entra_oid = ${entraObjectId}`
      const [user] = await database.oneInTenant(tenantId, (build) => query.compile(build))
      return user ?? null
    },

    remember: async (tenantId, userId, reference) => {
      const query = sql`
        insert into agent_conversations (tenant_id, user_id, reference)
        select tenant_id, id, ${JSON.stringify(reference)}::jsonb from users
        where tenant_id = ${tenantId} and id = ${userId}
        on conflict (tenant_id, user_id) do update
        set reference = excluded.reference, state = 'installed', next_try_at = null`
      await database.oneInTenant(tenantId, (build) => query.compile(build))
    },

    // An activity of the user may have arrived meanwhile; its reference is the better one.
    opened: async (tenantId, userId, reference) => {
      const query = sql`
        insert into agent_conversations as a (tenant_id, user_id, reference, state)
        select tenant_id, id, ${JSON.stringify(reference)}::jsonb, 'opened' from users
        where tenant_id = ${tenantId} and id = ${userId}
        on conflict (tenant_id, user_id) do update
        set reference = excluded.reference, state = 'opened', next_try_at = null where a.state <> 'installed'`
      await database.oneInTenant(tenantId, (build) => query.compile(build))
    },

    lose: async (tenantId, userId, state, tryAgainAt) => {
      const query = sql`
        insert into agent_conversations (tenant_id, user_id, state, next_try_at)
        select tenant_id, id, ${state}, ${new Date(tryAgainAt)}::timestamptz from users
        where tenant_id = ${tenantId} and id = ${userId}
        on conflict (tenant_id, user_id) do update
        set state = excluded.state, next_try_at = excluded.next_try_at, focused_session_id = null`
      await database.oneInTenant(tenantId, (build) => query.compile(build))
    },

    takeUnreached: (tenantId, now, holdUntil, limit) => takeUnreached(database, tenantId, now, holdUntil, limit),

    // Only a session that is assigned to the same user can get the focus.
    focus: async (tenantId, userId, sessionId) => {
      const query = sql`
        update agent_conversations set focused_session_id = (
          select id from sessions where tenant_id = ${tenantId} and id = ${sessionId}::uuid and assigned_user_id = ${userId}
        )
        where tenant_id = ${tenantId} and user_id = ${userId}`
      await database.oneInTenant(tenantId, (build) => query.compile(build))
    },

    setAvailable: (tenantId, userId, available) => setAvailable(database, tenantId, userId, available),

    noteMessage: async (tenantId, { sessionId, activityId, purpose, shownUpTo }) => {
      const query = sql`
        insert into agent_messages (tenant_id, activity_id, session_id, purpose, shown_up_to)
        select tenant_id, ${activityId}, id, ${purpose}, ${shownUpTo}::integer from sessions
        where tenant_id = ${tenantId} and id = ${sessionId}
        on conflict (tenant_id, activity_id, session_id) do update
        set purpose = excluded.purpose, shown_up_to = excluded.shown_up_to`
      await database.oneInTenant(tenantId, (build) => query.compile(build))
    },

    messageOf: async (tenantId, activityId, userId) => {
      const whose =
        userId === undefined
          ? sql``
          : sql`and session_id in (select id from sessions where tenant_id = ${tenantId} and assigned_user_id = ${userId})`
      const query = sql<AgentMessage>`
        select ${agentMessage} from agent_messages
        where tenant_id = ${tenantId} and activity_id = ${activityId} ${whose}
        order by number desc limit 1`
      const [message] = await database.oneInTenant(tenantId, (build) => query.compile(build))
      return message ?? null
    },

    cardOf: async (tenantId, sessionId) => {
      const query = sql<AgentMessage>`
        select ${agentMessage} from agent_messages
        where tenant_id = ${tenantId} and session_id = ${sessionId} and purpose = 'card'
        order by number desc limit 1`
      const [message] = await database.oneInTenant(tenantId, (build) => query.compile(build))
      return message ?? null
    },
  }
}

/** `facet` 7: active, with both licences. */
async function takeUnreached(
  database: InteractDatabase,
  tenantId: string,
  now: number,
  holdUntil: number,
  limit: number,
): Promise<UnreachedUser[]> {
  const query = sql<UnreachedUser>`
    with due as (
      select u.id, u.entra_oid from users u
      join tenants t on t.tenant_id = u.tenant_id and t.interact_enabled
      left join agent_conversations a on a.tenant_id = u.tenant_id and a.user_id = u.id
      where u.tenant_id = ${tenantId} and u.facet = 7 and not coalesce(a.installed, false)
        and coalesce(a.next_try_at, '-infinity') <= ${new Date(now)}
      order by a.next_try_at nulls first, u.id limit ${limit}
      for no key update of u skip locked
    ), held as (
      insert into agent_conversations (tenant_id, user_id, state, next_try_at)
      select ${tenantId}, id, 'unknown', ${new Date(holdUntil)} from due
      on conflict (tenant_id, user_id) do update set next_try_at = excluded.next_try_at
    )
    select id as "userId", entra_oid as "entraObjectId" from due`
  return database.oneInTenant(tenantId, (build) => query.compile(build))
}

/** Sets the user's availability, for the tab and for the bot. */
export async function setAvailable(
  database: InteractDatabase,
  tenantId: string,
  userId: string,
  available: boolean,
): Promise<void> {
  const query = sql`update users set available = ${available} where tenant_id = ${tenantId} and id = ${userId}`
  await database.oneInTenant(tenantId, (build) => query.compile(build))
}
