import type { EventBus, DecisionContexts, Sessions } from './ports.ts'
import { partiesOf, type UpdateHint } from './busEvent.ts'
import { transition } from './transition.ts'
import type { Command, Transition } from './command.ts'

/** The only way in, for customer, agent and clock alike. What it answers is stored. */
export type Dispatch = (command: Command) => Promise<Transition>

export const createCommandHandler =
  ({
    sessions,
    decisionContexts,
    eventBus,
  }: {
    sessions: Pick<Sessions, 'change'>
    decisionContexts: Pick<DecisionContexts, 'about'>
    eventBus: EventBus
  }): Dispatch =>
  async (command) => {
    const known = await decisionContexts.about(command)
    const committed = await sessions.change(
      command,
      'key' in command ? command.key : null,
      (session, repeated, alreadyOpen) => transition(session, command, { ...known, repeated, alreadyOpen }),
      command.kind === 'open' && command.countedFrom !== undefined
        ? { contactId: command.contactId, customerId: command.customerId, countedFrom: command.countedFrom }
        : null,
    )
    if ('events' in committed) publishUpdate(eventBus, committed)
    return committed
  }

function publishUpdate(eventBus: EventBus, { session, events }: UpdateHint): void {
  const firstSeq = events[0]?.seq
  const lastSeq = events.at(-1)?.seq
  if (firstSeq === undefined || lastSeq === undefined) return
  eventBus.publish({ kind: 'sessionUpdated', ...partiesOf(session), firstSeq, lastSeq }, { session, events })
}
