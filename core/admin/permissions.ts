import type { Actor } from './ports.ts'
import { selfAndAncestors, selfAndDescendants, type OrganizationUnitTree } from './organizationTree.ts'

/** A set of organization units; null means every unit of the tenant. */
export type Units = readonly string[] | null

/** Whether the caller administers any unit; agents do not. */
export const isAdmin = (actor: Actor): boolean => actor.role !== 'agent'

/** The units in which the caller may change users and items: the assigned ones and all units below. */
export function writableUnits(actor: Actor, tree: OrganizationUnitTree): Units {
  if (actor.role === 'tenantAdmin') return null
  if (actor.role === 'agent') return []
  return [...new Set(actor.administers.flatMap((unit) => selfAndDescendants(tree, unit)))]
}

/** The units whose items the caller may read: the writable ones and every unit above them, but no siblings. */
export function readableUnits(actor: Actor, tree: OrganizationUnitTree): Units {
  if (actor.role === 'tenantAdmin') return null
  if (actor.role === 'agent') return []
  const above = actor.administers.flatMap((unit) => selfAndAncestors(tree, unit))
  return [...new Set([...above, ...(writableUnits(actor, tree) ?? [])])]
}

/** Whether the set contains this unit. */
export const reaches = (units: Units, unitId: string): boolean => units === null || units.includes(unitId)

/** Whether a user may use an item: the item belongs to the user's own unit or to one above it. */
export const isVisibleTo = (tree: OrganizationUnitTree, itemUnitId: string, userUnitId: string): boolean =>
  selfAndAncestors(tree, userUnitId).includes(itemUnitId)

/** What one caller may see and change, computed once per request. */
export interface AdminScope {
  actor: Actor
  tree: OrganizationUnitTree
  readable: Units
  writable: Units
}

/** Computes the scope of a caller from role and organization tree. */
export const adminScope = (actor: Actor, tree: OrganizationUnitTree): AdminScope => ({
  actor,
  tree,
  readable: readableUnits(actor, tree),
  writable: writableUnits(actor, tree),
})

/**
 * The caller's access to a unit and its contents. Unknown units and units outside the caller's branch are both
 * `hidden`.
 */
export function unitAccess(
  { tree, readable, writable }: AdminScope,
  unitId: string,
): 'writable' | 'readable' | 'hidden' {
  if (!tree.parentOf.has(unitId) || !reaches(readable, unitId)) return 'hidden'
  return reaches(writable, unitId) ? 'writable' : 'readable'
}
