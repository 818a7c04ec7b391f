import type { CallProvider } from '#core/contract/calls'
import { createAdminStore } from './adminStore.ts'
import { createContacts } from './contacts.ts'
import { createCustomers } from './customers.ts'
import { createDesks } from './desks.ts'
import { createDirectoryReads } from './directoryReads.ts'
import { createFacts } from './facts.ts'
import { createHousekeeping } from './housekeeping.ts'
import { createInbox } from './inbox.ts'
import { createOutbox } from './outbox.ts'
import { createPreviews } from './previews.ts'
import { createProvisioning } from './provisioning.ts'
import { createSessions } from './sessions.ts'
import type { InteractDatabase } from './tables.ts'

/**
 * Every port that the store fulfils, on one database. `now` is the clock of the decisions, in milliseconds; `carried`
 * are the providers whose calls this installation can carry.
 */
export const createStore = (
  database: InteractDatabase,
  now: () => number = Date.now,
  carried: readonly CallProvider[] = ['webrtc'],
) => ({
  sessions: createSessions(database),
  facts: createFacts(database, now, carried),
  outbox: createOutbox(database),
  contacts: createContacts(database, carried),
  customers: createCustomers(database),
  previews: createPreviews(database),
  desks: createDesks(database),
  inbox: createInbox(database),
  ...createAdminStore(database),
  provisioning: createProvisioning(database),
  directoryReads: createDirectoryReads(database),
  housekeeping: createHousekeeping(database),
})

export type Store = ReturnType<typeof createStore>
