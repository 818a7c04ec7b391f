import { refuse } from '#core/contract/problems'
import { isAdmin, writableUnits } from '#core/admin/permissions'
import type { Actor, OrganizationUnits, People } from '#core/admin/ports'
import type { SessionScope, Sessions, FactsSource } from '#core/session/ports'
import type { Calls } from '#core/session/callPorts'
import type { Handle } from '#core/session/commandHandler'
import { bearerOf } from '../../auth/entraTokens.ts'
import type { Limits } from '../../server/rateLimits.ts'
import type { VerifyEntra } from '../../auth/entraTokens.ts'
import { route, type Authenticate } from '../../server/route.ts'
import type { Doorbell } from '../../realtime/eventBus.ts'
import type { LongPoll } from '../../realtime/longPoll.ts'

/** What the agent's routes need from outside. */
export interface AgentParts {
  sessions: Sessions
  people: Pick<People, 'signIn' | 'setAvailable'>
  organizationUnits: Pick<OrganizationUnits, 'tree'>
  handle: Handle
  bell: Doorbell
  longPoll: LongPoll
  verifyEntra: VerifyEntra
  facts: Pick<FactsSource, 'opening'>
  calls: Calls
  limits: Limits
}

export const agentRoute = route<Actor>()

/** Who asks, found by the verified token's tenant and object id; and whether that role may ask this at all. */
export const authenticateActor =
  ({ verifyEntra, people }: Pick<AgentParts, 'verifyEntra' | 'people'>): Authenticate<Actor> =>
  async (request, who) => {
    const token = bearerOf(request)
    const claims = token === null ? null : await verifyEntra(token)
    const actor = claims && (await people.signIn(claims))
    if (!actor) return refuse('unauthenticated')
    if (who === 'tenantAdmin' && actor.role !== 'tenantAdmin') return refuse('forbidden')
    if (who === 'admin' && !isAdmin(actor)) return refuse('forbidden')
    return { value: actor }
  }

/** Sessions a caller may see: their own, those of the users in their units, or all of the tenant. */
export async function scopeOf(
  { organizationUnits }: Pick<AgentParts, 'organizationUnits'>,
  actor: Actor,
): Promise<SessionScope> {
  if (actor.role === 'agent') return { userIds: [actor.userId], organizationUnitIds: [] }
  if (actor.role === 'tenantAdmin') return { userIds: null, organizationUnitIds: null }
  const units = writableUnits(actor, await organizationUnits.tree(actor.tenantId))
  return { userIds: [actor.userId], organizationUnitIds: units }
}
