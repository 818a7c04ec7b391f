import { z } from 'zod'
import { beforeAndAfter, isNoChange } from '#core/admin/patch'
import { mayChangeInteract, interactPageOf, mayReadInteract } from '#core/admin/interactSettingsView'
import { decideInteractChange, settingsOf, type InteractChangeFacts } from '#core/admin/interactSettingsChange'
import type { AdminScope } from '#core/admin/permissions'
import { id } from '#core/contract/ids'
import { interactPage, interactPatch, type InteractPatch } from '#core/contract/interactSettings'
import type { InteractRow } from '#core/admin/ports'
import { adminRoute, audited, scopeOf, type AdminParts } from './dependencies.ts'
import { requiredIfMatch, unwritten, versioned } from './etags.ts'
import { selfAndAncestors } from '#core/admin/organizationTree'
import { refuse, type Decided } from '#core/contract/problems'

const path = '/users/{userId}/interact'
const params = z.object({ userId: id })

/** A user's Interact page: read by the user and their admins, changed by the admins. */
export const interactRoutes = (parts: AdminParts) => [
  adminRoute(
    { method: 'get', path, who: 'agent', summary: 'A user’s Interact page', params, answers: { 200: interactPage } },
    async ({ caller, params: { userId } }) => answerInteract(parts, await scopeOf(parts, caller), userId),
  ),
  adminRoute(
    {
      method: 'patch',
      path,
      who: 'agent',
      summary: 'Change a user’s Interact page; needs If-Match',
      params,
      body: interactPatch,
      ifMatch: 'required',
      answers: { 200: interactPage },
    },
    async ({ caller, params: { userId }, body, request }) => {
      const scope = await scopeOf(parts, caller)
      const was = await readInteract(parts, scope, userId)
      if (was.refused) return was
      const guard = mayChangeInteract(scope, was.value) ?? requiredIfMatch(request, was.value.version)
      if (guard.refused) return guard
      const change = decideInteractChange(was.value, body, await factsFor(parts, scope, was.value, body))
      if (change.refused) return change
      if (isNoChange(change.value)) return answerInteract(parts, scope, userId)
      const target = { kind: 'interact', id: userId } as const
      const by = audited(caller, 'interact.changed', target, beforeAndAfter(settingsOf(was.value), change.value))
      const { version } = was.value
      const failed = unwritten(await parts.interactPages.patch(caller.tenantId, userId, version, change.value, by))
      if (failed) return failed
      parts.settingsChanged()
      return answerInteract(parts, scope, userId)
    },
  ),
]

async function factsFor(
  parts: AdminParts,
  scope: AdminScope,
  was: InteractRow,
  { domainTemplateId, directSystemMessagesId }: InteractPatch,
): Promise<InteractChangeFacts> {
  const [templates, messages] = await Promise.all([
    templatesFor(parts, scope, was),
    directSystemMessagesId ? parts.directSystemMessageSets.find(scope.actor.tenantId, directSystemMessagesId) : null,
  ])
  return {
    tree: scope.tree,
    templateVisible: templates.length > 0,
    domainTemplateUnitId: templates.find(({ id }) => id === domainTemplateId)?.organizationUnitId ?? null,
    directSystemMessagesUnitId: messages?.organizationUnitId ?? null,
  }
}

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
const templatesFor = (parts: AdminParts, { actor, tree }: AdminScope, row: InteractRow) =>
  parts.domainTemplates.list(actor.tenantId, selfAndAncestors(tree, row.organizationUnitId))

async function answerInteract(parts: AdminParts, scope: AdminScope, userId: string) {
  const row = await readInteract(parts, scope, userId)
  if (row.refused) return row
  const templateVisible = (await templatesFor(parts, scope, row.value)).length > 0
  const page = interactPageOf(row.value, { ...parts, templateVisible, now: parts.now() })
  return versioned(page, row.value.version)
}
