import type { ContactFacts, Contacts } from '#core/ports/contacts'
import type { Sessions } from '#core/ports/sessions'
import { decideReach } from '#core/reach/reach'
import type { Handle } from '#core/session/handle'

const batch = 100

interface Parts {
  sessions: Pick<Sessions, 'running'>
  contacts: Pick<Contacts, 'find'>
  handle: Handle
  now: () => number
}

/** Decides every running session again and ends those whose page, user or tenant may no longer go on. */
export const createDecideAgainTurn =
  ({ sessions, contacts, handle, now }: Parts) =>
  async (): Promise<boolean> => {
    const known = new Map<string, ContactFacts | null>()
    for (let after: string | null = null, full = true; full;) {
      const page = await sessions.running(after, batch)
      for (const { id, tenantId, contactId, page: where, preview, customer } of page) {
        const facts = known.get(contactId) ?? (await contacts.find(contactId))
        known.set(contactId, facts)
        const ask = {
          moment: 'continue',
          now: now(),
          origin: where.origin,
          preview,
          verified: customer.verified,
        } as const
        if (!decideReach(facts?.reach ?? null, ask).allowed)
          await handle({ kind: 'noLongerAllowed', tenantId, sessionId: id })
      }
      after = page.at(-1)?.id ?? null
      full = page.length === batch
    }
    return false
  }
