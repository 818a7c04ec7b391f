import { closeCodes, customerHello, type CustomerFrame, type CustomerHello } from '#core/contract/streams'
import type { SessionEvent } from '#core/contract/sessions'
import type { Sessions } from '#core/session/ports'
import type { CustomerTokens } from '../auth/customerTokens.ts'
import type { InProcessEventBus } from './eventBus.ts'
import { callFrameFor } from './eventBus.ts'
import { createFeed, type Feed } from './eventFeed.ts'
import type { Channel, StreamSpec } from './webSocketServer.ts'

interface CustomerStreamDependencies {
  sessions: Pick<Sessions, 'eventsAfter' | 'ofCustomer'>
  eventBus: InProcessEventBus
  customerTokens: Pick<CustomerTokens, 'token'>
  now: () => number
  widgetUrl: string
}

/** A customer's event stream: sends every event of the customer's sessions after the numbers in the first frame. */
export function customerStream(deps: CustomerStreamDependencies): StreamSpec {
  const open = new WeakMap<Channel, { customerId: string; expire: NodeJS.Timeout }>()
  return {
    path: '/widget/v1/stream',
    origin: deps.widgetUrl,
    receive: async (channel, frame) => {
      const hello = customerHello.safeParse(frame)
      const token = hello.success ? deps.customerTokens.token.verify(hello.data.token, deps.now()) : null
      const customer = token?.payload
      const before = open.get(channel)
      if (!hello.success || !token || !customer || (before && before.customerId !== customer.customerId))
        return closeCodes.unauthenticated
      clearTimeout(before?.expire)
      const expire = setTimeout(() => channel.close(closeCodes.unauthenticated), token.expiresAt - deps.now())
      open.set(channel, { customerId: customer.customerId, expire })
      if (before) return null
      channel.onClose(() => clearTimeout(open.get(channel)?.expire))
      await subscribe(deps, channel, customer, hello.data.after)
      return null
    },
  }
}

async function subscribe(
  { sessions, eventBus }: CustomerStreamDependencies,
  channel: Channel,
  { tenantId, customerId }: { tenantId: string; customerId: string },
  after: CustomerHello['after'],
): Promise<void> {
  const feeds = new Map<string, Feed>()
  const send = (frame: CustomerFrame) => channel.send(frame)
  const feedOf = (sessionId: string): Feed => {
    const start = typeof after === 'number' ? after : (after[sessionId] ?? 0)
    const reader = {
      send: (items: readonly SessionEvent[]) =>
        send({ type: 'events', sessionId, items: [...items], next: items.at(-1)?.seq ?? start }),
      onLost: () => channel.close(closeCodes.goingAway),
    }
    const feed = feeds.get(sessionId) ?? createFeed(sessions, { tenantId, sessionId }, start, reader)
    feeds.set(sessionId, feed)
    return feed
  }
  channel.onClose(
    eventBus.listen({ tenantId, customerId }, (event, hint) => {
      if (event.kind === 'sessionUpdated') feedOf(event.sessionId).push(hint?.events ?? [])
      const frame = callFrameFor('customer', event)
      if (frame) void send(frame)
      if (event.kind === 'typing' && event.from === 'agent')
        void send({ type: 'typing', sessionId: event.sessionId, from: event.from })
    }),
  )
  void send({ type: 'ready' })
  for (const { id } of await sessions.ofCustomer(tenantId, customerId)) await feedOf(id).catchUp()
}
