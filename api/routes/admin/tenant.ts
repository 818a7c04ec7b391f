import { beforeAndAfter, changedFields, isNoChange } from '#core/admin/patch'
import { refuse } from '#core/contract/problems'
import { tenant, tenantPatch, type Tenant } from '#core/contract/tenant'
import { adminRoute, audited, type AdminParts, scopeOf } from './dependencies.ts'
import { ifMatch, unwritten, versioned } from './etags.ts'
import { auditView } from '#core/admin/presenters'
import { auditList, auditQuery } from '#core/contract/audit'
import { ok } from '../../server/route.ts'
import { callCheck, checkCalls, type CallCheckItem, type CallProvider } from '#core/contract/calls'
import { bearerOf } from '../../auth/entraTokens.ts'

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

/** What was changed: everything for a tenant admin, what happened in their own units for an OU admin. */
export const auditRoute = (parts: AdminParts) =>
  adminRoute(
    {
      method: 'get',
      path: '/audit',
      who: 'admin',
      summary: 'Changes, newest first',
      query: auditQuery,
      answers: { 200: auditList },
    },
    async ({ caller, query: { cursor, limit, targetId } }) => {
      const { writable } = await scopeOf(parts, caller)
      const asked = {
        limit,
        ...(cursor === undefined ? {} : { cursor }),
        ...(targetId === undefined ? {} : { targetId }),
      }
      const { items, nextCursor } = await parts.audit.list(caller.tenantId, asked, writable)
      return ok({ items: items.map(auditView), nextCursor })
    },
  )

/** Whether calls of this tenant can be carried, step by step, and what mends what is missing. */
export const callCheckRoute = (parts: AdminParts) =>
  adminRoute(
    {
      method: 'post',
      path: '/tenant/call-provider/check',
      who: 'tenantAdmin',
      summary: 'Try everything that a provider of calls needs',
      body: checkCalls,
      answers: { 200: callCheck },
    },
    async ({ caller: { tenantId }, body, request }) => {
      const tenant = await parts.tenants.find(tenantId)
      if (!tenant) return refuse('notFound')
      const provider = body.provider ?? tenant.callProvider
      const items = await parts.calls[provider]?.check({ tenantId, assertion: bearerOf(request) })
      return ok({ items: items ?? [missing(provider)] })
    },
  )

/** The installation was never told how to reach this provider. */
const missing = (provider: CallProvider): CallCheckItem => ({
  step: provider === 'webrtc' ? 'iceServers' : 'guest',
  ok: false,
  problem: 'notConfigured',
  detail: null,
  mend: provider === 'webrtc' ? null : 'ACS_CONNECTION_STRING',
})
