import { refuse, type Decided, type Refusal } from '../contract/problems.ts'
import type { Holder } from './ports.ts'
import { mayChange, mayPlaceIn } from './permissionChecks.ts'
import { isVisibleTo, reaches, type AdminScope } from './permissions.ts'

interface Item {
  organizationUnitId: string
  usedBy: readonly Holder[]
}
const mostNamed = 10

/**
 * Decides whether a configuration item may be changed and moved to a unit. Users of the item must still see it there.
 * `unitId` undefined: the item is not moved. Refusals: `notFound`, `forbidden`, `notVisible`, `inUse`.
 */
export function decideItemPlace(scope: AdminScope, item: Item, unitId: string | undefined): Decided<null> {
  const denied = mayChange(scope, item.organizationUnitId)
  if (denied) return denied
  if (unitId === undefined || unitId === item.organizationUnitId) return { value: null }
  const misplaced = mayPlaceIn(scope, unitId, '/organizationUnitId')
  if (misplaced) return misplaced
  const losers = item.usedBy.filter((user) => !isVisibleTo(scope.tree, unitId, user.organizationUnitId))
  return losers.length === 0 ? { value: null } : { refused: inUseBy(losers, 'could no longer use it there') }
}

/** The refusal `inUse` for a deletion, with the names of up to ten users of the item. */
export const inUseRefusal = (usedBy: readonly Holder[]): Refusal =>
  inUseBy(usedBy, 'use it. To delete it anyway, add inUse=allow')

function inUseBy(users: readonly Holder[], why: string): Refusal {
  const named = users.slice(0, mostNamed).map(({ displayName }) => displayName)
  const more = users.length > mostNamed ? ` and ${users.length - mostNamed} more` : ''
  return refuse('inUse', `${named.join(', ')}${more} ${why}.`).refused
}

/** The users of an item whose names this caller may read. */
export const visibleHolders = (scope: AdminScope, usedBy: readonly Holder[]): Pick<Holder, 'id' | 'displayName'>[] =>
  usedBy
    .filter(({ organizationUnitId }) => reaches(scope.writable, organizationUnitId))
    .map(({ id, displayName }) => ({ id, displayName }))
