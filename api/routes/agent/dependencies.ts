import { refuse } from '#core/contract/problems'
import { isAdmin, writableUnits } from '#core/admin/permissions'
import type { Actor, OrganizationUnits, Users } from '#core/admin/ports'
import type { SessionScope, Sessions, DecisionContexts } from '#core/session/ports'
import type { CallServices } from '#core/session/callPorts'
import type { Dispatch } from '#core/session/commandHandler'
import { bearerOf } from '../../auth/entraTokens.ts'
import type { Limits } from '../../server/rateLimits.ts'
import type { VerifyEntra } from '../../auth/entraTokens.ts'
import { route, type Authenticate } from '../../server/route.ts'
import type { InProcessEventBus } from '../../realtime/eventBus.ts'
import type { LongPoll } from '../../realtime/longPoll.ts'

export interface AgentRouteDependencies {
  sessions: Pick<Sessions, 'find' | 'findWithin' | 'list'>
  people: Pick<Users, 'signIn' | 'setAvailable'>
  organizationUnits: Pick<OrganizationUnits, 'tree'>
  dispatch: Dispatch
  eventBus: InProcessEventBus
  longPoll: LongPoll
  verifyEntra: VerifyEntra
  decisionContexts: Pick<DecisionContexts, 'opening'>
  calls: CallServices
  limits: Limits
}

export const agentRoute = route<Actor>()

/** Finds the user by tenant and object id of the verified token, and checks whether the role may call the route. */
export const authenticateActor =
  ({ verifyEntra, people }: Pick<AgentRouteDependencies, 'verifyEntra' | 'people'>): Authenticate<Actor> =>
  async (request, who) => {
    const token = bearerOf(request)
    const claims = token === null ? null : await verifyEntra(token)
    const actor = claims && (await people.signIn(claims))
    if (!actor) return refuse('unauthenticated')
    if (who === 'tenantAdmin' && actor.role !== 'tenantAdmin') return refuse('forbidden')
    if (who === 'admin' && !isAdmin(actor)) return refuse('forbidden')
    return { value: actor }
  }

/** The sessions that a caller may see: their own, those of the users in their units, or all of the tenant. */
export async function scopeOf(
  { organizationUnits }: Pick<AgentRouteDependencies, 'organizationUnits'>,
  actor: Actor,
): Promise<SessionScope> {
  if (actor.role === 'agent') return { userIds: [actor.userId], organizationUnitIds: [] }
  if (actor.role === 'tenantAdmin') return { userIds: null, organizationUnitIds: null }
  const units = writableUnits(actor, await organizationUnits.tree(actor.tenantId))
  return { userIds: [actor.userId], organizationUnitIds: units }
}
