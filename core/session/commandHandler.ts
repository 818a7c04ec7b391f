import type { Bell, FactsSource, Sessions } from './ports.ts'
import { advance } from './transition.ts'
import type { Command, Step } from './command.ts'

/** The only way in, for customer, agent and clock alike. What it answers is stored. */
export type Handle = (command: Command) => Promise<Step>

export const createHandle =
  ({
    sessions,
    facts,
    bell,
  }: {
    sessions: Pick<Sessions, 'change'>
    facts: Pick<FactsSource, 'about'>
    bell: Bell
  }): Handle =>
  async (command) => {
    const known = await facts.about(command)
    const step = await sessions.change(
      command,
      'key' in command ? command.key : null,
      (was, repeated, alreadyOpen) => advance(was, command, { ...known, repeated, alreadyOpen }),
      command.kind === 'open' && command.countedFrom !== undefined
        ? { contactId: command.contactId, customerId: command.customerId, countedFrom: command.countedFrom }
        : null,
    )
    if ('events' in step && step.events.length > 0) bell.rang(step.session, step.events)
    return step
  }
