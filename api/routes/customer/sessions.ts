import { z } from 'zod'
import { customerSession, leftMessage, newSession, type NewSession } from '#core/contract/customerApi'
import { id } from '#core/contract/ids'
import { refuse, type Decided } from '#core/contract/problems'
import { empty, eventList, eventsQuery, newLine, sessionEvent, type Customer } from '#core/contract/sessions'
import type { Session } from '#core/session/session'
import { customerView } from '#core/session/presenters'
import { sessionIdFor, type CustomerToken } from '../../auth/customerTokens.ts'
import type { Vouched } from '../../auth/customerIdentity.ts'
import { addressPrefix } from '../../server/rateLimits.ts'
import { ok } from '../../server/route.ts'
import { answerStep } from '../shared/transitionResponse.ts'
import { customerRoute, known, type CustomerParts } from './dependencies.ts'

const params = z.object({ sessionId: id })
const path = '/widget/v1/sessions/{sessionId}'

/** A customer's own session; every other id answers as unknown. */
async function own(parts: CustomerParts, token: CustomerToken, sessionId: string): Promise<Decided<Session>> {
  const session = await parts.sessions.find({ tenantId: token.tenantId, sessionId })
  return session?.customerId === token.customerId ? { value: session } : refuse('notFound')
}

/** Who opens the session: the one vouched for, whatever was typed; else what the customer typed. */
const customerOf = (typed: NewSession['customer'], vouched: Vouched | null): Customer =>
  vouched
    ? { name: vouched.name, email: vouched.email, verified: true, subject: vouched.subject }
    : { name: typed.name, email: typed.email ?? null, verified: false }

export const openRoute = (parts: CustomerParts) =>
  customerRoute(
    {
      method: 'post',
      path: '/widget/v1/sessions',
      who: 'customer',
      summary: 'Open a session',
      body: newSession,
      answers: { 201: customerSession },
    },
    async ({ caller, body, request }) => {
      const token = known(caller)
      const { tenantId, customerId, contactId, widgetKey, page, preview, vouched } = token
      const sessionId = sessionIdFor(customerId, body.key)
      const limited = await parts.limits.use('sessionPerCustomer', customerId)
      if (limited) {
        // A customer whose answer was lost asks again under the same key, and opens nothing.
        const opened = await own(parts, token, sessionId)
        return opened.refused ? { refused: limited } : { status: 201, body: customerView(opened.value) }
      }
      if (preview && !(await parts.previews.use(tenantId, preview, sessionId))) return refuse('contactUnavailable')
      const step = await parts.handle({
        kind: 'open',
        ...{ tenantId, sessionId, contactId, customerId, widgetKey, page },
        key: body.key,
        modality: body.modality,
        preview: preview !== null,
        customer: customerOf(body.customer, vouched),
        text: body.text ?? null,
        ...(parts.limits.on && { countedFrom: parts.hashAddress(tenantId, addressPrefix(request.ip)) }),
      })
      return step.refused ? { refused: step.refused } : { status: 201, body: customerView(step.session) }
    },
  )

export const lineRoute = (parts: CustomerParts) =>
  customerRoute(
    {
      method: 'post',
      path: `${path}/lines`,
      who: 'customer',
      summary: 'Say a line',
      params,
      body: newLine,
      answers: { 201: sessionEvent, 200: sessionEvent },
    },
    async ({ caller, params: { sessionId }, body }) => {
      const { tenantId, customerId } = known(caller)
      const limited = await parts.limits.use('linePerCustomer', customerId)
      if (limited) return { refused: limited }
      return answerStep.line(await parts.handle({ kind: 'customerSays', tenantId, sessionId, customerId, ...body }))
    },
  )

export const eventsRoute = (parts: CustomerParts) =>
  customerRoute(
    {
      method: 'get',
      path: `${path}/events`,
      who: 'customer',
      summary: 'Events after a number, waiting for the first',
      params,
      query: eventsQuery,
      answers: { 200: eventList },
    },
    async ({ caller, params: { sessionId }, query }) => {
      const token = known(caller)
      const session = await own(parts, token, sessionId)
      if (session.refused) return session
      return ok(await parts.longPoll({ tenantId: token.tenantId, sessionId }, token.customerId, query))
    },
  )

export const typingRoute = (parts: CustomerParts) =>
  customerRoute(
    {
      method: 'post',
      path: `${path}/typing`,
      who: 'customer',
      summary: 'Say that one types',
      params,
      body: empty,
      answers: { 204: null },
    },
    async ({ caller, params: { sessionId } }) => {
      const token = known(caller)
      const limited = await parts.limits.use('typingPerCustomer', token.customerId)
      if (limited) return { refused: limited }
      const session = await own(parts, token, sessionId)
      if (session.refused) return session
      if (session.value.status === 'active') parts.bell.typing(session.value, 'customer')
      return { status: 204 }
    },
  )

export const endRoute = (parts: CustomerParts) =>
  customerRoute(
    {
      method: 'post',
      path: `${path}/end`,
      who: 'customer',
      summary: 'End the session',
      params,
      body: empty,
      answers: { 200: customerSession },
    },
    async ({ caller, params: { sessionId } }) => {
      const { tenantId, customerId } = known(caller)
      return answerStep.session(
        await parts.handle({ kind: 'customerEnds', tenantId, sessionId, customerId }),
        customerView,
      )
    },
  )

export const messageRoute = (parts: CustomerParts) =>
  customerRoute(
    {
      method: 'post',
      path: `${path}/message`,
      who: 'customer',
      summary: 'Leave a message after an unanswered session',
      params,
      body: leftMessage,
      answers: { 201: sessionEvent },
    },
    async ({ caller, params: { sessionId }, body }) => {
      const { tenantId, customerId } = known(caller)
      const { text, email = null } = body
      return answerStep.line(
        await parts.handle({ kind: 'customerLeavesMessage', tenantId, sessionId, customerId, text, email }),
      )
    },
  )
