import type { Actor } from '#core/admin/ports'
import type { Route } from '../../server/route.ts'
import { auditRoute, callCheckRoute, tenantRoutes } from './tenant.ts'
import { contactRoutes } from './contact.ts'
import { directSystemMessageRoutes } from './directSystemMessages.ts'
import { domainTemplateRoutes } from './domainTemplates.ts'
import { interactRoutes } from './interactSettings.ts'
import { meRoutes } from './me.ts'
import { organizationUnitRoutes } from './organizationUnits.ts'
import type { AdminRouteDependencies } from './dependencies.ts'
import { verifiedCustomerRoutes } from './verifiedCustomers.ts'
import { userRoutes } from './users.ts'

/** Every administration route of `/api/v1`, and the `/me` routes. */
export const adminRoutes = (deps: AdminRouteDependencies): Route<Actor>[] => [
  ...meRoutes(deps),
  ...tenantRoutes(deps),
  callCheckRoute(deps),
  ...verifiedCustomerRoutes(deps),
  ...organizationUnitRoutes(deps),
  ...userRoutes(deps),
  ...interactRoutes(deps),
  ...contactRoutes(deps),
  ...domainTemplateRoutes(deps),
  ...directSystemMessageRoutes(deps),
  auditRoute(deps),
]
