import type { EventBus, DecisionContexts, Sessions } from './ports.ts'
import { partiesOf } from './busEvent.ts'
import { transition } from './transition.ts'
import type { Command, Transition } from './command.ts'

/** Decides a command of a customer, an agent or a timer. The returned transition is stored. */
export type Dispatch = (command: Command) => Promise<Transition>

/** A transition that was stored: the new state, its events and its effects. */
export type Committed = Extract<Transition, { events: unknown }>

/** Called after each commit, before the command is answered. Must not throw: the transition is already stored. */
export type OnCommitted = (committed: Committed) => void

interface CommandHandlerDependencies {
  sessions: Pick<Sessions, 'change'>
  decisionContexts: Pick<DecisionContexts, 'about'>
  onCommitted: OnCommitted
}

/** The only way to change a session. Refusals: those of `transition`. Rejects only if the store fails. */
export const createCommandHandler =
  ({ sessions, decisionContexts, onCommitted }: CommandHandlerDependencies): Dispatch =>
  async (command) => {
    const context = await decisionContexts.about(command)
    const result = await sessions.change(
      command,
      'key' in command ? command.key : null,
      (session, repeated, alreadyOpen) => transition(session, command, { ...context, repeated, alreadyOpen }),
      command.kind === 'open' && command.countedFrom !== undefined
        ? { contactId: command.contactId, customerId: command.customerId, countedFrom: command.countedFrom }
        : null,
    )
    if ('events' in result) onCommitted(result)
    return result
  }

/** Publishes the numbers of the stored events; a transition without events publishes nothing. */
export const publishTo =
  (eventBus: EventBus): OnCommitted =>
  ({ session, events }) => {
    const firstSeq = events[0]?.seq
    const lastSeq = events.at(-1)?.seq
    if (firstSeq === undefined || lastSeq === undefined) return
    eventBus.publish({ kind: 'sessionUpdated', ...partiesOf(session), firstSeq, lastSeq }, { session, events })
  }
