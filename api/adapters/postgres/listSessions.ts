import { sql, type RawBuilder } from 'kysely'
import { z } from 'zod'
import type { SessionScope, Sessions } from '#core/session/ports'
import type { Session } from '#core/session/session'
import { pageOf, readCursor } from './cursor.ts'
import type { InteractDatabase } from './tables.ts'

/** As far as an instant is written with four digits for its year. */
const lastInstant = 253_402_300_799_999
const place = z.tuple([z.number().int().min(0).max(lastInstant), z.guid()])

/** Sessions of a tenant, the newest first. */
export const listSessions =
  (database: InteractDatabase): Sessions['list'] =>
  async (tenantId, query, scope) => {
    const from = query.cursor === undefined ? undefined : readCursor(query.cursor, place)
    if (from === null) return { items: [], nextCursor: null }
    const conditions = [
      sql`s.tenant_id = ${tenantId}`,
      ...(query.status === undefined ? [] : [sql`s.status = ${query.status}`]),
      ...(query.userId === undefined ? [] : [sql`s.user_id = ${query.userId}`]),
      ...scopeCondition(tenantId, scope),
      ...(from === undefined ? [] : [sql`(s.opened_at, s.id) < (${new Date(from[0])}, ${from[1]}::uuid)`]),
    ]
    const page = sql<{ state: Session }>`
      select s.state from sessions s
      where ${sql.join(conditions, sql` and `)}
      order by s.opened_at desc, s.id desc
      limit ${query.limit + 1}`
    const rows = await database.oneInTenant(tenantId, (build) => page.compile(build))
    return pageOf(
      rows,
      query.limit,
      ({ state }) => [state.openedAt, state.id],
      ({ state }) => state,
    )
  }

/** The session, when its user is in the scope. */
export const findWithin =
  (database: InteractDatabase): Sessions['findWithin'] =>
  async ({ tenantId, sessionId }, scope) => {
    const conditions = [sql`s.tenant_id = ${tenantId}`, sql`s.id = ${sessionId}`, ...scopeCondition(tenantId, scope)]
    const query = sql<{ state: Session }>`select s.state from sessions s where ${sql.join(conditions, sql` and `)}`
    const [found] = await database.oneInTenant(tenantId, (build) => query.compile(build))
    return found?.state ?? null
  }

/** Users named one by one and users that sit in the units named: whoever is either may be seen. */
function scopeCondition(tenantId: string, { userIds, organizationUnitIds }: SessionScope): RawBuilder<unknown>[] {
  if (userIds === null && organizationUnitIds === null) return []
  const named = sql`s.user_id = any(${userIds ?? []}::uuid[])`
  if (organizationUnitIds === null || organizationUnitIds.length === 0) return [named]
  return [
    sql`(${named} or exists (
      select from users u
      where u.tenant_id = ${tenantId} and u.id = s.user_id and u.organization_unit_id = any(${organizationUnitIds}::uuid[])
    ))`,
  ]
}
