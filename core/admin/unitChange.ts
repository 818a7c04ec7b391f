import type { NewOrganizationUnit, OrganizationUnit, OrganizationUnitPatch } from '../contract/users.ts'
import { refuse, type Decided } from '../contract/problems.ts'
import { mayChange, mayPlaceIn } from './permissionChecks.ts'
import { changedFields } from './patch.ts'
import type { AdminScope } from './permissions.ts'
import { selfAndDescendants } from './organizationTree.ts'

type Unit = Pick<OrganizationUnit, 'id' | 'name' | 'parentId' | 'users'>

/**
 * Decides whether this unit may be created. Its parent must be a unit that the caller administers. Refusals:
 * `notVisible`, `forbidden`.
 */
export const decideNewUnit = (scope: AdminScope, unit: NewOrganizationUnit): Decided<NewOrganizationUnit> =>
  mayPlaceIn(scope, unit.parentId, '/parentId') ?? { value: unit }

/**
 * Decides whether this unit may be renamed or moved. A move requires that the caller administers both parents, so that
 * no admin takes a unit from another admin. Answers the changed fields. Refusals: `notFound`, `forbidden`,
 * `notVisible`, `treeCycle`.
 */
export function decideUnitChange(
  scope: AdminScope,
  before: Unit,
  patch: OrganizationUnitPatch,
): Decided<{ name?: string; parentId?: string }> {
  const denied = mayChange(scope, before.id)
  if (denied) return denied
  const change = changedFields({ name: before.name, parentId: before.parentId ?? '' }, patch)
  return (change.parentId === undefined ? null : decideMove(scope, before, change.parentId)) ?? { value: change }
}

function decideMove(scope: AdminScope, before: Unit, parentId: string) {
  if (before.parentId === null)
    return refuse('treeCycle', 'The top organization unit can’t be moved.', [
      { path: '/parentId', message: 'The top organization unit can’t have a parent.' },
    ])
  const denied = mayPlaceIn(scope, parentId, '/parentId') ?? mayChange(scope, before.parentId)
  if (denied) return denied
  if (selfAndDescendants(scope.tree, before.id).includes(parentId))
    return refuse('treeCycle', 'An organization unit can’t be moved below itself.', [
      { path: '/parentId', message: 'Select a unit other than this one and the units below it.' },
    ])
  return null
}

/**
 * Decides whether this unit may be deleted: it must be empty, not the root, and below a unit that the caller
 * administers. Refusals: `notFound`, `forbidden`, `inUse` (the root), `notEmpty`.
 */
export function decideUnitRemoval(scope: AdminScope, before: Unit): Decided<null> {
  const denied = mayChange(scope, before.id)
  if (denied) return denied
  if (before.parentId === null) return refuse('inUse', 'The top organization unit can’t be deleted.')
  const above = mayChange(scope, before.parentId)
  if (above) return refuse('forbidden', 'Only an admin of a unit above can delete this organization unit.')
  if (before.users > 0) return refuse('notEmpty', 'This organization unit contains users. Move them first.')
  return selfAndDescendants(scope.tree, before.id).length > 1
    ? refuse('notEmpty', 'There are organization units below this one. Move or delete them first.')
    : { value: null }
}
