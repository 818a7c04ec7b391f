import { z } from 'zod'
import { beforeAndAfter, isNoChange } from '#core/admin/patch'
import { interactSettingsViewOf } from '#core/admin/interactSettingsView'
import { mayChangeInteract, mayReadInteract } from '#core/admin/permissionChecks'
import { decideInteractChange, settingsOf, type InteractChangeFacts } from '#core/admin/interactSettingsChange'
import type { AdminScope } from '#core/admin/permissions'
import { id } from '#core/contract/ids'
import { interactSettingsView, interactPatch, type InteractPatch } from '#core/contract/interactSettings'
import type { InteractRow } from '#core/admin/ports'
import { adminRoute, audited, scopeOf, type AdminRouteDependencies } from './dependencies.ts'
import { requiredIfMatch, unwritten, versioned } from './etags.ts'
import { selfAndAncestors } from '#core/admin/organizationTree'
import { refuse, type Decided } from '#core/contract/problems'

const path = '/users/{userId}/interact'
const params = z.object({ userId: id })

/** Routes for a user's Interact settings: readable by the user and their admins, writable by the admins. */
export const interactRoutes = (deps: AdminRouteDependencies) => [
  adminRoute(
    {
      method: 'get',
      path,
      who: 'agent',
      summary: 'Get the Interact settings of a user',
      params,
      answers: { 200: interactSettingsView },
    },
    async ({ caller, params: { userId } }) => answerInteract(deps, await scopeOf(deps, caller), userId),
  ),
  adminRoute(
    {
      method: 'patch',
      path,
      who: 'agent',
      summary: 'Change the Interact settings of a user. Requires If-Match.',
      params,
      body: interactPatch,
      ifMatch: 'required',
      answers: { 200: interactSettingsView },
    },
    async ({ caller, params: { userId }, body, request }) => {
      const scope = await scopeOf(deps, caller)
      const before = await readInteract(deps, scope, userId)
      if (before.refused) return before
      const guard = mayChangeInteract(scope, before.value) ?? requiredIfMatch(request, before.value.version)
      if (guard.refused) return guard
      const change = decideInteractChange(before.value, body, await factsFor(deps, scope, before.value, body))
      if (change.refused) return change
      if (isNoChange(change.value)) return answerInteract(deps, scope, userId)
      const target = { kind: 'interact', id: userId } as const
      const by = audited(caller, 'interact.changed', target, beforeAndAfter(settingsOf(before.value), change.value))
      const { version } = before.value
      const failed = unwritten(await deps.interactSettings.patch(caller.tenantId, userId, version, change.value, by))
      if (failed) return failed
      deps.settingsChanged()
      return answerInteract(deps, scope, userId)
    },
  ),
]

async function factsFor(
  deps: AdminRouteDependencies,
  scope: AdminScope,
  before: InteractRow,
  { domainTemplateId, directSystemMessagesId }: InteractPatch,
): Promise<InteractChangeFacts> {
  const [templates, messages] = await Promise.all([
    templatesFor(deps, scope, before),
    directSystemMessagesId ? deps.directSystemMessageSets.find(scope.actor.tenantId, directSystemMessagesId) : null,
  ])
  return {
    tree: scope.tree,
    templateVisible: templates.length > 0,
    domainTemplateUnitId: templates.find(({ id }) => id === domainTemplateId)?.organizationUnitId ?? null,
    directSystemMessagesUnitId: messages?.organizationUnitId ?? null,
  }
}

/** Finds a user's Interact settings if the caller may read them; otherwise refuses with `notFound`. */
export async function readInteract(
  deps: AdminRouteDependencies,
  scope: AdminScope,
  userId: string,
): Promise<Decided<InteractRow>> {
  const row = await deps.interactSettings.find(scope.actor.tenantId, userId)
  if (!row) return refuse('notFound')
  return mayReadInteract(scope, row) ?? { value: row }
}

/** Domain templates that the user may use: those of the user's own unit and of every unit above it. */
const templatesFor = (deps: AdminRouteDependencies, { actor, tree }: AdminScope, row: InteractRow) =>
  deps.domainTemplates.list(actor.tenantId, selfAndAncestors(tree, row.organizationUnitId))

async function answerInteract(deps: AdminRouteDependencies, scope: AdminScope, userId: string) {
  const row = await readInteract(deps, scope, userId)
  if (row.refused) return row
  const templateVisible = (await templatesFor(deps, scope, row.value)).length > 0
  const page = interactSettingsViewOf(row.value, { ...deps, templateVisible, now: deps.now() })
  return versioned(page, row.value.version)
}
