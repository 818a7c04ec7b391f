import { textContent, type Modality, type Outcome, type SessionEvent } from '#core/contract/sessions'
import type { Command, OpeningContext } from '#core/session/command'
import type { Session } from '#core/session/session'
import { transition } from '#core/session/transition'
import { contoso } from '../seedPeople.ts'
import { chance, pick, stableId } from './chance.ts'
import { conversations, customerNames, type Conversation } from './conversations.ts'

const minute = 60_000
const day = 24 * 60 * minute
/** Sessions lie in the last four weeks, well within the shortest usual retention period. */
const span = 28 * day
const origin = 'https://shop.contoso.example'

/** The agent of a session. */
export interface SeededAgent {
  userId: string
  contactId: string
  displayName: string
}

/** A session with all its events, as the core would have stored them one after another. */
export interface History {
  session: Session
  events: SessionEvent[]
}

export const sessionIdOf = (number: number): string => stableId('session', number)
export const customerIdOf = (number: number): string => stableId('customer', number)
export const shopOrigin = origin

/** Every hundredth session is still active and waits for its agent. */
export const isRunning = (number: number): boolean => number % 100 === 7

type Ending = Extract<Outcome, 'endedByUser' | 'endedByCustomer' | 'idle' | 'unanswered' | 'declined' | 'unavailable'>
const endings: readonly Ending[] = [
  ...Array.from({ length: 9 }, () => 'endedByCustomer' as const),
  ...Array.from({ length: 5 }, () => 'endedByUser' as const),
  ...(['idle', 'unanswered', 'unanswered', 'declined', 'unavailable'] as const),
]
const modalities: readonly Modality[] = ['chat', 'chat', 'chat', 'chat', 'chat', 'chat', 'audio', 'video']

/**
 * The session with this number of `count`, made by the product's own transitions. The higher the number, the
 * later it was opened; `now` is the end of the last one. Effects are left out: nothing is sent to Teams for it.
 */
export function historyOf(number: number, count: number, agent: SeededAgent, now: number): History {
  const running = isRunning(number)
  const ending = pick(endings, 'ending', number)
  const modality = running ? 'chat' : pick(modalities, 'modality', number)
  const conversation = pick(conversations, 'conversation', number)
  const age = running ? chance('age', number) * 50 * minute : (span * (count - number + 1)) / count
  const steps = sessionSteps(number, agent, running ? now - age - 10 * minute : now - age - 40 * minute)
  steps.open(modality, conversation, ending !== 'unavailable' || running)
  if (running) {
    steps.accept(modality)
    // The customer has the last word: silence is then not counted against them, and the session stays open.
    steps.write(conversation.lines.slice(0, conversation.lines.length - ((conversation.lines.length + 1) % 2)))
  } else if (ending === 'unanswered') steps.later(45_000).say({ kind: 'timerFired' })
  else if (ending === 'declined') steps.later(20_000).say({ kind: 'agentDeclines', userId: agent.userId })
  else if (ending !== 'unavailable') steps.accept(modality).write(conversation.lines).end(ending)
  if (!running && ['unanswered', 'declined', 'unavailable'].includes(ending) && chance('left', number) < 0.6)
    steps.later(minute).leaveMessage(conversation)
  return steps.history()
}

const openingOf = (agent: SeededAgent, available: boolean): OpeningContext => ({
  userId: agent.userId,
  available,
  botInstalled: false,
  callProvider: 'webrtc',
  callsAvailable: true,
  limits: { ringMs: 45_000, idleWarningMs: 10 * minute, idleEndMs: 5 * minute },
  user: { displayName: agent.displayName, jobTitle: null, department: null },
  tenantName: 'Contoso',
  words: { displayName: null, texts: {} },
  reach: {
    ...{ interactEnabled: true, licences: ['contactCenter', 'interact'], active: true, audioVideo: true },
    ...{ instantMessaging: true, widgetKey: '', previousKey: null, restrictAccess: false, patterns: null },
    requireVerifiedCustomer: false,
  },
})

type Said = Command extends infer Each ? (Each extends Command ? Omit<Each, 'tenantId' | 'sessionId'> : never) : never

/** Applies commands to one session while its clock goes on. */
function sessionSteps(number: number, agent: SeededAgent, start: number) {
  const ids = { tenantId: contoso, sessionId: sessionIdOf(number) }
  const customer = { customerId: customerIdOf(number) }
  const user = { userId: agent.userId }
  const name = pick(customerNames, 'customer name', number)
  const leg = stableId('leg', number)
  const state: { session: Session | null } = { session: null }
  let now = start
  let keys = 0
  let available = true
  const events: SessionEvent[] = []
  const key = () => stableId(`key ${number}`, ++keys)
  const steps = {
    later: (by: number) => {
      now += by
      return steps
    },
    say: (command: Said) => {
      const step = transition(state.session, { ...ids, ...command }, { now, opening: openingOf(agent, available) })
      if (step.refused) throw new Error(`Session ${number}: ${command.kind} was refused with ${step.refused.code}`)
      state.session = step.session
      if ('events' in step) events.push(...step.events)
      return steps
    },
    open: (modality: Modality, { locale, timeZone, page, lines }: Conversation, there: boolean) => {
      available = there
      const url = `${origin}${page.path}`
      return steps.say({
        ...{ kind: 'open', key: key(), contactId: agent.contactId, widgetKey: '', modality, preview: false },
        ...customer,
        customer: {
          name,
          email: chance('mail', number) < 0.3 ? `${name.toLowerCase()}@customer.example` : null,
          verified: false,
        },
        page: { origin, url, title: page.title, referrer: null, locale, timeZone, context: {} },
        text: modality === 'chat' ? (lines[0] ?? null) : null,
      })
    },
    accept: (modality: Modality) => {
      steps.later(15_000).say({ kind: 'agentAccepts', ...user, providerCall: { provider: 'webrtc' } })
      if (modality === 'chat') return steps
      steps.later(3000).say({ kind: 'joinCall', side: 'customer', ...customer, leg })
      return steps.say({ kind: 'heartbeat', side: 'customer', ...customer, leg, connected: true })
    },
    /** Writes the lines after the first, which opened the chat, in turn. */
    write: (lines: readonly string[]) => {
      if (state.session?.modality !== 'chat') return steps
      for (const [place, text] of lines.entries()) {
        if (place === 0) continue
        const content = textContent(text)
        steps.later(20_000 + text.length * 300)
        if (place % 2 === 0) steps.say({ kind: 'customerWrites', ...customer, key: key(), content })
        else
          steps.say({ kind: 'agentWrites', ...user, key: key(), content, via: place % 4 === 1 ? 'console' : 'teams' })
      }
      return steps
    },
    end: (how: Ending) => {
      if (state.session?.modality !== 'chat') {
        // The session of a call without a message ends with it.
        steps.later((1 + chance('call', number) * 15) * minute)
        const side =
          how === 'endedByUser' ? { side: 'agent' as const, ...user } : { side: 'customer' as const, ...customer }
        return steps.say({ kind: 'hangUp', ...side, leg: null, why: null })
      }
      // Silence is counted from the agent's last message; a customer who waits is never ended by the clock.
      if (how === 'idle' && state.session.lastMessage?.from === 'agent')
        return steps
          .later(11 * minute)
          .say({ kind: 'timerFired' })
          .later(6 * minute)
          .say({ kind: 'timerFired' })
      steps.later(minute)
      return steps.say(how === 'endedByUser' ? { kind: 'agentEnds', ...user } : { kind: 'customerEnds', ...customer })
    },
    leaveMessage: ({ lines }: Conversation) => {
      const email = `${name.toLowerCase()}@customer.example`
      return steps.say({ kind: 'customerLeavesOfflineMessage', ...customer, text: lines[0] ?? '', email })
    },
    history: (): History => {
      if (!state.session) throw new Error(`Session ${number} was never opened`)
      return { session: state.session, events }
    },
  }
  return steps
}
