import { callWindowEntered, callWindowEntry, callWindowTicket } from '#core/contract/customerApi'
import { refuse } from '#core/contract/problems'
import { newId, ticketLife } from '../../auth/customerTokens.ts'
import { ok } from '../../server/route.ts'
import { customerRoute, known, type CustomerParts } from './dependencies.ts'
import { admitted, decideVisit, isSameOrigin } from './visits.ts'

/** A ticket with which the customer's call window speaks for the same customer. */
export const callWindowRoute = (parts: CustomerParts) =>
  customerRoute(
    {
      method: 'post',
      path: '/widget/v1/call-window',
      who: 'customer',
      summary: 'Hand over to the call window',
      answers: { 200: callWindowTicket },
    },
    ({ caller }) => {
      const ticket = parts.seals.handOver.close({ ...known(caller), id: newId() }, parts.now() + ticketLife)
      return Promise.resolve(ok({ ticket }))
    },
  )

/** The call window's ticket for a token of its own: once, from our own page only. */
export const callWindowExchangeRoute = (parts: CustomerParts) =>
  customerRoute(
    {
      method: 'post',
      path: '/widget/v1/call-window/exchange',
      who: 'anyone',
      summary: 'Exchange a ticket of the call window',
      body: callWindowEntry,
      answers: { 200: callWindowEntered },
    },
    async ({ body, request }) => {
      if (!isSameOrigin(request, parts.widgetUrl)) return refuse('forbidden')
      const now = parts.now()
      const ticket = parts.seals.handOver.open(body.ticket, now)?.payload
      if (!ticket || !(await parts.customers.spend(ticket.tenantId, ticket.id, now + ticketLife)))
        return refuse('ticketRefused')
      const { id: _, ...visit } = ticket
      const sessions = await parts.sessions.ofCustomer(ticket.tenantId, ticket.customerId)
      const visitNow = await decideVisit(parts, visit, sessions.length > 0)
      if (!visitNow) return refuse('contactUnavailable')
      return ok(await admitted(parts, visitNow, sessions))
    },
  )
