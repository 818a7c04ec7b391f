import type { Contact, CustomerSession, VouchedCustomer } from '#core/contract/customer'
import type { LineEvent, SessionEvent } from '#core/contract/sessions'
import type { NoTicket } from './messages.ts'

/**
 * A line that the customer wrote and that no event has shown yet. `waiting`: a try failed, another follows by itself;
 * `refused`: only the customer can try again; `stored`: acknowledged, while an earlier event is still on its way.
 */
export interface Unsent {
  key: string
  text: string
  at: number
  state: 'sending' | 'waiting' | 'refused' | 'stored'
}

export type Link = 'connected' | 'reconnecting' | 'offline'

export interface Chat {
  contact: Contact | null
  /** Whether the user can be reached is being asked anew: until the answer nothing can be begun. */
  askedAnew: boolean
  /** For whom the page vouches; null where the customer says who it is. */
  customer: VouchedCustomer | null
  session: CustomerSession | null
  /** Numbered from 1 without gaps. */
  events: readonly SessionEvent[]
  /** Came ahead of one that is missing. */
  held: readonly SessionEvent[]
  unsent: readonly Unsent[]
  /** A first line is on its way; its session does not exist yet. */
  opening: boolean
  agentTypes: boolean
  link: Link
  /** Why the panel cannot be used now. */
  barred: NoTicket | null
}

/** What can happen to a chat. */
export type Happening =
  | { is: 'entered'; contact: Contact; customer: VouchedCustomer | null; session: CustomerSession | null }
  | { is: 'opening'; first: Unsent | null }
  | { is: 'notOpened' }
  | { is: 'opened'; session: CustomerSession }
  /** The call window has opened a session. */
  | { is: 'called'; session: CustomerSession }
  | { is: 'events'; sessionId: string; items: readonly SessionEvent[] }
  | { is: 'wrote'; line: Unsent }
  | { is: 'stored'; line: LineEvent }
  | { is: 'notSent'; key: string; state: 'waiting' | 'refused' }
  | { is: 'retried'; key: string }
  | { is: 'typing'; agentTypes: boolean }
  | { is: 'link'; link: Link }
  | { is: 'barred'; why: NoTicket }
  | { is: 'left' }
  | { is: 'askedAnew' }

/** A chat before anything is known but what the customer wrote earlier and nobody has acknowledged. */
export const newChat = (unsent: readonly Unsent[]): Chat => ({
  contact: null,
  askedAnew: false,
  customer: null,
  session: null,
  events: [],
  held: [],
  unsent: unsent.map((line) => ({ ...line, state: 'sending' })),
  opening: false,
  agentTypes: false,
  link: 'connected',
  barred: null,
})

/** The one step a chat takes. Pure; any order, repetition or loss of events and acknowledgements ends in the same chat. */
export function step(chat: Chat, happening: Happening): Chat {
  switch (happening.is) {
    case 'entered': {
      const { contact, customer, session } = happening
      const same = chat.session !== null && chat.session.id === session?.id
      const anew = same ? {} : { events: [], held: [], agentTypes: false }
      return { ...chat, contact, askedAnew: false, customer, session, barred: null, ...anew }
    }
    case 'opening':
      return {
        ...chat,
        session: null,
        events: [],
        held: [],
        opening: true,
        unsent: happening.first ? [happening.first] : [],
      }
    case 'notOpened':
      return { ...chat, opening: false, unsent: [] }
    case 'opened':
      // The first line was stored with its session.
      return {
        ...chat,
        session: happening.session,
        opening: false,
        unsent: chat.unsent.map((line) => ({ ...line, state: 'stored' })),
      }
    case 'called':
      return { ...step(chat, { is: 'left' }), session: happening.session }
    case 'events':
      return happening.sessionId === chat.session?.id ? withEvents(chat, happening.items) : chat
    case 'wrote':
      return { ...chat, unsent: [...chat.unsent, happening.line] }
    case 'stored':
      return withEvents(withState(chat, happening.line.key, 'stored'), [happening.line])
    case 'notSent':
      return withState(chat, happening.key, happening.state)
    case 'retried':
      return withState(chat, happening.key, 'sending')
    case 'typing':
      return { ...chat, agentTypes: happening.agentTypes }
    case 'link':
      return { ...chat, link: happening.link }
    case 'barred':
      return { ...chat, barred: happening.why }
    case 'left':
      return { ...chat, session: null, events: [], held: [], unsent: [], agentTypes: false }
    case 'askedAnew':
      return { ...step(chat, { is: 'left' }), askedAnew: true }
  }
}

function withEvents(chat: Chat, items: readonly SessionEvent[]): Chat {
  const bySeq = new Map([...chat.held, ...items].map((event) => [event.seq, event]))
  const fresh: SessionEvent[] = []
  let next = chat.events.length + 1
  for (let event = bySeq.get(next); event; event = bySeq.get(++next)) fresh.push(event)
  const events = fresh.length > 0 ? [...chat.events, ...fresh] : chat.events
  const shown = new Set(fresh.flatMap((event) => (event.kind === 'line' ? [event.key] : [])))
  const spoke = fresh.some((event) => event.kind === 'ended' || (event.kind === 'line' && event.from === 'agent'))
  return {
    ...chat,
    events,
    held: [...bySeq.values()].filter((event) => event.seq >= next),
    unsent: shown.size > 0 ? chat.unsent.filter(({ key }) => !shown.has(key)) : chat.unsent,
    agentTypes: chat.agentTypes && !spoke,
  }
}

const withState = (chat: Chat, key: string, state: Unsent['state']): Chat => ({
  ...chat,
  unsent: chat.unsent.map((line) => (line.key === key && line.state !== 'stored' ? { ...line, state } : line)),
})

/** The line to send next: one at a time, in the order written. */
export const nextToSend = (chat: Chat): Unsent | undefined =>
  chat.session && !chat.opening
    ? chat.unsent.find(({ state }) => state === 'sending' || state === 'waiting')
    : undefined
