import { delayAfter, isTransient, pause, type Backoff, type FailureCode, type Result } from '../retry.ts'
import type { ChatMessage } from '#core/contract/sessions'

/**
 * A message that was written in this window and is not among the events yet. `waiting`: an attempt failed and another follows
 * automatically. `failed`: the server refused it. `stored`: acknowledged, but its event has not arrived.
 */
export interface OutgoingMessage {
  key: string
  text: string
  /** When it was written: milliseconds since the epoch, by the local clock. */
  at: number
  state: 'sending' | 'waiting' | 'failed' | 'stored'
  /** Why it failed. `ended`: the session has ended. Null unless it failed. */
  reason: 'ended' | 'refused' | null
}

/** State changes of unsent messages. `key` names the message. */
export type OutgoingEvent =
  | { type: 'messageStored'; key: string; event: ChatMessage | null }
  /** Also applies to all pending messages behind it. */
  | { type: 'messageDelayed'; key: string }
  | { type: 'messageFailed'; key: string; reason: 'ended' | 'refused' }
  /** Also applies to all waiting messages; with null to those only. */
  | { type: 'messageRetried'; key: string | null }

const isPending = ({ state }: OutgoingMessage): boolean => state === 'sending' || state === 'waiting'

/** The message to send next: the oldest pending one. */
export const nextToSend = (unsent: readonly OutgoingMessage[]): OutgoingMessage | undefined => unsent.find(isPending)

/** Creates an unsent message. Behind a waiting message it waits as well. */
export const newMessage = (
  unsent: readonly OutgoingMessage[],
  { key, text, at }: Pick<OutgoingMessage, 'key' | 'text' | 'at'>,
): OutgoingMessage => {
  const state = unsent.some((message) => message.state === 'waiting') ? 'waiting' : 'sending'
  return { key, text, at, state, reason: null }
}

/** Restores a message after a reload. A waiting message is sent again with the same key. */
export const restoredMessage = (message: OutgoingMessage): OutgoingMessage =>
  message.state === 'waiting' ? { ...message, state: 'sending' } : message

/** Applies an event to the unsent messages. A stored message never changes again. */
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
 * Returns the bearer token. `renew`: the server refused the last one. Null: there is no token now, and the caller resumes the
 * client when there is one. Undefined: getting a token failed and is tried again later. Never rejects.
 */
export type TokenSource = (renew: boolean) => Token | Promise<Token>
type Token = string | null | undefined

export interface OutgoingQueueDependencies {
  /** The session's unsent messages, oldest first. Empty while messages cannot be sent. */
  unsent: () => readonly OutgoingMessage[]
  /** Sends one message with its key. Never rejects. */
  post: (message: Pick<OutgoingMessage, 'key' | 'text'>) => Promise<Result<ChatMessage | null>>
  token: TokenSource
  dispatch: (event: OutgoingEvent) => void
  backoff?: Backoff
}

/**
 * Sends a session's messages one after the other, each with its own idempotency key. Transient codes and `unauthenticated` are
 * retried after a growing delay, or after the server's `Retry-After`. `sessionEnded` fails all pending messages with the reason
 * `ended`; any other code fails the one message with `refused`.
 */
export function createOutgoingQueue({ unsent, post, token, dispatch, backoff }: OutgoingQueueDependencies) {
  let isPosting = false
  let isClosed = false
  let failures = 0
  /** End of the server's `Retry-After`: milliseconds since the epoch, by the local clock. */
  let notBefore = 0
  /** Ends the running delay when aborted. Not null while automatic sending is paused. */
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
    /** Sends pending messages, unless a delay is running. */
    send: () => void sendAll(),
    /** The connection or the token is back: ends the delay, unless the server asked for it. */
    resume: () => {
      if (Date.now() >= notBefore) sendNow()
    },
    /** Requested by the user: sends the waiting messages now, and the message with this key even if it failed. */
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
