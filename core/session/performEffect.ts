import type { ChatMessage, SessionEvent } from '../contract/sessions.ts'
import type { OutboxItem, Sessions } from './ports.ts'
import type { AgentNotifier, ActivityFeed, DeliveryResult } from './teamsPorts.ts'
import type { Dispatch } from './commandHandler.ts'

type EffectDependencies = {
  sessions: Pick<Sessions, 'find' | 'eventsAfter'>
  agentNotifier: AgentNotifier
  activityFeed: ActivityFeed
  dispatch: Dispatch
}
type Performed = Pick<OutboxItem, 'tenantId' | 'sessionId' | 'effect'>
/** `last`: this is the last attempt. */
type PerformEffect = (item: Performed, last: boolean) => Promise<DeliveryResult>

const done: DeliveryResult = { delivered: true }
const page = 1000

/**
 * The only way in which a session sends something to Teams: performs one stored effect, and stores whether the
 * customer's messages were delivered. An effect of a deleted session counts as done.
 */
export const createPerformEffect =
  ({ sessions, agentNotifier, activityFeed, dispatch }: EffectDependencies): PerformEffect =>
  async (item, last) => {
    const session = await sessions.find(item)
    if (!session) return done
    const { effect } = item
    switch (effect.kind) {
      case 'offer':
      case 'status':
        return agentNotifier.showSession(session, await firstWords(sessions, item))
      case 'messages': {
        const events = await sessions.eventsAfter(item, effect.from - 1, Math.min(page, effect.to - effect.from + 1))
        const messages = events.filter(isCustomerMessage)
        if (messages.length === 0) return done
        const result = await agentNotifier.sendMessages(session, messages)
        if (result.delivered || result.final || last) await reportDelivery(dispatch, item, messages, result.delivered)
        return result
      }
      case 'callRings':
        return agentNotifier.announceCall(session)
      case 'notify':
        return activityFeed.notifyRinging(session)
      case 'endNote':
        return agentNotifier.announceEnd(session)
      case 'offlineMessage': {
        const [message] = await sessions.eventsAfter(item, effect.seq - 1, 1)
        return message?.kind === 'offlineMessageLeft' ? agentNotifier.showOfflineMessage(session, message) : done
      }
    }
  }

const isCustomerMessage = (event: SessionEvent): event is ChatMessage =>
  event.kind === 'message' && event.from === 'customer'

async function firstWords(sessions: EffectDependencies['sessions'], item: Performed): Promise<string | null> {
  const events = await sessions.eventsAfter(item, 0, 10)
  return events.find(isCustomerMessage)?.content.text ?? null
}

async function reportDelivery(
  dispatch: Dispatch,
  item: Performed,
  messages: readonly ChatMessage[],
  delivered: boolean,
): Promise<void> {
  const { tenantId, sessionId } = item
  for (const { seq } of messages)
    await dispatch({
      kind: 'messageDelivered',
      tenantId,
      sessionId,
      message: seq,
      state: delivered ? 'delivered' : 'notDelivered',
    })
}
