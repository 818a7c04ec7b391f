import { retryDelay } from '#client/retry'
import type { CustomerFrame } from '#core/contract/streams'
import type { CustomerApi } from './api.ts'
import type { Chat, Happening } from './chat.ts'
import { openLine, type Line, type Socket } from './line.ts'
import { progressOf } from './progress.ts'

export interface WatcherOptions {
  api: Pick<CustomerApi, 'token' | 'events'>
  socket: () => Socket
  online: () => boolean
  chat: () => Chat
  tell: (happening: Happening) => void
  onDenied: () => void
  /** The line is whole again: what waits may be sent. */
  onConnected: () => void
  /** What the stream says to a window that takes part in a call. */
  onCall?: (frame: CallFrame) => void
}

export type CallFrame = Extract<CustomerFrame, { type: 'signal' | 'joined' }>

const typingShownFor = 6000
const keptAfterEnd = 60_000

/** Watches the chat's session: keeps a line open to it, and asks for what a gap in the numbers shows to be missing. */
export function makeWatcher({ api, socket, online, chat, tell, onDenied, onConnected, onCall }: WatcherOptions) {
  let line: Line | null = null
  let agentStops: ReturnType<typeof setTimeout> | undefined
  let lineEnds: ReturnType<typeof setTimeout> | undefined
  let catching = false

  const heard = (sessionId: string, items: Extract<Happening, { is: 'events' }>['items']) => {
    tell({ is: 'events', sessionId, items })
    if (chat().held.length > 0) void catchUp()
    if (progressOf(chat())?.status !== 'ended') return
    clearTimeout(lineEnds)
    lineEnds = setTimeout(() => line?.close(), keptAfterEnd)
  }

  const catchUp = async (failures = 0): Promise<void> => {
    const { session, events } = chat()
    if (!session || catching) return
    catching = true
    const answer = await api.events(session.id, events.length)
    catching = false
    if (answer.ok) {
      heard(session.id, answer.value.items)
      return
    }
    if (answer.code !== 'unauthenticated' && failures < 5)
      setTimeout(() => void catchUp(failures + 1), retryDelay(failures))
  }

  const typing = () => {
    tell({ is: 'typing', agentTypes: true })
    clearTimeout(agentStops)
    agentStops = setTimeout(() => tell({ is: 'typing', agentTypes: false }), typingShownFor)
  }

  const open = (sessionId: string): Line =>
    openLine({
      socket,
      online,
      hello: () => ({ token: api.token() ?? '', after: { [sessionId]: chat().events.length } }),
      poll: (stop) => api.events(sessionId, chat().events.length, stop),
      onEvents: ({ items }) => heard(sessionId, items),
      onFrame: (frame) => {
        if (frame.type === 'ready' || frame.sessionId !== chat().session?.id) return
        if (frame.type === 'events') heard(frame.sessionId, frame.items)
        else if (frame.type === 'signal' || frame.type === 'joined') onCall?.(frame)
        else if (frame.from === 'agent') typing()
      },
      onLink: (link) => {
        tell({ is: 'link', link })
        if (link === 'connected') onConnected()
      },
      onDenied,
    })

  return {
    watch: (sessionId: string) => {
      clearTimeout(lineEnds)
      line?.close()
      line = open(sessionId)
    },
    stop: () => {
      clearTimeout(lineEnds)
      line?.close()
      line = null
    },
    catchUp: () => void catchUp(),
    wake: () => line?.wake(),
    renewed: () => line?.renewed(),
  }
}
