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

/** How often the caller's standing is read again: somebody who lost access keeps a socket no longer than this. */
const readAgain = 60_000

interface Open {
  claims: EntraClaims
  expire: NodeJS.Timeout
}

/** An agent's stream: the whole state and the new events of each of the agent's sessions, as they change. */
export function agentStream(deps: AgentStreamDependencies): StreamSpec {
  const open = new WeakMap<Channel, Open>()
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
      if (!before) follow(deps, channel, actor, () => open.get(channel))
      return null
    },
  }
}

const isSamePerson = (one: EntraClaims, other: EntraClaims): boolean =>
  one.tenantId === other.tenantId && one.entraObjectId === other.entraObjectId

function follow(
  deps: AgentStreamDependencies,
  channel: Channel,
  { tenantId, userId }: Actor,
  current: () => Open | undefined,
): void {
  const send = (frame: AgentFrame) => void channel.send(frame)
  const sendUpdate = ({ session, events }: UpdateHint, next: number) => {
    send({ type: 'session', session: agentView(session) })
    send({ type: 'events', sessionId: session.id, items: [...events], next })
  }
  let reads = 0
  let queue = Promise.resolve()
  const update = (event: SessionUpdated, hint: UpdateHint | undefined) => {
    // Behind a read that is under way, an update waits, so that events keep their order.
    if (hint && reads === 0) {
      sendUpdate(hint, hint.session.lastSeq)
      return
    }
    reads += 1
    queue = queue
      .then(async () => {
        const stored = hint ?? (await readUpdate(deps.sessions, event))
        if (stored) sendUpdate(stored, event.lastSeq)
      })
      .catch(() => channel.close(closeCodes.goingAway))
      .finally(() => (reads -= 1))
  }
  const stop = deps.eventBus.listen({ tenantId, userId }, (event, hint) => {
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
  }, readAgain)
  channel.onClose(() => {
    stop()
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
