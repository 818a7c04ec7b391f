import { sql } from 'kysely'
import { selfAndAncestors, selfAndDescendants, type OrganizationUnitTree } from '#core/admin/organizationTree'
import type { OrganizationUnits } from '#core/admin/ports'
import { notFoundSince, refused, unchangedSince, writeAudited } from './auditedWrite.ts'
import { nameKey } from '../database/searchWords.ts'
import { byName } from './configurationItems.ts'
import { wouldOrphan, treeOf, type Branch } from './itemUsage.ts'
import type { InteractDatabase, Tx } from '../database/tables.ts'

/** Serializes moves, because two moves that are each valid can form a cycle together. */
async function lockTree(transaction: Tx, tenantId: string): Promise<OrganizationUnitTree> {
  const units = await sql<Branch>`
    select id, parent_id from organization_units where tenant_id = ${tenantId} order by id for update`.execute(
    transaction,
  )
  return treeOf(units.rows)
}

/** The caller has already refused cycles. A cycle found here results from a concurrent change, so the move is stale. */
async function whyNotMoved(transaction: Tx, tenantId: string, id: string, parentId: string) {
  const tree = await lockTree(transaction, tenantId)
  const units = selfAndDescendants(tree, id)
  if (tree.rootId === id || units.includes(parentId)) return refused('stale')
  const visible = [...units, ...selfAndAncestors(tree, parentId)]
  const users = sql<boolean>`u.organization_unit_id = any(${units}::uuid[])`
  return (await wouldOrphan(transaction, tenantId, users, visible)) ? refused('inUse') : null
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

    patch: (tenantId, id, { name, parentId }, by, version) =>
      writeAudited(database, tenantId, by, async (transaction) => {
        const stays = parentId === undefined ? null : await whyNotMoved(transaction, tenantId, id, parentId)
        if (stays) return stays
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

    remove: (tenantId, id, by, version) =>
      writeAudited(
        database,
        tenantId,
        by,
        async (transaction) => {
          const found = await sql<{ version: number; parent_id: string | null }>`
            select version, parent_id from organization_units
            where tenant_id = ${tenantId} and id = ${id} for update`.execute(transaction)
          const before = found.rows[0]
          if (!before) return refused('missing')
          if (version !== undefined && version !== before.version) return refused('stale')
          if (before.parent_id === null) return refused('inUse')
          await sql`delete from organization_units where tenant_id = ${tenantId} and id = ${id}`.execute(transaction)
          return { version: before.version, unitId: before.parent_id }
        },
        'inUse',
      ),
  }
}
