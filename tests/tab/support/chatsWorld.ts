import { randomUUID } from 'node:crypto'
import { textContent, type Page, type SessionEvent } from '#core/contract/sessions'
import { transition } from '#core/session/transition'
import type { Command, Transition } from '#core/session/command'
import type { Ringing, Session } from '#core/session/session'
import { transitionBuilder } from '#core/session/transitionBuilder'

export const me = { tenantId: randomUUID(), userId: 'a1e00000-0000-4000-8000-00000000a1ec', name: 'Alex Wilber' }

interface Opening {
  name: string
  text?: string
  email?: string
  verified?: boolean
  /** The customer's id on the site that verified them. */
  subject?: string
  preview?: boolean
  page?: Partial<Page>
  modality?: Session['modality']
  ringMs?: number
  idleWarningMs?: number
  idleEndMs?: number
}

type Unaddressed<Each extends Command> = Each extends Command
  ? Omit<Each, 'tenantId' | 'sessionId' | 'userId' | 'customerId'>
  : never

/** Sessions in memory, changed by the product's own transitions. Calls `publish` after each. */
export function chatsRoom(publish: (session: Session, events: readonly SessionEvent[]) => void) {
  const sessions = new Map<string, Session>()
  const events = new Map<string, SessionEvent[]>()

  const keep = (session: Session, fresh: readonly SessionEvent[]) => {
    sessions.set(session.id, session)
    events.set(session.id, [...(events.get(session.id) ?? []), ...fresh])
    if (fresh.length > 0) publish(session, fresh)
  }

  /** Dispatches a command with the ids filled in, and returns the transition or the refusal. */
  function dispatch(sessionId: string, input: Unaddressed<Exclude<Command, { kind: 'open' }>>): Transition {
    const before = sessions.get(sessionId) ?? null
    const key = 'key' in input ? input.key : null
    const repeated = events.get(sessionId)?.find((event) => event.kind === 'message' && event.key === key) ?? null
    const command = {
      ...input,
      tenantId: me.tenantId,
      sessionId,
      userId: me.userId,
      customerId: before?.customerId ?? '',
    }
    const result = transition(before, command, { now: Date.now(), repeated })
    if ('events' in result) keep(result.session, result.events)
    return result
  }

  function open({
    name,
    text,
    email,
    subject,
    verified = subject !== undefined,
    preview = false,
    page = {},
    ...rest
  }: Opening): string {
    const now = Date.now()
    const ringing: Ringing = {
      status: 'ringing',
      id: randomUUID(),
      tenantId: me.tenantId,
      userId: me.userId,
      contactId: randomUUID(),
      customerId: randomUUID(),
      assignment: { userId: me.userId, agentName: me.name },
      customer: { name, email: email ?? null, verified, ...(subject === undefined ? {} : { subject }) },
      page: {
        origin: 'https://shop.contoso.example',
        url: 'https://shop.contoso.example/boots?size=42',
        title: 'Walking boots',
        referrer: null,
        locale: null,
        timeZone: null,
        context: {},
        ...page,
      },
      modality: rest.modality ?? 'chat',
      call: null,
      canWrite: true,
      preview,
      botInstalled: true,
      openedAt: now,
      lastSpokeAt: now,
      lastSeq: 0,
      seenUpTo: 0,
      unseen: [],
      lastMessage: null,
      texts: {},
      limits: {
        ringMs: rest.ringMs ?? 45_000,
        idleWarningMs: rest.idleWarningMs ?? 600_000,
        idleEndMs: rest.idleEndMs ?? 300_000,
      },
      ringEndsAt: now + (rest.ringMs ?? 45_000),
    }
    const ringEndsAt = new Date(ringing.ringEndsAt).toISOString()
    const result = transitionBuilder(ringing, now)
      .event({ kind: 'opened', modality: ringing.modality, customerName: name, ringEndsAt })
      .done()
    if ('events' in result) keep(result.session, result.events)
    if (text !== undefined) customerWrites(ringing.id, text)
    return ringing.id
  }

  const customerWrites = (sessionId: string, text: string): Transition =>
    dispatch(sessionId, { kind: 'customerWrites', key: randomUUID(), content: textContent(text) })

  return {
    open,
    dispatch,
    customerWrites,
    all: () => [...sessions.values()],
    find: (sessionId: string) => sessions.get(sessionId) ?? null,
    eventsOf: (sessionId: string) => events.get(sessionId) ?? [],
    messagesOf: (sessionId: string) =>
      (events.get(sessionId) ?? []).flatMap((event) => (event.kind === 'message' ? [event.content.text] : [])),
    /** Sets a session state directly, for example to move a deadline. */
    set: (sessionId: string, change: (session: Session) => Session) => {
      const before = sessions.get(sessionId)
      if (before) sessions.set(sessionId, change(before))
    },
  }
}

export type ChatsRoom = ReturnType<typeof chatsRoom>
