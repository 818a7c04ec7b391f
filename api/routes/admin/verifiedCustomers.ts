import { instantOf } from '#core/admin/presenters'
import { refuse } from '#core/contract/problems'
import { madeVerifiedCustomerSecret, makeVerifiedCustomerSecret } from '#core/contract/tenant'
import { newSecret } from '../../auth/customerTokens.ts'
import { placeOf } from '../../auth/customerIdentity.ts'
import { graceUntil } from './contact.ts'
import { adminRoute, audited, type AdminRouteDependencies } from './dependencies.ts'
import { unwritten } from './etags.ts'

const path = '/tenant/verified-customer-secret'

/**
 * Routes for the secret with which the tenant's servers sign customer identities: create and remove, but never read.
 */
export const verifiedCustomerRoutes = (deps: AdminRouteDependencies) => [
  adminRoute(
    {
      method: 'post',
      path,
      who: 'tenantAdmin',
      summary: 'Create the signing secret for verified customers. Only this response contains it.',
      body: makeVerifiedCustomerSecret,
      answers: { 201: madeVerifiedCustomerSecret },
    },
    async ({ caller, body: { graceHours } }) => {
      const { tenantId } = caller
      const before = await deps.tenants.find(tenantId)
      if (!before) return refuse('notFound')
      const secret = newSecret()
      const id = deps.newId()
      const at = deps.now()
      const since = instantOf(at)
      const until = before.verifiedCustomers.since === null ? null : graceUntil(graceHours, at)
      const by = audited(caller, 'tenant.verifiedCustomerSecretMade', { kind: 'tenant', id: tenantId } as const, {
        before: { since: before.verifiedCustomers.since },
        after: { since, graceHours },
      })
      const encrypted = deps.encryption.encrypt(secret, placeOf(tenantId, id))
      const failed = unwritten(await deps.verifiedCustomers.put(tenantId, { id, encrypted, at }, until, by))
      return failed ?? { status: 201, body: { secret, since, previousUntil: until && instantOf(until) } }
    },
  ),
  adminRoute(
    {
      method: 'delete',
      path,
      who: 'tenantAdmin',
      summary: 'Remove the signing secret for verified customers. Refused while users require it.',
      answers: { 204: null },
    },
    async ({ caller }) => {
      const { tenantId } = caller
      const before = await deps.tenants.find(tenantId)
      if (!before) return refuse('notFound')
      const { since, requiredBy } = before.verifiedCustomers
      const by = audited(caller, 'tenant.verifiedCustomerSecretRemoved', { kind: 'tenant', id: tenantId } as const, {
        before: { since },
        after: { since: null },
      })
      const removed = await deps.verifiedCustomers.remove(tenantId, by)
      if (removed.written || removed.why === 'missing') return { status: 204 }
      return refuse(
        'inUse',
        requiredBy === 1 ? 'One user requires verified customers.' : `${requiredBy} users require verified customers.`,
      )
    },
  ),
]
