import type { NewOrganizationUnit, OrganizationUnit, OrganizationUnitPatch } from '../contract/users.ts'
import { refuse, type Decided } from '../contract/problems.ts'
import { mayChange, mayPlaceIn } from './permissionChecks.ts'
import { changedFields } from './patch.ts'
import type { AdminScope } from './permissions.ts'
import { selfAndDescendants } from './organizationTree.ts'

type Unit = Pick<OrganizationUnit, 'id' | 'name' | 'parentId' | 'users'>

/** May this unit be made? Its parent must be one that the caller administers. */
export const decideNewUnit = (scope: AdminScope, unit: NewOrganizationUnit): Decided<NewOrganizationUnit> =>
  mayPlaceIn(scope, unit.parentId, '/parentId') ?? { value: unit }

/**
 * May this unit be renamed or moved? Moving needs both parents to be the caller's, so that nobody takes a unit out of
 * somebody else's hands. Answers the fields that change.
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
    return refuse('treeCycle', 'The top organization unit stays at the top.', [
      { path: '/parentId', message: 'The top organization unit has no unit above it.' },
    ])
  const denied = mayPlaceIn(scope, parentId, '/parentId') ?? mayChange(scope, before.parentId)
  if (denied) return denied
  if (selfAndDescendants(scope.tree, before.id).includes(parentId))
    return refuse('treeCycle', 'An organization unit cannot move below itself.', [
      { path: '/parentId', message: 'Choose a unit that is not this one and not below it.' },
    ])
  return null
}

/** May this unit be deleted? Only an empty one, never the top one, and never the one that the caller was put in charge of. */
export function decideUnitRemoval(scope: AdminScope, before: Unit): Decided<null> {
  const denied = mayChange(scope, before.id)
  if (denied) return denied
  if (before.parentId === null) return refuse('inUse', 'The top organization unit cannot be deleted.')
  const above = mayChange(scope, before.parentId)
  if (above) return refuse('forbidden', 'An admin of a unit above can delete this organization unit.')
  if (before.users > 0) return refuse('notEmpty', 'Users sit in this organization unit. Move them first.')
  return selfAndDescendants(scope.tree, before.id).length > 1
    ? refuse('notEmpty', 'There are organization units below this one. Move or delete them first.')
    : { value: null }
}
