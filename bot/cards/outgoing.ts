import type { Card } from './adaptiveCard.ts'

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
