import { refuse, type Refusal } from '../contract/problems.ts'
import { isAdmin, unitAccess, type AdminScope } from './permissions.ts'
import type { InteractRow } from './ports.ts'

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
    ? refuse('notVisible', 'This organization unit doesn’t exist.', [
        { path, message: 'Select an organization unit that you administer.' },
      ])
    : refuse('forbidden', 'Select an organization unit that you administer.', [
        { path, message: 'You can read this organization unit but not change its contents.' },
      ])
}

/** An Interact page: its user, and the organization unit that the user belongs to. */
type InteractPage = Pick<InteractRow, 'userId' | 'organizationUnitId'>

const isOwn = ({ actor }: AdminScope, row: InteractPage): boolean => row.userId === actor.userId
const administers = (scope: AdminScope, row: InteractPage): boolean =>
  isAdmin(scope.actor) && unitAccess(scope, row.organizationUnitId) === 'writable'

/**
 * Decides whether the caller may read this Interact page: everyone may read their own, admins those in the units they
 * administer. Refusal: `notFound`, as for an unknown user.
 */
export const mayReadInteract = (scope: AdminScope, row: InteractPage): Refused | null =>
  isOwn(scope, row) || administers(scope, row) ? null : refuse('notFound')

/**
 * Decides whether the caller may change this Interact page. Refusals: `notFound`, and `forbidden` for an agent's own
 * page, which the agent knows to exist.
 */
export const mayChangeInteract = (scope: AdminScope, row: InteractPage): Refused | null =>
  mayReadInteract(scope, row) ??
  (administers(scope, row) ? null : refuse('forbidden', 'Only an admin of your organization unit can change this.'))
