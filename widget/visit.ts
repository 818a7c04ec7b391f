import type { CustomerSession, Exchanged } from '#core/contract/customer'
import type { SessionEvent } from '#core/contract/sessions'
import type { CustomerApi } from './api.ts'
import { makeCalls } from './calls.ts'
import { newChat, step, type Chat, type Happening } from './chat.ts'
import { makeEntry } from './entry.ts'
import type { Keep } from './keep.ts'
import type { Socket } from './line.ts'
import type { HostMessage, PanelMessage } from './messages.ts'
import { newKey } from './newKey.ts'
import { makeOpener, type Wish } from './opener.ts'
import { unreadAfter } from './progress.ts'
import { makeSender } from './sender.ts'
import { makeWatcher } from './watcher.ts'

export interface VisitOptions {
  api: CustomerApi
  keep: Keep
  socket: () => Socket
  tellHost: (message: PanelMessage) => void
  onUnread: (unread: readonly SessionEvent[]) => void
  /** Another visit begins: what belongs to the one before is over. */
  onAnew: () => void
  online: () => boolean
  /** The panel is open and its page is in front. */
  inSight: () => boolean
  onChange: () => void
}

const typingEvery = 3000

/** One customer's stay at the panel: the chat, and everything that moves it. Knows no DOM. */
export function makeVisit({ api, keep, socket, tellHost, onUnread, onAnew, online, inSight, onChange }: VisitOptions) {
  let chat: Chat = newChat(keep.get().unsent)
  let typedAt = 0
  let unread = 0

  const tell = (happening: Happening) => {
    const before = chat
    chat = step(chat, happening)
    if (chat.unsent !== before.unsent && !chat.opening) keep.set({ unsent: [...chat.unsent] })
    if (chat.events !== before.events) read()
    onChange()
  }
  const read = () => {
    if (inSight() && chat.events.length > 0) keep.set({ readUpTo: chat.events.length })
    const news = unreadAfter(chat, keep.get().readUpTo)
    if (news.length !== unread) onUnread(news)
    unread = news.length
  }

  const begin = (session: CustomerSession) => {
    if (keep.get().sessionId !== session.id) keep.set({ sessionId: session.id, readUpTo: 0 })
    keep.set({ unsent: [...chat.unsent] })
    tellHost({ type: 'session', handle: session.id })
    watcher.watch(session.id)
    sender.go()
  }
  const opened = (session: CustomerSession, { leave, text, email }: Wish) => {
    if (leave && !session.canLeaveMessage && !session.canWrite) {
      void isHere(session, text)
      return
    }
    begin(session)
    if (!leave) {
      watcher.catchUp()
      return
    }
    if (session.canLeaveMessage) void leaveMessage(text, email)
    else say(text)
  }
  /** A message cannot be left: the user has come back, and takes calls but no lines. */
  const isHere = async (session: CustomerSession, text: string) => {
    await api.end(session.id)
    keep.set({ draft: text })
    const { contact, customer } = chat
    if (contact) tell({ is: 'entered', contact: { ...contact, available: true }, customer, session: null })
  }
  const entered = ({ contact, customer, sessions }: Exchanged) => {
    const { sessionId, draft } = keep.get()
    const newest = [...sessions].sort((a, b) => a.openedAt.localeCompare(b.openedAt)).at(-1) ?? null
    const session = sessions.find(({ id }) => id === sessionId) ?? newest
    if (chat.unsent.length > 0 && !chat.opening && session?.id !== sessionId) {
      // The session they were written to is out of reach: the words go back into the box.
      keep.set({ draft: [...chat.unsent.map(({ text }) => text), draft].join('\n').trim() })
      tell({ is: 'left' })
    }
    tell({ is: 'entered', contact, customer, session })
    if (chat.opening) {
      opener.go()
      return
    }
    if (session) begin(session)
    else tellHost({ type: 'session', handle: null })
  }
  const say = (text: string) => {
    typedAt = 0
    keep.set({ draft: '' })
    tell({ is: 'wrote', line: { key: newKey(), text, at: Date.now(), state: 'sending' } })
    sender.go()
  }
  const leaveMessage = async (text: string, email: string): Promise<boolean> => {
    if (!chat.session) return false
    keep.set({ draft: text, email })
    const answer = await api.leave(chat.session.id, { text, ...(email ? { email } : {}) })
    if (!answer.ok && answer.code === 'unauthenticated') onDenied()
    // Left already, by a try whose answer was lost.
    const left = answer.ok || answer.code === 'messageNotPossible'
    if (left) keep.set({ draft: '' })
    watcher.catchUp()
    return left
  }
  const retry = (key: string, text: string) => {
    if (!chat.unsent.some((line) => line.key === key)) {
      say(text)
      return
    }
    tell({ is: 'retried', key })
    sender.go()
  }

  const onDenied = () => entry.denied()
  const handle = () => keep.get().sessionId
  const relaunch = (named: string | null) => tellHost({ type: 'relaunch', handle: named })
  const onBarred = (why: Extract<Happening, { is: 'barred' }>['why']) => tell({ is: 'barred', why })
  const onRenewed = (denied: boolean) => {
    if (!denied) return watcher.renewed()
    watcher.wake()
    sender.go()
    opener.go()
  }
  const entry = makeEntry({ api, keep, relaunch, handle, onEntered: entered, onRenewed, onBarred })
  const sender = makeSender({ api, chat: () => chat, tell, onDenied })
  const opener = makeOpener({ api, keep, chat: () => chat, tell, onOpened: opened, onDenied })
  const calls = makeCalls({
    ...{ api, tell, onDenied, onOpened: begin },
    chat: () => chat,
    onAnew: () => again(),
    catchUp: () => watcher.catchUp(),
  })
  const watcher = makeWatcher({ api, socket, online, chat: () => chat, tell, onDenied, onConnected: () => sender.go() })

  const again = () => {
    watcher.stop()
    keep.set({ sessionId: null, unsent: [], opening: null })
    tell({ is: 'askedAnew' })
    // Whether the user can be reached, and is there, is asked anew: the answer from the visit's start may be hours old.
    // What was begun before the answer would belong to the visit before.
    relaunch(null)
    onAnew()
  }

  return {
    chat: () => chat,
    read,
    /** The network or the machine is back, or gone. */
    wake: () => (online() ? watcher.wake() : tell({ is: 'link', link: 'offline' })),
    hear: (message: HostMessage) => {
      if (message.type === 'ticket') entry.exchange(message.ticket, message.resumed)
      else if (message.type === 'noTicket') entry.noTicket(message)
      else read()
    },
    hearWindow: calls.hear,
    callTicket: calls.ticket,
    actions: {
      open: opener.open,
      hangUp: calls.hangUp,
      decline: calls.decline,
      say,
      retry,
      leaveMessage,
      /** Who calls says a name, and need not say it again. */
      introduce: (name: string) => keep.set({ name }),
      draft: (draft: string) => {
        keep.set({ draft })
        if (!chat.session || draft === '' || Date.now() - typedAt < typingEvery) return
        typedAt = Date.now()
        void api.typing(chat.session.id)
      },
      end: async (): Promise<boolean> => {
        if (!chat.session) return true
        const answer = await api.end(chat.session.id)
        if (!answer.ok && answer.code === 'unauthenticated') onDenied()
        watcher.catchUp()
        return answer.ok
      },
      again,
      tryAgain: () => relaunch(handle()),
      minimise: () => tellHost({ type: 'minimise' }),
      close: () => {
        watcher.stop()
        keep.set({ sessionId: null, unsent: [], opening: null, resume: null })
        tellHost({ type: 'close' })
      },
    },
  }
}
export type Visit = ReturnType<typeof makeVisit>
export type Actions = Visit['actions']
