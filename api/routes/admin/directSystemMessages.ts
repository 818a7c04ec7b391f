import { decideTexts, previewTexts } from '#core/admin/textsChange'
import { directSystemMessagesView } from '#core/admin/presenters'
import {
  directSystemMessages,
  directSystemMessagesList,
  directSystemMessagesPatch,
  messagesPreview,
  messagesPreviewResult,
  newDirectSystemMessages,
  type NewDirectSystemMessages,
} from '#core/contract/directSystemMessages'
import type { DirectSystemMessagesRow } from '#core/admin/ports'
import { ok } from '../../server/route.ts'
import { params, readItem, type ItemKind, itemRoutes } from './configurationItems.ts'
import { adminRoute, scopeOf, type AdminRouteDependencies } from './dependencies.ts'

const path = '/direct-system-messages'

const messageSets = (deps: AdminRouteDependencies): ItemKind<DirectSystemMessagesRow, NewDirectSystemMessages> => ({
  kind: 'directSystemMessages',
  path,
  called: 'set of direct system messages',
  schemas: {
    one: directSystemMessages,
    list: directSystemMessagesList,
    create: newDirectSystemMessages,
    patch: directSystemMessagesPatch,
  },
  store: deps.directSystemMessageSets,
  fieldsOf: ({ name, organizationUnitId, description, displayName, texts }) => ({
    name,
    organizationUnitId,
    description,
    displayName,
    texts,
  }),
  view: directSystemMessagesView,
  decide: (given) => {
    const decided = decideTexts(given)
    return decided.refused ? decided : { value: given }
  },
})

/** Routes for direct system messages, and a preview of unsaved texts. */
export const directSystemMessageRoutes = (deps: AdminRouteDependencies) => [
  ...itemRoutes(deps, messageSets(deps)),
  adminRoute(
    {
      method: 'post',
      path: `${path}/{id}/preview`,
      who: 'admin',
      summary: 'Preview texts with sample values for the placeholders',
      params,
      body: messagesPreview,
      answers: { 200: messagesPreviewResult },
    },
    async ({ caller, params: { id }, body: { texts, displayName } }) => {
      const row = await readItem(deps.directSystemMessageSets, await scopeOf(deps, caller), id)
      if (row.refused) return row
      const tenant = await deps.tenants.find(caller.tenantId)
      const written = {
        texts: texts ?? row.value.texts,
        displayName: displayName === undefined ? row.value.displayName : displayName,
      }
      return ok(previewTexts(written, tenant?.name ?? ''))
    },
  ),
]
