import { lastSeqOf } from '#client/session/eventLog'
import { createEventStream, type EventStreamDependencies, type StreamTimings } from '#client/session/eventStream'
import { renewTokenInTime, type RenewalTimings } from '#client/session/tokenRenewal'
import { agentFrame, type AgentFrame } from '#core/contract/streams'
import { threadOf, type Chats, type ChatsChange } from './chatState.ts'
import { failureOf, type SessionApi } from './sessionApi.ts'

export interface AgentStreamDependencies extends Pick<
  EventStreamDependencies<AgentFrame>,
  'openSocket' | 'token' | 'onFrame' | 'onStatus'
> {
  server: Pick<SessionApi, 'events'>
  chats: () => Chats
  change: (change: ChatsChange) => void
  /** Fetches all sessions and missing events; throws if the server cannot be reached. */
  refreshAll: () => Promise<void>
  timings?: Partial<StreamTimings> | undefined
  renewal?: RenewalTimings | undefined
}

/** Milliseconds between two polls. Each poll reads the session lists. */
const pollInterval = 3000

/** The agent's event stream for all sessions. Without WebSockets it polls the lists and long-polls the focused session. */
export function agentStream({
  server,
  chats,
  change,
  refreshAll,
  onStatus,
  renewal,
  ...rest
}: AgentStreamDependencies) {
  const timings = { pollInterval, ...rest.timings }
  let renewing = new AbortController()

  const poll = async (hold: boolean, signal: AbortSignal) => {
    try {
      await refreshAll()
      const { focused, sessions } = chats()
      if (!hold || focused === null || sessions[focused]?.status !== 'active') return null
      const wait = Math.max(1, Math.round(timings.pollInterval / 1000))
      const { items } = await server.events(focused, lastSeqOf(threadOf(chats(), focused)), wait, signal)
      change({ kind: 'events', sessionId: focused, items })
      return null
    } catch (fault) {
      return failureOf(fault).code
    }
  }

  const stream = createEventStream({
    ...{ ...rest, timings, poll },
    parseFrame: frameOf,
    hello: (token) => ({ token }),
    onStatus: (status) => {
      renewing.abort()
      if (status === 'live') {
        renewing = new AbortController()
        const { token } = rest
        const onRenewed = () => void stream.sayHello()
        void renewTokenInTime({ token, onRenewed, ...(renewal ? { timings: renewal } : {}) }, renewing.signal)
      }
      onStatus(status)
    },
  })
  return {
    ...stream,
    close: () => {
      renewing.abort()
      stream.close()
    },
  }
}

function frameOf(data: unknown): AgentFrame | null {
  try {
    return agentFrame.safeParse(JSON.parse(String(data))).data ?? null
  } catch {
    return null
  }
}
