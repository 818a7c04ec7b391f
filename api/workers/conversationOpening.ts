import type { AgentConversations, UnreachedUser } from '#core/session/teamsPorts'
import type { RunOnce } from './worker.ts'

/** Teams takes 50 requests a second for one app and tenant; messages to agents come first. */
const batch = 10
/** Milliseconds for which a user is held; if the process dies, the next one tries again after that. */
const holdMs = 60_000

interface ConversationOpeningDependencies {
  agentConversations: Pick<AgentConversations, 'takeUnreached'>
  open: (tenantId: string, user: UnreachedUser) => Promise<void>
  tenants: readonly string[]
  now: () => number
  report: (error: unknown, about: { tenantId: string; userId: string }) => void
}

/** Opens the bot's conversation with users whom customers can reach but the bot cannot yet. */
export const createConversationOpening =
  ({ agentConversations, open, tenants, now, report }: ConversationOpeningDependencies): RunOnce =>
  async () => {
    let hasMore = false
    for (const tenantId of tenants) {
      const users = await agentConversations.takeUnreached(tenantId, now(), now() + holdMs, batch)
      const openOrReport = (user: UnreachedUser) =>
        open(tenantId, user).catch((error: unknown) => report(error, { tenantId, userId: user.userId }))
      await Promise.all(users.map(openOrReport))
      hasMore ||= users.length === batch
    }
    return hasMore
  }
