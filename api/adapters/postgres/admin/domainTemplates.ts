import { sql } from 'kysely'
import type { RefusedOrigin } from '#core/contract/domainTemplates'
import type { DomainTemplateRow, DomainTemplates } from '#core/admin/ports'
import { writeAudited } from './auditedWrite.ts'
import {
  byName,
  createItem,
  itemColumns,
  patchItem,
  removeItem,
  selectItems,
  type ItemRow,
} from './configurationItems.ts'
import type { InteractDatabase } from '../database/tables.ts'

type Row = ItemRow & { patterns: string[] }

const table = 'domain_templates'
const columns = sql`i.patterns`
const itemOf = (row: Row): DomainTemplateRow => ({ ...itemColumns(row), patterns: row.patterns })

export function createDomainTemplates(database: InteractDatabase): DomainTemplates {
  return {
    find: async (tenantId, id) => {
      const query = selectItems<Row>(table, columns, tenantId, sql`i.id = ${id}`)
      const [row] = await database.oneInTenant(tenantId, (build) => query.compile(build))
      return row ? itemOf(row) : null
    },

    list: async (tenantId, units) => {
      const which = units === null ? sql`true` : sql`i.organization_unit_id = any(${units}::uuid[])`
      const query = selectItems<Row>(table, columns, tenantId, which)
      return byName(await database.oneInTenant(tenantId, (build) => query.compile(build))).map(itemOf)
    },

    create: (tenantId, id, { patterns, ...item }, by) =>
      writeAudited(database, tenantId, by, (transaction) =>
        createItem(transaction, table, tenantId, id, item, { patterns }),
      ),

    patch: (tenantId, id, version, { patterns, ...item }, by) =>
      writeAudited(database, tenantId, by, (transaction) =>
        patchItem(transaction, table, { tenantId, id, version }, item, patterns === undefined ? {} : { patterns }),
      ),

    remove: (tenantId, id, evenIfInUse, by, version) =>
      writeAudited(database, tenantId, by, (transaction) =>
        removeItem(transaction, table, { tenantId, id, version }, evenIfInUse),
      ),

    refusedOrigins: async (tenantId, id) => {
      const query = sql<{ origin: string; last_at: Date; count: number }>`
        select origin, last_at, count from refused_origins
        where tenant_id = ${tenantId} and domain_template_id = ${id}
        order by last_at desc, origin`
      const rows = await database.oneInTenant(tenantId, (build) => query.compile(build))
      return rows.map(({ origin, last_at, count }): RefusedOrigin => ({ origin, lastAt: last_at.toISOString(), count }))
    },
  }
}
