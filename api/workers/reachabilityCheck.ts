import type { ContactFacts, Contacts } from '#core/admin/contactPorts'
import type { Sessions } from '#core/session/ports'
import { decideReach } from '#core/reach/reachability'
import type { Dispatch } from '#core/session/commandHandler'
import type { Session } from '#core/session/session'
import { eachAlone } from './isolatedItems.ts'
import type { Report } from './report.ts'

const batch = 100

interface ReachabilityCheckDependencies {
  sessions: Pick<Sessions, 'allOpen'>
  contacts: Pick<Contacts, 'find'>
  dispatch: Dispatch
  now: () => number
  report: Report
}

/**
 * Decides every running session again and ends those whose page, user or tenant may no longer go on. They are walked by id,
 * so that one that fails keeps no other waiting and has its next turn with all.
 */
export const createReachabilityCheck =
  ({ sessions, contacts, dispatch, now, report }: ReachabilityCheckDependencies) =>
  async (): Promise<boolean> => {
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
      const page = await sessions.allOpen(after, batch)
      await eachAlone(page, decide, (error, { id, tenantId }) => report(error, { tenantId, sessionId: id }))
      after = page.at(-1)?.id ?? null
      full = page.length === batch
    }
    return false
  }
