import type { CustomerSession, Exchanged } from '#core/contract/customerApi'
import { createOutgoingQueue, type OutgoingQueue } from '#client/session/outgoingQueue'
import type { Socket } from '#client/session/eventStream'
import type { SessionEvent } from '#core/contract/sessions'
import { unreadAfter } from '#client/session/sessionState'
import type { CustomerApi } from './customerApi.ts'
import { createCallControls } from './callControls.ts'
import { newChat, reduceChat, type ChatEvent, type ChatState } from './chatState.ts'
import { createTicketExchange } from './ticketExchange.ts'
import type { PanelStorage } from './panelStorage.ts'
import type { HostMessage, PanelMessage } from '../protocol/panelMessages.ts'
import { newKey } from './httpClient.ts'
import { createSessionOpener, type SessionDraft } from './sessionOpener.ts'
import { createSessionStream } from './sessionStream.ts'

export interface PanelControllerOptions {
  api: CustomerApi
  storage: PanelStorage
  socket: () => Socket
  postToHost: (message: PanelMessage) => void
  onUnread: (unread: readonly SessionEvent[]) => void
  /** A new chat begins: everything of the previous one is over. */
  onNewChat: () => void
  online: () => boolean
  /** Whether the panel is open and its page is visible. */
  isVisible: () => boolean
  onChange: () => void
}

const typingIntervalMs = 3000

/** Controls the panel of one customer: holds the chat state and handles all events. Does not use the DOM. */
export function createPanelController({
  api,
  storage,
  socket,
  postToHost,
  onUnread,
  onNewChat,
  online,
  isVisible,
  onChange,
}: PanelControllerOptions) {
  let chat: ChatState = newChat(storage.get().unsent)
  let typedAt = 0
  let unread = 0
  let outgoing: OutgoingQueue | null = null
  let outgoingTo: string | null = null

  const dispatch = (event: ChatEvent) => {
    const before = chat
    chat = reduceChat(chat, event)
    if (chat.unsent !== before.unsent && !chat.opening) storage.set({ unsent: [...chat.unsent] })
    if (chat.events !== before.events) markRead()
    onChange()
  }
  const markRead = () => {
    if (isVisible() && chat.events.length > 0) storage.set({ readUpTo: chat.events.length })
    const news = unreadAfter(chat.events, storage.get().readUpTo)
    if (news.length !== unread) onUnread(news)
    unread = news.length
  }

  const outgoingOf = (sessionId: string) =>
    createOutgoingQueue({
      unsent: () => (chat.session?.id === sessionId && !chat.opening ? chat.unsent : []),
      post: (message) => api.sendMessage(sessionId, message),
      // `onRenewed` resumes the queue.
      token: () => (onDenied(), null),
      dispatch: (change) => dispatch({ type: 'outgoingChanged', sessionId, change }),
    })
  const begin = (session: CustomerSession) => {
    if (storage.get().sessionId !== session.id) storage.set({ sessionId: session.id, readUpTo: 0 })
    storage.set({ unsent: [...chat.unsent] })
    postToHost({ type: 'session', handle: session.id })
    stream.watch(session.id)
    if (outgoingTo !== session.id) {
      outgoing?.close()
      outgoing = outgoingOf(session.id)
      outgoingTo = session.id
    }
    outgoing?.resume()
  }
  const opened = (session: CustomerSession, { leave, text, email }: SessionDraft) => {
    if (leave && !session.canLeaveOfflineMessage && !session.canWrite) {
      void returnToStart(session, text)
      return
    }
    begin(session)
    if (!leave) {
      stream.catchUp()
      return
    }
    if (session.canLeaveOfflineMessage) void leaveMessage(text, email)
    else say(text)
  }
  /** No offline message can be left, because the user is available again and accepts calls but no chats. */
  const returnToStart = async (session: CustomerSession, text: string) => {
    await api.end(session.id)
    storage.set({ draft: text })
    const { contact, customer } = chat
    if (contact) dispatch({ type: 'entered', contact: { ...contact, available: true }, customer, session: null })
  }
  const entered = ({ contact, customer, sessions }: Exchanged) => {
    const { sessionId, draft } = storage.get()
    const newest = [...sessions].sort((a, b) => a.openedAt.localeCompare(b.openedAt)).at(-1) ?? null
    const session = sessions.find(({ id }) => id === sessionId) ?? newest
    if (chat.unsent.length > 0 && !chat.opening && session?.id !== sessionId) {
      // The session of the unsent messages is not accessible: their text goes back into the draft.
      storage.set({ draft: [...chat.unsent.map(({ text }) => text), draft].join('\n').trim() })
      dispatch({ type: 'left' })
    }
    dispatch({ type: 'entered', contact, customer, session })
    if (chat.opening) {
      opener.go()
      return
    }
    if (session) begin(session)
    else postToHost({ type: 'session', handle: null })
  }
  const say = (text: string) => {
    typedAt = 0
    storage.set({ draft: '' })
    dispatch({ type: 'messageWritten', message: { key: newKey(), text, at: Date.now() } })
    outgoing?.send()
  }
  const leaveMessage = async (text: string, email: string): Promise<boolean> => {
    if (!chat.session) return false
    storage.set({ draft: text, email })
    const answer = await api.leaveOfflineMessage(chat.session.id, { text, ...(email ? { email } : {}) })
    if (!answer.ok && answer.code === 'unauthenticated') onDenied()
    // `messageNotPossible`: an earlier attempt succeeded, and its response was lost.
    const left = answer.ok || answer.code === 'messageNotPossible'
    if (left) storage.set({ draft: '' })
    stream.catchUp()
    return left
  }
  const retry = (key: string, text: string) => {
    if (!chat.unsent.some((message) => message.key === key)) {
      say(text)
      return
    }
    outgoing?.retryNow(key)
  }

  const onDenied = () => ticketExchange.denied()
  const handle = () => storage.get().sessionId
  const relaunch = (named: string | null) => postToHost({ type: 'relaunch', handle: named })
  const onBarred = (why: Extract<ChatEvent, { type: 'barred' }>['why']) => dispatch({ type: 'barred', why })
  const onRenewed = (denied: boolean) => {
    if (!denied) stream.tokenRenewed()
    else {
      stream.reconnect()
      outgoing?.resume()
      opener.go()
    }
  }
  const ticketExchange = createTicketExchange({
    api,
    storage,
    relaunch,
    handle,
    onEntered: entered,
    onRenewed,
    onBarred,
  })
  const opener = createSessionOpener({ api, storage, chat: () => chat, dispatch, onOpened: opened, onDenied })
  const calls = createCallControls({
    ...{ api, dispatch, onDenied, onOpened: begin },
    chat: () => chat,
    onNewChat: () => startNewChat(),
    catchUp: () => stream.catchUp(),
  })
  const stream = createSessionStream({
    ...{ api, socket, online, dispatch, onDenied },
    chat: () => chat,
    onConnected: () => outgoing?.resume(),
  })

  const startNewChat = () => {
    stream.stop()
    storage.set({ sessionId: null, unsent: [], opening: null })
    dispatch({ type: 'relaunchStarted' })
    // Relaunches, because the availability from the first launch may be hours old. Until the new ticket arrives the start form is
    // hidden: a session opened now would belong to the previous token.
    relaunch(null)
    onNewChat()
  }

  return {
    chat: () => chat,
    read: markRead,
    /** The network state changed, or the machine woke up. */
    wake: () => (online() ? stream.reconnect() : dispatch({ type: 'connectionChanged', connection: 'offline' })),
    onFrame: (message: HostMessage) => {
      if (message.type === 'ticket') ticketExchange.exchange(message.ticket, message.resumed)
      else if (message.type === 'noTicket') ticketExchange.noTicket(message)
      else markRead()
    },
    onWindowMessage: calls.onFrame,
    callTicket: calls.ticket,
    actions: {
      open: opener.open,
      hangUp: calls.hangUp,
      decline: calls.decline,
      say,
      retry,
      leaveMessage,
      /** Stores the name that the customer entered for a call. */
      introduce: (name: string) => storage.set({ name }),
      draft: (draft: string) => {
        storage.set({ draft })
        if (!chat.session || draft === '' || Date.now() - typedAt < typingIntervalMs) return
        typedAt = Date.now()
        void api.typing(chat.session.id)
      },
      end: async (): Promise<boolean> => {
        if (!chat.session) return true
        const answer = await api.end(chat.session.id)
        if (!answer.ok && answer.code === 'unauthenticated') onDenied()
        stream.catchUp()
        return answer.ok
      },
      again: startNewChat,
      tryAgain: () => relaunch(handle()),
      minimise: () => postToHost({ type: 'minimise' }),
      close: () => {
        stream.stop()
        storage.set({ sessionId: null, unsent: [], opening: null, resume: null })
        postToHost({ type: 'close' })
      },
    },
  }
}
export type PanelController = ReturnType<typeof createPanelController>
export type Actions = PanelController['actions']
