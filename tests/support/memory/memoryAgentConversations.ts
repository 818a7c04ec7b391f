import type { AgentConversation, AgentMessage, AgentConversations } from '#core/session/teamsPorts'

export interface MemoryUser {
  tenantId: string
  entraObjectId: string
  userId: string
  displayName: string
  available: boolean
}

/** In-memory agent conversations of these users. `ownerOf` returns the user to whom a session is assigned, as the store does. */
export function memoryAgentConversations(
  users: readonly MemoryUser[],
  ownerOf: (tenantId: string, sessionId: string) => string | undefined,
): AgentConversations {
  const people = users.map((user) => ({ ...user }))
  const agentConversations = new Map<string, AgentConversation>()
  const messages: (AgentMessage & { tenantId: string })[] = []
  const keyOf = (tenantId: string, userId: string) => `${tenantId} ${userId}`
  const change = (tenantId: string, userId: string, to: Partial<AgentConversation>) => {
    const conversation = agentConversations.get(keyOf(tenantId, userId))
    if (conversation) agentConversations.set(keyOf(tenantId, userId), { ...conversation, ...to })
    return Promise.resolve()
  }
  const newest = (fits: (message: AgentMessage & { tenantId: string }) => boolean): AgentMessage | null => {
    const found = messages.findLast(fits)
    if (!found) return null
    const { tenantId: _tenant, ...message } = found
    return message
  }

  return {
    find: (tenantId, userId) => Promise.resolve(agentConversations.get(keyOf(tenantId, userId)) ?? null),
    userOf: (tenantId, entraObjectId) => {
      const user = people.find((one) => one.tenantId === tenantId && one.entraObjectId === entraObjectId)
      return Promise.resolve(
        user ? { userId: user.userId, displayName: user.displayName, available: user.available } : null,
      )
    },
    remember: (tenantId, userId, reference) => {
      const focusedSessionId = agentConversations.get(keyOf(tenantId, userId))?.focusedSessionId ?? null
      agentConversations.set(keyOf(tenantId, userId), {
        tenantId,
        userId,
        reference,
        installed: true,
        focusedSessionId,
      })
      return Promise.resolve()
    },
    opened: (tenantId, userId, reference) => {
      const known = agentConversations.get(keyOf(tenantId, userId))
      if (known?.installed !== true)
        agentConversations.set(keyOf(tenantId, userId), {
          ...{ tenantId, userId, reference, installed: true, focusedSessionId: null },
        })
      return Promise.resolve()
    },
    lose: (tenantId, userId) => change(tenantId, userId, { installed: false, focusedSessionId: null }),
    takeUnreached: () => Promise.resolve([]),
    focus: (tenantId, userId, sessionId) => {
      const own = sessionId !== null && ownerOf(tenantId, sessionId) === userId
      return change(tenantId, userId, { focusedSessionId: own ? sessionId : null })
    },
    setAvailable: (tenantId, userId, available) => {
      for (const user of people) if (user.tenantId === tenantId && user.userId === userId) user.available = available
      return Promise.resolve()
    },
    noteMessage: (tenantId, message) => {
      const there = messages.find(
        (one) =>
          one.tenantId === tenantId && one.activityId === message.activityId && one.sessionId === message.sessionId,
      )
      if (there) there.purpose = message.purpose
      else messages.push({ tenantId, ...message })
      return Promise.resolve()
    },
    messageOf: (tenantId, activityId, userId) =>
      Promise.resolve(
        newest(
          (one) =>
            one.tenantId === tenantId &&
            one.activityId === activityId &&
            (userId === undefined || ownerOf(tenantId, one.sessionId) === userId),
        ),
      ),
    cardOf: (tenantId, sessionId) =>
      Promise.resolve(
        newest((one) => one.tenantId === tenantId && one.sessionId === sessionId && one.purpose === 'card'),
      ),
  }
}
