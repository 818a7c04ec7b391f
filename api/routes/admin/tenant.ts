import { beforeAndAfter, changedFields, isNoChange } from '#core/admin/patch'
import { refuse } from '#core/contract/problems'
import { tenant, tenantPatch, type Tenant } from '#core/contract/tenant'
import { adminRoute, audited, type AdminParts } from './parts.ts'
import { ifMatch, unwritten, versioned } from './versions.ts'

const path = '/tenant'

/** The tenant's own settings. */
export const tenantRoutes = (parts: AdminParts) => {
  const answer = async (tenantId: string) => {
    const found = await parts.tenants.find(tenantId)
    if (!found) return refuse('notFound')
    const { version, ...body } = found
    const { verifiedCustomers } = body
    const state = { verifiedCustomers: withoutPast(verifiedCustomers, parts.now()), callProviders: parts.callProviders }
    return versioned({ ...body, ...state }, version)
  }
  return [
    adminRoute(
      { method: 'get', path, who: 'admin', summary: 'Settings of the tenant', answers: { 200: tenant } },
      ({ caller }) => answer(caller.tenantId),
    ),
    adminRoute(
      {
        method: 'patch',
        path,
        who: 'tenantAdmin',
        summary: 'Change settings of the tenant',
        body: tenantPatch,
        ifMatch: 'honoured',
        answers: { 200: tenant },
      },
      async ({ caller, body, request }) => {
        const was = await parts.tenants.find(caller.tenantId)
        if (!was) return refuse('notFound')
        const guard = ifMatch(request, was.version)
        if (guard.refused) return guard
        const change = changedFields(was, body)
        if (isNoChange(change)) return answer(caller.tenantId)
        const target = { kind: 'tenant', id: was.id } as const
        const by = audited(caller, 'tenant.changed', target, beforeAndAfter(was, change))
        const failed = unwritten(await parts.tenants.patch(caller.tenantId, change, by, guard.value))
        if (failed) return failed
        parts.settingsChanged()
        return answer(caller.tenantId)
      },
    ),
  ]
}

/** A grace that is over is nothing to wait for. */
const withoutPast = (state: Tenant['verifiedCustomers'], now: number): Tenant['verifiedCustomers'] => ({
  ...state,
  previousUntil: state.previousUntil !== null && Date.parse(state.previousUntil) > now ? state.previousUntil : null,
})
