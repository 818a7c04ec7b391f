import { z } from 'zod'
import { beforeAndAfter, isNoChange } from '#core/admin/patch'
import { mayChangeInteract } from '#core/admin/interactSettingsView'
import { decideInteractChange, settingsOf, type InteractChangeFacts } from '#core/admin/interactSettingsChange'
import type { AdminScope } from '#core/admin/permissions'
import { id } from '#core/contract/ids'
import { interactPage, interactPatch, type InteractPatch } from '#core/contract/interactSettings'
import type { InteractRow } from '#core/admin/ports'
import { answerInteract, readInteract, templatesFor } from './interactReading.ts'
import { adminRoute, audited, scopeOf, type AdminParts } from './parts.ts'
import { requiredIfMatch, unwritten } from './versions.ts'

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
