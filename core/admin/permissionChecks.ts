import { refuse, type Refusal } from '../contract/problems.ts'
import { unitAccess, type AdminScope } from './permissions.ts'

type Refused = { refused: Refusal }

/**
 * Decides whether the caller may change the contents of this unit. Answers null, or the refusal: `notFound` for a unit
 * that is hidden from the caller, `forbidden` for one that the caller may only read.
 */
export function mayChange(scope: AdminScope, unitId: string): Refused | null {
  const stands = unitAccess(scope, unitId)
  if (stands === 'hidden') return refuse('notFound')
  return stands === 'readable' ? refuse('forbidden', 'This belongs to an organization unit above yours.') : null
}

/**
 * Decides whether the caller may place something in this unit. `path` is the request field that names the unit. Answers
 * null, or the refusal: `notVisible` for a hidden or unknown unit, `forbidden` for one that the caller may only read.
 */
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
