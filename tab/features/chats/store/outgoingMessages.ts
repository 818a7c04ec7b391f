import type { Backoff } from '#client/retry'
import { createOutgoingQueue, type OutgoingQueue, type TokenSource } from '#client/session/outgoingQueue'
import { threadOf, type Chats, type ChatsChange } from './chatState.ts'
import { failureOf, type SessionApi } from './sessionApi.ts'

export interface OutgoingDependencies {
  server: Pick<SessionApi, 'sendMessage'>
  token: TokenSource
  chats: () => Chats
  change: (change: ChatsChange) => void
  /** Called when a message is stored. Events before it may still be missing. */
  onStored: (sessionId: string) => void
  backoff?: Backoff
}

/** The agent's unsent messages, one outgoing queue per session. */
export function chatsOutgoing({ server, token, chats, change, onStored, ...rest }: OutgoingDependencies) {
  const queues = new Map<string, OutgoingQueue>()

  const queueOf = (sessionId: string): OutgoingQueue => {
    const queue =
      queues.get(sessionId) ??
      createOutgoingQueue({
        ...{ token, ...rest },
        unsent: () => threadOf(chats(), sessionId).unsent,
        post: async (message) => {
          try {
            return { ok: true, value: await server.sendMessage(sessionId, message) }
          } catch (fault) {
            return { ok: false, ...failureOf(fault) }
          }
        },
        dispatch: (event) => {
          change({ kind: 'outgoing', sessionId, event })
          if (event.type === 'messageStored') onStored(sessionId)
        },
      })
    queues.set(sessionId, queue)
    return queue
  }

  return {
    send: (sessionId: string) => queueOf(sessionId).send(),
    retryNow: (sessionId: string) => queueOf(sessionId).retryNow(null),
    /** The connection is back. */
    resume: () => queues.forEach((queue) => queue.resume()),
    close: () => {
      queues.forEach((queue) => queue.close())
      queues.clear()
    },
  }
}
