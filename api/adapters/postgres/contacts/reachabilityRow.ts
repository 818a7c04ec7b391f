import { sql } from 'kysely'
import type { Licence } from '#core/contract/users'
import type { ReachFacts } from '#core/reach/reachability'

/** Input of the reachability rules: columns of `users u`, `tenants t` and `domain_templates d`. */
export interface ReachRow {
  interact_enabled: boolean
  contact_center: boolean
  interact: boolean
  active: boolean
  audio_video: boolean
  instant_messaging: boolean
  widget_key: string
  previous_key: string | null
  previous_key_until: Date | string | null
  restrict_access: boolean
  require_verified: boolean
  patterns: string[] | null
}

export const reachColumns = sql`t.interact_enabled, u.contact_center, u.interact, u.active, u.audio_video,
  u.instant_messaging, u.widget_key, u.previous_key, u.previous_key_until, u.restrict_access, u.require_verified,
  d.patterns`

export const reachTables = sql`users u
  join tenants t on t.tenant_id = u.tenant_id
  left join domain_templates d on d.tenant_id = u.tenant_id and d.id = u.domain_template_id`

export const licencesOf = (row: Pick<ReachRow, 'contact_center' | 'interact'>): Licence[] => [
  ...(row.contact_center ? (['contactCenter'] as const) : []),
  ...(row.interact ? (['interact'] as const) : []),
]

const previousKeyOf = ({ previous_key, previous_key_until }: ReachRow): ReachFacts['previousKey'] =>
  previous_key === null || previous_key_until === null
    ? null
    : { key: previous_key, until: new Date(previous_key_until).getTime() }

export const reachOf = (row: ReachRow): ReachFacts => ({
  interactEnabled: row.interact_enabled,
  licences: licencesOf(row),
  active: row.active,
  audioVideo: row.audio_video,
  instantMessaging: row.instant_messaging,
  widgetKey: row.widget_key,
  previousKey: previousKeyOf(row),
  restrictAccess: row.restrict_access,
  patterns: row.patterns,
  requireVerifiedCustomer: row.require_verified,
})
