import { randomUUID } from 'node:crypto'
import { InProcessEventBus } from '#api/realtime/eventBus'
import { createLongPoll } from '#api/realtime/longPoll'
import type { Side } from '#core/contract/calls'
import type { VerifiedCustomer } from '#core/contract/customerApi'
import { textContent, type Modality, type Page } from '#core/contract/sessions'
import { partiesOf } from '#core/session/busEvent'
import type { Command, OpeningContext } from '#core/session/command'
import { createCommandHandler, publishTo } from '#core/session/commandHandler'
import { memorySessions } from './memorySessions.ts'
import { contactId, openingFacts, tenantId, userId, type Said } from './sessionFixtures.ts'

/** A session to open. The limits are those of the contact unless they are given. */
interface Opening extends Partial<OpeningContext['limits']> {
  name: string
  text?: string
  email?: string
  verified?: boolean
  /** The customer's id on the site that verified them. */
  subject?: string
  preview?: boolean
  page?: Partial<Page>
}

export const shopPage: Page = {
  origin: 'https://shop.contoso.example',
  url: 'https://shop.contoso.example/boots?size=42',
  title: 'Walking boots',
  referrer: null,
  locale: null,
  timeZone: null,
  context: {},
}

/**
 * The server of one contact, in memory: the product's dispatch, transitions, event bus and long poll over stored
 * sessions, with a clock that the test advances. Where a session id is optional, it is that of the newest session.
 */
export function memoryServer() {
  const sessions = memorySessions()
  const eventBus = new InProcessEventBus()
  const limits = new Map<string, Partial<OpeningContext['limits']>>()
  let ahead = 0

  const settings = {
    available: true,
    modalities: ['chat'] as Modality[],
    accent: null as string | null,
    texts: {} as OpeningContext['words']['texts'],
    displayName: 'Alex Wilber',
    /** Whether customers come by a preview link. */
    preview: false,
    /** The identity that the host page's server has signed. */
    verifiedIdentity: null as VerifiedCustomer | null,
  }
  const now = () => Date.now() + ahead
  const opening = (sessionId?: string): OpeningContext => {
    const facts = openingFacts()
    return {
      ...facts,
      available: settings.available,
      user: { displayName: settings.displayName, jobTitle: null, department: null },
      words: { displayName: null, texts: settings.texts },
      limits: { ...facts.limits, ...limits.get(sessionId ?? '') },
      reach: {
        ...facts.reach,
        restrictAccess: false,
        instantMessaging: settings.modalities.includes('chat'),
        audioVideo: settings.modalities.some((each) => each !== 'chat'),
      },
    }
  }
  const decisionContexts = {
    opening: () => Promise.resolve(opening()),
    about: (command: Command) => Promise.resolve({ now: now(), opening: opening(command.sessionId) }),
  }
  const dispatch = createCommandHandler({ sessions, decisionContexts, onCommitted: publishTo(eventBus) })

  const find = (sessionId: string) => sessions.all().find(({ id }) => id === sessionId) ?? null
  const newest = () => sessions.all().at(-1)?.id ?? ''
  const events = (sessionId = newest()) => sessions.eventsOf(sessionId)
  /** Dispatches a command of a test, which the session must accept. */
  const run = async (sessionId: string, command: Said) => {
    const { refused } = await dispatch({ tenantId, sessionId, ...command })
    if (refused) throw new Error(`${command.kind} was refused: ${refused.code}`)
  }
  const types = (from: Side, sessionId: string) => {
    const session = find(sessionId)
    if (session) eventBus.publish({ kind: 'typing', ...partiesOf(session), from })
  }
  const customerOf = (sessionId: string) => find(sessionId)?.customerId ?? ''
  const lastAgentKey = (sessionId: string) => {
    const last = events(sessionId).findLast((event) => event.kind === 'message' && event.from === 'agent')
    return last?.kind === 'message' ? last.key : ''
  }
  const fireTimer = (sessionId = newest()) => run(sessionId, { kind: 'timerFired' })

  return Object.assign(settings, {
    ...{ sessions, eventBus, decisionContexts, dispatch, now, find, newest, events, fireTimer },
    longPoll: createLongPoll({ sessions, eventBus }),
    /** Texts of the messages of a session. */
    messages: (sessionId?: string) =>
      events(sessionId).flatMap((event) => (event.kind === 'message' ? [event.content.text] : [])),
    /** Opens a chat of a new customer, who has written `text`, and returns its id. */
    open: async ({ name, text, email, subject, verified, preview = false, page, ...own }: Opening): Promise<string> => {
      const sessionId = randomUUID()
      limits.set(sessionId, own)
      await run(sessionId, {
        ...{ kind: 'open', key: randomUUID(), widgetKey: 'key', modality: 'chat', preview, text: text ?? null },
        ...{ contactId, customerId: randomUUID(), page: { ...shopPage, ...page } },
        customer: {
          ...{ name, email: email ?? null, verified: verified ?? subject !== undefined },
          ...(subject === undefined ? {} : { subject }),
        },
      })
      return sessionId
    },
    customer: {
      writes: (text: string, id = newest()) =>
        run(id, { kind: 'customerWrites', customerId: customerOf(id), key: randomUUID(), content: textContent(text) }),
      leavesMessage: (text: string, email: string | null, id = newest()) =>
        run(id, { kind: 'customerLeavesOfflineMessage', customerId: customerOf(id), text, email }),
      types: (id = newest()) => types('customer', id),
      ends: (id = newest()) => run(id, { kind: 'customerEnds', customerId: customerOf(id) }),
    },
    /** The agent in Teams, outside of the tab. */
    agent: {
      accepts: (id = newest()) => run(id, { kind: 'agentAccepts', userId }),
      declines: (id = newest()) => run(id, { kind: 'agentDeclines', userId }),
      writes: (text: string, id = newest()) =>
        run(id, { kind: 'agentWrites', userId, key: randomUUID(), content: textContent(text), via: 'teams' }),
      /** Both change the agent's newest message. */
      edits: (text: string, id = newest()) =>
        run(id, { kind: 'agentEdits', userId, key: lastAgentKey(id), content: textContent(text) }),
      deletes: (id = newest()) => run(id, { kind: 'agentDeletes', userId, key: lastAgentKey(id) }),
      sees: (id = newest()) => run(id, { kind: 'agentSees', userId, upTo: find(id)?.lastSeq ?? 0 }),
      types: (id = newest()) => types('agent', id),
      ends: (id = newest()) => run(id, { kind: 'agentEnds', userId }),
    },
    /** Reports whether Teams has taken a customer's message. */
    deliver: (message: number, state: 'delivered' | 'notDelivered') =>
      run(newest(), { kind: 'messageDelivered', message, state }),
    noLongerAllowed: () => run(newest(), { kind: 'noLongerAllowed' }),
    /** Advances the clock and fires the timer of each open session. */
    pass: async (seconds: number) => {
      ahead += seconds * 1000
      for (const { id } of await sessions.openOf(tenantId, userId)) await fireTimer(id)
    },
  })
}
export type MemoryServer = ReturnType<typeof memoryServer>
