import { pause, retryDelay } from '#client/retry'
import { lastSeqOf } from '#client/session/eventLog'
import { createEventStream, type EventStream, type Socket } from '#client/session/eventStream'
import type { SessionEvent } from '#core/contract/sessions'
import type { CustomerFrame } from '#core/contract/streams'
import type { CustomerApi } from './customerApi.ts'
import { sessionOf, type ChatEvent, type ChatState } from './chatState.ts'

export interface SessionStreamOptions {
  api: Pick<CustomerApi, 'token' | 'events'>
  socket: () => Socket
  online: () => boolean
  chat: () => ChatState
  dispatch: (event: ChatEvent) => void
  /** The token is not valid any more. The owner calls `reconnect` when there is a new one. */
  onDenied: () => void
  /** The stream is connected: waiting messages may be sent. */
  onConnected: () => void
  /** Call frames, for a window that takes part in a call. */
  onCall?: (frame: CallFrame) => void
}

export type CallFrame = Extract<CustomerFrame, { type: 'signal' | 'joined' }>

const typingShownMs = 6000
const streamAfterEndMs = 60_000
const maxCatchUpAttempts = 5

/** Keeps the chat's session up to date: by event stream, and by fetching events where there is a gap in the `seq` numbers. */
export function createSessionStream(options: SessionStreamOptions) {
  const { api, socket, online, chat, dispatch, onDenied, onConnected, onCall } = options
  let stream: EventStream | null = null
  let typingEnds: ReturnType<typeof setTimeout> | undefined
  let streamEnds: ReturnType<typeof setTimeout> | undefined
  let isCatchingUp = false

  const receive = (sessionId: string, items: readonly SessionEvent[]) => {
    dispatch({ type: 'eventsReceived', sessionId, items })
    if (chat().early.length > 0) void catchUp()
    if (sessionOf(chat())?.status !== 'ended') return
    clearTimeout(streamEnds)
    streamEnds = setTimeout(() => stream?.close(), streamAfterEndMs)
  }

  const catchUp = async (failures = 0): Promise<void> => {
    const { session } = chat()
    if (!session || isCatchingUp) return
    isCatchingUp = true
    const result = await api.events(session.id, lastSeqOf(chat()))
    isCatchingUp = false
    if (result.ok) receive(session.id, result.value.items)
    else if (result.code !== 'unauthenticated' && failures < maxCatchUpAttempts) {
      await pause(retryDelay(failures))
      return catchUp(failures + 1)
    }
  }

  const showTyping = () => {
    dispatch({ type: 'typingChanged', agentTypes: true })
    clearTimeout(typingEnds)
    typingEnds = setTimeout(() => dispatch({ type: 'typingChanged', agentTypes: false }), typingShownMs)
  }

  const open = (sessionId: string): EventStream =>
    createEventStream({
      openSocket: socket,
      parseFrame: (data) => JSON.parse(String(data)) as CustomerFrame,
      token: (renew) => {
        if (!renew) return api.token()
        onDenied()
        return null
      },
      hello: (token) => ({ token, after: { [sessionId]: lastSeqOf(chat()) } }),
      poll: async (hold, signal) => {
        const result = await api.events(sessionId, lastSeqOf(chat()), hold ? signal : undefined)
        if (!result.ok) return result.code
        receive(sessionId, result.value.items)
        return null
      },
      onFrame: (frame) => {
        if (frame.type === 'ready' || frame.sessionId !== chat().session?.id) return
        if (frame.type === 'events') receive(frame.sessionId, frame.items)
        else if (frame.type === 'signal' || frame.type === 'joined') onCall?.(frame)
        else if (frame.from === 'agent') showTyping()
      },
      onStatus: (status) => {
        if (status === 'forbidden') return
        const isConnected = status === 'live' || status === 'polling'
        dispatch({
          type: 'connectionChanged',
          connection: isConnected ? 'connected' : online() ? 'reconnecting' : 'offline',
        })
        if (isConnected) onConnected()
      },
    })

  const stop = () => {
    clearTimeout(streamEnds)
    stream?.close()
    stream = null
  }
  return {
    watch: (sessionId: string) => {
      stop()
      stream = open(sessionId)
    },
    stop,
    catchUp: () => void catchUp(),
    reconnect: () => stream?.reconnect(),
    tokenRenewed: () => void stream?.sayHello(),
  }
}
