import type { BotState } from '../contract/interactSettings.ts'
import type { DirectSystemMessages, NewDirectSystemMessages } from '../contract/directSystemMessages.ts'
import type { NewDomainTemplate, RefusedOrigin } from '../contract/domainTemplates.ts'
import type { List } from '../contract/lists.ts'
import type { Licence, LicenceAdmin, OrganizationUnit, Role, User, UsersQuery } from '../contract/users.ts'
import type { Tenant } from '../contract/tenant.ts'
import type { OrganizationUnitTree } from './organizationTree.ts'
import type { ReachFacts } from '../reach/reachability.ts'

/** The user of a verified Entra token, as Interact knows them. */
export interface Actor {
  tenantId: string
  userId: string
  displayName: string
  role: Role
  /** Units this actor administers; empty for a tenant admin, who administers the whole tree. */
  administers: readonly string[]
}

/** One entry of the audit log: fields before and after a change, without secrets. */
export interface AuditEntry {
  action: string
  target: {
    kind: 'tenant' | 'user' | 'interact' | 'organizationUnit' | 'domainTemplate' | 'directSystemMessages'
    id: string
  }
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

/** The database row behind a user's Interact page. Times in milliseconds since the epoch. */
export interface InteractRow {
  userId: string
  organizationUnitId: string
  version: number
  contactId: string
  directSystemMessagesId: string | null
  domainTemplateId: string | null
  reach: ReachFacts
  bot: BotState
  /** Whether the tenant has a signing secret for verified customers. */
  verifiedCustomersPossible: boolean
  lastSeen: { origin: string; at: number } | null
  /** The tenant's, which the snippet carries. */
  branding: Tenant['branding']
}

export interface DomainTemplateRow {
  id: string
  version: number
  updatedAt: number
  name: string
  organizationUnitId: string
  description: string
  patterns: string[]
  usedBy: Holder[]
}

export interface DirectSystemMessagesRow {
  id: string
  version: number
  updatedAt: number
  name: string
  organizationUnitId: string
  description: string
  displayName: string | null
  texts: DirectSystemMessages['texts']
  usedBy: Holder[]
}

/**
 * The result of an administrator's write, which commits in one transaction with its audit entry. `version` detects
 * concurrent changes: a write with an outdated version answers `stale`, a duplicate name `nameTaken`, a deletion of
 * something that users hold `inUse`, a missing row `missing`.
 */
export type Written =
  { written: true; version: number } | { written: false; why: 'stale' | 'nameTaken' | 'inUse' | 'missing' }

type Audited = { actor: Actor; audit: AuditEntry }

/** A user of an item with the user's unit, which decides whether an admin may read the name. */
export type Holder = { id: string; displayName: string; organizationUnitId: string }

export interface Users {
  /**
   * Finds the caller by tenant and object id, and creates the user from the token on the first sign-in. Null if the
   * tenant is not onboarded.
   */
  signIn(claims: {
    tenantId: string
    entraObjectId: string
    displayName: string
    userPrincipalName: string
    tenantAdmin: boolean
  }): Promise<Actor | null>
  find(tenantId: string, userId: string): Promise<(User & { version: number }) | null>
  /** Users of these units, ordered by name; null means every unit. */
  list(
    tenantId: string,
    query: UsersQuery,
    units: readonly string[] | null,
  ): Promise<List<User> & { total: { count: number; atLeast: boolean } }>
  /** Answers `inUse` for a move while the user holds items that would no longer be visible in the new unit. */
  patch(
    tenantId: string,
    userId: string,
    change: { organizationUnitId?: string; licences?: Licence[]; role?: Role; administers?: string[] },
    by: Audited,
    version?: number,
  ): Promise<Written>
  setAvailable(tenantId: string, userId: string, available: boolean): Promise<void>
  /** The Entra object id of this user; null if there is none. */
  entraObjectIdOf(tenantId: string, userId: string): Promise<string | null>
  /** Another user who may give this one a licence: an admin of the nearest unit, else a tenant admin. */
  licenceAdminOf(tenantId: string, userId: string): Promise<LicenceAdmin | null>
}

/** A tenant as stored, without the capabilities of the installation. */
export type StoredTenant = Omit<Tenant, 'callProviders'>

export interface Tenants {
  find(tenantId: string): Promise<(StoredTenant & { version: number }) | null>
  patch(tenantId: string, change: Partial<Tenant>, by: Audited, version?: number): Promise<Written>
}

export interface OrganizationUnits {
  tree(tenantId: string): Promise<OrganizationUnitTree>
  /** Units with their number of users, ordered by name. */
  list(tenantId: string): Promise<(Omit<OrganizationUnit, 'writable'> & { version: number })[]>
  create(tenantId: string, unit: { id: string; name: string; parentId: string }, by: Audited): Promise<Written>
  /**
   * Answers `inUse` for a move while users in the unit or below it hold items that would no longer be visible to them.
   */
  patch(
    tenantId: string,
    id: string,
    change: { name?: string; parentId?: string },
    by: Audited,
    version?: number,
  ): Promise<Written>
  /** Answers `inUse` while the unit contains users, units or items. */
  remove(tenantId: string, id: string, by: Audited, version?: number): Promise<Written>
}

export interface InteractSettings {
  find(tenantId: string, userId: string): Promise<InteractRow | null>
  patch(
    tenantId: string,
    userId: string,
    version: number,
    change: Partial<{
      active: boolean
      audioVideo: boolean
      instantMessaging: boolean
      directSystemMessagesId: string | null
      restrictAccess: boolean
      domainTemplateId: string | null
      requireVerifiedCustomer: boolean
    }>,
    by: Audited,
  ): Promise<Written>
  rotateKey(tenantId: string, userId: string, key: string, graceUntil: number | null, by: Audited): Promise<Written>
}

export interface DomainTemplates {
  find(tenantId: string, id: string): Promise<DomainTemplateRow | null>
  /** Items of these units with the users that hold them, ordered by name; null means every unit. */
  list(tenantId: string, units: readonly string[] | null): Promise<DomainTemplateRow[]>
  create(tenantId: string, id: string, item: NewDomainTemplate, by: Audited): Promise<Written>
  patch(
    tenantId: string,
    id: string,
    version: number | null,
    change: Partial<NewDomainTemplate>,
    by: Audited,
  ): Promise<Written>
  /** Answers `inUse` while users hold it, unless `evenIfInUse`; no page can then reach those users. */
  remove(tenantId: string, id: string, evenIfInUse: boolean, by: Audited, version?: number): Promise<Written>
  refusedOrigins(tenantId: string, id: string): Promise<RefusedOrigin[]>
}

export interface DirectSystemMessageSets {
  find(tenantId: string, id: string): Promise<DirectSystemMessagesRow | null>
  list(tenantId: string, units: readonly string[] | null): Promise<DirectSystemMessagesRow[]>
  create(tenantId: string, id: string, item: NewDirectSystemMessages, by: Audited): Promise<Written>
  patch(
    tenantId: string,
    id: string,
    version: number | null,
    change: Partial<NewDirectSystemMessages>,
    by: Audited,
  ): Promise<Written>
  /** Answers `inUse` while users hold it, unless `evenIfInUse`; the built-in texts then apply to those users. */
  remove(tenantId: string, id: string, evenIfInUse: boolean, by: Audited, version?: number): Promise<Written>
}

/** An entry of the audit log with its time and actor. `at` in milliseconds since the epoch. */
export interface AuditRow extends AuditEntry {
  id: string
  at: number
  actor: { id: string; displayName: string }
}

interface AuditQuery {
  cursor?: string
  limit: number
  /** Only changes of this target. */
  targetId?: string
}

export interface AuditLog {
  /**
   * Newest first. Entries whose targets belonged to these units at the time; null means all entries, those of the
   * tenant itself included.
   */
  list(tenantId: string, query: AuditQuery, units: readonly string[] | null): Promise<List<AuditRow>>
}

/** A secret of the tenant as stored: encrypted by the caller, and never shown to an administrator again. */
interface EncryptedSecret {
  id: string
  encrypted: string
}

/**
 * A secret that signs customer identities: the current one, or a replaced one until `until` (milliseconds since the
 * epoch).
 */
export interface SigningSecret extends EncryptedSecret {
  until: number | null
}

/** The tenant's signing secret, with which its own servers verify the identity of their customers. */
export interface VerifiedCustomers {
  /**
   * Makes this the tenant's signing secret. The previous one stays valid until `graceUntil`; null invalidates it at
   * once.
   */
  put(
    tenantId: string,
    secret: EncryptedSecret & { at: number },
    graceUntil: number | null,
    by: Audited,
  ): Promise<Written>
  /**
   * Removes the current and the previous secret. Answers `inUse` while users require verified customers, `missing` if
   * there is none.
   */
  remove(tenantId: string, by: Audited): Promise<Written>
}
