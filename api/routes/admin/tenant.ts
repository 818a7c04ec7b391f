import { beforeAndAfter, changedFields, isNoChange } from '#core/admin/patch'
import { refuse } from '#core/contract/problems'
import { tenant, tenantPatch, type Tenant } from '#core/contract/tenant'
import { adminRoute, audited, type AdminRouteDependencies, scopeOf } from './dependencies.ts'
import { ifMatch, unwritten, versioned } from './etags.ts'
import { auditView } from '#core/admin/presenters'
import { auditList, auditQuery } from '#core/contract/audit'
import { ok } from '../../server/route.ts'
import { callCheck, checkCalls, type CallCheckItem, type CallProvider } from '#core/contract/calls'
import { bearerOf } from '../../auth/entraTokens.ts'

const path = '/tenant'

export const tenantRoutes = (deps: AdminRouteDependencies) => {
  const answer = async (tenantId: string) => {
    const found = await deps.tenants.find(tenantId)
    if (!found) return refuse('notFound')
    const { version, ...body } = found
    const { verifiedCustomers } = body
    const state = { verifiedCustomers: withoutPast(verifiedCustomers, deps.now()), callProviders: deps.callProviders }
    return versioned({ ...body, ...state }, version)
  }
  return [
    adminRoute(
      { method: 'get', path, who: 'admin', summary: 'Get the settings of the tenant', answers: { 200: tenant } },
      ({ caller }) => answer(caller.tenantId),
    ),
    adminRoute(
      {
        method: 'patch',
        path,
        who: 'tenantAdmin',
        summary: 'Change the settings of the tenant',
        body: tenantPatch,
        ifMatch: 'honoured',
        answers: { 200: tenant },
      },
      async ({ caller, body, request }) => {
        const before = await deps.tenants.find(caller.tenantId)
        if (!before) return refuse('notFound')
        const guard = ifMatch(request, before.version)
        if (guard.refused) return guard
        const change = changedFields(before, body)
        if (isNoChange(change)) return answer(caller.tenantId)
        const target = { kind: 'tenant', id: before.id } as const
        const by = audited(caller, 'tenant.changed', target, beforeAndAfter(before, change))
        const failed = unwritten(await deps.tenants.patch(caller.tenantId, change, by, guard.value))
        if (failed) return failed
        deps.settingsChanged()
        return answer(caller.tenantId)
      },
    ),
  ]
}

/** Omits a grace period that has ended. */
const withoutPast = (state: Tenant['verifiedCustomers'], now: number): Tenant['verifiedCustomers'] => ({
  ...state,
  previousUntil: state.previousUntil !== null && Date.parse(state.previousUntil) > now ? state.previousUntil : null,
})

/** The audit log: all entries for a tenant admin, those of their own units for an OU admin. */
export const auditRoute = (deps: AdminRouteDependencies) =>
  adminRoute(
    {
      method: 'get',
      path: '/audit',
      who: 'admin',
      summary: 'List the audit log, newest entries first',
      query: auditQuery,
      answers: { 200: auditList },
    },
    async ({ caller, query: { cursor, limit, targetId } }) => {
      const { writable } = await scopeOf(deps, caller)
      const asked = {
        limit,
        ...(cursor === undefined ? {} : { cursor }),
        ...(targetId === undefined ? {} : { targetId }),
      }
      const { items, nextCursor } = await deps.audit.list(caller.tenantId, asked, writable)
      return ok({ items: items.map(auditView), nextCursor })
    },
  )

/** Checks every requirement of a call provider and suggests a fix for what is missing. */
export const callCheckRoute = (deps: AdminRouteDependencies) =>
  adminRoute(
    {
      method: 'post',
      path: '/tenant/call-provider/check',
      who: 'tenantAdmin',
      summary: 'Check the requirements of a call provider',
      body: checkCalls,
      answers: { 200: callCheck },
    },
    async ({ caller: { tenantId }, body, request }) => {
      const tenant = await deps.tenants.find(tenantId)
      if (!tenant) return refuse('notFound')
      const provider = body.provider ?? tenant.callProvider
      const items = await deps.calls[provider]?.check({ tenantId, assertion: bearerOf(request) })
      return ok({ items: items ?? [missing(provider)] })
    },
  )

/** The check item for a provider that is not configured for this installation. */
const missing = (provider: CallProvider): CallCheckItem => ({
  step: provider === 'webrtc' ? 'iceServers' : 'guest',
  ok: false,
  problem: 'notConfigured',
  detail: null,
  fix: provider === 'webrtc' ? null : 'ACS_CONNECTION_STRING',
})
