import type { Request } from 'express'
import type { z } from 'zod'
import {
  hashOf,
  newId,
  newSecret,
  ticketLife,
  tokenLife,
  type CustomerToken,
  type CustomerTokens,
  type Ticket,
} from '#api/auth/customerTokens'
import { customerRoute, known, type CustomerCaller } from '#api/routes/customer/dependencies'
import { frameUrl, pageOf } from '#api/routes/customer/launch'
import { ok, type Answer, type Route } from '#api/server/route'
import { exchange, exchanged, launch, launched, previewEntry, renewed, type Contact } from '#core/contract/customerApi'
import { refuse, type Refusal } from '#core/contract/problems'
import { customerView } from '#core/session/presenters'
import type { MemoryServer } from '../../support/memory/memoryServer.ts'
import { contactId, tenantId } from '../../support/memory/sessionFixtures.ts'

interface AdmissionDependencies {
  server: MemoryServer
  customerTokens: CustomerTokens
  widgetUrl: string
}

type Refused = { refused: Refusal }
type Admits = Pick<Ticket, 'page' | 'preview' | 'verifiedIdentity' | 'resumes'>

/** Launch, preview, exchange and renewal, which admit every page. Tickets and tokens are the product's. */
export function customerAdmission({ server, customerTokens, widgetUrl }: AdmissionDependencies) {
  const { now, sessions } = server
  const spent = new Set<string>()
  const previews = new Set<string>()
  const resumes = new Map<string, string>()
  let life = tokenLife

  const admit = (of: Admits): Answer => {
    const ticket = { ...of, id: newId(), tenantId, contactId, widgetKey: 'key' }
    return ok({
      ticket: customerTokens.ticket.sign(ticket, now() + ticketLife),
      frameUrl: frameUrl({ customerTokens, now, widgetUrl }, contactId, of.page.origin),
    })
  }
  const newToken = (payload: CustomerToken) => {
    const expiresAt = now() + life
    return {
      token: customerTokens.token.sign(payload, expiresAt),
      expiresAt: new Date(expiresAt).toISOString(),
    }
  }
  const contact = (preview: boolean): Contact => {
    const { displayName, available, modalities, accent } = server
    return { displayName, available, modalities, accent, preview, ringSeconds: 45 }
  }

  const routes: Route<CustomerCaller>[] = [
    post('launch', launch, launched, ({ body, request }) => {
      const origin = request.headers.origin ?? ''
      const signed = body.identity === undefined ? null : server.verifiedIdentity
      const verifiedIdentity = signed && { ...signed, by: 'secret', subject: 'customer-17' }
      const resumed = server.find(body.handle ?? '')?.customerId ?? null
      return admit({
        page: pageOf(body, origin),
        preview: server.preview ? hashOf('preview') : null,
        resumes: resumed,
        verifiedIdentity,
      })
    }),
    post('preview', previewEntry, launched, ({ body: { secret } }) => {
      if (!previews.delete(secret)) return refuse('contactUnavailable')
      const page = pageOf({ contactId, widgetKey: 'key' }, widgetUrl)
      return admit({ page, preview: hashOf(secret), resumes: null, verifiedIdentity: null })
    }),
    post('exchange', exchange, exchanged, async ({ body }) => {
      const ticket = customerTokens.ticket.verify(body.ticket, now())?.payload
      if (!ticket || spent.has(ticket.id)) return refuse('ticketRefused')
      const { id, resumes: resumed, ...grant } = ticket
      spent.add(id)
      if (resumed && resumes.get(resumed) !== body.resume) return refuse('resumeRefused')
      const customerId = resumed ?? newId()
      const resume = newSecret()
      resumes.set(customerId, resume)
      const { verifiedIdentity } = grant
      return ok({
        ...newToken({ ...grant, customerId }),
        resume,
        contact: contact(grant.preview !== null),
        customer: verifiedIdentity && { name: verifiedIdentity.name, email: verifiedIdentity.email },
        sessions: (await sessions.ofCustomer(tenantId, customerId)).map(customerView),
      })
    }),
    customerRoute(
      { method: 'post', path: '/widget/v1/renew', who: 'customer', summary: '', answers: { 200: renewed } },
      ({ caller }) => Promise.resolve(ok(newToken(known(caller)))),
    ),
  ]
  return {
    routes,
    tokensLast: (seconds: number) => (life = seconds * 1000),
    forgetResumes: () => resumes.clear(),
    /** The address of a new preview link. */
    newPreview: () => {
      const secret = newSecret()
      previews.add(secret)
      return `${widgetUrl}/widget/v1/preview#${secret}`
    },
  }
}

/** A route that needs no session token. */
const post = <Body>(
  path: string,
  body: z.ZodType<Body>,
  answer: z.ZodType,
  run: (input: { body: Body; request: Request }) => Answer | Refused | Promise<Answer | Refused>,
) =>
  customerRoute(
    { method: 'post', path: `/widget/v1/${path}`, who: 'anyone', summary: '', body, answers: { 200: answer } },
    (input) => Promise.resolve(run(input)),
  )
