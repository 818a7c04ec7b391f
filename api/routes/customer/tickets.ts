import { exchange, exchanged, renewed } from '#core/contract/customerApi'
import { refuse, type Decided } from '#core/contract/problems'
import { hashOf, newId, newSecret, ticketLife, tokenLife, type Ticket } from '../../auth/customerTokens.ts'
import { ok } from '../../server/route.ts'
import { customerRoute, known, type CustomerParts } from './dependencies.ts'
import { admitted, decideVisit, isSameOrigin } from './visits.ts'

/** A ticket for a token: once, from our own frame only. */
export const exchangeRoute = (parts: CustomerParts) =>
  customerRoute(
    {
      method: 'post',
      path: '/widget/v1/exchange',
      who: 'anyone',
      summary: 'Exchange a ticket for a session token',
      body: exchange,
      answers: { 200: exchanged },
    },
    async ({ body, request }) => {
      if (!isSameOrigin(request, parts.widgetUrl)) return refuse('forbidden')
      const now = parts.now()
      const ticket = parts.seals.ticket.open(body.ticket, now)?.payload
      if (!ticket || !(await parts.customers.spend(ticket.tenantId, ticket.id, now + ticketLife)))
        return refuse('ticketRefused')
      const visitNow = await decideVisit(parts, ticket, ticket.resumes !== null)
      if (!visitNow) return refuse('contactUnavailable')
      const owner = await ownerOf(parts, ticket, body.resume)
      if (owner.refused) return owner
      const { customerId, resume } = owner.value
      const { id: _, resumes: __, ...visit } = visitNow
      const sessions = await parts.sessions.ofCustomer(ticket.tenantId, customerId)
      return ok({ ...(await admitted(parts, { ...visit, customerId }, sessions)), resume })
    },
  )

/** The sliding token: decided again as long as nobody talks, and kept alive for a running session that may go on. */
export const renewRoute = (parts: CustomerParts) =>
  customerRoute(
    {
      method: 'post',
      path: '/widget/v1/renew',
      who: 'customer',
      summary: 'Renew the session token',
      answers: { 200: renewed },
    },
    async ({ caller }) => {
      const token = known(caller)
      const sessions = await parts.sessions.ofCustomer(token.tenantId, token.customerId)
      const visitNow = await decideVisit(parts, token, sessions.length > 0)
      if (!visitNow) return refuse('contactUnavailable')
      const expiresAt = parts.now() + tokenLife
      return ok({
        token: parts.seals.token.close(visitNow, expiresAt),
        expiresAt: new Date(expiresAt).toISOString(),
      })
    },
  )

async function ownerOf(
  { customers }: CustomerParts,
  ticket: Ticket,
  oldResume: string | undefined,
): Promise<Decided<{ customerId: string; resume: string }>> {
  const { tenantId, contactId, resumes, page, preview } = ticket
  const resume = newSecret()
  if (resumes) {
    const fits = oldResume && (await customers.resume(tenantId, resumes, hashOf(oldResume), hashOf(resume)))
    return fits ? { value: { customerId: resumes, resume } } : refuse('resumeRefused')
  }
  const customerId = newId()
  await customers.create(
    { id: customerId, tenantId, contactId, origin: page.origin, preview: preview !== null },
    hashOf(resume),
  )
  return { value: { customerId, resume } }
}
