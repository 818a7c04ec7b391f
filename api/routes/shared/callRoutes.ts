import type { Request } from 'express'
import { z } from 'zod'
import { callBeat, callEntry, callHangUp, callLeg, newCall, newSignal } from '#core/contract/calls'
import { id } from '#core/contract/ids'
import { refuse, type Decided } from '#core/contract/problems'
import { empty } from '#core/contract/sessions'
import type { CallServices } from '#core/session/callPorts'
import type { DecisionContexts, Sessions } from '#core/session/ports'
import type { ProviderCall, StartedCall } from '#core/session/call'
import type { Sided, Transition } from '#core/session/command'
import type { Dispatch } from '#core/session/commandHandler'
import type { Session } from '#core/session/session'
import type { Limits } from '../../server/rateLimits.ts'
import { ok, route, type Who } from '../../server/route.ts'
import { partiesOf } from '#core/session/busEvent'
import type { EventBus } from '#core/session/ports'
import { transitionResponse } from './transitionResponse.ts'

export interface CallRouteDependencies {
  sessions: Pick<Sessions, 'find'>
  decisionContexts: Pick<DecisionContexts, 'opening'>
  dispatch: Dispatch
  eventBus: EventBus
  calls: CallServices
  limits: Limits
}

/** The side of a call that sends a request. `assertion`: the agent's own access token. */
export type Party = { tenantId: string; assertion: string | null } & Sided

/** The differences between the routes of agent and customer. */
interface CallRouteOptions<Caller> {
  /** `…/sessions/{sessionId}` */
  path: string
  who: Who
  partyOf: (caller: Caller, request: Request) => Party
  answer: z.ZodType
  view: (session: Session) => unknown
}

const params = z.object({ sessionId: id })

/** Prepares a call with the tenant's call provider; refuses with `modalityNotOffered` if there is no such provider. */
export async function prepareProviderCall(
  { decisionContexts, calls }: Pick<CallRouteDependencies, 'decisionContexts' | 'calls'>,
  session: Session,
  media: 'audio' | 'video',
  assertion: string | null,
): Promise<Decided<ProviderCall>> {
  const opening = await decisionContexts.opening(session.tenantId, session.contactId)
  const providerCall = opening && calls[opening.callProvider]
  return providerCall ? providerCall.ready({ session, media, assertion }) : refuse('modalityNotOffered')
}

const none: Decided<null> = { value: null }

export function callRoutes<Caller>(deps: CallRouteDependencies, options: CallRouteOptions<Caller>) {
  const make = route<Caller>()
  const spec = (path: string, summary: string) =>
    ({ method: 'post', path: `${options.path}/call${path}`, who: options.who, summary, params }) as const
  const answers = { 200: options.answer }
  const nothing = { 204: null }
  const answer = (transition: Transition) => transitionResponse.session(transition, options.view)
  const done = (transition: Transition) => (transition.refused ? { refused: transition.refused } : { status: 204 })

  /** Finds the caller's own session; otherwise refuses with `notFound`. */
  const own = async (party: Omit<Party, 'assertion'> & { sessionId: string } & Sided): Promise<Decided<Session>> => {
    const session = await deps.sessions.find(party)
    const mine =
      party.side === 'agent' ? session?.assignment.userId === party.userId : session?.customerId === party.customerId
    return session && mine ? { value: session } : refuse('notFound')
  }
  const addressed = (caller: Caller, request: Request, sessionId: string) => {
    const { assertion, ...party } = options.partyOf(caller, request)
    return { assertion, party: { ...party, sessionId } }
  }

  return [
    make(
      { ...spec('', 'Call the other side of an active session'), body: newCall, answers },
      async ({ caller, request, params: { sessionId }, body }) => {
        const { party, assertion } = addressed(caller, request, sessionId)
        const session = await own(party)
        if (session.refused) return session
        // Counted for the session's own sides alone: whoever knows its id could use up their limit otherwise.
        const limited = await deps.limits.use('callPerSession', sessionId)
        if (limited) return { refused: limited }
        const providerCall =
          party.side === 'agent' && session.value.status === 'active'
            ? await prepareProviderCall(deps, session.value, body.media, assertion)
            : none
        if (providerCall.refused) return providerCall
        const { contactId } = session.value
        return answer(
          await deps.dispatch({ kind: 'requestCall', ...party, ...body, contactId, providerCall: providerCall.value }),
        )
      },
    ),
    make(
      { ...spec('/accept', 'Accept the ringing call'), body: empty, answers },
      async ({ caller, request, params: { sessionId } }) => {
        const { party, assertion } = addressed(caller, request, sessionId)
        const session = await own(party)
        if (session.refused) return session
        const call = session.value.status === 'active' ? session.value.call : null
        const wanted = party.side === 'agent' && call?.status === 'ringing' ? call : null
        const providerCall = wanted ? await prepareProviderCall(deps, session.value, wanted.media, assertion) : none
        if (providerCall.refused) return providerCall
        return answer(await deps.dispatch({ kind: 'acceptCall', ...party, providerCall: providerCall.value }))
      },
    ),
    make(
      { ...spec('/decline', 'Decline the ringing call, or cancel it'), body: empty, answers },
      async ({ caller, request, params: { sessionId } }) =>
        answer(await deps.dispatch({ kind: 'declineCall', ...addressed(caller, request, sessionId).party })),
    ),
    make(
      { ...spec('/join', 'Join the call with a leg'), body: callLeg, answers: { 200: callEntry } },
      async ({ caller, request, params: { sessionId }, body: { leg } }) => {
        const { party } = addressed(caller, request, sessionId)
        const transition = await deps.dispatch({ kind: 'joinCall', ...party, leg })
        if (transition.refused) return transition
        const call = startedIn(transition.session)
        const admission = await deps.calls[call.providerCall.provider]?.admit({
          session: transition.session,
          providerCall: call.providerCall,
          side: party.side,
        })
        if (!admission) return refuse('noCall')
        if (admission.refused) return admission
        deps.eventBus.publish({
          ...{ kind: 'joined', ...partiesOf(transition.session) },
          ...{ callId: call.id, side: party.side, leg },
        })
        const { call: view } = options.view(transition.session) as { call: unknown }
        return ok({ ...admission.value, call: view })
      },
    ),
    make(
      { ...spec('/signal', 'Send a signal to the other side'), body: newSignal, answers: nothing },
      async ({ caller, request, params: { sessionId }, body: { leg, signal } }) => {
        const { party } = addressed(caller, request, sessionId)
        const session = await own(party)
        if (session.refused) return session
        const limited = await deps.limits.use('signalPerLeg', `${party.side} ${leg}`)
        if (limited) return { refused: limited }
        const call = session.value.status === 'active' ? session.value.call : null
        if (call?.status !== 'started') return refuse('noCall')
        if (call.legs[party.side]?.id !== leg) return refuse('callElsewhere')
        deps.eventBus.publish({
          ...{ kind: 'signal', ...partiesOf(session.value) },
          ...{ from: party.side, callId: call.id, leg, signal },
        })
        return { status: 204 }
      },
    ),
    make(
      { ...spec('/beat', 'Send the heartbeat of a leg'), body: callBeat, answers: nothing },
      async ({ caller, request, params: { sessionId }, body }) =>
        done(await deps.dispatch({ kind: 'heartbeat', ...addressed(caller, request, sessionId).party, ...body })),
    ),
    make(
      { ...spec('/end', 'Hang up, or report why the call cannot continue'), body: callHangUp, answers },
      async ({ caller, request, params: { sessionId }, body: { leg = null, why = null } }) =>
        answer(await deps.dispatch({ kind: 'hangUp', ...addressed(caller, request, sessionId).party, leg, why })),
    ),
  ]
}

function startedIn(session: Session): StartedCall {
  if (session.status !== 'active' || session.call?.status !== 'started')
    throw new Error('The session of a joined call has no started call')
  return session.call
}
