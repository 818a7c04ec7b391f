import type { ConversationReference, DeliveryResult } from '#core/session/teamsPorts'
import type { Card } from '../cards/adaptiveCard.ts'

/** Sentences of ours alone: they are Markdown, and a phone shows them as a toast. */
export interface TextMessage {
  text: string
  summary?: never
  card?: never
}

/** A card, and in `summary` what a phone shows as a toast: words of ours alone, without Markdown. */
export interface CardMessage {
  card: Card
  summary: string
  text?: never
}

/**
 * A message to an agent. Text and a card exclude each other: Teams makes two messages of an activity that has both,
 * and names neither, so that the card could never be updated and a quote of it led nowhere.
 */
export type Outgoing = TextMessage | CardMessage

export type NotDelivered = Extract<DeliveryResult, { delivered: false }>
/** Delivered, and under which id; null where Teams names none: such a message can be neither updated nor quoted. */
export type Sent = { delivered: true; activityId: string | null } | NotDelivered

/** Teams as the bot uses it. Implemented over the SDK in `bot.ts`, the only file that knows it. */
export interface Channel {
  /** The SDK's own check of an activity, after ours. */
  authenticates(authorization: string, activity: Record<string, unknown>): Promise<boolean>
  send(reference: ConversationReference, message: Outgoing): Promise<Sent>
  update(reference: ConversationReference, activityId: string, message: Outgoing): Promise<Sent>
}
