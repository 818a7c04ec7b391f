import { sql } from 'kysely'
import type { Tenant, TenantPatch } from '#core/contract/tenant'
import type { StoredTenant, Tenants } from '#core/admin/ports'
import { notFoundSince, unchangedSince, writeAudited } from './auditedWrite.ts'
import type { InteractDatabase, Tables } from '../database/tables.ts'

type ChecklistStep = Tenant['checklist'][number]['step']
type Settings = TenantPatch & { name?: string | undefined }
type Columns = Omit<Tables['tenants'], 'tenant_id'>

interface Row {
  name: string
  interact_enabled: boolean
  ring_seconds: number
  idle_warning_minutes: number
  idle_end_minutes: number
  call_provider: Tenant['callProvider']
  retention_days: number
  accent: string | null
  label: string | null
  version: number
  read_at: Date | null
  problem: Tenant['directory']['problem']
  secret_made_at: Date | null
  previous_until: Date | null
  required_by: number
  done: Record<Exclude<ChecklistStep, 'interactEnabled'>, boolean>
}

/** The checklist up to the first real session, in the order in which an admin works through it. */
const steps = [
  'licenceGiven',
  'domainTemplateMade',
  'userActive',
  'botInstalled',
  'snippetSeen',
  'firstSession',
] as const

// `users.facet` is a bit field: 4 active, 2 contactCenter, 1 interact.
const stepsDone = sql`jsonb_build_object(
  'licenceGiven', exists (select from users u where u.tenant_id = t.tenant_id and u.facet in (3, 7)),
  'domainTemplateMade', exists (select from domain_templates d where d.tenant_id = t.tenant_id),
  'userActive', exists (select from users u where u.tenant_id = t.tenant_id and u.facet >= 4),
  'botInstalled', exists (select from agent_conversations k where k.tenant_id = t.tenant_id and k.installed),
  'snippetSeen', exists (select from users u where u.tenant_id = t.tenant_id and u.last_seen_at is not null),
  'firstSession', exists (select from users u where u.tenant_id = t.tenant_id and u.last_reached_at is not null)
)`

const tenantOf = (tenantId: string, row: Row): StoredTenant & { version: number } => ({
  id: tenantId,
  name: row.name,
  interactEnabled: row.interact_enabled,
  ringSeconds: row.ring_seconds,
  idleWarningMinutes: row.idle_warning_minutes,
  idleEndMinutes: row.idle_end_minutes,
  callProvider: row.call_provider,
  retentionDays: row.retention_days,
  branding: { accent: row.accent, label: row.label },
  checklist: [
    { step: 'interactEnabled', done: row.interact_enabled },
    ...steps.map((step) => ({ step, done: row.done[step] })),
  ],
  directory: { readAt: row.read_at?.toISOString() ?? null, problem: row.problem },
  verifiedCustomers: {
    since: row.secret_made_at?.toISOString() ?? null,
    previousUntil: row.previous_until?.toISOString() ?? null,
    requiredBy: row.required_by,
  },
  version: row.version,
})

/** Maps settings to columns. Missing settings are left out, so that their columns keep their values. */
export function tenantColumns(settings: Settings) {
  const { branding } = settings
  const columns = {
    name: settings.name,
    interact_enabled: settings.interactEnabled,
    ring_seconds: settings.ringSeconds,
    idle_warning_minutes: settings.idleWarningMinutes,
    idle_end_minutes: settings.idleEndMinutes,
    call_provider: settings.callProvider,
    retention_days: settings.retentionDays,
    accent: branding?.accent,
    label: branding?.label,
  } satisfies { [Column in keyof Columns]?: unknown }
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined))
}

export function createTenants(database: InteractDatabase): Tenants {
  return {
    find: async (tenantId) => {
      const query = sql<Row>`
        select t.*, r.read_at, r.problem, ${stepsDone} as done, s.made_at as secret_made_at, s.previous_until, (
          select count(*)::integer from users u where u.tenant_id = t.tenant_id and u.require_verified
        ) as required_by
        from tenants t
        left join directory_reads r on r.tenant_id = t.tenant_id
        left join verified_customer_secrets s on s.tenant_id = t.tenant_id
        where t.tenant_id = ${tenantId}`
      const [row] = await database.oneInTenant(tenantId, (build) => query.compile(build))
      return row ? tenantOf(tenantId, row) : null
    },

    patch: (tenantId, change, by, version) =>
      writeAudited(database, tenantId, by, async (transaction) => {
        const changed = await transaction
          .updateTable('tenants')
          .set((row) => ({ ...tenantColumns(change), version: row('version', '+', 1) }))
          .where('tenant_id', '=', tenantId)
          .where(unchangedSince(version))
          .returning('version')
          .executeTakeFirst()
        return changed ? { version: changed.version, unitId: null } : notFoundSince(version)
      }),
  }
}
