import type { Actor } from '#core/admin/ports'
import type { Route } from '../../server/route.ts'
import { auditRoute, callCheckRoute, tenantRoutes } from './tenant.ts'
import { contactRoutes } from './contact.ts'
import { directSystemMessageRoutes } from './directSystemMessages.ts'
import { domainTemplateRoutes } from './domainTemplates.ts'
import { interactRoutes } from './interactSettings.ts'
import { meRoutes } from './me.ts'
import { organizationUnitRoutes } from './organizationUnits.ts'
import type { AdminParts } from './dependencies.ts'
import { verifiedCustomerRoutes } from './verifiedCustomers.ts'
import { userRoutes } from './users.ts'

/** Every administrators' route of `/api/v1`, and those of one's own person. */
export const adminRoutes = (parts: AdminParts): Route<Actor>[] => [
  ...meRoutes(parts),
  ...tenantRoutes(parts),
  callCheckRoute(parts),
  ...verifiedCustomerRoutes(parts),
  ...organizationUnitRoutes(parts),
  ...userRoutes(parts),
  ...interactRoutes(parts),
  ...contactRoutes(parts),
  ...domainTemplateRoutes(parts),
  ...directSystemMessageRoutes(parts),
  auditRoute(parts),
]
