import type { ConversationReference } from '#core/session/teamsPorts'
import type { Activity } from './activity.ts'

/**
 * The conversation reference of an activity. It stores the agent's locale for cards that are not replies to an
 * activity.
 */
export const referenceOf = (activity: Activity): ConversationReference => ({
  channelId: activity.channelId,
  serviceUrl: activity.serviceUrl,
  bot: activity.recipient,
  user: activity.from,
  conversation: activity.conversation,
  ...(activity.locale === undefined ? {} : { locale: activity.locale }),
})

/** Whether two references name the same conversation in the same language; display names may differ. */
export const sameReference = (a: ConversationReference, b: ConversationReference): boolean =>
  JSON.stringify(placeOf(a)) === JSON.stringify(placeOf(b))

const placeOf = ({ serviceUrl, locale, conversation, user, bot }: ConversationReference) => [
  serviceUrl,
  locale,
  ...[conversation, user, bot].map((one) => (typeof one === 'object' && one !== null && 'id' in one ? one.id : null)),
]
