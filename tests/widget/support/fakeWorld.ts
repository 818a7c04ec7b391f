import type { Contact, VerifiedCustomer } from '#core/contract/customerApi'
import { textContent, type Modality } from '#core/contract/sessions'
import { transition } from '#core/session/transition'
import type { Command, Transition } from '#core/session/command'
import type { Session } from '#core/session/session'
import { customerId as anyCustomer, openingFacts, tenantId, userId } from '../../support/memory/sessionFixtures.ts'
import { memorySessions } from '../../support/memory/memorySessions.ts'

type WorldCommand = Command extends infer Each
  ? Each extends Command
    ? Omit<Each, 'tenantId' | 'sessionId'>
    : never
  : never
type Texts = ReturnType<typeof openingFacts>['words']['texts']

/** Server side of the widget tests: real session transitions on in-memory sessions, with a clock that the test advances. */
export function fakeWorld() {
  const store = memorySessions()
  const listeners = new Set<(sessionId: string) => void>()
  const newest = { id: '' }
  let ahead = 0

  const world = {
    available: true,
    modalities: ['chat'] as Modality[],
    accent: null as string | null,
    preview: false,
    /** Identity verified by the host page's server. */
    verifiedIdentity: null as VerifiedCustomer | null,
    texts: {} as Texts,
    displayName: 'Alex Wilber',
    now: () => Date.now() + ahead,
    contact: (): Contact => ({
      displayName: world.displayName,
      available: world.available,
      modalities: world.modalities,
      ringSeconds: 45,
      accent: world.accent,
      preview: world.preview,
    }),
    onEvents: (listener: (sessionId: string) => void) => listeners.add(listener),
    eventsAfter: (sessionId: string, after: number) => store.eventsAfter({ tenantId, sessionId }, after, 1000),
    session: (sessionId: string) => store.find({ tenantId, sessionId }),
    async dispatch(sessionId: string, said: WorldCommand, key: string | null = null): Promise<Transition> {
      if (said.kind === 'open') newest.id = sessionId
      const command = { tenantId, sessionId, ...said }
      const opening = openingFacts({
        available: world.available,
        user: { displayName: world.displayName, jobTitle: null, department: null },
        words: { displayName: null, texts: world.texts },
      })
      const result = await store.change({ tenantId, sessionId }, key, (before: Session | null, repeated) =>
        transition(before, command, { now: world.now(), opening, repeated }),
      )
      for (const listener of listeners) listener(sessionId)
      return result
    },
    /** Commands of the agent of the newest session. */
    agent: {
      accepts: () => world.dispatch(newest.id, { kind: 'agentAccepts', userId }),
      declines: () => world.dispatch(newest.id, { kind: 'agentDeclines', userId }),
      says: (text: string) =>
        world.dispatch(newest.id, {
          kind: 'agentWrites',
          userId,
          key: crypto.randomUUID(),
          content: textContent(text),
          via: 'teams',
        }),
      sees: async () => world.dispatch(newest.id, { kind: 'agentSees', userId, upTo: (await world.all()).length }),
      ends: () => world.dispatch(newest.id, { kind: 'agentEnds', userId }),
    },
    deliver: (message: number, state: 'delivered' | 'notDelivered') =>
      world.dispatch(newest.id, { kind: 'messageDelivered', message, state }),
    noLongerAllowed: () => world.dispatch(newest.id, { kind: 'noLongerAllowed' }),
    /** Advances the server's clock and fires the timers of the newest session. */
    pass: async (seconds: number) => {
      ahead += seconds * 1000
      if (newest.id) await world.dispatch(newest.id, { kind: 'timerFired' })
    },
    all: () => world.eventsAfter(newest.id, 0),
    newest: () => newest.id,
    anyCustomer,
  }
  return world
}
export type FakeWorld = ReturnType<typeof fakeWorld>
