import { auditView } from '#core/admin/presenters'
import { auditList, auditQuery } from '#core/contract/audit'
import { ok } from '../../http/route.ts'
import { adminRoute, scopeOf, type AdminParts } from './parts.ts'

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
