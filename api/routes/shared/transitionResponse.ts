import type { Refusal } from '#core/contract/problems'
import type { Session } from '#core/session/session'
import type { Step } from '#core/session/command'
import { ok, type Answer } from '../../server/route.ts'

/** How a step is answered: 201 with the event it stored, 200 with the event of an earlier try, or the session. */
export const answerStep = {
  line(step: Step): Answer | { refused: Refusal } {
    if (step.refused) return { refused: step.refused }
    return 'events' in step ? { status: 201, body: step.events.at(-1) } : ok(step.repeated)
  },
  session(step: Step, view: (session: Session) => unknown): Answer | { refused: Refusal } {
    return step.refused ? { refused: step.refused } : ok(view(step.session))
  },
}
