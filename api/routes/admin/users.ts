import { z } from 'zod'
import { beforeAndAfter, isNoChange } from '#core/admin/patch'
import { reaches, type AdminScope } from '#core/admin/permissions'
import { selfAndDescendants } from '#core/admin/organizationTree'
import { decideUserChange, seesUser, type HeldItems } from '#core/admin/userChange'
import { userView } from '#core/admin/presenters'
import { id } from '#core/contract/ids'
import { user as userSchema, userList, userPatch, usersQuery, type User } from '#core/contract/users'
import { refuse, type Decided } from '#core/contract/problems'
import { ok } from '../../server/route.ts'
import { adminRoute, audited, scopeOf, type AdminParts } from './dependencies.ts'
import { ifMatch, unwritten, versioned } from './etags.ts'

const path = '/users'
const one = `${path}/{userId}`
const params = z.object({ userId: id })

/** Users of the tenant, as far as the caller administers them. */
export const userRoutes = (parts: AdminParts) => {
  const found = async (scope: AdminScope, userId: string): Promise<Decided<User & { version: number }>> => {
    const user = await parts.people.find(scope.actor.tenantId, userId)
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
      { method: 'get', path, who: 'admin', summary: 'Users, by name', query: usersQuery, answers: { 200: userList } },
      async ({ caller, query: { organizationUnitId, ...query } }) => {
        const scope = await scopeOf(parts, caller)
        const page = await parts.people.list(caller.tenantId, query, unitsAsked(scope, organizationUnitId))
        return ok({ ...page, items: page.items.map((user) => userView(scope, user)) })
      },
    ),
    adminRoute(
      { method: 'get', path: one, who: 'admin', summary: 'One user', params, answers: { 200: userSchema } },
      async ({ caller, params: { userId } }) => answer(await scopeOf(parts, caller), userId),
    ),
    adminRoute(
      {
        method: 'patch',
        path: one,
        who: 'admin',
        summary: 'Move a user, give or take licences and roles',
        params,
        body: userPatch,
        ifMatch: 'honoured',
        answers: { 200: userSchema },
      },
      async ({ caller, params: { userId }, body, request }) => {
        const scope = await scopeOf(parts, caller)
        const was = await found(scope, userId)
        if (was.refused) return was
        const guard = ifMatch(request, was.value.version)
        if (guard.refused) return guard
        const change = decideUserChange(scope, was.value, body, await heldItems(parts, caller.tenantId, userId))
        if (change.refused) return change
        if (isNoChange(change.value)) return answer(scope, userId)
        const target = { kind: 'user', id: userId } as const
        const by = audited(caller, 'user.changed', target, beforeAndAfter(was.value, change.value))
        const failed = unwritten(await parts.people.patch(caller.tenantId, userId, change.value, by, guard.value))
        if (failed) return failed
        parts.settingsChanged()
        return answer(scope, userId)
      },
    ),
  ]
}

/** Units whose users are asked for: the named one with those below it, as far as the caller administers them. */
function unitsAsked({ tree, writable }: AdminScope, unitId: string | undefined): readonly string[] | null {
  if (unitId === undefined) return writable
  return selfAndDescendants(tree, unitId).filter((unit) => reaches(writable, unit))
}

async function heldItems(parts: AdminParts, tenantId: string, userId: string): Promise<HeldItems> {
  const page = await parts.interactPages.find(tenantId, userId)
  const [template, messages] = await Promise.all([
    page?.domainTemplateId ? parts.domainTemplates.find(tenantId, page.domainTemplateId) : null,
    page?.directSystemMessagesId ? parts.directSystemMessageSets.find(tenantId, page.directSystemMessagesId) : null,
  ])
  return {
    domainTemplateUnitId: template?.organizationUnitId ?? null,
    directSystemMessagesUnitId: messages?.organizationUnitId ?? null,
  }
}
