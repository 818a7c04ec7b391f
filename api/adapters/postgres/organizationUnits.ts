import { sql } from 'kysely'
import { selfAndDescendants, type OrganizationUnitTree } from '#core/admin/tree'
import type { OrganizationUnits } from '#core/ports/admin'
import { notFoundSince, refused, unchangedSince, writeAudited } from './audited.ts'
import { nameKey } from './fold.ts'
import { byName } from './byName.ts'
import type { InteractDatabase, Tx } from './tables.ts'

type Branch = { id: string; parent_id: string | null }

function treeOf(units: readonly Branch[]): OrganizationUnitTree {
  const root = units.find(({ parent_id }) => parent_id === null)
  return { rootId: root?.id ?? '', parentOf: new Map(units.map(({ id, parent_id }) => [id, parent_id])) }
}

/** Only one move at a time: two that are fine alone can make a circle together. */
async function lockTree(transaction: Tx, tenantId: string): Promise<OrganizationUnitTree> {
  const units = await sql<Branch>`
    select id, parent_id from organization_units where tenant_id = ${tenantId} order by id for update`.execute(
    transaction,
  )
  return treeOf(units.rows)
}

async function isCircle(transaction: Tx, tenantId: string, id: string, parentId: string): Promise<boolean> {
  const tree = await lockTree(transaction, tenantId)
  return tree.rootId === id || selfAndDescendants(tree, id).includes(parentId)
}

export function createOrganizationUnits(database: InteractDatabase): OrganizationUnits {
  return {
    tree: async (tenantId) => {
      const query = sql<Branch>`select id, parent_id from organization_units where tenant_id = ${tenantId}`
      return treeOf(await database.oneInTenant(tenantId, (build) => query.compile(build)))
    },

    list: async (tenantId) => {
      const query = sql<{ id: string; parentId: string | null; name: string; users: number; version: number }>`
        select o.id, o.parent_id as "parentId", o.name, o.version, coalesce(sitting.users, 0) as users
        from organization_units o
        left join (
          select organization_unit_id, count(*)::integer as users from users
          where tenant_id = ${tenantId} group by organization_unit_id
        ) sitting on sitting.organization_unit_id = o.id
        where o.tenant_id = ${tenantId}`
      return byName(await database.oneInTenant(tenantId, (build) => query.compile(build)))
    },

    create: (tenantId, { id, name, parentId }, by) =>
      writeAudited(database, tenantId, by, async (transaction) => {
        await transaction
          .insertInto('organization_units')
          .values({ tenant_id: tenantId, id, parent_id: parentId, name, name_key: nameKey(name) })
          .execute()
        return { version: 1, unitId: id }
      }),

    // The caller has refused a circle already; one that only came about meanwhile is a stale change.
    patch: (tenantId, id, { name, parentId }, by, version) =>
      writeAudited(database, tenantId, by, async (transaction) => {
        if (parentId !== undefined && (await isCircle(transaction, tenantId, id, parentId))) return refused('stale')
        const changed = await transaction
          .updateTable('organization_units')
          .set((row) => ({
            ...(name === undefined ? {} : { name, name_key: nameKey(name) }),
            ...(parentId === undefined ? {} : { parent_id: parentId }),
            version: row('version', '+', 1),
          }))
          .where('tenant_id', '=', tenantId)
          .where('id', '=', id)
          .where(unchangedSince(version))
          .returning('version')
          .executeTakeFirst()
        return changed ? { version: changed.version, unitId: id } : notFoundSince(version)
      }),

    remove: (tenantId, id, by) =>
      writeAudited(
        database,
        tenantId,
        by,
        async (transaction) => {
          const found = await sql<{ version: number; parent_id: string | null }>`
            select version, parent_id from organization_units
            where tenant_id = ${tenantId} and id = ${id} for update`.execute(transaction)
          const was = found.rows[0]
          if (!was) return refused('missing')
          if (was.parent_id === null) return refused('inUse')
          await sql`delete from organization_units where tenant_id = ${tenantId} and id = ${id}`.execute(transaction)
          return { version: was.version, unitId: was.parent_id }
        },
        'inUse',
      ),
  }
}
