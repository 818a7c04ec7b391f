import { z } from 'zod'
import { id, instant } from './ids.ts'
import { listOf, listQuery } from './lists.ts'

const fields = z.record(z.string(), z.unknown())

/** One change: who made it, when, and the touched fields before and after. Secrets are never among them. */
export const auditItem = z
  .object({
    id,
    at: instant,
    actor: z.object({ id, displayName: z.string() }),
    /** What was done to the target: `domainTemplate.changed`, `interact.keyRotated` ... */
    action: z.string(),
    target: z.object({
      kind: z.enum(['tenant', 'user', 'interact', 'organizationUnit', 'domainTemplate', 'directSystemMessages']),
      id,
    }),
    /** Null where the target was made. */
    before: fields.nullable(),
    /** Null where the target was deleted. */
    after: fields.nullable(),
  })
  .meta({ id: 'AuditItem' })
export type AuditItem = z.infer<typeof auditItem>
export const auditList = listOf(auditItem)

/** `targetId`: only what happened to this one thing. */
export const auditQuery = listQuery.extend({ targetId: id.optional() })
export type AuditQuery = z.infer<typeof auditQuery>
