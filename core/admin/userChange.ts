import type { User, UserPatch } from '../contract/users.ts'
import { refuse, type Decided } from '../contract/problems.ts'
import { mayPlaceIn } from './permissionChecks.ts'
import { changedFields } from './patch.ts'
import { isVisibleTo, reaches, unitAccess, type AdminScope } from './permissions.ts'

type Fields = Pick<User, 'organizationUnitId' | 'licences' | 'role' | 'administers'>

/** The items that the user holds now: the unit of each, null if none is chosen. */
export interface ItemUsage {
  domainTemplateUnitId: string | null
  directSystemMessagesUnitId: string | null
}

/** Whether the caller may read this user: users of the units that the caller administers, and always oneself. */
export const seesUser = (scope: AdminScope, user: Pick<User, 'id' | 'organizationUnitId'>): boolean =>
  user.id === scope.actor.userId || unitAccess(scope, user.organizationUnitId) === 'writable'

/**
 * Decides whether a user's unit, licences and role may be changed like this. Answers the changed fields. Refusals:
 * `notFound`, `forbidden`, `notVisible`, `invalid`.
 */
export function decideUserChange(
  scope: AdminScope,
  user: User,
  patch: UserPatch,
  held: ItemUsage,
): Decided<Partial<Fields>> {
  if (!seesUser(scope, user)) return refuse('notFound')
  if (unitAccess(scope, user.organizationUnitId) !== 'writable')
    return refuse('forbidden', 'Only an admin of your organization unit can change this.')
  const { organizationUnitId, licences, role, administers } = user
  const before = { organizationUnitId, licences: [...licences].sort(), role, administers: [...administers].sort() }
  const change = changedFields(before, tidied(patch))
  return decideMove(scope, change, held) ?? decideRole(scope, user, change) ?? { value: change }
}

const tidied = ({ licences, administers, ...rest }: UserPatch): UserPatch => ({
  ...rest,
  ...(licences && { licences: [...new Set(licences)].sort() }),
  ...(administers && { administers: [...new Set(administers)].sort() }),
})

function decideMove({ tree, ...scope }: AdminScope, { organizationUnitId }: Partial<Fields>, held: ItemUsage) {
  if (organizationUnitId === undefined) return null
  const denied = mayPlaceIn({ tree, ...scope }, organizationUnitId, '/organizationUnitId')
  if (denied) return denied
  const loses = (unitId: string | null) => unitId !== null && !isVisibleTo(tree, unitId, organizationUnitId)
  if (loses(held.domainTemplateUnitId))
    return refuse('notVisible', 'The user’s domain template can’t be used in that organization unit.', [
      { path: '/organizationUnitId', message: 'Select another domain template for this user first.' },
    ])
  if (loses(held.directSystemMessagesUnitId))
    return refuse('notVisible', 'The user’s direct system messages can’t be used in that organization unit.', [
      { path: '/organizationUnitId', message: 'Select other direct system messages for this user first.' },
    ])
  return null
}

function decideRole(scope: AdminScope, user: User, change: Partial<Fields>) {
  if (change.role === undefined && change.administers === undefined) return null
  if (user.id === scope.actor.userId) return refuse('forbidden', 'You can’t change your own role.')
  const role = change.role ?? user.role
  const administers = change.administers ?? (role === 'organizationUnitAdmin' ? user.administers : [])
  if (role === 'organizationUnitAdmin' && administers.length === 0)
    return refuse('invalid', 'An OU admin needs at least one organization unit.', [
      { path: '/administers', message: 'Select at least one organization unit.' },
    ])
  if (role !== 'organizationUnitAdmin' && administers.length > 0)
    return refuse('invalid', 'Only an OU admin can administer organization units.', [
      { path: '/administers', message: 'Leave this empty, or make the user an OU admin.' },
    ])
  return decideGrant(scope, user, role, administers)
}

/** An admin cannot grant rights that the admin does not have, nor revoke rights outside the admin's own units. */
function decideGrant(scope: AdminScope, user: User, role: User['role'], administers: readonly string[]) {
  if (scope.actor.role !== 'tenantAdmin' && (role === 'tenantAdmin' || user.role === 'tenantAdmin'))
    return refuse('forbidden', 'Only a tenant admin can add or remove tenant admins.')
  if (user.administers.some((unit) => !reaches(scope.writable, unit)))
    return refuse('forbidden', 'This user administers organization units that you don’t administer.')
  const refusals = administers.map((unit) => mayPlaceIn(scope, unit, '/administers'))
  return refusals.find((refusal) => refusal !== null) ?? null
}
