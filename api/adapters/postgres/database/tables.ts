import type { ColumnType, Generated, GeneratedAlways, JSONColumnType, Transaction } from 'kysely'
import type { Role } from '#core/contract/users'
import type { SessionEvent } from '#core/contract/sessions'
import type { Texts } from '#core/contract/directSystemMessages'
import type { Tenant } from '#core/contract/tenant'
import type { AuditEntry } from '#core/admin/ports'
import type { BotState } from '#core/contract/interactSettings'
import type { AgentMessage } from '#core/session/teamsPorts'
import type { Effect } from '#core/session/command'
import type { OutboxChannel } from '#core/session/effectQueue'
import type { Session } from '#core/session/session'
import type { Database } from './database.ts'

export type InteractDatabase = Database<Tables>
export type Tx = Transaction<Tables>

type Json<Value extends object> = JSONColumnType<Value>
type MaybeJson<Value extends object> = ColumnType<Value | null, string | null | undefined, string | null>

interface Item {
  tenant_id: string
  id: string
  organization_unit_id: string
  name: string
  name_key: string
  description: string
  version: Generated<number>
  updated_at: Generated<Date>
}

/** The columns of every table, as the migrations create them. */
export interface Tables {
  tenants: {
    tenant_id: string
    name: string
    interact_enabled: Generated<boolean>
    ring_seconds: Generated<number>
    idle_warning_minutes: Generated<number>
    idle_end_minutes: Generated<number>
    call_provider: ColumnType<Tenant['callProvider'], string | undefined, string>
    retention_days: Generated<number>
    accent: string | null
    label: string | null
    version: Generated<number>
  }
  organization_units: {
    tenant_id: string
    id: string
    parent_id: string | null
    name: string
    name_key: string
    version: Generated<number>
  }
  domain_templates: Item & { patterns: string[] }
  refused_origins: {
    tenant_id: string
    domain_template_id: string
    origin: string
    last_at: Date
    count: Generated<number>
  }
  direct_system_messages: Item & { display_name: string | null; texts: Json<Texts> }
  users: UserColumns
  directory_reads: {
    tenant_id: string
    cursor: string | null
    round: Generated<number>
    whole: Generated<boolean>
    read_at: Date | null
    problem: Tenant['directory']['problem']
    due_at: Date
  }
  user_administers: { tenant_id: string; user_id: string; organization_unit_id: string }
  user_words: { tenant_id: string; word: string; sort_name: string; user_id: string }
  verified_customer_secrets: {
    tenant_id: string
    id: string
    encrypted: string
    made_at: Date
    previous_id: string | null
    previous_encrypted: string | null
    previous_until: Date | null
  }
  contact_routes: { contact_id: string; tenant_id: string }
  customers: {
    tenant_id: string
    id: string
    contact_id: string
    origin: string
    preview: boolean
    resume_hash: string
    previous_resume_hash: string | null
    created_at: Generated<Date>
  }
  spent_tickets: { tenant_id: string; ticket_id: string; expires_at: Date }
  previews: {
    tenant_id: string
    secret_hash: string
    contact_id: string
    expires_at: Date
    session_id: string | null
  }
  sessions: {
    tenant_id: string
    id: string
    user_id: string
    assigned_user_id: string
    contact_id: string
    customer_id: string
    status: Session['status']
    state: Json<Session>
    last_seq: number
    opened_at: Date
    ended_at: Date | null
    wake_at: Date | null
    ringing_from: string | null
  }
  session_events: { tenant_id: string; session_id: string; seq: number; key: string | null; body: Json<SessionEvent> }
  outbox: {
    id: GeneratedAlways<number>
    tenant_id: string
    user_id: string
    session_id: string
    channel: OutboxChannel
    queue_key: string
    effect: Json<Effect>
    attempts: Generated<number>
    next_at: Date | null
    held_until: Date | null
    parked_at: Date | null
    last_error: string | null
  }
  inbox: {
    arrival: GeneratedAlways<number>
    tenant_id: string
    conversation_id: string
    activity_id: string
    activity: MaybeJson<Record<string, unknown>>
    answer: MaybeJson<Record<string, unknown>>
    received_at: Generated<Date>
    held_until: Date | null
    done: Generated<boolean>
  }
  agent_conversations: {
    tenant_id: string
    user_id: string
    reference: MaybeJson<Record<string, unknown>>
    state: Generated<BotState>
    next_try_at: Date | null
    installed: GeneratedAlways<boolean>
    focused_session_id: string | null
  }
  agent_messages: {
    number: GeneratedAlways<number>
    tenant_id: string
    activity_id: string
    session_id: string
    purpose: AgentMessage['purpose']
    shown_up_to: number | null
  }
  audit: {
    number: GeneratedAlways<number>
    tenant_id: string
    id: Generated<string>
    at: Generated<Date>
    actor_id: string
    actor_name: string
    action: string
    target_kind: AuditEntry['target']['kind']
    target_id: string
    organization_unit_id: string | null
    before: MaybeJson<Record<string, unknown>>
    after: MaybeJson<Record<string, unknown>>
  }
}

interface UserColumns {
  tenant_id: string
  id: Generated<string>
  entra_oid: string
  user_principal_name: string
  display_name: string
  sort_name: string
  mail: string | null
  department: string | null
  job_title: string | null
  organization_unit_id: string
  contact_center: Generated<boolean>
  interact: Generated<boolean>
  role: ColumnType<Role, Role | undefined, Role>
  directory_admin: Generated<boolean>
  directory_round: Generated<number>
  available: Generated<boolean>
  last_reached_at: Date | null
  version: Generated<number>
  contact_id: Generated<string>
  widget_key: string
  previous_key: string | null
  previous_key_until: Date | null
  active: Generated<boolean>
  audio_video: Generated<boolean>
  instant_messaging: Generated<boolean>
  restrict_access: Generated<boolean>
  require_verified: Generated<boolean>
  domain_template_id: string | null
  direct_system_messages_id: string | null
  last_seen_origin: string | null
  last_seen_at: Date | null
  interact_version: Generated<number>
  facet: GeneratedAlways<number>
}
