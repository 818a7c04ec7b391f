import { interactPageOf, mayReadInteract } from '#core/admin/interactSettingsView'
import type { AdminScope } from '#core/admin/permissions'
import { selfAndAncestors } from '#core/admin/organizationTree'
import { refuse, type Decided } from '#core/contract/problems'
import type { InteractRow } from '#core/admin/ports'
import type { AdminParts } from './parts.ts'
import { versioned } from './versions.ts'

/** A user's Interact page that the caller may read; every other answers as unknown. */
export async function readInteract(
  parts: AdminParts,
  scope: AdminScope,
  userId: string,
): Promise<Decided<InteractRow>> {
  const row = await parts.interactPages.find(scope.actor.tenantId, userId)
  if (!row) return refuse('notFound')
  return mayReadInteract(scope, row) ?? { value: row }
}

/** Domain templates that the user may hold: those of the user's own unit and of every unit above it. */
export const templatesFor = (parts: AdminParts, { actor, tree }: AdminScope, row: InteractRow) =>
  parts.domainTemplates.list(actor.tenantId, selfAndAncestors(tree, row.organizationUnitId))

export async function answerInteract(parts: AdminParts, scope: AdminScope, userId: string) {
  const row = await readInteract(parts, scope, userId)
  if (row.refused) return row
  const templateVisible = (await templatesFor(parts, scope, row.value)).length > 0
  const page = interactPageOf(row.value, { ...parts, templateVisible, now: parts.now() })
  return versioned(page, row.value.version)
}
