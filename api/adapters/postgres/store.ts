import type { CallProvider } from '#core/contract/calls'
import { createContacts } from './contacts/contacts.ts'
import { createCustomers } from './sessions/customers.ts'
import { createAgentConversations } from './sessions/agentConversations.ts'
import { createDirectorySyncStore } from './users/directorySync.ts'
import { createDecisionContexts } from './sessions/decisionContext.ts'
import { createRetentionStore } from './admin/retention.ts'
import { createInbox } from './sessions/inbox.ts'
import { createOutbox } from './sessions/outbox.ts'
import { createPreviews } from './sessions/previews.ts'
import { createProvisioning } from './users/provisioning.ts'
import { createSessions } from './sessions/sessionStore.ts'
import type { InteractDatabase } from './database/tables.ts'
import { createAuditLog } from './admin/audit.ts'
import { createDirectSystemMessageSets } from './admin/directSystemMessageSets.ts'
import { createDomainTemplates } from './admin/domainTemplates.ts'
import { createInteractSettings } from './contacts/interactSettings.ts'
import { createOrganizationUnits } from './admin/organizationUnits.ts'
import { createUsers } from './users/users.ts'
import { createTenants } from './admin/tenants.ts'
import { createVerifiedCustomers } from './contacts/verifiedCustomers.ts'

/**
 * Creates every port that the database implements. `now` is the clock for decisions, in milliseconds since the epoch;
 * `configuredProviders` lists the call providers that are configured for this installation.
 */
export const createStore = (
  database: InteractDatabase,
  now: () => number = Date.now,
  configuredProviders: readonly CallProvider[] = ['webrtc'],
) => ({
  sessions: createSessions(database),
  decisionContexts: createDecisionContexts(database, now, configuredProviders),
  outbox: createOutbox(database),
  contacts: createContacts(database, configuredProviders),
  customers: createCustomers(database),
  previews: createPreviews(database),
  agentConversations: createAgentConversations(database),
  inbox: createInbox(database),
  ...createAdminStore(database),
  provisioning: createProvisioning(database),
  directorySyncStore: createDirectorySyncStore(database),
  retentionStore: createRetentionStore(database),
})

export type Store = ReturnType<typeof createStore>

/** The ports for administration. */
const createAdminStore = (database: InteractDatabase) => ({
  people: createUsers(database),
  tenants: createTenants(database),
  organizationUnits: createOrganizationUnits(database),
  interactSettings: createInteractSettings(database),
  domainTemplates: createDomainTemplates(database),
  directSystemMessageSets: createDirectSystemMessageSets(database),
  audit: createAuditLog(database),
  verifiedCustomers: createVerifiedCustomers(database),
})
