import type { Request } from 'express'
import { exchange, exchanged, renewed, type Contact } from '#core/contract/customer'
import { refuse, type Decided } from '#core/contract/problems'
import { modality } from '#core/contract/sessions'
import { decideReach, modalityIsOn } from '#core/reach/reach'
import { agentNameFor } from '#core/session/agentName'
import { customerView } from '#core/session/views'
import { standing } from '../../auth/identity.ts'
import { hashOf, newId, newSecret, ticketLife, tokenLife, type Ticket, type Visit } from '../../auth/customer.ts'
import { ok } from '../../http/route.ts'
import { customerRoute, known, type CustomerParts } from './parts.ts'

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
      const expiresAt = now + tokenLife
      const { id: _, resumes: __, ...visit } = visitNow
      const sessions = await parts.sessions.ofCustomer(ticket.tenantId, customerId)
      return ok({
        token: parts.seals.token.close({ ...visit, customerId }, expiresAt),
        expiresAt: new Date(expiresAt).toISOString(),
        resume,
        contact: await faceOf(parts, ticket),
        customer: visit.vouched && { name: visit.vouched.name, email: visit.vouched.email },
        sessions: sessions.map(customerView),
      })
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

/** A browser says where a request comes from; only our own frame may exchange. Other programs hold no customer's storage. */
export const isSameOrigin = ({ headers }: Request, widgetUrl: string): boolean =>
  (headers.origin === undefined || headers.origin === widgetUrl) &&
  (headers['sec-fetch-site'] === undefined || headers['sec-fetch-site'] === 'same-origin')

/**
 * The visit as it stands now, if it may go on; null otherwise. Who was vouched for with a secret that does not count any
 * more goes on as somebody for whom nobody vouches.
 */
export async function decideVisit<Kind extends Visit>(
  parts: CustomerParts,
  was: Kind,
  running: boolean,
): Promise<Kind | null> {
  const facts = await parts.contacts.find(was.contactId)
  const now = parts.now()
  const counts = standing(facts?.vouchers ?? [], now).some(({ id }) => id === was.vouched?.by)
  const visit = counts ? was : { ...was, vouched: null }
  const ask = { now, origin: visit.page.origin, preview: visit.preview !== null, verified: visit.vouched !== null }
  const decision = running
    ? decideReach(facts?.reach ?? null, { ...ask, moment: 'continue' })
    : decideReach(facts?.reach ?? null, { ...ask, moment: 'launch', widgetKey: visit.widgetKey })
  return decision.allowed ? visit : null
}

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

/** The user's public face on this visit; calls are offered where they can be carried. */
export async function faceOf({ contacts, facts }: CustomerParts, visit: Visit): Promise<Contact> {
  const contact = await contacts.find(visit.contactId)
  const opening = await facts.opening(visit.tenantId, visit.contactId)
  if (!contact || !opening) throw new Error('A contact vanished between its decision and its answer')
  return {
    ...contact.face,
    displayName: agentNameFor(opening, visit.page),
    modalities: modality.options.filter(
      (each) => modalityIsOn(contact.reach, each) && (each === 'chat' || contact.callsCarried),
    ),
    preview: visit.preview !== null,
  }
}
