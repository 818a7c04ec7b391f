import type { ConversationReference } from '#core/ports/teams'

const separator = ' '

/**
 * The id under which a message in Teams is remembered. Teams counts messages by the millisecond within one
 * conversation, so that the same id occurs in two agents' chats.
 */
export const rememberedId = (conversationId: string, activityId: string): string =>
  `${conversationId}${separator}${activityId}`

export const activityIdOf = (remembered: string): string => remembered.slice(remembered.lastIndexOf(separator) + 1)

export const conversationIdOf = (reference: ConversationReference): string => {
  const conversation = reference.conversation
  return typeof conversation === 'object' && conversation !== null && 'id' in conversation
    ? String(conversation.id)
    : ''
}
