import type { AuditItem } from '../contract/audit.ts'
import type { DirectSystemMessages } from '../contract/directSystemMessages.ts'
import type { DomainTemplate } from '../contract/domainTemplates.ts'
import type { OrganizationUnit, User } from '../contract/users.ts'
import type { DirectSystemMessagesRow, DomainTemplateRow, AuditRow } from './ports.ts'
import { checkPatterns } from '../reach/patternList.ts'
import { visibleHolders } from './itemChange.ts'
import { reaches, unitAccess, type AdminScope } from './permissions.ts'
import type { List } from '../contract/lists.ts'

/** An organization unit in the form that this caller sees. */
export const unitView = (scope: AdminScope, unit: Omit<OrganizationUnit, 'writable'>): OrganizationUnit => ({
  id: unit.id,
  parentId: unit.parentId,
  name: unit.name,
  users: unit.users,
  writable: unitAccess(scope, unit.id) === 'writable',
})

/** A user in the form that this caller sees, without units that the caller may not see. */
export const userView = (scope: AdminScope, { administers, ...user }: User): User => ({
  ...user,
  administers: administers.filter((unit) => reaches(scope.readable, unit)),
})

const itemView = (scope: AdminScope, row: DomainTemplateRow | DirectSystemMessagesRow) => ({
  id: row.id,
  name: row.name,
  organizationUnitId: row.organizationUnitId,
  description: row.description,
  usedBy: visibleHolders(scope, row.usedBy),
  writable: unitAccess(scope, row.organizationUnitId) === 'writable',
  updatedAt: instantOf(row.updatedAt),
})

export const domainTemplateView = (
  scope: AdminScope,
  row: DomainTemplateRow,
  isPublicSuffix: (host: string) => boolean,
): DomainTemplate => ({
  ...itemView(scope, row),
  patterns: row.patterns,
  warnings: [...checkPatterns(row.patterns, isPublicSuffix).warnings],
})

export const directSystemMessagesView = (scope: AdminScope, row: DirectSystemMessagesRow): DirectSystemMessages => ({
  ...itemView(scope, row),
  displayName: row.displayName,
  texts: row.texts,
})

export const auditView = ({ at, ...entry }: AuditRow): AuditItem => ({ ...entry, at: instantOf(at) })

/** Formats milliseconds since the epoch as an instant of the contract: ISO 8601 in UTC. */
export const instantOf = (at: number): string => new Date(at).toISOString()

/**
 * One page of a short list that is held in memory. The cursor names the last item shown and its position, so that a
 * concurrent deletion skips no item. `nameOf` must be unique in the list.
 */
export function pageOf<Item>(
  items: readonly Item[],
  { cursor, limit }: { cursor?: string | undefined; limit: number },
  nameOf: (item: Item) => string,
): List<Item> {
  const start = cursor === undefined ? 0 : placeAfter(items.map(nameOf), cursor)
  const shown = items.slice(start, start + limit)
  const last = shown.at(-1)
  const more = last !== undefined && start + shown.length < items.length
  return { items: shown, nextCursor: more ? `${start + shown.length}.${nameOf(last)}` : null }
}

function placeAfter(names: readonly string[], cursor: string): number {
  const [, place, name] = /^(\d{1,9})\.(.*)$/s.exec(cursor) ?? []
  if (place === undefined || name === undefined) return names.length
  const found = names.indexOf(name)
  // A deleted item has moved all later items up by one.
  return found < 0 ? Math.max(0, Number(place) - 1) : found + 1
}
