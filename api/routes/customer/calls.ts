import { customerSession } from '#core/contract/customerApi'
import { customerView } from '#core/session/presenters'
import { callRoutes } from '../shared/callRoutes.ts'
import { known, type CustomerCaller, type CustomerRouteDependencies } from './dependencies.ts'

export const customerCallRoutes = (deps: CustomerRouteDependencies) =>
  callRoutes<CustomerCaller>(deps, {
    path: '/widget/v1/sessions/{sessionId}',
    who: 'customer',
    partyOf: (caller) => {
      const { tenantId, customerId } = known(caller)
      return { side: 'customer', tenantId, customerId, assertion: null }
    },
    answer: customerSession,
    view: customerView,
  })
