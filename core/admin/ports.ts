import type { DirectSystemMessages, NewDirectSystemMessages } from '../contract/directSystemMessages.ts'
import type { NewDomainTemplate, RefusedOrigin } from '../contract/domainTemplates.ts'
import type { List } from '../contract/lists.ts'
import type { Licence, OrganizationUnit, Role, User, UsersQuery } from '../contract/users.ts'
import type { Tenant } from '../contract/tenant.ts'
import type { OrganizationUnitTree } from './organizationTree.ts'
import type { ReachFacts } from '../reach/reachability.ts'

/** The person behind a verified Entra token, as Interact knows them. */
export interface Actor {
  tenantId: string
  userId: string
  displayName: string
  role: Role
  /** Units this actor administers; for a tenant admin the whole tree is meant and this is empty. */
  administers: readonly string[]
}

/** One line of the audit log: fields before and after a change, without secrets. */
export interface AuditEntry {
  action: string
  target: {
    kind: 'tenant' | 'user' | 'interact' | 'organizationUnit' | 'domainTemplate' | 'directSystemMessages'
    id: string
  }
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

/** Row of the store behind a user's Interact page. Times in milliseconds since the epoch. */
export interface InteractRow {
  userId: string
  organizationUnitId: string
  version: number
  contactId: string
  directSystemMessagesId: string | null
  domainTemplateId: string | null
  reach: ReachFacts
  botInstalled: boolean
  /** The tenant has a secret with which customers are verified. */
  verifiedCustomersPossible: boolean
  lastSeen: { origin: string; at: number } | null
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
 * One write of an administrator, in one transaction with its audit entry. `version` guards against a change that came
 * between: a write whose version is not current answers `stale`, a name taken twice `nameTaken`, a deletion of
 * something that users hold `inUse`, a missing row `missing`.
 */
export type Written =
  { written: true; version: number } | { written: false; why: 'stale' | 'nameTaken' | 'inUse' | 'missing' }

type Audited = { actor: Actor; audit: AuditEntry }

/** A user that holds an item, and where the user sits: not every admin may read every name. */
export type Holder = { id: string; displayName: string; organizationUnitId: string }

export interface Users {
  /** The caller: found by tenant and object id, made on first sight from the token. Null when the tenant is not onboarded. */
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
  /** A move is refused as `inUse` while the user holds items of units that would no longer be above. */
  patch(
    tenantId: string,
    userId: string,
    change: { organizationUnitId?: string; licences?: Licence[]; role?: Role; administers?: string[] },
    by: Audited,
    version?: number,
  ): Promise<Written>
  setAvailable(tenantId: string, userId: string, available: boolean): Promise<void>
  /** Under which id Entra knows this user; null where there is none. */
  entraObjectIdOf(tenantId: string, userId: string): Promise<string | null>
}

/** A tenant as the store knows it: what the installation can do is not in it. */
export type StoredTenant = Omit<Tenant, 'callProviders'>

export interface Tenants {
  find(tenantId: string): Promise<(StoredTenant & { version: number }) | null>
  patch(tenantId: string, change: Partial<Tenant>, by: Audited, version?: number): Promise<Written>
}

export interface OrganizationUnits {
  tree(tenantId: string): Promise<OrganizationUnitTree>
  /** Units with their counts of users, ordered by name. */
  list(tenantId: string): Promise<(Omit<OrganizationUnit, 'writable'> & { version: number })[]>
  create(tenantId: string, unit: { id: string; name: string; parentId: string }, by: Audited): Promise<Written>
  /** A move is refused as `inUse` while users in it or below hold items of units that would no longer be above them. */
  patch(
    tenantId: string,
    id: string,
    change: { name?: string; parentId?: string },
    by: Audited,
    version?: number,
  ): Promise<Written>
  /** Refused as `inUse` while users, units or items sit in it. */
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
  /** Items of these units, ordered by name, with the names of the users that hold them; null means every unit. */
  list(tenantId: string, units: readonly string[] | null): Promise<DomainTemplateRow[]>
  create(tenantId: string, id: string, item: NewDomainTemplate, by: Audited): Promise<Written>
  patch(
    tenantId: string,
    id: string,
    version: number | null,
    change: Partial<NewDomainTemplate>,
    by: Audited,
  ): Promise<Written>
  /** Refused as `inUse` while users hold it, unless `evenIfInUse`: those users then let nobody in. */
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
  /** Refused as `inUse` while users hold it, unless `evenIfInUse`: those users then get the built-in texts. */
  remove(tenantId: string, id: string, evenIfInUse: boolean, by: Audited, version?: number): Promise<Written>
}

/** An entry of the audit log as it is read: who, when, before, after. `at` in milliseconds since the epoch. */
export interface AuditRow extends AuditEntry {
  id: string
  at: number
  actor: { id: string; displayName: string }
}

interface AuditQuery {
  cursor?: string
  limit: number
  /** Only what happened to this one thing. */
  targetId?: string
}

export interface AuditLog {
  /** Newest first. Entries of things that sat in these units; null means all, those of the tenant itself included. */
  list(tenantId: string, query: AuditQuery, units: readonly string[] | null): Promise<List<AuditRow>>
}

/** A secret of the tenant as the store keeps it: locked before it comes here, and never read back by an administrator. */
interface EncryptedSecret {
  id: string
  encrypted: string
}

/** A secret that vouches for customers now, or until `until` (milliseconds since the epoch) where it was replaced. */
export interface SigningSecret extends EncryptedSecret {
  until: number | null
}

/** The tenant's secret, with which its own servers vouch for their customers. */
export interface VerifiedCustomers {
  /** Makes this the tenant's secret. The one before it stays beside it until `graceUntil`; null ends it now. */
  put(
    tenantId: string,
    secret: EncryptedSecret & { at: number },
    graceUntil: number | null,
    by: Audited,
  ): Promise<Written>
  /** Removes it and the one before. Refused as `inUse` while users require verified customers; `missing` without one. */
  remove(tenantId: string, by: Audited): Promise<Written>
}
