import { partiesOf } from '#core/session/busEvent'
import { z } from 'zod'
import { customerSession, offlineMessage, newSession, type NewSession } from '#core/contract/customerApi'
import { id } from '#core/contract/ids'
import { refuse, type Decided } from '#core/contract/problems'
import {
  empty,
  eventList,
  eventsQuery,
  newMessage,
  sessionEvent,
  textContent,
  type Customer,
} from '#core/contract/sessions'
import type { Previews } from '#core/admin/contactPorts'
import type { Session } from '#core/session/session'
import { customerView } from '#core/session/presenters'
import { sessionIdFor, type CustomerToken } from '../../auth/customerTokens.ts'
import type { VerifiedIdentity } from '../../auth/customerIdentity.ts'
import { addressPrefix } from '../../server/rateLimits.ts'
import { ok } from '../../server/route.ts'
import { transitionResponse } from '../shared/transitionResponse.ts'
import { customerRoute, known, type CustomerRouteDependencies } from './dependencies.ts'

/** Dependencies of the session routes. */
type SessionRouteDependencies = Pick<
  CustomerRouteDependencies,
  'sessions' | 'dispatch' | 'eventBus' | 'longPoll' | 'limits' | 'hashAddress'
> & { previews: Pick<Previews, 'use'> }

const params = z.object({ sessionId: id })
const path = '/widget/v1/sessions/{sessionId}'

/** Finds a customer's own session; otherwise refuses with `notFound`. */
async function own(deps: SessionRouteDependencies, token: CustomerToken, sessionId: string): Promise<Decided<Session>> {
  const session = await deps.sessions.find({ tenantId: token.tenantId, sessionId })
  return session?.customerId === token.customerId ? { value: session } : refuse('notFound')
}

/** The customer of a new session: the verified identity if there is one, otherwise what the customer has typed. */
const customerOf = (
  { name, email, ...unknown }: NewSession['customer'],
  verifiedIdentity: VerifiedIdentity | null,
): Customer => {
  // A new field of the request does not compile until it is handled here.
  unknown satisfies Record<string, never>
  return verifiedIdentity
    ? { name: verifiedIdentity.name, email: verifiedIdentity.email, verified: true, subject: verifiedIdentity.subject }
    : { name, email: email ?? null, verified: false }
}

export const openRoute = (deps: SessionRouteDependencies) =>
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
      const { tenantId, customerId, contactId, widgetKey, page, preview, verifiedIdentity } = token
      const sessionId = sessionIdFor(customerId, body.key)
      const limited = await deps.limits.use('sessionPerCustomer', customerId)
      if (limited) {
        // A retry with the same key after a lost response opens no further session.
        const opened = await own(deps, token, sessionId)
        return opened.refused ? { refused: limited } : { status: 201, body: customerView(opened.value) }
      }
      if (preview && !(await deps.previews.use(tenantId, preview, sessionId))) return refuse('contactUnavailable')
      const transition = await deps.dispatch({
        kind: 'open',
        ...{ tenantId, sessionId, contactId, customerId, widgetKey, page },
        key: body.key,
        modality: body.modality,
        preview: preview !== null,
        customer: customerOf(body.customer, verifiedIdentity),
        text: body.text ?? null,
        ...(deps.limits.on && { countedFrom: deps.hashAddress(tenantId, addressPrefix(request.ip)) }),
      })
      return transition.refused
        ? { refused: transition.refused }
        : { status: 201, body: customerView(transition.session) }
    },
  )

export const messageRoute = (deps: SessionRouteDependencies) =>
  customerRoute(
    {
      method: 'post',
      path: `${path}/messages`,
      who: 'customer',
      summary: 'Send a message',
      params,
      body: newMessage,
      answers: { 201: sessionEvent, 200: sessionEvent },
    },
    async ({ caller, params: { sessionId }, body }) => {
      const { tenantId, customerId } = known(caller)
      const limited = await deps.limits.use('messagePerCustomer', customerId)
      if (limited) return { refused: limited }
      const message = { key: body.key, content: textContent(body.text) }
      return transitionResponse.message(
        await deps.dispatch({ kind: 'customerWrites', tenantId, sessionId, customerId, ...message }),
      )
    },
  )

export const eventsRoute = (deps: SessionRouteDependencies) =>
  customerRoute(
    {
      method: 'get',
      path: `${path}/events`,
      who: 'customer',
      summary: 'List events after a sequence number. Waits for the first event.',
      params,
      query: eventsQuery,
      answers: { 200: eventList },
    },
    async ({ caller, params: { sessionId }, query }) => {
      const token = known(caller)
      const session = await own(deps, token, sessionId)
      if (session.refused) return session
      return ok(await deps.longPoll({ tenantId: token.tenantId, sessionId }, token.customerId, query))
    },
  )

export const typingRoute = (deps: SessionRouteDependencies) =>
  customerRoute(
    {
      method: 'post',
      path: `${path}/typing`,
      who: 'customer',
      summary: 'Report that the customer is typing',
      params,
      body: empty,
      answers: { 204: null },
    },
    async ({ caller, params: { sessionId } }) => {
      const token = known(caller)
      const limited = await deps.limits.use('typingPerCustomer', token.customerId)
      if (limited) return { refused: limited }
      const session = await own(deps, token, sessionId)
      if (session.refused) return session
      if (session.value.status === 'active')
        deps.eventBus.publish({ kind: 'typing', ...partiesOf(session.value), from: 'customer' })
      return { status: 204 }
    },
  )

export const endRoute = (deps: SessionRouteDependencies) =>
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
      return transitionResponse.session(
        await deps.dispatch({ kind: 'customerEnds', tenantId, sessionId, customerId }),
        customerView,
      )
    },
  )

export const offlineMessageRoute = (deps: SessionRouteDependencies) =>
  customerRoute(
    {
      method: 'post',
      path: `${path}/offline-message`,
      who: 'customer',
      summary: 'Leave an offline message after an unanswered session',
      params,
      body: offlineMessage,
      answers: { 201: sessionEvent },
    },
    async ({ caller, params: { sessionId }, body }) => {
      const { tenantId, customerId } = known(caller)
      const { text, email = null } = body
      return transitionResponse.message(
        await deps.dispatch({ kind: 'customerLeavesOfflineMessage', tenantId, sessionId, customerId, text, email }),
      )
    },
  )
