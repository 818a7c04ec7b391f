import { sql } from 'kysely'
import type { BotState } from '#core/contract/interactSettings'
import type { InteractSettings, InteractRow } from '#core/admin/ports'
import { refused, writeAudited, type Change } from '../admin/auditedWrite.ts'
import { reachColumns, reachOf, reachTables, type ReachRow } from './reachabilityRow.ts'
import type { InteractDatabase, Tx } from '../database/tables.ts'

type Patch = Parameters<InteractSettings['patch']>[3]

interface Row extends ReachRow {
  id: string
  organization_unit_id: string
  interact_version: number
  contact_id: string
  direct_system_messages_id: string | null
  domain_template_id: string | null
  bot: BotState
  has_secret: boolean
  last_seen_origin: string | null
  last_seen_at: Date | null
  accent: string | null
  label: string | null
}

const pageOf = (row: Row): InteractRow => ({
  userId: row.id,
  organizationUnitId: row.organization_unit_id,
  version: row.interact_version,
  contactId: row.contact_id,
  directSystemMessagesId: row.direct_system_messages_id,
  domainTemplateId: row.domain_template_id,
  reach: reachOf(row),
  bot: row.bot,
  verifiedCustomersPossible: row.has_secret,
  lastSeen:
    row.last_seen_origin === null || row.last_seen_at === null
      ? null
      : { origin: row.last_seen_origin, at: row.last_seen_at.getTime() },
  branding: { accent: row.accent, label: row.label },
})

const columnOf: Record<keyof Patch, string> = {
  active: 'active',
  audioVideo: 'audio_video',
  instantMessaging: 'instant_messaging',
  directSystemMessagesId: 'direct_system_messages_id',
  restrictAccess: 'restrict_access',
  domainTemplateId: 'domain_template_id',
  requireVerifiedCustomer: 'require_verified',
}

const changesOf = (patch: Patch) =>
  Object.entries(columnOf).flatMap(([field, column]) => {
    const value = patch[field as keyof Patch]
    return value === undefined ? [] : [sql`${sql.ref(column)} = ${value}`]
  })

export function createInteractSettings(database: InteractDatabase): InteractSettings {
  return {
    find: async (tenantId, userId) => {
      const query = sql<Row>`
        select u.id, u.organization_unit_id, u.interact_version, u.contact_id, u.direct_system_messages_id,
          u.domain_template_id, u.last_seen_origin, u.last_seen_at, t.accent, t.label, ${reachColumns},
          coalesce((
            select k.state from agent_conversations k where k.tenant_id = u.tenant_id and k.user_id = u.id
          ), 'unknown') as bot,
          exists (select from verified_customer_secrets s where s.tenant_id = u.tenant_id) as has_secret
        from ${reachTables}
        where u.tenant_id = ${tenantId} and u.id = ${userId}`
      const [row] = await database.oneInTenant(tenantId, (build) => query.compile(build))
      return row ? pageOf(row) : null
    },

    patch: (tenantId, userId, version, change, by) =>
      writeAudited(database, tenantId, by, (transaction) =>
        changePage(transaction, tenantId, userId, changesOf(change), version),
      ),

    // Only one previous key is stored, so an older one becomes invalid here even within its grace period.
    rotateKey: (tenantId, userId, key, graceUntil, by) =>
      writeAudited(database, tenantId, by, (transaction) =>
        changePage(transaction, tenantId, userId, [
          sql`previous_key = ${graceUntil === null ? sql`null` : sql`widget_key`}`,
          sql`previous_key_until = ${graceUntil === null ? null : new Date(graceUntil)}`,
          sql`widget_key = ${key}`,
        ]),
      ),
  }
}

async function changePage(
  transaction: Tx,
  tenantId: string,
  userId: string,
  changes: readonly ReturnType<typeof sql>[],
  version?: number,
): Promise<Change | ReturnType<typeof refused>> {
  const found = await sql<{ interact_version: number; organization_unit_id: string }>`
    select interact_version, organization_unit_id from users
    where tenant_id = ${tenantId} and id = ${userId} for update`.execute(transaction)
  const before = found.rows[0]
  if (!before) return refused('missing')
  if (version !== undefined && version !== before.interact_version) return refused('stale')
  await sql`
    update users set ${sql.join([...changes, sql`interact_version = interact_version + 1`])}
    where tenant_id = ${tenantId} and id = ${userId}`.execute(transaction)
  return { version: before.interact_version + 1, unitId: before.organization_unit_id }
}
