import { randomUUID } from 'node:crypto'
import { createCommandHandler } from '#core/session/commandHandler'
import { createPerformEffect } from '#core/session/performEffect'
import type { ActivityFeed, DeliveryResult } from '#core/session/teamsPorts'
import { createAgentNotifier } from '#bot/notifications/agentNotifier'
import { inboxIdOf, type Activity } from '#bot/activity/activity'
import type { Card } from '#bot/cards/adaptiveCard'
import type { NotDelivered } from '#bot/connector/teamsChannel'
import type { Outgoing } from '#bot/cards/outgoing'
import { createActivityHandler } from '#bot/agent/activityHandler'
import { createOpenLink } from '#bot/cards/deepLink'
import { textContent } from '#core/contract/sessions'
import { createInboxWorker } from '#bot/inbox/inboxWorker'
import { memoryAgentConversations } from './memory/memoryAgentConversations.ts'
import { memoryInbox } from './memory/memoryInbox.ts'
import { memorySessions } from './memory/memorySessions.ts'
import { open, openingFacts, t0, tenantId, userId } from './memory/sessionFixtures.ts'

export const entraObjectId = '70000000-0000-4000-8000-000000000001'
export const stranger = '70000000-0000-4000-8000-000000000002'
export const strangerId = '30000000-0000-4000-8000-000000000002'

/** A message of the bot as Teams shows it now. */
export type Posted = Outgoing & { activityId: string }

/** An agent's chat with the bot: the real bot over in-memory ports, and a fake Teams channel that records its messages. */
export function agentChat() {
  let time = t0
  let activities = 0
  const faults: unknown[] = []
  const posted: Posted[] = []
  const refusals: NotDelivered[] = []
  const sessions = memorySessions()
  const person = { tenantId, displayName: 'Alex Wilber', available: true }
  const agentConversations = memoryAgentConversations(
    [
      { ...person, userId, entraObjectId },
      { ...person, userId: strangerId, entraObjectId: stranger },
    ],
    sessions.ownerOf,
  )
  const inbox = memoryInbox()
  const now = () => time
  let opening = openingFacts()
  const dispatch = createCommandHandler({
    sessions,
    decisionContexts: { about: () => Promise.resolve({ now: time, opening }) },
    onCommitted: () => undefined,
  })
  const channel = {
    send: (_reference: object, message: Outgoing) => {
      const refusal = refusals.shift()
      if (refusal) return Promise.resolve(refusal)
      const activityId = String(1_700_000_000_000 + posted.length)
      posted.push({ ...message, activityId })
      return Promise.resolve({ delivered: true as const, activityId })
    },
    update: (_reference: object, activityId: string, message: Outgoing) => {
      const refusal = refusals.shift()
      if (refusal) return Promise.resolve(refusal)
      const index = posted.findIndex((one) => one.activityId === activityId)
      posted[index] = { ...message, activityId }
      return Promise.resolve({ delivered: true as const, activityId })
    },
  }
  const log = { warn: () => undefined, error: (fields: object) => faults.push(fields) }
  const pieces = { agentConversations, sessions, dispatch, now, openLink: createOpenLink('app-id') }
  const inbound = createActivityHandler(pieces)
  const agentNotifier = createAgentNotifier({ ...pieces, channel })
  /** Ids of the sessions for which the activity feed was notified. */
  const rung: string[] = []
  const activityFeed: ActivityFeed = {
    notifyRinging: ({ id }) => {
      rung.push(id)
      return Promise.resolve({ delivered: true })
    },
  }
  const performEffect = createPerformEffect({ sessions, agentNotifier, activityFeed, dispatch })
  const runInbox = createInboxWorker({ inbox, inbound, channel, log, now })

  const activity = (change: Partial<Activity>): Activity => ({
    type: 'message',
    id: `f:${String(++activities)}`,
    timestamp: new Date(time).toISOString(),
    channelId: 'msteams',
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
    from: { id: '29:alex', name: 'Alex', aadObjectId: entraObjectId },
    recipient: { id: '28:bot', name: 'Interact' },
    conversation: { id: 'a:alex', conversationType: 'personal', tenantId },
    ...change,
  })
  const store = (one: Activity) =>
    inbox.put({ tenantId, conversationId: one.conversation.id, activityId: inboxIdOf(one), activity: one })
  const work = async () => {
    while ((await runInbox()) > 0);
  }

  return {
    inbound,
    rung,
    activityFeed,
    agentConversations,
    inbox,
    agentNotifier,
    sessions,
    dispatch,
    posted,
    faults,
    /** The next refusals of Teams, in order. Without one, Teams accepts a message. */
    refusals,
    activity,
    store,
    work,
    pass: (milliseconds: number) => (time += milliseconds),
    contactIs: (change: Parameters<typeof openingFacts>[0]) => (opening = openingFacts(change)),

    /** Sends this activity to the bot and returns the messages that the bot posted for it. */
    async hears(change: Partial<Activity>): Promise<Posted[]> {
      const before = posted.length
      time += 1000
      await store(activity(change))
      await work()
      return posted.slice(before)
    },
    writes(text: string, change: Partial<Activity> = {}) {
      return this.hears({ text, ...change })
    },
    async presses(card: Card | undefined, title: string, input: Record<string, string> = {}, by = entraObjectId) {
      time += 1000
      const action = card?.actions?.find((one) => one.title.includes(title))
      if (action?.type !== 'Action.Execute') throw new Error(`There is no button "${title}".`)
      const texts = card?.body.flatMap((block) => (block.type === 'Input.Text' ? [[block.id, block.value]] : [])) ?? []
      const data: unknown = { ...action.data, ...Object.fromEntries(texts), ...input }
      const { verb } = action
      return inbound.press(
        activity({
          type: 'invoke',
          name: 'adaptiveCard/action',
          from: { id: '29:alex', aadObjectId: by },
          value: { action: { type: 'Action.Execute', verb, data } },
        }),
        tenantId,
      )
    },
    /** Performs the pending effects, as the outbox worker does, and returns their results. */
    async delivers(): Promise<DeliveryResult[]> {
      const result: DeliveryResult[] = []
      for (const { session, effect } of sessions.effects.splice(0))
        result.push(await performEffect({ tenantId, sessionId: session.id, effect }, false))
      return result
    },
    async rings(name: string, text: string | null = 'Hello'): Promise<string> {
      time += 1000
      const sessionId = randomUUID()
      const customer = { name, email: null, verified: false }
      await dispatch(open({ sessionId, customerId: `${name} ${sessionId}`, key: randomUUID(), customer, text }))
      await this.delivers()
      return sessionId
    },
    async chats(name: string): Promise<string> {
      const sessionId = await this.rings(name)
      await dispatch({ kind: 'agentAccepts', tenantId, userId, sessionId })
      await this.delivers()
      return sessionId
    },
    async customerWrites(sessionId: string, text: string) {
      time += 1000
      const session = await sessions.find({ tenantId, sessionId })
      const customerId = session?.customerId ?? ''
      await dispatch({
        kind: 'customerWrites',
        tenantId,
        sessionId,
        customerId,
        key: randomUUID(),
        content: textContent(text),
      })
      await this.delivers()
    },
    async customerEnds(sessionId: string) {
      time += 1000
      const session = await sessions.find({ tenantId, sessionId })
      await dispatch({ kind: 'customerEnds', tenantId, sessionId, customerId: session?.customerId ?? '' })
      await this.delivers()
    },
    /** The texts of the agent's messages to this customer. */
    async got(sessionId: string): Promise<string[]> {
      const events = await sessions.eventsAfter({ tenantId, sessionId }, 0, 1000)
      return events.flatMap((event) => (event.kind === 'message' && event.from === 'agent' ? [event.content.text] : []))
    },
    async statusOf(sessionId: string) {
      return (await sessions.find({ tenantId, sessionId }))?.status
    },
  }
}

/** The visible text of a message or card: buttons as `<title>`, input values as `[value]`. */
export function readable(message: { text?: string | undefined; card?: Card | null } | Card | null | undefined): string {
  if (!message) return ''
  const card = 'type' in message ? message : message.card
  const text = 'type' in message ? '' : (message.text ?? '')
  const blocks = (card?.body ?? []).map((block) => {
    if (block.type === 'RichTextBlock') return block.inlines.map((one) => one.text).join('')
    return block.type === 'TextBlock' ? block.text : `[${block.value}]`
  })
  const invisible = /[\u200b\u2068\u2069]/g
  return [text, ...blocks, ...(card?.actions ?? []).map(({ title }) => `<${title}>`)].join('\n').replace(invisible, '')
}

/** An agent's chat with the bot after the agent has installed it. */
export async function installedChat(): Promise<ReturnType<typeof agentChat>> {
  const chat = agentChat()
  await chat.hears({ type: 'installationUpdate', action: 'add' })
  return chat
}
