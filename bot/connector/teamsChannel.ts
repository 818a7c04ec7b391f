import type { ConversationReference, DeliveryResult } from '#core/session/teamsPorts'
import type { Card } from '../cards/adaptiveCard.ts'

/** Our own sentences only: Teams renders them as Markdown, and a phone shows them as a notification. */
export interface TextMessage {
  text: string
  summary?: never
  card?: never
}

/** A card. `summary` is what a phone shows as a notification: our own words without Markdown. */
export interface CardMessage {
  card: Card
  summary: string
  text?: never
}

/**
 * A message to an agent: either a text or a card. Teams splits an activity with both into two messages without ids, so
 * that the card could never be updated and a quote of it could not be resolved.
 */
export type Outgoing = TextMessage | CardMessage

export type NotDelivered = Extract<DeliveryResult, { delivered: false }>
/**
 * The result of a sent message with its activity id; null if Teams answers no id: the message can then be neither
 * updated nor quoted.
 */
export type Sent = { delivered: true; activityId: string | null } | NotDelivered

/**
 * Teams in the form that the bot uses. Implemented with the SDK in `botFrameworkAdapter.ts`, the only file that imports
 * it.
 */
export interface Channel {
  /** The SDK's own verification of an activity, in addition to ours. */
  authenticates(authorization: string, activity: Record<string, unknown>): Promise<boolean>
  send(reference: ConversationReference, message: Outgoing): Promise<Sent>
  update(reference: ConversationReference, activityId: string, message: Outgoing): Promise<Sent>
}
