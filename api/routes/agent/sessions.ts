import { partiesOf } from '#core/session/busEvent'
import { z } from 'zod'
import { id } from '#core/contract/ids'
import { refuse, type Decided } from '#core/contract/problems'
import {
  empty,
  eventList,
  eventsQuery,
  newMessage,
  seen,
  session as sessionSchema,
  sessionEvent,
  sessionList,
  sessionsQuery,
  textContent,
} from '#core/contract/sessions'
import type { Actor } from '#core/admin/ports'
import type { Command } from '#core/session/command'
import type { Session } from '#core/session/session'
import { agentView } from '#core/session/presenters'
import { ok } from '../../server/route.ts'
import { transitionResponse } from '../shared/transitionResponse.ts'
import { callRoutes, prepareProviderCall } from '../shared/callRoutes.ts'
import { bearerOf } from '../../auth/entraTokens.ts'
import { agentRoute, scopeOf, type AgentRouteDependencies } from './dependencies.ts'

const params = z.object({ sessionId: id })
const path = '/sessions/{sessionId}'

/** Finds a session in the caller's scope; otherwise refuses with `notFound`. */
async function visible(deps: AgentRouteDependencies, actor: Actor, sessionId: string): Promise<Decided<Session>> {
  const session = await deps.sessions.findWithin({ tenantId: actor.tenantId, sessionId }, await scopeOf(deps, actor))
  return session ? { value: session } : refuse('notFound')
}

export const sessionRoutes = (deps: AgentRouteDependencies) => [
  agentRoute(
    {
      method: 'get',
      path: '/sessions',
      who: 'agent',
      summary: 'List sessions, newest first',
      query: sessionsQuery,
      answers: { 200: sessionList },
    },
    async ({ caller, query }) => {
      const scope =
        query.scope === 'mine' ? { userIds: [caller.userId], organizationUnitIds: [] } : await scopeOf(deps, caller)
      const { items, nextCursor } = await deps.sessions.list(caller.tenantId, query, scope)
      return ok({ items: items.map(agentView), nextCursor })
    },
  ),
  agentRoute(
    { method: 'get', path, who: 'agent', summary: 'Get a session', params, answers: { 200: sessionSchema } },
    async ({ caller, params: { sessionId } }) => {
      const session = await visible(deps, caller, sessionId)
      return session.refused ? session : ok(agentView(session.value))
    },
  ),
  agentRoute(
    {
      method: 'get',
      path: `${path}/events`,
      who: 'agent',
      summary: 'List events after a sequence number. Waits for the first event.',
      params,
      query: eventsQuery,
      answers: { 200: eventList },
    },
    async ({ caller, params: { sessionId }, query }) => {
      const session = await visible(deps, caller, sessionId)
      if (session.refused) return session
      const waiter = `${caller.userId} ${sessionId}`
      return ok(await deps.longPoll({ tenantId: caller.tenantId, sessionId }, waiter, query))
    },
  ),
  agentRoute(
    {
      method: 'post',
      path: `${path}/messages`,
      who: 'agent',
      summary: 'Send a message',
      params,
      body: newMessage,
      answers: { 201: sessionEvent, 200: sessionEvent },
    },
    async ({ caller: { tenantId, userId }, params: { sessionId }, body }) => {
      const message = { key: body.key, content: textContent(body.text), via: 'console' } as const
      return transitionResponse.message(
        await deps.dispatch({ kind: 'agentWrites', tenantId, sessionId, userId, ...message }),
      )
    },
  ),
  agentRoute(
    {
      method: 'post',
      path: `${path}/seen`,
      who: 'agent',
      summary: 'Mark events as read',
      params,
      body: seen,
      answers: { 200: sessionSchema },
    },
    async ({ caller: { tenantId, userId }, params: { sessionId }, body }) =>
      transitionResponse.session(
        await deps.dispatch({ kind: 'agentSees', tenantId, sessionId, userId, upTo: body.upTo }),
        agentView,
      ),
  ),
  agentRoute(
    {
      method: 'post',
      path: `${path}/typing`,
      who: 'agent',
      summary: 'Report that the agent is typing',
      params,
      body: empty,
      answers: { 204: null },
    },
    async ({ caller, params: { sessionId } }) => {
      const session = await deps.sessions.find({ tenantId: caller.tenantId, sessionId })
      if (session?.assignment.userId !== caller.userId) return refuse('notFound')
      if (session.status === 'active') deps.eventBus.publish({ kind: 'typing', ...partiesOf(session), from: 'agent' })
      return { status: 204 }
    },
  ),
  agentRoute(
    {
      method: 'post',
      path: `${path}/accept`,
      who: 'agent',
      summary: 'Accept a ringing session. A repeated request returns the accepted session.',
      params,
      body: empty,
      answers: { 200: sessionSchema },
    },
    async ({ caller: { tenantId, userId }, request, params: { sessionId } }) => {
      const session = await deps.sessions.find({ tenantId, sessionId })
      const call = session?.assignment.userId === userId && session.status === 'ringing' ? session.call : null
      const providerCall =
        call && session ? await prepareProviderCall(deps, session, call.media, bearerOf(request)) : null
      if (providerCall?.refused) return providerCall
      const accepts = {
        kind: 'agentAccepts',
        tenantId,
        sessionId,
        userId,
        providerCall: providerCall?.value ?? null,
      } as const
      return transitionResponse.session(await deps.dispatch(accepts), agentView)
    },
  ),
  ...(['decline', 'end'] as const).map((verb) =>
    agentRoute(
      {
        method: 'post',
        path: `${path}/${verb}`,
        who: 'agent',
        summary: sentences[verb],
        params,
        body: empty,
        answers: { 200: sessionSchema },
      },
      async ({ caller: { tenantId, userId }, params: { sessionId } }) =>
        transitionResponse.session(await deps.dispatch({ kind: kinds[verb], tenantId, sessionId, userId }), agentView),
    ),
  ),
]

const kinds = { decline: 'agentDeclines', end: 'agentEnds' } as const satisfies Record<string, Command['kind']>
const sentences = {
  decline: 'Decline a ringing session',
  end: 'End a session',
}

/** The agent's side of the call routes. */
export const agentCallRoutes = (deps: AgentRouteDependencies) =>
  callRoutes<Actor>(deps, {
    path: '/sessions/{sessionId}',
    who: 'agent',
    partyOf: ({ tenantId, userId }, request) => ({ side: 'agent', tenantId, userId, assertion: bearerOf(request) }),
    answer: sessionSchema,
    view: agentView,
  })
