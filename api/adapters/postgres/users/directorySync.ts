import { sql } from 'kysely'
import type { DirectoryPage, DirectorySyncStore } from '#core/admin/directoryPorts'
import { nameKey } from '../database/searchWords.ts'
import type { InteractDatabase, Tx } from '../database/tables.ts'
import { upsertUsers } from './upsertUsers.ts'

type Progress = { round: number; whole: boolean }

/** The actor of audit entries that the directory sync writes. */
const directoryActor = { id: '00000000-0000-0000-0000-000000000000', name: 'Microsoft Entra ID' }

export function createDirectorySyncStore(database: InteractDatabase): DirectorySyncStore {
  return {
    take: async (tenantId, now, heldUntil) => {
      const query = sql<{ cursor: string | null; first: boolean }>`
        insert into directory_reads as r (tenant_id, due_at) values (${tenantId}, ${new Date(heldUntil)})
        on conflict (tenant_id) do update set due_at = excluded.due_at where r.due_at <= ${new Date(now)}
        returning cursor, whole and cursor is null as first`
      const [taken] = await database.oneInTenant(tenantId, (build) => query.compile(build))
      return taken ?? null
    },

    store: (tenantId, page, now, dueAt) =>
      database.inTenant(tenantId, async (transaction) => {
        const progress = await lockProgress(transaction, tenantId)
        await upsertUsers(transaction, tenantId, page.users)
        await meet(transaction, tenantId, page, progress)
        const left = await release(transaction, tenantId, sql`entra_oid = any(${[...page.gone]}::uuid[])`)
        const missing =
          progress.whole && !page.more
            ? await release(transaction, tenantId, sql`directory_round between 1 and ${progress.round - 1}`)
            : 0
        await sql`
          update directory_reads set cursor = ${page.cursor}, whole = whole and ${page.more}, problem = null,
            read_at = case when ${page.more} then read_at else ${new Date(now)} end, due_at = ${new Date(dueAt)}
          where tenant_id = ${tenantId}`.execute(transaction)
        return { released: left + missing }
      }),

    fail: async (tenantId, why, dueAt) => {
      const again = why === 'expired'
      const query = sql`
        update directory_reads set due_at = ${new Date(dueAt)}, problem = ${again ? null : why},
          cursor = case when ${again} then null else cursor end, whole = whole or ${again},
          round = round + ${again ? 1 : 0}
        where tenant_id = ${tenantId}`
      await database.oneInTenant(tenantId, (build) => query.compile(build))
    },

    name: (tenantId, name) =>
      database.inTenant(tenantId, async (transaction) => {
        await sql`
          update tenants set name = ${name} where tenant_id = ${tenantId} and name = ${tenantId}`.execute(transaction)
        await sql`
          update organization_units set name = ${name}, name_key = ${nameKey(name)}
          where tenant_id = ${tenantId} and parent_id is null and name = ${tenantId}`.execute(transaction)
      }),
  }
}

async function lockProgress(transaction: Tx, tenantId: string): Promise<Progress> {
  const found = await sql<Progress>`
    select round, whole from directory_reads where tenant_id = ${tenantId} for update`.execute(transaction)
  const [progress] = found.rows
  if (!progress) throw new Error('A directory page was stored before its sync was claimed')
  return progress
}

const meet = (transaction: Tx, tenantId: string, { users }: DirectoryPage, { round }: Progress) =>
  sql`
    update users set directory_round = ${round}
    where tenant_id = ${tenantId} and entra_oid = any(${users.map(({ entraObjectId }) => entraObjectId)}::uuid[])
      and directory_round <> ${round}`.execute(transaction)

/** Removes licences, activation and roles of users who left the directory. Other settings stay in case they return. */
async function release(transaction: Tx, tenantId: string, who: ReturnType<typeof sql>): Promise<number> {
  const released = await sql<{ id: string }>`
    with before as (
      select id, organization_unit_id, contact_center, interact, active, role from users
      where tenant_id = ${tenantId} and ${who} and (facet > 0 or role <> 'agent') for update
    ), released as (
      update users u
      set contact_center = false, interact = false, active = false, role = 'agent', directory_admin = false,
        version = u.version + 1, interact_version = u.interact_version + 1
      from before where u.tenant_id = ${tenantId} and u.id = before.id
    ), unseated as (
      delete from user_administers where tenant_id = ${tenantId} and user_id in (select id from before)
    ), noted as (
      insert into audit (tenant_id, actor_id, actor_name, action, target_kind, target_id, organization_unit_id, before, after)
      select ${tenantId}, ${directoryActor.id}, ${directoryActor.name}, 'user.left', 'user', id, organization_unit_id,
        jsonb_build_object('active', active, 'contactCenter', contact_center, 'interact', interact, 'role', role), null
      from before
    )
    select id from before`.execute(transaction)
  return released.rows.length
}
