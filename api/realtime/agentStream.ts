import { agentHello, closeCodes, type AgentFrame } from '#core/contract/streams'
import type { Actor, Users } from '#core/admin/ports'
import type { SessionUpdated, UpdateHint } from '#core/session/busEvent'
import type { Sessions } from '#core/session/ports'
import { agentView } from '#core/session/presenters'
import type { EntraClaims, VerifyEntra } from '../auth/entraTokens.ts'
import type { InProcessEventBus } from './eventBus.ts'
import { callFrameFor } from './eventBus.ts'
import type { Channel, StreamSpec } from './webSocketServer.ts'

interface AgentStreamDependencies {
  sessions: Pick<Sessions, 'find' | 'eventsAfter'>
  people: Pick<Users, 'signIn'>
  verifyEntra: VerifyEntra
  eventBus: InProcessEventBus
  now: () => number
  publicUrl: string
}

/** How often the access of a connected user is checked again: a user who has lost it keeps the socket for no longer. */
const accessCheckIntervalMs = 60_000

interface Authenticated {
  claims: EntraClaims
  expire: NodeJS.Timeout
}

/** An agent's event stream: sends a session's state and its new events when one of the agent's sessions changes. */
export function agentStream(deps: AgentStreamDependencies): StreamSpec {
  const open = new WeakMap<Channel, Authenticated>()
  return {
    path: '/api/v1/stream',
    origin: deps.publicUrl,
    receive: async (channel, frame) => {
      const hello = agentHello.safeParse(frame)
      const claims = hello.success ? await deps.verifyEntra(hello.data.token) : null
      const actor = claims && (await deps.people.signIn(claims))
      const before = open.get(channel)
      if (!claims || !actor || (before && !isSamePerson(before.claims, claims))) return closeCodes.unauthenticated
      clearTimeout(before?.expire)
      const expire = setTimeout(() => channel.close(closeCodes.unauthenticated), claims.expiresAt - deps.now())
      open.set(channel, { claims, expire })
      if (!before) subscribe(deps, channel, actor, () => open.get(channel))
      return null
    },
  }
}

const isSamePerson = (one: EntraClaims, other: EntraClaims): boolean =>
  one.tenantId === other.tenantId && one.entraObjectId === other.entraObjectId

function subscribe(
  deps: AgentStreamDependencies,
  channel: Channel,
  { tenantId, userId }: Actor,
  current: () => Authenticated | undefined,
): void {
  const send = (frame: AgentFrame) => void channel.send(frame)
  const sendUpdate = ({ session, events }: UpdateHint, next: number) => {
    send({ type: 'session', session: agentView(session) })
    send({ type: 'events', sessionId: session.id, items: [...events], next })
  }
  let pendingReads = 0
  let queue = Promise.resolve()
  const update = (event: SessionUpdated, hint: UpdateHint | undefined) => {
    // An update waits until pending reads have finished, so that events stay in order.
    if (hint && pendingReads === 0) {
      sendUpdate(hint, hint.session.lastSeq)
      return
    }
    pendingReads += 1
    queue = queue
      .then(async () => {
        const stored = hint ?? (await readUpdate(deps.sessions, event))
        if (stored) sendUpdate(stored, event.lastSeq)
      })
      .catch(() => channel.close(closeCodes.goingAway))
      .finally(() => (pendingReads -= 1))
  }
  const unsubscribe = deps.eventBus.listen({ tenantId, userId }, (event, hint) => {
    if (event.kind === 'availability') send({ type: 'availability', available: event.available })
    if (event.kind === 'typing' && event.from === 'customer')
      send({ type: 'typing', sessionId: event.sessionId, from: event.from })
    const frame = callFrameFor('agent', event)
    if (frame) send(frame)
    if (event.kind === 'sessionUpdated') update(event, hint)
  })
  const check = setInterval(() => {
    const claims = current()?.claims
    void (claims ? deps.people.signIn(claims) : Promise.resolve(null)).then(
      (actor) => {
        if (!actor) channel.close(closeCodes.forbidden)
      },
      () => undefined,
    )
  }, accessCheckIntervalMs)
  channel.onClose(() => {
    unsubscribe()
    clearInterval(check)
    clearTimeout(current()?.expire)
  })
  send({ type: 'ready' })
}

async function readUpdate(
  sessions: AgentStreamDependencies['sessions'],
  event: SessionUpdated,
): Promise<UpdateHint | null> {
  const { firstSeq, lastSeq } = event
  const session = await sessions.find(event)
  return session && { session, events: await sessions.eventsAfter(event, firstSeq - 1, lastSeq - firstSeq + 1) }
}
