import { z } from 'zod'
import type { PatchOf } from '#core/admin/patch'
import { standing, type AdminScope } from '#core/admin/permissions'
import { id } from '#core/contract/ids'
import { refuse, type Decided } from '#core/contract/problems'
import type { Actor, AuditEntry, Holder, Written } from '#core/admin/ports'

type By = { actor: Actor; audit: AuditEntry }

export interface ItemRow {
  id: string
  version: number
  organizationUnitId: string
  usedBy: Holder[]
}

/** A kind of configuration item: what sets domain templates and direct system messages apart. */
export interface ItemKind<Row extends ItemRow, Fields extends { organizationUnitId: string }> {
  kind: 'domainTemplate' | 'directSystemMessages'
  path: string
  /** One item in a sentence. */
  called: string
  schemas: { one: z.ZodType; list: z.ZodType; create: z.ZodType<Fields>; patch: z.ZodType<PatchOf<Fields>> }
  store: {
    find(tenantId: string, id: string): Promise<Row | null>
    list(tenantId: string, units: readonly string[] | null): Promise<Row[]>
    create(tenantId: string, id: string, item: Fields, by: By): Promise<Written>
    patch(tenantId: string, id: string, version: number | null, change: Partial<Fields>, by: By): Promise<Written>
    remove(tenantId: string, id: string, evenIfInUse: boolean, by: By, version?: number): Promise<Written>
  }
  fieldsOf(row: Row): Fields
  view(scope: AdminScope, row: Row): unknown
  /** Whether these fields may be saved; answers them as they are stored. */
  decide<Given extends Partial<Fields>>(given: Given): Decided<Given>
}

export const params = z.object({ id })

/** An item that the caller may read: of their own units or of one above. Every other answers as unknown. */
export async function readItem<Row extends ItemRow>(
  store: { find(tenantId: string, id: string): Promise<Row | null> },
  scope: AdminScope,
  id: string,
): Promise<Decided<Row>> {
  const row = await store.find(scope.actor.tenantId, id)
  return row && standing(scope, row.organizationUnitId) !== 'hidden' ? { value: row } : refuse('notFound')
}
