import { exchange, exchanged, renewed } from '#core/contract/customerApi'
import { refuse, type Decided } from '#core/contract/problems'
import { hashOf, newId, newSecret, ticketLife, tokenLife, type Ticket } from '../../auth/customerTokens.ts'
import { ok } from '../../server/route.ts'
import { customerRoute, known, type CustomerRouteDependencies } from './dependencies.ts'
import { decideGrant, grantResponse, isSameOrigin } from './customerGrant.ts'

/** Exchanges a ticket for a session token: once, and only from the widget's own origin. */
export const exchangeRoute = (deps: CustomerRouteDependencies) =>
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
      if (!isSameOrigin(request, deps.widgetUrl)) return refuse('forbidden')
      const now = deps.now()
      const ticket = deps.customerTokens.ticket.verify(body.ticket, now)?.payload
      if (!ticket || !(await deps.customers.spend(ticket.tenantId, ticket.id, now + ticketLife)))
        return refuse('ticketRefused')
      const currentGrant = await decideGrant(deps, ticket, ticket.resumes !== null)
      if (!currentGrant) return refuse('contactUnavailable')
      const owner = await ownerOf(deps, ticket, body.resume)
      if (owner.refused) return owner
      const { customerId, resume } = owner.value
      const { id: _, resumes: __, ...grant } = currentGrant
      const sessions = await deps.sessions.ofCustomer(ticket.tenantId, customerId)
      return ok({ ...(await grantResponse(deps, { ...grant, customerId }, sessions)), resume })
    },
  )

/** Renews the session token. Without a session the launch is decided again; with one, only whether it may continue. */
export const renewRoute = (deps: CustomerRouteDependencies) =>
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
      const sessions = await deps.sessions.ofCustomer(token.tenantId, token.customerId)
      const currentGrant = await decideGrant(deps, token, sessions.length > 0)
      if (!currentGrant) return refuse('contactUnavailable')
      const expiresAt = deps.now() + tokenLife
      return ok({
        token: deps.customerTokens.token.sign(currentGrant, expiresAt),
        expiresAt: new Date(expiresAt).toISOString(),
      })
    },
  )

async function ownerOf(
  { customers }: CustomerRouteDependencies,
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
