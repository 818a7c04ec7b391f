import { z } from 'zod'
import { id, instant } from './ids.ts'
import { listOf, listQuery, total } from './lists.ts'
import { oneLine } from './text.ts'

export const licence = z.enum(['contactCenter', 'interact'])
export type Licence = z.infer<typeof licence>

/** Role of a person in the tab. Everyone known to the tenant is at least an agent. */
export const role = z.enum(['tenantAdmin', 'organizationUnitAdmin', 'agent'])
export type Role = z.infer<typeof role>

/**
 * Why customers cannot reach a user now; the tab explains each code. Fields with this type are null if the user is
 * reachable.
 */
export const reachReason = z.enum([
  'unknownContact',
  'interactDisabled',
  'licenceMissing',
  'inactive',
  'modalityOff',
  'wrongKey',
  'noDomainTemplate',
  'domainTemplateEmpty',
  'originNotAllowed',
  'identityRequired',
])
export type ReachReason = z.infer<typeof reachReason>

/** A user as shown in lists and on the General page. */
export const user = z
  .object({
    id,
    displayName: z.string(),
    userPrincipalName: z.string(),
    mail: z.string().nullable(),
    department: z.string().nullable(),
    jobTitle: z.string().nullable(),
    organizationUnitId: id,
    licences: z.array(licence),
    role,
    /** Units that this user administers; empty unless `role` is `organizationUnitAdmin`. */
    administers: z.array(id),
    interact: z.object({
      active: z.boolean(),
      audioVideo: z.boolean(),
      instantMessaging: z.boolean(),
      reason: reachReason.nullable(),
    }),
    available: z.boolean(),
    lastReachedAt: instant.nullable(),
  })
  .meta({ id: 'User' })
export type User = z.infer<typeof user>

export const usersQuery = listQuery.extend({
  search: z.string().max(100).optional(),
  organizationUnitId: id.optional(),
  licence: licence.optional(),
  active: z.enum(['true', 'false']).optional(),
})
export type UsersQuery = z.infer<typeof usersQuery>
export const userList = listOf(user).extend({ total })
export type UserList = z.infer<typeof userList>

export const userPatch = z
  .strictObject({
    organizationUnitId: id.optional(),
    licences: z.array(licence).max(2).optional(),
    role: role.optional(),
    administers: z.array(id).max(100).optional(),
  })
  .meta({ id: 'UserPatch' })
export type UserPatch = z.infer<typeof userPatch>

export const availability = z.object({ available: z.boolean() })
export const availabilityPatch = z.strictObject({ available: z.boolean() })

export const me = z
  .object({
    user,
    tenant: z.object({ id, name: z.string(), interactEnabled: z.boolean() }),
    roles: z.array(role),
    organizationUnitIds: z.array(id),
    licences: z.array(licence),
    available: z.boolean(),
    /** Whom a user without both licences can ask for them; null if they have both, or if nobody is known. */
    licenceAdmin: z.object({ displayName: z.string(), department: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof me>
export type LicenceAdmin = NonNullable<Me['licenceAdmin']>

export const organizationUnit = z
  .object({
    id,
    parentId: id.nullable(),
    name: z.string(),
    /** Number of users in this unit itself, without the units below. */
    users: z.number().int(),
    /** False for a unit above the caller's own, which is read-only. */
    writable: z.boolean(),
  })
  .meta({ id: 'OrganizationUnit' })
export type OrganizationUnit = z.infer<typeof organizationUnit>
export const organizationUnitList = listOf(organizationUnit)
export const newOrganizationUnit = z.strictObject({ name: oneLine(100), parentId: id })
export type NewOrganizationUnit = z.infer<typeof newOrganizationUnit>
export const organizationUnitPatch = z.strictObject({ name: oneLine(100).optional(), parentId: id.optional() })
export type OrganizationUnitPatch = z.infer<typeof organizationUnitPatch>
