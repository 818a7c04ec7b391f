import type { SessionEvent } from '#core/contract/sessions'
import type { Sessions } from '#core/session/ports'
import type { Effect } from '#core/session/command'
import type { Session } from '#core/session/session'

type MemorySessions = Pick<
  Sessions,
  'change' | 'find' | 'findWithin' | 'openOf' | 'ofCustomer' | 'list' | 'eventsAfter'
>

/** In-memory sessions: a transition is stored completely or not at all. `effects` collects the items of the outbox. */
export function memorySessions(): MemorySessions & {
  effects: { session: Session; effect: Effect }[]
  ownerOf: (tenantId: string, sessionId: string) => string | undefined
  /** All sessions, oldest first. */
  all: () => Session[]
  eventsOf: (sessionId: string) => readonly SessionEvent[]
} {
  const sessions = new Map<string, Session>()
  const events = new Map<string, SessionEvent[]>()
  const effects: { session: Session; effect: Effect }[] = []
  const of = ({ tenantId, sessionId }: { tenantId: string; sessionId: string }) => {
    const session = sessions.get(sessionId)
    return session?.tenantId === tenantId ? session : null
  }
  const all = () => [...sessions.values()]
  const eventsOf = (sessionId: string) => events.get(sessionId) ?? []
  return {
    ...{ effects, all, eventsOf },
    ownerOf: (tenantId, sessionId) => of({ tenantId, sessionId })?.assignment.userId,
    change: (ref, key, decide) => {
      const past = eventsOf(ref.sessionId)
      const repeated = past.find((event) => key !== null && 'key' in event && event.key === key) ?? null
      const transition = decide(of(ref), repeated, null)
      if ('events' in transition) {
        sessions.set(ref.sessionId, transition.session)
        const stored = [...past, ...transition.events]
        for (const event of transition.events) {
          const changed = event.kind === 'messageChanged' ? stored[event.message - 1] : undefined
          if (event.kind === 'messageChanged' && changed?.kind === 'message')
            stored[event.message - 1] = { ...changed, content: event.content, changed: event.change }
        }
        events.set(ref.sessionId, stored)
        effects.push(...transition.effects.map((effect) => ({ session: transition.session, effect })))
      }
      return Promise.resolve(transition)
    },
    find: (ref) => Promise.resolve(of(ref)),
    findWithin: (ref, { userIds }) => {
      const session = of(ref)
      return Promise.resolve(session && (userIds?.includes(session.assignment.userId) ?? true) ? session : null)
    },
    openOf: (tenantId, userId) =>
      Promise.resolve(
        all()
          .filter((one) => one.tenantId === tenantId && one.assignment.userId === userId && one.status !== 'ended')
          .toSorted((a, b) => a.openedAt - b.openedAt),
      ),
    ofCustomer: (tenantId, customerId) =>
      Promise.resolve(all().filter((one) => one.tenantId === tenantId && one.customerId === customerId)),
    list: (tenantId, { status, cursor, limit }, { userIds }) => {
      const found = all()
        .filter((one) => one.tenantId === tenantId && (userIds?.includes(one.assignment.userId) ?? true))
        .filter((one) => status === undefined || one.status === status)
        .reverse()
      const from = Number(cursor ?? 0)
      const next = from + limit
      return Promise.resolve({
        items: found.slice(from, next),
        nextCursor: next < found.length ? String(next) : null,
      })
    },
    eventsAfter: (ref, after, limit) =>
      Promise.resolve((of(ref) ? eventsOf(ref.sessionId) : []).filter(({ seq }) => seq > after).slice(0, limit)),
  }
}
