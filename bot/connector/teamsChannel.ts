import type { ConversationReference, DeliveryResult } from '#core/session/teamsPorts'
import type { Outgoing } from '../cards/outgoing.ts'

export type NotDelivered = Extract<DeliveryResult, { delivered: false }>
/**
 * The result of a sent message with its activity id; null if Teams answers no id: the message can then be neither
 * updated nor quoted.
 */
export type Sent = { delivered: true; activityId: string | null } | NotDelivered

export type Opened = { delivered: true; reference: ConversationReference }

/**
 * Teams in the form that the bot uses. Implemented with the SDK in `botFrameworkAdapter.ts`, the only file that imports
 * it.
 */
export interface Channel {
  /** The SDK's own verification of an activity, in addition to ours. */
  authenticates(authorization: string, activity: Record<string, unknown>): Promise<boolean>
  /** Opens the personal conversation with a user, or finds the existing one. Works only if the app is installed for them. */
  open(tenantId: string, entraObjectId: string): Promise<Opened | NotDelivered>
  send(reference: ConversationReference, message: Outgoing): Promise<Sent>
  update(reference: ConversationReference, activityId: string, message: Outgoing): Promise<Sent>
}
