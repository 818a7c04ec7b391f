import type { Licence, Role } from '../contract/users.ts'
import type { TenantPatch } from '../contract/tenant.ts'

/** One page of a tenant's directory, or of what changed in it. */
export interface DirectoryPage {
  users: readonly DirectoryUser[]
  /** Object ids of people who left, or may not sign in any more. */
  gone: readonly string[]
  /** Where reading goes on: now while there is `more`, later with what will have changed. */
  cursor: string
  more: boolean
}

/**
 * `consent`: the directory does not let Interact read it. `expired`: the cursor is too old, everything must be read
 * again. `unreachable`: try again, not before `retryAfter` milliseconds have passed.
 */
export type DirectoryAnswer =
  { page: DirectoryPage } | { failed: 'consent' | 'expired' } | { failed: 'unreachable'; retryAfter: number }

/** Where a tenant's people are kept. */
export interface Directory {
  /** What changed since the cursor; everything without one. */
  changes(tenantId: string, cursor: string | null): Promise<DirectoryAnswer>
  /** What the tenant calls itself; null where the directory does not say. */
  nameOf(tenantId: string): Promise<string | null>
}

/** How far the reading of each tenant's directory has come. Times in milliseconds since the epoch. */
export interface DirectorySyncStore {
  /** Takes a reading that is due, for this process alone until `heldUntil`; null where none is due. */
  take(tenantId: string, now: number, heldUntil: number): Promise<{ cursor: string | null; first: boolean } | null>
  /**
   * Stores a page, its cursor and when the next one is due, all or nothing. Who is gone loses licences, role and
   * Active. Once everything has been read, so does whoever was there the time before and is not now. Answers how many.
   */
  store(tenantId: string, page: DirectoryPage, now: number, dueAt: number): Promise<{ released: number }>
  /** Stores why a reading failed; `expired` starts over. */
  fail(tenantId: string, why: 'consent' | 'expired' | 'unreachable', dueAt: number): Promise<void>
  /** Names a tenant that had no other name than its id. */
  name(tenantId: string, name: string): Promise<void>
}

/** A person as a directory knows them. */
export interface DirectoryUser {
  entraObjectId: string
  userPrincipalName: string
  displayName: string
  mail: string | null
  department: string | null
  jobTitle: string | null
  /** What admins decide; taken when the user is new and never afterwards. */
  initial?: InitialUser
}

export interface InitialUser {
  id?: string
  organizationUnitId?: string
  role?: Role
  administers?: string[]
  licences?: Licence[]
  contactId?: string
  widgetKey?: string
  active?: boolean
  restrictAccess?: boolean
  domainTemplateId?: string | null
  directSystemMessagesId?: string | null
}

/** How tenants and users come into the store, other than by hand. Everything may be repeated and then changes nothing. */
export interface Provisioning {
  /** Onboards a tenant with its root unit; an onboarded one stays as it is. */
  createTenant(tenant: {
    id: string
    name: string
    rootUnitId?: string
    settings?: TenantPatch
  }): Promise<{ rootUnitId: string }>
  /**
   * Adds users, and brings what the directory says up to date for those that are known; the root unit is home where
   * none is named. Object ids must be distinct. Answers user ids by Entra object id.
   */
  upsertUsers(tenantId: string, users: readonly DirectoryUser[]): Promise<Map<string, string>>
}
