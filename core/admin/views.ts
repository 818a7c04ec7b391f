import type { AuditItem } from '../contract/audit.ts'
import type { DirectSystemMessages } from '../contract/directSystemMessages.ts'
import type { DomainTemplate } from '../contract/domainTemplates.ts'
import type { OrganizationUnit, User } from '../contract/people.ts'
import type { DirectSystemMessagesRow, DomainTemplateRow } from '../ports/admin.ts'
import type { AuditRow } from '../ports/audit.ts'
import { checkPatterns } from '../reach/patternList.ts'
import { instantOf } from './instantOf.ts'
import { visibleHolders } from './itemChange.ts'
import { reaches, standing, type AdminScope } from './permissions.ts'

/** An organization unit as this caller sees it. */
export const unitView = (scope: AdminScope, unit: Omit<OrganizationUnit, 'writable'>): OrganizationUnit => ({
  id: unit.id,
  parentId: unit.parentId,
  name: unit.name,
  users: unit.users,
  writable: standing(scope, unit.id) === 'writable',
})

/** A user as this caller sees them, without units that the caller may not see. */
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
  writable: standing(scope, row.organizationUnitId) === 'writable',
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
