import type { Effect } from './command.ts'
import type { Session } from './session.ts'

/** Where an effect is performed: in the chat between the bot and the agent, or in the activity feed of Teams. */
export type OutboxChannel = 'teamsChat' | 'activityFeed'

/** Effects of one tenant with the same channel and key are performed one after the other, in the order they were stored. */
export interface EffectQueue {
  channel: OutboxChannel
  /** Whom the queue is for: today the id of the user, later for example the id of a team. */
  queueKey: string
}

/**
 * The queue of an effect. Pure. A notification has a channel of its own: while a call rings it must not wait until the
 * bot has posted a card.
 */
export const queueOf = (effect: Effect, { assignment }: Pick<Session, 'assignment'>): EffectQueue => ({
  channel: effect.kind === 'notify' ? 'activityFeed' : 'teamsChat',
  queueKey: assignment.userId,
})
