import { adminScope, type AdminScope } from '#core/admin/permissions'
import type { WidgetPlace } from '#core/admin/snippets'
import type {
  Actor,
  AuditEntry,
  DirectSystemMessageSets,
  DomainTemplates,
  InteractSettings,
  OrganizationUnits,
  Users,
  Tenants,
  AuditLog,
  VerifiedCustomers,
} from '#core/admin/ports'
import type { CallServices } from '#core/session/callPorts'
import type { CallProvider } from '#core/contract/calls'
import type { Previews } from '#core/admin/contactPorts'
import type { SecretEncryption } from '../../auth/secretEncryption.ts'
import { route } from '../../server/route.ts'

export interface AdminRouteDependencies extends WidgetPlace {
  people: Users
  tenants: Tenants
  organizationUnits: OrganizationUnits
  interactSettings: InteractSettings
  domainTemplates: DomainTemplates
  directSystemMessageSets: DirectSystemMessageSets
  audit: AuditLog
  verifiedCustomers: VerifiedCustomers
  encryption: Pick<SecretEncryption, 'encrypt'>
  previews: Pick<Previews, 'create'>
  calls: CallServices
  callProviders: CallProvider[]
  now: () => number
  newId: () => string
  isPublicSuffix: (host: string) => boolean
  /** Runs the reachability check at once, because a setting that running sessions depend on may have changed. */
  settingsChanged: () => void
}

export const adminRoute = route<Actor>()

export const scopeOf = async (
  { organizationUnits }: Pick<AdminRouteDependencies, 'organizationUnits'>,
  actor: Actor,
): Promise<AdminScope> => adminScope(actor, await organizationUnits.tree(actor.tenantId))

export const audited = (
  actor: Actor,
  action: string,
  target: AuditEntry['target'],
  { before, after }: Pick<AuditEntry, 'before' | 'after'>,
): { actor: Actor; audit: AuditEntry } => ({ actor, audit: { action, target, before, after } })
