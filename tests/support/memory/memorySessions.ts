import type { SessionEvent } from '#core/contract/sessions'
import type { Sessions } from '#core/session/ports'
import type { Effect } from '#core/session/command'
import type { Session } from '#core/session/session'

type MemorySessions = Pick<Sessions, 'change' | 'find' | 'openOf' | 'eventsAfter'>

/** In-memory sessions: a transition is stored completely or not at all. `effects` collects the items of the outbox. */
export function memorySessions(): MemorySessions & {
  effects: { session: Session; effect: Effect }[]
  ownerOf: (tenantId: string, sessionId: string) => string | undefined
} {
  const sessions = new Map<string, Session>()
  const events = new Map<string, SessionEvent[]>()
  const effects: { session: Session; effect: Effect }[] = []
  const of = ({ tenantId, sessionId }: { tenantId: string; sessionId: string }) => {
    const session = sessions.get(sessionId)
    return session?.tenantId === tenantId ? session : null
  }
  return {
    effects,
    ownerOf: (tenantId, sessionId) => of({ tenantId, sessionId })?.assignment.userId,
    change: (ref, key, decide) => {
      const past = events.get(ref.sessionId) ?? []
      const repeated = past.find((event) => key !== null && 'key' in event && event.key === key) ?? null
      const transition = decide(of(ref), repeated, null)
      if ('events' in transition) {
        sessions.set(ref.sessionId, transition.session)
        events.set(ref.sessionId, [...past, ...transition.events])
        effects.push(...transition.effects.map((effect) => ({ session: transition.session, effect })))
      }
      return Promise.resolve(transition)
    },
    find: (ref) => Promise.resolve(of(ref)),
    openOf: (tenantId, userId) =>
      Promise.resolve(
        [...sessions.values()]
          .filter((one) => one.tenantId === tenantId && one.assignment.userId === userId && one.status !== 'ended')
          .toSorted((a, b) => a.openedAt - b.openedAt),
      ),
    eventsAfter: (ref, after, limit) =>
      Promise.resolve(
        (of(ref) ? (events.get(ref.sessionId) ?? []) : []).filter(({ seq }) => seq > after).slice(0, limit),
      ),
  }
}
