import { sql } from 'kysely'
import type { Users } from '#core/admin/ports'
import type { InteractDatabase } from '../database/tables.ts'

type Row = { display_name: string; department: string | null }

/** Finds the admin of the nearest unit first, because they know the user; a tenant admin if no unit has one. */
export const licenceAdminOf =
  (database: InteractDatabase): Users['licenceAdminOf'] =>
  async (tenantId, userId) => {
    const query = sql<Row>`
      with recursive above (id, parent_id, distance) as (
        select o.id, o.parent_id, 0 from users u
        join organization_units o on o.tenant_id = u.tenant_id and o.id = u.organization_unit_id
        where u.tenant_id = ${tenantId} and u.id = ${userId}
        union all
        select o.id, o.parent_id, distance + 1 from above
        join organization_units o on o.tenant_id = ${tenantId} and o.id = above.parent_id
      ), unit_admins as (
        select u.display_name, u.department, u.sort_name, distance from above
        join user_administers a on a.tenant_id = ${tenantId} and a.organization_unit_id = above.id
        join users u on u.tenant_id = a.tenant_id and u.id = a.user_id and u.role = 'organizationUnitAdmin'
        where u.id <> ${userId}
      ), tenant_admins as (
        select display_name, department, sort_name, 1000 as distance from users
        where tenant_id = ${tenantId} and (directory_admin or role = 'tenantAdmin') and id <> ${userId}
        order by sort_name, id limit 1
      )
      select display_name, department from (table unit_admins union all table tenant_admins) admins
      order by distance, sort_name limit 1`
    const [row] = await database.oneInTenant(tenantId, (build) => query.compile(build))
    return row ? { displayName: row.display_name, department: row.department } : null
  }
