import { z } from 'zod'
import { id } from '#core/contract/ids'
import { refuse, type Decided } from '#core/contract/problems'
import {
  empty,
  eventList,
  eventsQuery,
  newLine,
  seen,
  session as sessionSchema,
  sessionEvent,
  sessionList,
  sessionsQuery,
} from '#core/contract/sessions'
import type { Actor } from '#core/admin/ports'
import type { Command } from '#core/session/command'
import type { Session } from '#core/session/session'
import { agentView } from '#core/session/presenters'
import { ok } from '../../server/route.ts'
import { answerStep } from '../shared/transitionResponse.ts'
import { readyCarrier } from '../shared/callRoutes.ts'
import { bearerOf } from '../../auth/entraTokens.ts'
import { agentRoute, scopeOf, type AgentParts } from './dependencies.ts'

const params = z.object({ sessionId: id })
const path = '/sessions/{sessionId}'

/** A session in the caller's scope; every other id answers as unknown. */
async function visible(parts: AgentParts, actor: Actor, sessionId: string): Promise<Decided<Session>> {
  const session = await parts.sessions.findWithin({ tenantId: actor.tenantId, sessionId }, await scopeOf(parts, actor))
  return session ? { value: session } : refuse('notFound')
}

export const sessionRoutes = (parts: AgentParts) => [
  agentRoute(
    {
      method: 'get',
      path: '/sessions',
      who: 'agent',
      summary: 'Sessions, newest first',
      query: sessionsQuery,
      answers: { 200: sessionList },
    },
    async ({ caller, query }) => {
      const scope =
        query.scope === 'mine' ? { userIds: [caller.userId], organizationUnitIds: [] } : await scopeOf(parts, caller)
      const { items, nextCursor } = await parts.sessions.list(caller.tenantId, query, scope)
      return ok({ items: items.map(agentView), nextCursor })
    },
  ),
  agentRoute(
    { method: 'get', path, who: 'agent', summary: 'One session', params, answers: { 200: sessionSchema } },
    async ({ caller, params: { sessionId } }) => {
      const session = await visible(parts, caller, sessionId)
      return session.refused ? session : ok(agentView(session.value))
    },
  ),
  agentRoute(
    {
      method: 'get',
      path: `${path}/events`,
      who: 'agent',
      summary: 'Events after a number, waiting for the first',
      params,
      query: eventsQuery,
      answers: { 200: eventList },
    },
    async ({ caller, params: { sessionId }, query }) => {
      const session = await visible(parts, caller, sessionId)
      if (session.refused) return session
      const waiter = `${caller.userId} ${sessionId}`
      return ok(await parts.longPoll({ tenantId: caller.tenantId, sessionId }, waiter, query))
    },
  ),
  agentRoute(
    {
      method: 'post',
      path: `${path}/lines`,
      who: 'agent',
      summary: 'Say a line',
      params,
      body: newLine,
      answers: { 201: sessionEvent, 200: sessionEvent },
    },
    async ({ caller: { tenantId, userId }, params: { sessionId }, body }) =>
      answerStep.line(await parts.handle({ kind: 'agentSays', tenantId, sessionId, userId, via: 'console', ...body })),
  ),
  agentRoute(
    {
      method: 'post',
      path: `${path}/seen`,
      who: 'agent',
      summary: 'Say how far one has read',
      params,
      body: seen,
      answers: { 200: sessionSchema },
    },
    async ({ caller: { tenantId, userId }, params: { sessionId }, body }) =>
      answerStep.session(
        await parts.handle({ kind: 'agentSees', tenantId, sessionId, userId, upTo: body.upTo }),
        agentView,
      ),
  ),
  agentRoute(
    {
      method: 'post',
      path: `${path}/typing`,
      who: 'agent',
      summary: 'Say that one types',
      params,
      body: empty,
      answers: { 204: null },
    },
    async ({ caller, params: { sessionId } }) => {
      const session = await parts.sessions.find({ tenantId: caller.tenantId, sessionId })
      if (session?.userId !== caller.userId) return refuse('notFound')
      if (session.status === 'active') parts.bell.typing(session, 'agent')
      return { status: 204 }
    },
  ),
  agentRoute(
    {
      method: 'post',
      path: `${path}/accept`,
      who: 'agent',
      summary: 'Accept a ringing session; the first one wins',
      params,
      body: empty,
      answers: { 200: sessionSchema },
    },
    async ({ caller: { tenantId, userId }, request, params: { sessionId } }) => {
      const session = await parts.sessions.find({ tenantId, sessionId })
      const call = session?.userId === userId && session.status === 'ringing' ? session.call : null
      const carrier = call && session ? await readyCarrier(parts, session, call.media, bearerOf(request)) : null
      if (carrier?.refused) return carrier
      const accepts = { kind: 'agentAccepts', tenantId, sessionId, userId, carrier: carrier?.value ?? null } as const
      return answerStep.session(await parts.handle(accepts), agentView)
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
        answerStep.session(await parts.handle({ kind: kinds[verb], tenantId, sessionId, userId }), agentView),
    ),
  ),
]

const kinds = { decline: 'agentDeclines', end: 'agentEnds' } as const satisfies Record<string, Command['kind']>
const sentences = {
  decline: 'Decline a ringing session',
  end: 'End a session',
}
