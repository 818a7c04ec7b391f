import type { CallProvider } from '#core/contract/calls'
import type { FactsSource } from '#core/session/ports'
import { findContact, openingFactsOf } from '../contacts/contactFacts.ts'
import type { InteractDatabase } from '../database/tables.ts'

export function createFacts(
  database: InteractDatabase,
  now: () => number,
  carried: readonly CallProvider[],
): FactsSource {
  const opening: FactsSource['opening'] = async (tenantId, contactId) => {
    const row = await findContact(database, contactId)
    return row?.tenant_id === tenantId ? openingFactsOf(row, carried) : null
  }
  return {
    opening,
    about: async (command) =>
      command.kind === 'open' || command.kind === 'callWanted'
        ? { now: now(), opening: await opening(command.tenantId, command.contactId) }
        : { now: now() },
  }
}
