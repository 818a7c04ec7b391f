import { availability, availabilityPatch, me } from '#core/contract/users'
import { refuse } from '#core/contract/problems'
import { holdsBothLicences } from '#core/reach/reachability'
import { userView } from '#core/admin/presenters'
import { ok } from '../../server/route.ts'
import { adminRoute, scopeOf, type AdminRouteDependencies } from './dependencies.ts'

const path = '/me/availability'

export const meRoutes = (deps: AdminRouteDependencies) => [
  adminRoute(
    { method: 'get', path: '/me', who: 'agent', summary: 'Get the current user', answers: { 200: me } },
    async ({ caller }) => {
      const { tenantId, userId, role } = caller
      const [known, tenant, scope] = await Promise.all([
        deps.people.find(tenantId, userId),
        deps.tenants.find(tenantId),
        scopeOf(deps, caller),
      ])
      if (!known || !tenant) return refuse('notFound')
      const { version: _version, ...user } = known
      const licenceAdmin = holdsBothLicences(user.licences) ? null : await deps.people.licenceAdminOf(tenantId, userId)
      return ok({
        user: userView(scope, user),
        tenant: { id: tenant.id, name: tenant.name, interactEnabled: tenant.interactEnabled },
        roles: role === 'agent' ? [role] : [role, 'agent'],
        organizationUnitIds: role === 'tenantAdmin' ? [scope.tree.rootId] : caller.administers,
        licences: user.licences,
        available: user.available,
        licenceAdmin,
      })
    },
  ),
  adminRoute(
    {
      method: 'get',
      path,
      who: 'agent',
      summary: 'Get the availability of the current user',
      answers: { 200: availability },
    },
    async ({ caller }) => {
      const user = await deps.people.find(caller.tenantId, caller.userId)
      return user ? ok({ available: user.available }) : refuse('notFound')
    },
  ),
  adminRoute(
    {
      method: 'patch',
      path,
      who: 'agent',
      summary: 'Change the availability of the current user',
      body: availabilityPatch,
      answers: { 200: availability },
    },
    async ({ caller: { tenantId, userId }, body: { available } }) => {
      await deps.people.setAvailable(tenantId, userId, available)
      return ok({ available })
    },
  ),
]
