import type { ConversationReference } from '#core/session/teamsPorts'
import type { Activity } from './activity.ts'

/** Where and to whom to write after this activity. The locale is the agent's, for cards that answer nothing. */
export const referenceOf = (activity: Activity): ConversationReference => ({
  channelId: activity.channelId,
  serviceUrl: activity.serviceUrl,
  bot: activity.recipient,
  user: activity.from,
  conversation: activity.conversation,
  ...(activity.locale === undefined ? {} : { locale: activity.locale }),
})

/** Whether two references lead to the same place in the same language; names may differ. */
export const sameReference = (a: ConversationReference, b: ConversationReference): boolean =>
  JSON.stringify(placeOf(a)) === JSON.stringify(placeOf(b))

const placeOf = ({ serviceUrl, locale, conversation, user, bot }: ConversationReference) => [
  serviceUrl,
  locale,
  ...[conversation, user, bot].map((one) => (typeof one === 'object' && one !== null && 'id' in one ? one.id : null)),
]
