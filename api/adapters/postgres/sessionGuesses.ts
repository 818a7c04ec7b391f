import type { SessionRef } from '#core/session/ports'
import type { Session } from '#core/session/session'

const most = 5_000
const keyOf = ({ tenantId, sessionId }: SessionRef): string => `${tenantId} ${sessionId}`

/**
 * Running sessions as this process stored them last, so that a step need not read what is most likely known. Only
 * guesses: who stores a step on one checks it by the number of the last event. In a call the legs tell what leaves no
 * event, so nothing is guessed while one goes on.
 */
export function createSessionGuesses() {
  const known = new Map<string, Session>()
  return {
    /** Gives a guess to one step alone; who comes meanwhile reads. */
    take(ref: SessionRef): Session | undefined {
      const guess = known.get(keyOf(ref))
      known.delete(keyOf(ref))
      return guess
    },
    put(session: Session): void {
      const key = keyOf({ tenantId: session.tenantId, sessionId: session.id })
      const inCall = session.status === 'active' && session.call?.status === 'started'
      if (inCall || session.status === 'ended' || (known.get(key)?.lastSeq ?? 0) > session.lastSeq) return
      known.set(key, session)
      const [oldest] = known.size > most ? known.keys() : []
      if (oldest !== undefined) known.delete(oldest)
    },
  }
}
