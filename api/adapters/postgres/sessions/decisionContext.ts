import type { CallProvider } from '#core/contract/calls'
import type { DecisionContexts } from '#core/session/ports'
import { findContact, openingContextOf } from '../contacts/contactFacts.ts'
import type { InteractDatabase } from '../database/tables.ts'

export function createDecisionContexts(
  database: InteractDatabase,
  now: () => number,
  configuredProviders: readonly CallProvider[],
): DecisionContexts {
  const opening: DecisionContexts['opening'] = async (tenantId, contactId) => {
    const row = await findContact(database, contactId)
    return row?.tenant_id === tenantId ? openingContextOf(row, configuredProviders) : null
  }
  return {
    opening,
    about: async (command) =>
      command.kind === 'open' || command.kind === 'requestCall'
        ? { now: now(), opening: await opening(command.tenantId, command.contactId) }
        : { now: now() },
  }
}
