import { sql } from 'kysely'
import type { Role, User } from '#core/contract/users'
import { whyUnreachable } from '#core/reach/reachability'
import { licencesOf, reachColumns, reachOf, type ReachRow } from '../contacts/reachabilityRow.ts'

export interface UserRow extends ReachRow {
  id: string
  version: number
  sort_name: string
  display_name: string
  user_principal_name: string
  mail: string | null
  department: string | null
  job_title: string | null
  organization_unit_id: string
  role: Role
  directory_admin: boolean
  administers: string[]
  available: boolean
  last_reached_at: Date | null
}

/** Columns of `users u` and of the reachability rules, because the user list shows why a user cannot be reached. */
export const userColumns = sql`u.id, u.version, u.sort_name, u.display_name, u.user_principal_name, u.mail, u.department,
  u.job_title, u.organization_unit_id, u.role, u.directory_admin, u.available, u.last_reached_at, ${reachColumns},
  array(
    select a.organization_unit_id::text from user_administers a
    where a.tenant_id = u.tenant_id and a.user_id = u.id order by a.organization_unit_id
  ) as administers`

/** The effective role: tenant admin if the directory says so, otherwise the role that an admin has assigned. */
export const roleOf = ({ role, directory_admin }: Pick<UserRow, 'role' | 'directory_admin'>): Role =>
  directory_admin ? 'tenantAdmin' : role

export function userOf(row: UserRow): User {
  const role = roleOf(row)
  return {
    id: row.id,
    displayName: row.display_name,
    userPrincipalName: row.user_principal_name,
    mail: row.mail,
    department: row.department,
    jobTitle: row.job_title,
    organizationUnitId: row.organization_unit_id,
    licences: licencesOf(row),
    role,
    administers: role === 'organizationUnitAdmin' ? row.administers : [],
    interact: {
      active: row.active,
      audioVideo: row.audio_video,
      instantMessaging: row.instant_messaging,
      reason: whyUnreachable(reachOf(row)),
    },
    available: row.available,
    lastReachedAt: row.last_reached_at?.toISOString() ?? null,
  }
}
