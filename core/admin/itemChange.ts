import { refuse, type Decided, type Refusal } from '../contract/problems.ts'
import type { Holder } from './ports.ts'
import { mayChange, mayPlaceIn } from './permissionChecks.ts'
import { isVisibleTo, reaches, type AdminScope } from './permissions.ts'

interface Item {
  organizationUnitId: string
  usedBy: readonly Holder[]
}
const mostNamed = 10

/** May a configuration item be moved there? Users that hold it must go on seeing it. `unitId` undefined: it stays. */
export function decideItemPlace(scope: AdminScope, item: Item, unitId: string | undefined): Decided<null> {
  const denied = mayChange(scope, item.organizationUnitId)
  if (denied) return denied
  if (unitId === undefined || unitId === item.organizationUnitId) return { value: null }
  const misplaced = mayPlaceIn(scope, unitId, '/organizationUnitId')
  if (misplaced) return misplaced
  const losers = item.usedBy.filter((user) => !isVisibleTo(scope.tree, unitId, user.organizationUnitId))
  return losers.length === 0 ? { value: null } : { refused: inUseBy(losers, 'could not see it there any more') }
}

/** The refusal of a deletion: names who holds the item, as far as a sentence can. */
export const inUseRefusal = (usedBy: readonly Holder[]): Refusal =>
  inUseBy(usedBy, 'use it. Add inUse=allow to delete it all the same')

function inUseBy(users: readonly Holder[], why: string): Refusal {
  const named = users.slice(0, mostNamed).map(({ displayName }) => displayName)
  const more = users.length > mostNamed ? ` and ${users.length - mostNamed} more` : ''
  return refuse('inUse', `${named.join(', ')}${more} ${why}.`).refused
}

/** The holders whose names this caller may read. */
export const visibleHolders = (scope: AdminScope, usedBy: readonly Holder[]): Pick<Holder, 'id' | 'displayName'>[] =>
  usedBy
    .filter(({ organizationUnitId }) => reaches(scope.writable, organizationUnitId))
    .map(({ id, displayName }) => ({ id, displayName }))
