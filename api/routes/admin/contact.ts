import { z } from 'zod'
import { instantOf } from '#core/admin/presenters'
import { mayChangeInteract } from '#core/admin/permissionChecks'
import { snippetsFor } from '#core/admin/snippets'
import { id } from '#core/contract/ids'
import { previewLink, rotateKey, rotatedKey } from '#core/contract/interactSettings'
import { hashOf, newSecret, previewLife } from '../../auth/customerTokens.ts'
import { ok } from '../../server/route.ts'
import { readInteract } from './interactSettings.ts'
import { adminRoute, audited, scopeOf, type AdminRouteDependencies } from './dependencies.ts'
import { unwritten } from './etags.ts'

const path = '/users/{userId}/interact'
const params = z.object({ userId: id })

/** Routes for a user's contact: rotate the widget key, create a preview link. */
export const contactRoutes = (deps: AdminRouteDependencies) => [
  adminRoute(
    {
      method: 'post',
      path: `${path}/rotate-key`,
      who: 'agent',
      summary: 'Replace the widget key of a user',
      params,
      body: rotateKey,
      answers: { 200: rotatedKey },
    },
    async ({ caller, params: { userId }, body: { graceHours } }) => {
      const scope = await scopeOf(deps, caller)
      const row = await readInteract(deps, scope, userId)
      if (row.refused) return row
      const denied = mayChangeInteract(scope, row.value)
      if (denied) return denied
      const widgetKey = newSecret()
      const until = graceUntil(graceHours, deps.now())
      const target = { kind: 'interact', id: userId } as const
      const by = audited(caller, 'interact.keyRotated', target, { before: null, after: { graceHours } })
      const failed = unwritten(await deps.interactSettings.rotateKey(caller.tenantId, userId, widgetKey, until, by))
      if (failed) return failed
      deps.settingsChanged()
      const { latest } = snippetsFor(deps, { ...row.value, widgetKey })
      return ok({ widgetKey, previousKeyUntil: until && instantOf(until), snippet: latest })
    },
  ),
  adminRoute(
    {
      method: 'post',
      path: `${path}/preview-link`,
      who: 'agent',
      summary: 'Create a preview link that is valid for ten minutes and one session',
      params,
      answers: { 200: previewLink },
    },
    async ({ caller, params: { userId } }) => {
      const row = await readInteract(deps, await scopeOf(deps, caller), userId)
      if (row.refused) return row
      const preview = { tenantId: caller.tenantId, contactId: row.value.contactId }
      const secret = newSecret()
      const expiresAt = deps.now() + previewLife
      await deps.previews.create(preview, hashOf(secret), expiresAt)
      // In the fragment, so that the secret appears in no server log and no Referer header.
      const url = `${deps.widgetUrl}/widget/v1/preview#${secret}`
      return ok({ url, expiresAt: new Date(expiresAt).toISOString() })
    },
  ),
]

const hour = 60 * 60_000

/** When the grace period of a replaced key ends, in milliseconds since the epoch; null if there is none. */
export const graceUntil = (hours: number, now: number): number | null => (hours === 0 ? null : now + hours * hour)
