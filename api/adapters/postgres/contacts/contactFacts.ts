import { sql } from 'kysely'
import type { CallProvider } from '#core/contract/calls'
import type { ContactFacts } from '#core/admin/contactPorts'
import type { SigningSecret } from '#core/admin/ports'
import type { OpeningContext } from '#core/session/command'
import { agentNameFor } from '#core/session/agentName'
import { reachOf, type ReachRow } from './reachabilityRow.ts'
import type { InteractDatabase } from '../database/tables.ts'

interface Row extends ReachRow {
  tenant_id: string
  tenant_name: string
  ring_seconds: number
  idle_warning_minutes: number
  idle_end_minutes: number
  accent: string | null
  call_provider: CallProvider
  user_id: string
  display_name: string
  job_title: string | null
  department: string | null
  available: boolean
  bot_installed: boolean
  domain_template_id: string | null
  shown_name: string | null
  texts: OpeningContext['words']['texts'] | null
  secret_id: string | null
  encrypted_secret: string | null
  previous_secret_id: string | null
  previous_encrypted_secret: string | null
  previous_secret_until: string | null
}

const second = 1000
const minute = 60 * second
const noPage = { origin: '', url: null, title: null, referrer: null, locale: null, timeZone: null, context: {} }

/**
 * Reads everything about a contact that a launch, a ticket exchange or a new session needs, in one statement. The SQL
 * function itself selects the tenant of the contact.
 */
export async function findContact(database: InteractDatabase, contactId: string): Promise<Row | null> {
  const query = sql<{ facts: Row | null }>`select contact_facts(${contactId}) as facts`
  const [found] = await database.oneWithoutTenant((build) => query.compile(build))
  return found?.facts ?? null
}

/** `configuredProviders`: call providers that are configured for this installation. */
export const openingContextOf = (row: Row, configuredProviders: readonly CallProvider[]): OpeningContext => ({
  userId: row.user_id,
  reach: reachOf(row),
  available: row.available,
  botInstalled: row.bot_installed,
  callProvider: row.call_provider,
  callsAvailable: configuredProviders.includes(row.call_provider),
  limits: {
    ringMs: row.ring_seconds * second,
    idleWarningMs: row.idle_warning_minutes * minute,
    idleEndMs: row.idle_end_minutes * minute,
  },
  user: { displayName: row.display_name, jobTitle: row.job_title, department: row.department },
  tenantName: row.tenant_name,
  words: { displayName: row.shown_name, texts: row.texts ?? {} },
})

export function contactFactsOf(row: Row, configuredProviders: readonly CallProvider[]): ContactFacts {
  const opening = openingContextOf(row, configuredProviders)
  return {
    tenantId: row.tenant_id,
    userId: row.user_id,
    reach: opening.reach,
    callsAvailable: opening.callsAvailable,
    domainTemplateId: row.domain_template_id,
    signingSecrets: signingSecretsOf(row),
    face: {
      displayName: agentNameFor(opening, noPage),
      available: row.available,
      ringSeconds: row.ring_seconds,
      accent: row.accent,
    },
  }
}

const signingSecretsOf = (row: Row): SigningSecret[] => [
  ...signingSecret(row.secret_id, row.encrypted_secret, null),
  ...(row.previous_secret_until === null
    ? []
    : signingSecret(row.previous_secret_id, row.previous_encrypted_secret, Date.parse(row.previous_secret_until))),
]

const signingSecret = (id: string | null, encrypted: string | null, until: number | null): SigningSecret[] =>
  id === null || encrypted === null ? [] : [{ id, encrypted, until }]
