import type { Request } from 'express'
import { z } from 'zod'
import { callBeat, callEntry, callHangUp, callLeg, newCall, newSignal } from '#core/contract/calls'
import { id } from '#core/contract/ids'
import { refuse, type Decided } from '#core/contract/problems'
import { empty } from '#core/contract/sessions'
import type { Calls } from '#core/session/callPorts'
import type { FactsSource, Sessions } from '#core/session/ports'
import type { Carrier, StartedCall } from '#core/session/call'
import type { Sided, Step } from '#core/session/command'
import type { Handle } from '#core/session/commandHandler'
import type { Session } from '#core/session/session'
import type { Limits } from '../../server/rateLimits.ts'
import { ok, route, type Who } from '../../server/route.ts'
import type { Doorbell } from '../../realtime/eventBus.ts'
import { answerStep } from './transitionResponse.ts'

export interface CallParts {
  sessions: Pick<Sessions, 'find'>
  facts: Pick<FactsSource, 'opening'>
  handle: Handle
  bell: Pick<Doorbell, 'signal' | 'joined'>
  calls: Calls
  limits: Limits
}

/** One side of a call, as a request names it. `assertion`: the agent's own access token. */
export type Party = { tenantId: string; assertion: string | null } & Sided

/** Through which door the routes are reached. */
interface Door<Caller> {
  /** `…/sessions/{sessionId}` */
  path: string
  who: Who
  partyOf: (caller: Caller, request: Request) => Party
  answer: z.ZodType
  view: (session: Session) => unknown
}

const params = z.object({ sessionId: id })

/** What carries a call of this session, by the tenant's provider; refused where it cannot be had. */
export async function readyCarrier(
  { facts, calls }: Pick<CallParts, 'facts' | 'calls'>,
  session: Session,
  media: 'audio' | 'video',
  assertion: string | null,
): Promise<Decided<Carrier>> {
  const opening = await facts.opening(session.tenantId, session.contactId)
  const carrier = opening && calls[opening.callProvider]
  return carrier ? carrier.ready({ session, media, assertion }) : refuse('modalityNotOffered')
}

const none: Decided<null> = { value: null }

/** The acts of a call, the same for both sides. */
export function callRoutes<Caller>(parts: CallParts, door: Door<Caller>) {
  const make = route<Caller>()
  const spec = (path: string, summary: string) =>
    ({ method: 'post', path: `${door.path}/call${path}`, who: door.who, summary, params }) as const
  const answers = { 200: door.answer }
  const nothing = { 204: null }
  const answer = (step: Step) => answerStep.session(step, door.view)
  const done = (step: Step) => (step.refused ? { refused: step.refused } : { status: 204 })

  /** The caller's own session; every other id answers as unknown. */
  const own = async (party: Omit<Party, 'assertion'> & { sessionId: string } & Sided): Promise<Decided<Session>> => {
    const session = await parts.sessions.find(party)
    const mine = party.side === 'agent' ? session?.userId === party.userId : session?.customerId === party.customerId
    return session && mine ? { value: session } : refuse('notFound')
  }
  const asked = (caller: Caller, request: Request, sessionId: string) => {
    const { assertion, ...party } = door.partyOf(caller, request)
    return { assertion, party: { ...party, sessionId } }
  }

  return [
    make(
      { ...spec('', 'Ring the other side of a running session'), body: newCall, answers },
      async ({ caller, request, params: { sessionId }, body }) => {
        const { party, assertion } = asked(caller, request, sessionId)
        const limited = await parts.limits.use('callPerSession', sessionId)
        if (limited) return { refused: limited }
        const session = await own(party)
        if (session.refused) return session
        const carrier =
          party.side === 'agent' && session.value.status === 'active'
            ? await readyCarrier(parts, session.value, body.media, assertion)
            : none
        if (carrier.refused) return carrier
        const { contactId } = session.value
        return answer(await parts.handle({ kind: 'callWanted', ...party, ...body, contactId, carrier: carrier.value }))
      },
    ),
    make(
      { ...spec('/accept', 'Take the call that rings'), body: empty, answers },
      async ({ caller, request, params: { sessionId } }) => {
        const { party, assertion } = asked(caller, request, sessionId)
        const session = await own(party)
        if (session.refused) return session
        const call = session.value.status === 'active' ? session.value.call : null
        const wanted = party.side === 'agent' && call?.status === 'ringing' ? call : null
        const carrier = wanted ? await readyCarrier(parts, session.value, wanted.media, assertion) : none
        if (carrier.refused) return carrier
        return answer(await parts.handle({ kind: 'callAccepted', ...party, carrier: carrier.value }))
      },
    ),
    make(
      { ...spec('/decline', 'Decline the call that rings, or give up ringing'), body: empty, answers },
      async ({ caller, request, params: { sessionId } }) =>
        answer(await parts.handle({ kind: 'callDeclined', ...asked(caller, request, sessionId).party })),
    ),
    make(
      { ...spec('/join', 'Take part in the call with a window'), body: callLeg, answers: { 200: callEntry } },
      async ({ caller, request, params: { sessionId }, body: { leg } }) => {
        const { party } = asked(caller, request, sessionId)
        const step = await parts.handle({ kind: 'callJoined', ...party, leg })
        if (step.refused) return step
        const call = startedIn(step.session)
        const admission = await parts.calls[call.carrier.provider]?.admit({
          session: step.session,
          carrier: call.carrier,
          side: party.side,
        })
        if (!admission) return refuse('noCall')
        if (admission.refused) return admission
        parts.bell.joined(step.session, call.id, party.side, leg)
        const { call: view } = door.view(step.session) as { call: unknown }
        return ok({ ...admission.value, call: view })
      },
    ),
    make(
      { ...spec('/signal', 'Tell the other browser'), body: newSignal, answers: nothing },
      async ({ caller, request, params: { sessionId }, body: { leg, signal } }) => {
        const { party } = asked(caller, request, sessionId)
        const limited = await parts.limits.use('signalPerLeg', leg)
        if (limited) return { refused: limited }
        const session = await own(party)
        if (session.refused) return session
        const call = session.value.status === 'active' ? session.value.call : null
        if (call?.status !== 'started') return refuse('noCall')
        if (call.legs[party.side]?.id !== leg) return refuse('callElsewhere')
        parts.bell.signal(session.value, party.side, { callId: call.id, leg, signal })
        return { status: 204 }
      },
    ),
    make(
      { ...spec('/beat', 'Say that a window still takes part'), body: callBeat, answers: nothing },
      async ({ caller, request, params: { sessionId }, body }) =>
        done(await parts.handle({ kind: 'callBeats', ...asked(caller, request, sessionId).party, ...body })),
    ),
    make(
      { ...spec('/end', 'Hang up, or say why one does not go on'), body: callHangUp, answers },
      async ({ caller, request, params: { sessionId }, body: { leg = null, why = null } }) =>
        answer(await parts.handle({ kind: 'callHungUp', ...asked(caller, request, sessionId).party, leg, why })),
    ),
  ]
}

function startedIn(session: Session): StartedCall {
  if (session.status !== 'active' || session.call?.status !== 'started') throw new Error('Who joined has no call')
  return session.call
}
