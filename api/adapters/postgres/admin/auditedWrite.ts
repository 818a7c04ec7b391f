import { sql } from 'kysely'
import type { Actor, AuditEntry, Written } from '#core/admin/ports'
import type { InteractDatabase, Tx } from '../database/tables.ts'
import { sqlStateOf } from '../database/storeUnavailable.ts'

type Refused = Extract<Written, { written: false }>
/** What a write did: the row's new version, and in which unit the thing sits; null for the tenant itself. */
export type Change = { version: number; unitId: string | null }

export const refused = (why: Refused['why']): Refused => ({ written: false, why })

/** Lets a write through only while the row has the version that was read; without one it lets every write through. */
export const unchangedSince = (version: number | undefined) =>
  version === undefined ? sql<boolean>`true` : sql<boolean>`version = ${version}`

/** Why such a write found no row: a row that was read a moment ago and is gone has changed, too. */
export const notFoundSince = (version: number | undefined): Refused =>
  refused(version === undefined ? 'missing' : 'stale')

const isRefused = (outcome: Change | Refused): outcome is Refused => 'written' in outcome

/**
 * Runs one write of an administrator and stores its audit entry in the same transaction. `unbound` is the answer where
 * the write points to something that is not there, or takes away what others point to.
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

/** Whether a statement failed because its row, or its name, is there already. */
export const isTaken = (error: unknown): boolean => sqlStateOf(error) === '23505'

/** Whether a statement failed because what it points to is not there, or because something still points to it. */
const isUnbound = (error: unknown): boolean => sqlStateOf(error) === '23503'
