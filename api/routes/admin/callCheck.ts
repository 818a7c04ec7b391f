import { callCheck, checkCalls, type CallCheckItem, type CallProvider } from '#core/contract/calls'
import { refuse } from '#core/contract/problems'
import { bearerOf } from '../../auth/bearer.ts'
import { ok } from '../../http/route.ts'
import { adminRoute, type AdminParts } from './parts.ts'

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
