import { sql } from 'kysely'
import { z } from 'zod'
import type { AuditEntry, AuditLog } from '#core/admin/ports'
import { pageOf, readCursor } from '../database/pageCursor.ts'
import type { InteractDatabase } from '../database/tables.ts'

interface Row {
  number: number
  id: string
  at: Date
  actor_id: string
  actor_name: string
  action: string
  target_kind: AuditEntry['target']['kind']
  target_id: string
  before: AuditEntry['before']
  after: AuditEntry['after']
}

const place = z.tuple([z.number().int()])

export function createAuditLog(database: InteractDatabase): AuditLog {
  return {
    list: async (tenantId, query, units) => {
      const from = query.cursor === undefined ? undefined : readCursor(query.cursor, place)
      if (from === null) return { items: [], nextCursor: null }
      const conditions = [
        sql`tenant_id = ${tenantId}`,
        ...(units === null ? [] : [sql`organization_unit_id = any(${units}::uuid[])`]),
        ...(query.targetId === undefined ? [] : [sql`target_id = ${query.targetId}`]),
        ...(from === undefined ? [] : [sql`number < ${from[0]}`]),
      ]
      const entries = sql<Row>`
        select number, id, at, actor_id, actor_name, action, target_kind, target_id, before, after from audit
        where ${sql.join(conditions, sql` and `)}
        order by number desc limit ${query.limit + 1}`
      const rows = await database.oneInTenant(tenantId, (build) => entries.compile(build))
      return pageOf(
        rows,
        query.limit,
        ({ number }) => [number],
        (row) => ({
          id: row.id,
          at: row.at.getTime(),
          actor: { id: row.actor_id, displayName: row.actor_name },
          action: row.action,
          target: { kind: row.target_kind, id: row.target_id },
          before: row.before,
          after: row.after,
        }),
      )
    },
  }
}
