import { sql } from 'kysely'
import type { Actor, AuditEntry, Written } from '#core/admin/ports'
import type { InteractDatabase, Tx } from '../database/tables.ts'
import { sqlStateOf } from '../database/storeUnavailable.ts'

type Refused = Extract<Written, { written: false }>
/** Result of a write: the row's new version and the organization unit of the resource; null for the tenant itself. */
export type Change = { version: number; unitId: string | null }

export const refused = (why: Refused['why']): Refused => ({ written: false, why })

/** SQL condition for optimistic locking: the row still has this version. Always true without a version. */
export const unchangedSince = (version: number | undefined) =>
  version === undefined ? sql<boolean>`true` : sql<boolean>`version = ${version}`

/** Why such a write matched no row. With a version, the row was changed or deleted after it was read. */
export const notFoundSince = (version: number | undefined): Refused =>
  refused(version === undefined ? 'missing' : 'stale')

const isRefused = (outcome: Change | Refused): outcome is Refused => 'written' in outcome

/**
 * Runs one write of an administrator and stores its audit entry in the same transaction. `unbound` is the refusal for a
 * foreign key violation: the write references a missing row, or deletes a row that is still referenced.
 */
export async function writeAudited(
  database: InteractDatabase,
  tenantId: string,
  by: { actor: Actor; audit: AuditEntry },
  work: (transaction: Tx) => Promise<Change | Refused>,
  unbound: Refused['why'] = 'missing',
): Promise<Written> {
  try {
    return await database.inTenant(tenantId, async (transaction) => {
      const outcome = await work(transaction)
      if (isRefused(outcome)) return outcome
      await insertEntry(transaction, tenantId, by, outcome.unitId)
      return { written: true, version: outcome.version }
    })
  } catch (error) {
    if (isTaken(error)) return refused('nameTaken')
    if (isUnbound(error)) return refused(unbound)
    throw error
  }
}

const json = (value: Record<string, unknown> | null): string | null => (value === null ? null : JSON.stringify(value))

const insertEntry = (
  transaction: Tx,
  tenantId: string,
  { actor, audit }: { actor: Actor; audit: AuditEntry },
  unitId: string | null,
) =>
  transaction
    .insertInto('audit')
    .values({
      tenant_id: tenantId,
      actor_id: actor.userId,
      actor_name: actor.displayName,
      action: audit.action,
      target_kind: audit.target.kind,
      target_id: audit.target.id,
      organization_unit_id: unitId,
      before: json(audit.before),
      after: json(audit.after),
    })
    .execute()

/** Whether a statement failed because of a unique constraint. */
export const isTaken = (error: unknown): boolean => sqlStateOf(error) === '23505'

/** Whether a statement failed because of a foreign key. */
const isUnbound = (error: unknown): boolean => sqlStateOf(error) === '23503'
