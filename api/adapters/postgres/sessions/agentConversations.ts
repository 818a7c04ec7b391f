import { sql } from 'kysely'
import type { AgentConversation, AgentMessage, AgentConversations } from '#core/session/teamsPorts'
import type { InteractDatabase } from '../database/tables.ts'

const agentMessage = sql`session_id as "sessionId", activity_id as "activityId", purpose`

export function createAgentConversations(database: InteractDatabase): AgentConversations {
  return {
    find: async (tenantId, userId) => {
      const query = sql<AgentConversation>`
        select tenant_id as "tenantId", user_id as "userId", reference, installed,
          focused_session_id as "focusedSessionId"
        from agent_conversations where tenant_id = ${tenantId} and user_id = ${userId}`
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
        on conflict (tenant_id, user_id) do update set reference = excluded.reference, installed = true`
      await database.oneInTenant(tenantId, (build) => query.compile(build))
    },

    forget: async (tenantId, userId) => {
      const query = sql`
        update agent_conversations set installed = false, focused_session_id = null
        where tenant_id = ${tenantId} and user_id = ${userId}`
      await database.oneInTenant(tenantId, (build) => query.compile(build))
    },

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

    noteMessage: async (tenantId, { sessionId, activityId, purpose }) => {
      const query = sql`
        insert into agent_messages (tenant_id, activity_id, session_id, purpose)
        select tenant_id, ${activityId}, id, ${purpose} from sessions
        where tenant_id = ${tenantId} and id = ${sessionId}
        on conflict (tenant_id, activity_id, session_id) do update set purpose = excluded.purpose`
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
