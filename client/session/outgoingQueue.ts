import { delayAfter, isTransient, pause, type Backoff, type FailureCode, type Result } from '../retry.ts'
import type { ChatMessage } from '#core/contract/sessions'

/**
 * A message that was written here and that no event has shown yet. `waiting`: a try failed, and another follows by itself;
 * `failed`: the server refused it; `stored`: acknowledged, while an earlier event is still on its way.
 */
export interface OutgoingMessage {
  key: string
  text: string
  /** Milliseconds since the epoch, by this machine's clock. */
  at: number
  state: 'sending' | 'waiting' | 'failed' | 'stored'
  /** Why it failed. `ended`: the session takes no more messages. */
  reason: 'ended' | 'refused' | null
}

/** What happens to messages on their way. */
export type OutgoingEvent =
  | { type: 'messageStored'; key: string; event: ChatMessage | null }
  /** With all behind it. */
  | { type: 'messageDelayed'; key: string }
  | { type: 'messageFailed'; key: string; reason: 'ended' | 'refused' }
  /** With all that wait; null: those alone. */
  | { type: 'messageRetried'; key: string | null }

const isPending = ({ state }: OutgoingMessage): boolean => state === 'sending' || state === 'waiting'

/** The message to send next: one at a time, in the order written. */
export const nextToSend = (unsent: readonly OutgoingMessage[]): OutgoingMessage | undefined => unsent.find(isPending)

/** A message that was just written: behind one that waits it waits as well. */
export const newMessage = (
  unsent: readonly OutgoingMessage[],
  { key, text, at }: Pick<OutgoingMessage, 'key' | 'text' | 'at'>,
): OutgoingMessage => {
  const state = unsent.some((message) => message.state === 'waiting') ? 'waiting' : 'sending'
  return { key, text, at, state, reason: null }
}

/** What was kept over a reload: whatever waited is tried again, under its key. */
export const restoredMessage = (message: OutgoingMessage): OutgoingMessage =>
  message.state === 'waiting' ? { ...message, state: 'sending' } : message

/** The unsent messages after an event. A stored one stays stored, whatever arrives later. */
export const updateUnsent = (unsent: readonly OutgoingMessage[], event: OutgoingEvent): readonly OutgoingMessage[] =>
  unsent.map((message) => {
    const isMeant = event.key === message.key
    if (message.state === 'stored') return message
    if (event.type === 'messageDelayed') return isPending(message) ? { ...message, state: 'waiting' } : message
    if (event.type !== 'messageFailed')
      return isMeant
        ? { ...message, state: event.type === 'messageStored' ? 'stored' : 'sending', reason: null }
        : restoredMessage(message)
    const fails = isMeant || (event.reason === 'ended' && isPending(message))
    return fails ? { ...message, state: 'failed', reason: event.reason } : message
  })

/**
 * Asks for the bearer token. `renew`: the server has refused the last one. Null: none can be had now, and the client is
 * resumed when there is one. Undefined: asking failed, and is tried again later. Never rejects.
 */
export type TokenSource = (renew: boolean) => Token | Promise<Token>
type Token = string | null | undefined

export interface OutgoingQueueDependencies {
  /** The session's unsent messages, in the order written; none while they cannot be sent. */
  unsent: () => readonly OutgoingMessage[]
  /** Sends one message under its key. Never rejects. */
  post: (message: Pick<OutgoingMessage, 'key' | 'text'>) => Promise<Result<ChatMessage | null>>
  token: TokenSource
  dispatch: (event: OutgoingEvent) => void
  backoff?: Backoff
}

/**
 * Sends a session's messages one after the other, each under its own key until it is answered. It fails on a refusal alone;
 * every other failure is tried again after a growing delay, or after the `Retry-After` of the server.
 */
export function createOutgoingQueue({ unsent, post, token, dispatch, backoff }: OutgoingQueueDependencies) {
  let isPosting = false
  let isClosed = false
  let failures = 0
  /** The server's `Retry-After`, as an instant of this machine's clock. */
  let notBefore = 0
  /** Aborting it ends a delay. It is there as long as nothing is sent by itself. */
  let delay: AbortController | null = null

  const sendAll = async (): Promise<void> => {
    for (let next = nextToSend(unsent()); next && !isPosting && !delay && !isClosed; next = nextToSend(unsent())) {
      isPosting = true
      const result = await post({ key: next.key, text: next.text })
      isPosting = false
      if (result.ok) {
        failures = 0
        dispatch({ type: 'messageStored', key: next.key, event: result.value })
      } else if (isTransient(result.code) || result.code === 'unauthenticated') {
        dispatch({ type: 'messageDelayed', key: next.key })
        const now = delayAfter(result, failures++, backoff)
        if (result.retryAfter) notBefore = Date.now() + now
        void sendAfter(now, result.code)
      } else dispatch({ type: 'messageFailed', key: next.key, reason: reasonOf(result.code) })
    }
  }

  const sendAfter = async (milliseconds: number, code: FailureCode): Promise<void> => {
    if (isClosed) return
    const own = new AbortController()
    delay = own
    if (code === 'unauthenticated' && (await token(true)) === null) return
    if (await pause(milliseconds, own.signal)) sendNow()
  }
  const sendNow = () => {
    delay?.abort()
    delay = null
    void sendAll()
  }

  return {
    /** Sends what is unsent, unless a delay runs. */
    send: () => void sendAll(),
    /** The connection or the token is back: ends a delay, except one that the server asked for. */
    resume: () => {
      if (Date.now() >= notBefore) sendNow()
    },
    /** A person asks for it: tries now what waits, and the message of this key even if it has failed. */
    retryNow: (key: string | null) => {
      dispatch({ type: 'messageRetried', key })
      sendNow()
    },
    close: () => {
      isClosed = true
      delay?.abort()
    },
  }
}
export type OutgoingQueue = ReturnType<typeof createOutgoingQueue>

const reasonOf = (code: FailureCode): 'ended' | 'refused' => (code === 'sessionEnded' ? 'ended' : 'refused')
