import { createAuditLog } from './audit.ts'
import { createDirectSystemMessageSets } from './directSystemMessageSets.ts'
import { createDomainTemplates } from './domainTemplates.ts'
import { createInteractPages } from './interactPages.ts'
import { createOrganizationUnits } from './organizationUnits.ts'
import { createPeople } from './people.ts'
import type { InteractDatabase } from './tables.ts'
import { createTenants } from './tenants.ts'
import { createVerifiedCustomers } from './verifiedCustomers.ts'

/** What administrators read and change. */
export const createAdminStore = (database: InteractDatabase) => ({
  people: createPeople(database),
  tenants: createTenants(database),
  organizationUnits: createOrganizationUnits(database),
  interactPages: createInteractPages(database),
  domainTemplates: createDomainTemplates(database),
  directSystemMessageSets: createDirectSystemMessageSets(database),
  audit: createAuditLog(database),
  verifiedCustomers: createVerifiedCustomers(database),
})
