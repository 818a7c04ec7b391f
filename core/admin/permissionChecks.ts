import { refuse, type Refusal } from '../contract/problems.ts'
import { unitAccess, type AdminScope } from './permissions.ts'

type Refused = { refused: Refusal }

/** May the caller change what sits in this unit? What the caller may not see answers as if it did not exist. */
export function mayChange(scope: AdminScope, unitId: string): Refused | null {
  const stands = unitAccess(scope, unitId)
  if (stands === 'hidden') return refuse('notFound')
  return stands === 'readable' ? refuse('forbidden', 'This belongs to an organization unit above yours.') : null
}

/** May the caller put something into this unit? `path` is the field that names it. A hidden unit answers as an unknown one. */
export function mayPlaceIn(scope: AdminScope, unitId: string, path: string): Refused | null {
  const stands = unitAccess(scope, unitId)
  if (stands === 'writable') return null
  return stands === 'hidden'
    ? refuse('notVisible', 'There is no such organization unit.', [
        { path, message: 'Choose an organization unit that you administer.' },
      ])
    : refuse('forbidden', 'Choose an organization unit that you administer.', [
        { path, message: 'You may read this organization unit, but not change what is in it.' },
      ])
}
