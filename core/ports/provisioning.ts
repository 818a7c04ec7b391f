import type { Licence, Role } from '../contract/people.ts'
import type { TenantPatch } from '../contract/tenant.ts'

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
