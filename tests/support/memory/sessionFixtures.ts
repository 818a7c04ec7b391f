import { transition } from '#core/session/transition'
import type { Command, DecisionContext, Open, OpeningContext, Transition } from '#core/session/command'
import type { Session } from '#core/session/session'

export const tenantId = '10000000-0000-4000-8000-000000000001'
export const sessionId = '20000000-0000-4000-8000-000000000001'
export const userId = '30000000-0000-4000-8000-000000000001'
export const customerId = '40000000-0000-4000-8000-000000000001'
export const contactId = '50000000-0000-4000-8000-000000000001'
export const t0 = Date.UTC(2026, 10, 22, 9, 0, 0)
export const key = (n: number): string => `60000000-0000-4000-8000-${String(n).padStart(12, '0')}`

/** A contact that pages on shop.example may reach; each test overrides what it is about. */
export const openingFacts = (change: Partial<OpeningContext> = {}): OpeningContext => ({
  userId,
  available: true,
  botInstalled: true,
  callProvider: 'webrtc',
  callsAvailable: true,
  limits: { ringMs: 45_000, idleWarningMs: 600_000, idleEndMs: 300_000 },
  user: { displayName: 'Alex Wilber', jobTitle: 'Consultant', department: 'Sales' },
  tenantName: 'Contoso',
  words: { displayName: null, texts: {} },
  reach: {
    interactEnabled: true,
    licences: ['contactCenter', 'interact'],
    active: true,
    audioVideo: true,
    instantMessaging: true,
    widgetKey: 'key',
    previousKey: null,
    restrictAccess: true,
    patterns: ['shop.example'],
    requireVerifiedCustomer: false,
  },
  ...change,
})

export const open = (change: Partial<Open> = {}): Open => ({
  kind: 'open',
  tenantId,
  sessionId,
  key: key(1),
  contactId,
  customerId,
  widgetKey: 'key',
  modality: 'chat',
  customer: { name: 'Mia', email: null, verified: false },
  page: {
    origin: 'https://shop.example',
    url: 'https://shop.example/boots',
    title: 'Boots',
    referrer: null,
    locale: 'en',
    timeZone: null,
    context: { plan: 'gold' },
  },
  preview: false,
  text: 'Hello',
  ...change,
})

export type Said = Command extends infer Each
  ? Each extends Command
    ? Omit<Each, 'tenantId' | 'sessionId'>
    : never
  : never

/** Applies commands in sequence, a second apart; `at` is the time of the last one. Returns the last transition and all events. */
export function after(commands: readonly (Said | Open)[], facts: Partial<DecisionContext> & { at?: number } = {}) {
  let session: Session | null = null
  let step: Transition = { refused: { code: 'notFound' } }
  const events = []
  for (const [index, command] of commands.entries()) {
    const now: number = index === commands.length - 1 && facts.at !== undefined ? facts.at : t0 + index * 1000
    step = transition(session, { tenantId, sessionId, ...command }, { opening: openingFacts(), ...facts, now })
    if (!step.refused) session = step.session
    if ('events' in step) events.push(...step.events)
  }
  return { step, session, events, effects: 'effects' in step ? step.effects : [] }
}
