import type { Licence, Role } from '../contract/users.ts'
import type { TenantPatch } from '../contract/tenant.ts'

/** One page of a tenant's directory, or of its changes. */
export interface DirectoryPage {
  users: readonly DirectoryUser[]
  /** Object ids of people who left, or who may no longer sign in. */
  gone: readonly string[]
  /** Position of the next read: continue at once while `more`, otherwise read later changes from here. */
  cursor: string
  more: boolean
}

/**
 * `consent`: Interact has no permission to read the directory. `expired`: the cursor is too old, and the whole
 * directory must be read again. `unreachable`: try again after at least `retryAfter` milliseconds.
 */
export type DirectoryAnswer =
  { page: DirectoryPage } | { failed: 'consent' | 'expired' } | { failed: 'unreachable'; retryAfter: number }

/** The directory of a tenant's people. */
export interface Directory {
  /** The changes since the cursor; the whole directory without one. */
  changes(tenantId: string, cursor: string | null): Promise<DirectoryAnswer>
  /** The display name of the tenant; null if the directory does not have one. */
  nameOf(tenantId: string): Promise<string | null>
}

/** Progress of each tenant's directory sync. Times in milliseconds since the epoch. */
export interface DirectorySyncStore {
  /** Takes a due sync for this process alone until `heldUntil`; null if none is due. */
  take(tenantId: string, now: number, heldUntil: number): Promise<{ cursor: string | null; first: boolean } | null>
  /**
   * Stores a page, its cursor and the time of the next read in one transaction. People in `gone` lose licences, role
   * and Active. After a complete read, so do people who were in the previous read and are missing now. Answers the
   * number of users who lost them.
   */
  store(tenantId: string, page: DirectoryPage, now: number, dueAt: number): Promise<{ released: number }>
  /** Stores why a read failed. After `expired` the next read starts from the beginning. */
  fail(tenantId: string, why: 'consent' | 'expired' | 'unreachable', dueAt: number): Promise<void>
  /** Stores the name of a tenant that has only its id as a name. */
  name(tenantId: string, name: string): Promise<void>
}

/** A person in a directory. */
export interface DirectoryUser {
  entraObjectId: string
  userPrincipalName: string
  displayName: string
  mail: string | null
  department: string | null
  jobTitle: string | null
  /** Settings that admins own; applied only when the user is created. */
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

/**
 * Creation of tenants and users without an administrator. Every call may be repeated, and a repetition changes nothing.
 */
export interface Provisioning {
  /** Onboards a tenant with its root unit; leaves an onboarded tenant unchanged. */
  createTenant(tenant: {
    id: string
    name: string
    rootUnitId?: string
    settings?: TenantPatch
  }): Promise<{ rootUnitId: string }>
  /**
   * Adds new users and updates the directory data of known ones. A user without a unit is placed in the root unit.
   * Object ids must be distinct. Answers user ids by Entra object id.
   */
  upsertUsers(tenantId: string, users: readonly DirectoryUser[]): Promise<Map<string, string>>
}
