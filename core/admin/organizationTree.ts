/** The tenant's organization units: one root, and every other unit with its parent. */
export interface OrganizationUnitTree {
  rootId: string
  parentOf: ReadonlyMap<string, string | null>
}

/** The unit itself and every unit above it, nearest first; empty for an unknown unit. */
export function selfAndAncestors(tree: OrganizationUnitTree, unitId: string): string[] {
  const path: string[] = []
  for (let at: string | null | undefined = unitId; at && tree.parentOf.has(at) && !path.includes(at);) {
    path.push(at)
    at = tree.parentOf.get(at)
  }
  return path
}

/** The unit itself and every unit below it. */
export const selfAndDescendants = (tree: OrganizationUnitTree, unitId: string): string[] =>
  [...tree.parentOf.keys()].filter((id) => selfAndAncestors(tree, id).includes(unitId))
