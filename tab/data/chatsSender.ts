import { threadOf, type Chats, type ChatsChange } from './chatsModel.ts'
import { problemOf, type ChatsServer } from './chatsServer.ts'
import type { NotDelivered } from './chatsThread.ts'

export interface SenderWorld {
  server: Pick<ChatsServer, 'say'>
  chats: () => Chats
  change: (change: ChatsChange) => void
  /** Pauses in milliseconds between the tries of one line; after the last the line counts as not delivered. */
  pauses?: readonly number[]
}

const usualPauses = [1000, 2000, 4000, 8000]

/**
 * Sends each session's lines one after the other, so that they arrive as they were written. A try that came to nothing is
 * repeated under the same key; when the last has failed, the lines behind it stay with their writer too.
 */
export function chatsSender({ server, chats, change, pauses = usualPauses }: SenderWorld) {
  const busy = new Set<string>()
  const waiting = (sessionId: string) => threadOf(chats(), sessionId).unsent.filter(({ state }) => state === 'sending')

  async function sendOne(sessionId: string, line: { key: string; text: string }): Promise<NotDelivered | null> {
    for (const pause of [...pauses, null]) {
      try {
        const event = await server.say(sessionId, { key: line.key, text: line.text })
        change({ kind: 'stored', sessionId, key: line.key })
        if (event) change({ kind: 'events', sessionId, items: [event] })
        return null
      } catch (fault) {
        const refusal = problemOf(fault)
        if (refusal?.code === 'sessionEnded') return 'ended'
        if (refusal && refusal.status < 500 && refusal.status !== 429) return 'refused'
      }
      if (pause !== null) await new Promise((resolve) => setTimeout(resolve, pause))
    }
    return 'unreachable'
  }

  async function sendAll(sessionId: string) {
    for (let line = waiting(sessionId)[0]; line; line = waiting(sessionId)[0]) {
      const reason = await sendOne(sessionId, line)
      if (reason === null) continue
      const keys = reason === 'refused' ? [line.key] : waiting(sessionId).map(({ key }) => key)
      change({ kind: 'failed', sessionId, keys, reason })
    }
  }

  /** Sends what is on its way in this session, unless that happens already. */
  return (sessionId: string): void => {
    if (busy.has(sessionId)) return
    busy.add(sessionId)
    void sendAll(sessionId).finally(() => busy.delete(sessionId))
  }
}
