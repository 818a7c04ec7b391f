import { callWindowEntered, callWindowEntry, callWindowTicket, customerSession } from '#core/contract/customerApi'
import { refuse } from '#core/contract/problems'
import { customerView } from '#core/session/presenters'
import { newId, ticketLife } from '../../auth/customerTokens.ts'
import { ok } from '../../server/route.ts'
import { callRoutes } from '../shared/callRoutes.ts'
import { customerRoute, known, type CustomerCaller, type CustomerRouteDependencies } from './dependencies.ts'
import { decideGrant, grantResponse, isSameOrigin } from './customerGrant.ts'

/** Issues a ticket that authenticates the call window as the same customer. */
export const callWindowRoute = (deps: CustomerRouteDependencies) =>
  customerRoute(
    {
      method: 'post',
      path: '/widget/v1/call-window',
      who: 'customer',
      summary: 'Create a ticket for the call window',
      answers: { 200: callWindowTicket },
    },
    ({ caller }) => {
      const ticket = deps.customerTokens.callWindowTicket.sign(
        { ...known(caller), id: newId() },
        deps.now() + ticketLife,
      )
      return Promise.resolve(ok({ ticket }))
    },
  )

/** Exchanges the call window's ticket for a session token: once, and only from the widget's own origin. */
export const callWindowExchangeRoute = (deps: CustomerRouteDependencies) =>
  customerRoute(
    {
      method: 'post',
      path: '/widget/v1/call-window/exchange',
      who: 'anyone',
      summary: 'Exchange a call window ticket for a session token',
      body: callWindowEntry,
      answers: { 200: callWindowEntered },
    },
    async ({ body, request }) => {
      if (!isSameOrigin(request, deps.widgetUrl)) return refuse('forbidden')
      const now = deps.now()
      const ticket = deps.customerTokens.callWindowTicket.verify(body.ticket, now)?.payload
      if (!ticket || !(await deps.customers.spend(ticket.tenantId, ticket.id, now + ticketLife)))
        return refuse('ticketRefused')
      const { id: _, ...grant } = ticket
      const sessions = await deps.sessions.ofCustomer(ticket.tenantId, ticket.customerId)
      const currentGrant = await decideGrant(deps, grant, sessions.length > 0)
      if (!currentGrant) return refuse('contactUnavailable')
      return ok(await grantResponse(deps, currentGrant, sessions))
    },
  )

/** The customer's side of the call routes. */
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
