import type { ConversationReference, Told } from '#core/ports/teams'
import type { Card } from './cards/adaptive.ts'

/** A message to an agent. `text` and `summary` are ours alone: a phone shows them as a toast, and they are Markdown. */
export interface Outgoing {
  text?: string
  summary?: string
  card?: Card
}

export type NotTold = Extract<Told, { told: false }>
export type Sent = { told: true; activityId: string } | NotTold

/** Teams as the bot uses it. Implemented over the SDK in `bot.ts`, the only file that knows it. */
export interface Channel {
  /** The SDK's own check of an activity, after ours. */
  authenticates(authorization: string, activity: Record<string, unknown>): Promise<boolean>
  send(reference: ConversationReference, message: Outgoing): Promise<Sent>
  update(reference: ConversationReference, activityId: string, message: Outgoing): Promise<Sent>
}
