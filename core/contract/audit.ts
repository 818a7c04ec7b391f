import { z } from 'zod'
import { id, instant } from './ids.ts'
import { listOf, listQuery } from './lists.ts'

const fields = z.record(z.string(), z.unknown())

/** One change: the actor, the time, and the changed fields before and after. Never contains secrets. */
export const auditItem = z
  .object({
    id,
    at: instant,
    actor: z.object({ id, displayName: z.string() }),
    /** The kind of change: `domainTemplate.changed`, `interact.keyRotated` ... */
    action: z.string(),
    target: z.object({
      kind: z.enum(['tenant', 'user', 'interact', 'organizationUnit', 'domainTemplate', 'directSystemMessages']),
      id,
    }),
    /** Null if the target was created. */
    before: fields.nullable(),
    /** Null if the target was deleted. */
    after: fields.nullable(),
  })
  .meta({ id: 'AuditItem' })
export type AuditItem = z.infer<typeof auditItem>
export const auditList = listOf(auditItem)

/** `targetId`: only changes of this target. */
export const auditQuery = listQuery.extend({ targetId: id.optional() })
export type AuditQuery = z.infer<typeof auditQuery>
