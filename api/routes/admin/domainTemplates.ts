import { pageOf, domainTemplateView } from '#core/admin/presenters'
import { decidePatterns } from '#core/admin/patternsChange'
import {
  domainTemplate,
  domainTemplateList,
  domainTemplatePatch,
  newDomainTemplate,
  originTest,
  originTestResult,
  patternsCheck,
  patternsCheckResult,
  refusedOriginList,
  type NewDomainTemplate,
} from '#core/contract/domainTemplates'
import { listQuery } from '#core/contract/lists'
import type { DomainTemplateRow } from '#core/admin/ports'
import { matchOrigin } from '#core/reach/originAllowlist'
import { checkPatterns } from '#core/reach/patternList'
import { ok } from '../../server/route.ts'
import { params, readItem, type ItemKind, itemRoutes } from './configurationItems.ts'
import { adminRoute, scopeOf, type AdminRouteDependencies } from './dependencies.ts'

const path = '/domain-templates'

const domainTemplates = (deps: AdminRouteDependencies): ItemKind<DomainTemplateRow, NewDomainTemplate> => ({
  kind: 'domainTemplate',
  path,
  called: 'domain template',
  schemas: {
    one: domainTemplate,
    list: domainTemplateList,
    create: newDomainTemplate,
    patch: domainTemplatePatch,
  },
  store: deps.domainTemplates,
  fieldsOf: ({ name, organizationUnitId, description, patterns }) => ({
    name,
    organizationUnitId,
    description,
    patterns,
  }),
  view: (scope, row) => domainTemplateView(scope, row, deps.isPublicSuffix),
  decide: (given) => {
    if (given.patterns === undefined) return { value: given }
    const decided = decidePatterns(given.patterns, deps.isPublicSuffix)
    return decided.refused ? decided : { value: { ...given, patterns: [...decided.value] } }
  },
})

/** Routes for domain templates, an origin tester, and the list of refused origins. */
export const domainTemplateRoutes = (deps: AdminRouteDependencies) => [
  ...itemRoutes(deps, domainTemplates(deps)),
  adminRoute(
    {
      method: 'post',
      path: `${path}/check`,
      who: 'admin',
      summary: 'Check patterns for warnings before they are saved',
      body: patternsCheck,
      answers: { 200: patternsCheckResult },
    },
    ({ body }) => Promise.resolve(ok({ warnings: [...checkPatterns(body.patterns, deps.isPublicSuffix).warnings] })),
  ),
  adminRoute(
    {
      method: 'post',
      path: `${path}/{id}/test`,
      who: 'admin',
      summary: 'Test whether a domain template allows an origin',
      params,
      body: originTest,
      answers: { 200: originTestResult },
    },
    async ({ caller, params: { id }, body }) => {
      const row = await readItem(deps.domainTemplates, await scopeOf(deps, caller), id)
      if (row.refused) return row
      const decision = matchOrigin(body.patterns?.map((entry) => entry.trim()) ?? row.value.patterns, body.origin)
      if (decision.allowed) return ok({ ...decision, reason: 'allowed' })
      const { allowed, reason, nearest } = decision
      return ok({ allowed, reason, ...(nearest === undefined ? {} : { pattern: nearest }) })
    },
  ),
  adminRoute(
    {
      method: 'get',
      path: `${path}/{id}/refused-origins`,
      who: 'admin',
      summary: 'List the origins that this domain template recently blocked, newest first',
      params,
      query: listQuery,
      answers: { 200: refusedOriginList },
    },
    async ({ caller, params: { id }, query }) => {
      const row = await readItem(deps.domainTemplates, await scopeOf(deps, caller), id)
      if (row.refused) return row
      const origins = await deps.domainTemplates.refusedOrigins(caller.tenantId, id)
      return ok(pageOf(origins, query, ({ origin }) => origin))
    },
  ),
]
