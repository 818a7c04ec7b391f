import type { Refusal } from '#core/contract/problems'
import type { Session } from '#core/session/session'
import type { Transition } from '#core/session/command'
import { ok, type Answer } from '../../server/route.ts'

/**
 * Maps a transition to a response: 201 with the stored event, 200 with the event of an earlier attempt, or the session.
 */
export const transitionResponse = {
  message(transition: Transition): Answer | { refused: Refusal } {
    if (transition.refused) return { refused: transition.refused }
    return 'events' in transition ? { status: 201, body: transition.events.at(-1) } : ok(transition.repeated)
  },
  session(transition: Transition, view: (session: Session) => unknown): Answer | { refused: Refusal } {
    return transition.refused ? { refused: transition.refused } : ok(view(transition.session))
  },
}
