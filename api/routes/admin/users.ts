import { z } from 'zod'
import { beforeAndAfter, isNoChange } from '#core/admin/patch'
import { reaches, type AdminScope } from '#core/admin/permissions'
import { selfAndDescendants } from '#core/admin/organizationTree'
import { decideUserChange, seesUser, type ItemUsage } from '#core/admin/userChange'
import { userView } from '#core/admin/presenters'
import { id } from '#core/contract/ids'
import { user as userSchema, userList, userPatch, usersQuery, type User } from '#core/contract/users'
import { refuse, type Decided } from '#core/contract/problems'
import { ok } from '../../server/route.ts'
import { adminRoute, audited, scopeOf, type AdminRouteDependencies } from './dependencies.ts'
import { ifMatch, unwritten, versioned } from './etags.ts'

const path = '/users'
const one = `${path}/{userId}`
const params = z.object({ userId: id })

/** Routes for the users whom the caller administers. */
export const userRoutes = (deps: AdminRouteDependencies) => {
  const found = async (scope: AdminScope, userId: string): Promise<Decided<User & { version: number }>> => {
    const user = await deps.people.find(scope.actor.tenantId, userId)
    return user && seesUser(scope, user) ? { value: user } : refuse('notFound')
  }
  const answer = async (scope: AdminScope, userId: string) => {
    const user = await found(scope, userId)
    if (user.refused) return user
    const { version, ...body } = user.value
    return versioned(userView(scope, body), version)
  }

  return [
    adminRoute(
      {
        method: 'get',
        path,
        who: 'admin',
        summary: 'List users by name',
        query: usersQuery,
        answers: { 200: userList },
      },
      async ({ caller, query: { organizationUnitId, ...query } }) => {
        const scope = await scopeOf(deps, caller)
        const page = await deps.people.list(caller.tenantId, query, unitsAsked(scope, organizationUnitId))
        return ok({ ...page, items: page.items.map((user) => userView(scope, user)) })
      },
    ),
    adminRoute(
      { method: 'get', path: one, who: 'admin', summary: 'Get a user', params, answers: { 200: userSchema } },
      async ({ caller, params: { userId } }) => answer(await scopeOf(deps, caller), userId),
    ),
    adminRoute(
      {
        method: 'patch',
        path: one,
        who: 'admin',
        summary: 'Change the organization unit, licences, or role of a user',
        params,
        body: userPatch,
        ifMatch: 'honoured',
        answers: { 200: userSchema },
      },
      async ({ caller, params: { userId }, body, request }) => {
        const scope = await scopeOf(deps, caller)
        const before = await found(scope, userId)
        if (before.refused) return before
        const guard = ifMatch(request, before.value.version)
        if (guard.refused) return guard
        const change = decideUserChange(scope, before.value, body, await itemUsage(deps, caller.tenantId, userId))
        if (change.refused) return change
        if (isNoChange(change.value)) return answer(scope, userId)
        const target = { kind: 'user', id: userId } as const
        const by = audited(caller, 'user.changed', target, beforeAndAfter(before.value, change.value))
        const failed = unwritten(await deps.people.patch(caller.tenantId, userId, change.value, by, guard.value))
        if (failed) return failed
        deps.settingsChanged()
        return answer(scope, userId)
      },
    ),
  ]
}

/** The units of a query: the requested one and those below it, as far as the caller administers them. */
function unitsAsked({ tree, writable }: AdminScope, unitId: string | undefined): readonly string[] | null {
  if (unitId === undefined) return writable
  return selfAndDescendants(tree, unitId).filter((unit) => reaches(writable, unit))
}

async function itemUsage(deps: AdminRouteDependencies, tenantId: string, userId: string): Promise<ItemUsage> {
  const page = await deps.interactSettings.find(tenantId, userId)
  const [template, messages] = await Promise.all([
    page?.domainTemplateId ? deps.domainTemplates.find(tenantId, page.domainTemplateId) : null,
    page?.directSystemMessagesId ? deps.directSystemMessageSets.find(tenantId, page.directSystemMessagesId) : null,
  ])
  return {
    domainTemplateUnitId: template?.organizationUnitId ?? null,
    directSystemMessagesUnitId: messages?.organizationUnitId ?? null,
  }
}
