import { z } from 'zod'
import { beforeAndAfter, isNoChange } from '#core/admin/patch'
import { pageOf, unitView } from '#core/admin/presenters'
import { unitAccess, type AdminScope } from '#core/admin/permissions'
import { decideNewUnit, decideUnitChange, decideUnitRemoval } from '#core/admin/unitChange'
import { id } from '#core/contract/ids'
import { listQuery } from '#core/contract/lists'
import {
  newOrganizationUnit,
  organizationUnit,
  organizationUnitList,
  organizationUnitPatch,
} from '#core/contract/users'
import { refuse, type Decided } from '#core/contract/problems'
import { ok } from '../../server/route.ts'
import { adminRoute, audited, scopeOf, type AdminRouteDependencies } from './dependencies.ts'
import { created, ifMatch, unwritten, versioned } from './etags.ts'

const path = '/organization-units'
const one = `${path}/{id}`
const params = z.object({ id })
const target = (id: string) => ({ kind: 'organizationUnit', id }) as const

const wouldOrphanUsers = refuse(
  'notVisible',
  'Users in this unit hold domain templates or direct system messages that they would no longer see there.',
  [{ path: '/parentId', message: 'Select another unit, or first select other items for these users.' }],
)

export const organizationUnitRoutes = (deps: AdminRouteDependencies) => {
  const listed = async (scope: AdminScope) => {
    const units = await deps.organizationUnits.list(scope.actor.tenantId)
    return units.filter((unit) => unitAccess(scope, unit.id) !== 'hidden')
  }
  const found = async (scope: AdminScope, id: string): Promise<Decided<Awaited<ReturnType<typeof listed>>[number]>> => {
    const unit = (await listed(scope)).find((each) => each.id === id)
    return unit ? { value: unit } : refuse('notFound')
  }
  const answer = async (scope: AdminScope, id: string) => {
    const unit = await found(scope, id)
    return unit.refused ? unit : versioned(unitView(scope, unit.value), unit.value.version)
  }

  return [
    adminRoute(
      {
        method: 'get',
        path,
        who: 'admin',
        summary: 'List organization units by name',
        query: listQuery,
        answers: { 200: organizationUnitList },
      },
      async ({ caller, query }) => {
        const scope = await scopeOf(deps, caller)
        const units = (await listed(scope)).map((unit) => unitView(scope, unit))
        return ok(pageOf(units, query, ({ id }) => id))
      },
    ),
    adminRoute(
      {
        method: 'post',
        path,
        who: 'admin',
        summary: 'Create an organization unit',
        body: newOrganizationUnit,
        answers: { 201: organizationUnit },
      },
      async ({ caller, body }) => {
        const decided = decideNewUnit(await scopeOf(deps, caller), body)
        if (decided.refused) return decided
        const unit = { id: deps.newId(), ...decided.value }
        const by = audited(caller, 'organizationUnit.created', target(unit.id), { before: null, after: { ...body } })
        const failed = unwritten(await deps.organizationUnits.create(caller.tenantId, unit, by))
        if (failed) return failed
        const made = { ...unit, users: 0, writable: true }
        return created(made, 1, `${path}/${unit.id}`)
      },
    ),
    adminRoute(
      {
        method: 'get',
        path: one,
        who: 'admin',
        summary: 'Get an organization unit',
        params,
        answers: { 200: organizationUnit },
      },
      async ({ caller, params }) => answer(await scopeOf(deps, caller), params.id),
    ),
    adminRoute(
      {
        method: 'patch',
        path: one,
        who: 'admin',
        summary: 'Rename or move an organization unit',
        params,
        body: organizationUnitPatch,
        ifMatch: 'honoured',
        answers: { 200: organizationUnit },
      },
      async ({ caller, params: { id }, body, request }) => {
        const scope = await scopeOf(deps, caller)
        const before = await found(scope, id)
        if (before.refused) return before
        const guard = ifMatch(request, before.value.version)
        if (guard.refused) return guard
        const change = decideUnitChange(scope, before.value, body)
        if (change.refused) return change
        if (isNoChange(change.value)) return answer(scope, id)
        const by = audited(caller, 'organizationUnit.changed', target(id), beforeAndAfter(before.value, change.value))
        const written = await deps.organizationUnits.patch(caller.tenantId, id, change.value, by, guard.value)
        const failed = !written.written && written.why === 'inUse' ? wouldOrphanUsers : unwritten(written)
        return failed ?? answer(await scopeOf(deps, caller), id)
      },
    ),
    adminRoute(
      {
        method: 'delete',
        path: one,
        who: 'admin',
        summary: 'Delete an empty organization unit',
        params,
        ifMatch: 'honoured',
        answers: { 204: null },
      },
      async ({ caller, params: { id }, request }) => {
        const scope = await scopeOf(deps, caller)
        const before = await found(scope, id)
        if (before.refused) return before
        const guard = ifMatch(request, before.value.version)
        if (guard.refused) return guard
        const decided = decideUnitRemoval(scope, before.value)
        if (decided.refused) return decided
        const { name, parentId } = before.value
        const by = audited(caller, 'organizationUnit.deleted', target(id), { before: { name, parentId }, after: null })
        const written = await deps.organizationUnits.remove(caller.tenantId, id, by, guard.value)
        return !written.written && written.why === 'inUse'
          ? refuse(
              'notEmpty',
              'This organization unit contains users or configuration items. Move or delete them first.',
            )
          : (unwritten(written) ?? { status: 204 })
      },
    ),
  ]
}
