import { session } from '#core/contract/sessions'
import type { Actor } from '#core/admin/ports'
import { agentView } from '#core/session/presenters'
import { bearerOf } from '../../auth/entraTokens.ts'
import { callRoutes } from '../shared/callRoutes.ts'
import type { AgentRouteDependencies } from './dependencies.ts'

export const agentCallRoutes = (deps: AgentRouteDependencies) =>
  callRoutes<Actor>(deps, {
    path: '/sessions/{sessionId}',
    who: 'agent',
    partyOf: ({ tenantId, userId }, request) => ({ side: 'agent', tenantId, userId, assertion: bearerOf(request) }),
    answer: session,
    view: agentView,
  })
