import type { OrganizationUnit } from '#core/contract/users'

export interface UnitRow {
  unit: OrganizationUnit
  /** 0 for the topmost units that the caller sees. */
  depth: number
  /** Unit names from the top down to this unit. */
  path: readonly string[]
}

type Compare = (one: string, other: string) => number

/** Direct children of `parentId`. A unit whose parent the caller does not see counts as topmost (null). */
export function childrenOf(units: readonly OrganizationUnit[], parentId: string | null, compare: Compare) {
  const known = new Set(units.map(({ id }) => id))
  return units
    .filter((unit) => (unit.parentId !== null && known.has(unit.parentId) ? unit.parentId : null) === parentId)
    .sort((one, other) => compare(one.name, other.name))
}

/** The tree as rows in depth-first order. */
export function unitRows(units: readonly OrganizationUnit[], compare: Compare): readonly UnitRow[] {
  const below = (parentId: string | null, depth: number, above: readonly string[]): UnitRow[] =>
    childrenOf(units, parentId, compare).flatMap((unit) => {
      const path = [...above, unit.name]
      return [{ unit, depth, path }, ...below(unit.id, depth + 1, path)]
    })
  return below(null, 0, [])
}

/** The unit and its ancestors, whose configuration items may be used in it. */
export function withAncestors(units: readonly OrganizationUnit[], unitId: string): readonly string[] {
  const parents = new Map(units.map((unit) => [unit.id, unit.parentId]))
  const found: string[] = []
  for (let at: string | null = unitId; at !== null && !found.includes(at); at = parents.get(at) ?? null) found.push(at)
  return found
}

/** The unit and its descendants. */
export const withDescendants = (units: readonly OrganizationUnit[], unitId: string): readonly string[] =>
  units.filter((unit) => withAncestors(units, unit.id).includes(unitId)).map(({ id }) => id)
