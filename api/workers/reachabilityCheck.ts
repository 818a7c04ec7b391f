import type { ContactFacts, Contacts } from '#core/admin/contactPorts'
import type { Sessions } from '#core/session/ports'
import { decideReach } from '#core/reach/reachability'
import type { Dispatch } from '#core/session/commandHandler'
import type { Session } from '#core/session/session'
import { forEachIsolated } from './forEachIsolated.ts'
import type { Report } from './report.ts'
import type { RunOnce } from './worker.ts'

const maxBatch = 100

interface ReachabilityCheckDependencies {
  sessions: Pick<Sessions, 'allOpen'>
  contacts: Pick<Contacts, 'find'>
  dispatch: Dispatch
  now: () => number
  report: Report
}

/**
 * Decides again whether each running session may continue, and ends those that may not. The sessions are read in pages by
 * id, so that a session that fails does not keep others out of a batch; the next iteration decides it again.
 */
export const createReachabilityCheck =
  ({ sessions, contacts, dispatch, now, report }: ReachabilityCheckDependencies): RunOnce =>
  async () => {
    const known = new Map<string, ContactFacts | null>()
    const decide = async ({ id, tenantId, contactId, page: where, preview, customer }: Session) => {
      const facts = known.get(contactId) ?? (await contacts.find(contactId))
      known.set(contactId, facts)
      const { verified } = customer
      const ask = { moment: 'continue', now: now(), origin: where.origin, preview, verified } as const
      if (!decideReach(facts?.reach ?? null, ask).allowed)
        await dispatch({ kind: 'noLongerAllowed', tenantId, sessionId: id })
    }
    for (let after: string | null = null, full = true; full;) {
      const page = await sessions.allOpen(after, maxBatch)
      await forEachIsolated(page, decide, (error, { id, tenantId }) => report(error, { tenantId, sessionId: id }))
      after = page.at(-1)?.id ?? null
      full = page.length === maxBatch
    }
    return false
  }
