import type { Actor } from './ports.ts'
import { selfAndAncestors, selfAndDescendants, type OrganizationUnitTree } from './organizationTree.ts'

/** Organization units a caller reaches; null means every unit of the tenant. */
export type Units = readonly string[] | null

/** Whether the caller administers anything: agents do not. */
export const isAdmin = (actor: Actor): boolean => actor.role !== 'agent'

/** Units in which the caller may change users and items: the assigned ones and all below. */
export function writableUnits(actor: Actor, tree: OrganizationUnitTree): Units {
  if (actor.role === 'tenantAdmin') return null
  if (actor.role === 'agent') return []
  return [...new Set(actor.administers.flatMap((unit) => selfAndDescendants(tree, unit)))]
}

/** Units whose items the caller may read: the writable ones and every unit above them, nothing beside. */
export function readableUnits(actor: Actor, tree: OrganizationUnitTree): Units {
  if (actor.role === 'tenantAdmin') return null
  if (actor.role === 'agent') return []
  const above = actor.administers.flatMap((unit) => selfAndAncestors(tree, unit))
  return [...new Set([...above, ...(writableUnits(actor, tree) ?? [])])]
}

export const reaches = (units: Units, unitId: string): boolean => units === null || units.includes(unitId)

/** An item serves a user when it sits in the user's own unit or in one above it. */
export const isVisibleTo = (tree: OrganizationUnitTree, itemUnitId: string, userUnitId: string): boolean =>
  selfAndAncestors(tree, userUnitId).includes(itemUnitId)

/** Everything that decides what one caller may see and change, worked out once for a request. */
export interface AdminScope {
  actor: Actor
  tree: OrganizationUnitTree
  readable: Units
  writable: Units
}

export const adminScope = (actor: Actor, tree: OrganizationUnitTree): AdminScope => ({
  actor,
  tree,
  readable: readableUnits(actor, tree),
  writable: writableUnits(actor, tree),
})

/** How a caller stands to a unit and what sits in it. An unknown unit is hidden, as one beside the caller's own is. */
export function unitAccess(
  { tree, readable, writable }: AdminScope,
  unitId: string,
): 'writable' | 'readable' | 'hidden' {
  if (!tree.parentOf.has(unitId) || !reaches(readable, unitId)) return 'hidden'
  return reaches(writable, unitId) ? 'writable' : 'readable'
}
