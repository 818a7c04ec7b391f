import pTimeout from 'p-timeout'
import type { Inbox, InboxItem } from '#core/session/teamsPorts'
import { inboxIdOf, type Activity, type Log } from '../activity/activity.ts'
import type { Channel } from '../connector/teamsChannel.ts'
import type { ActivityVerifier } from '../activity/activityVerification.ts'
import type { ActivityHandler } from '../agent/activityHandler.ts'

/** The response to `POST /api/messages`. */
export interface Answer {
  status: number
  body?: Record<string, unknown>
}
export type MessagesEndpoint = (authorization: string | undefined, body: unknown) => Promise<Answer>

interface MessagesEndpointDependencies {
  guard: ActivityVerifier
  channel: Pick<Channel, 'authenticates'>
  inbox: Inbox
  inbound: Pick<ActivityHandler, 'press'>
  log: Log
  /** Called after an activity was stored in the inbox. */
  onStored: () => void
  now: () => number
}

/** Teams expects a response within two seconds, or sends the activity again. */
const storedWithinMs = 1_800
const stored = [
  ...['message', 'messageUpdate', 'messageDelete', 'messageReaction'],
  ...['conversationUpdate', 'installationUpdate'],
]

/**
 * Receives an activity. Messages and conversation changes are stored before the response and handled later. A card
 * action is handled at once, and a repeated one gets the same response. No response carries a reason.
 */
export const createMessagesEndpoint =
  (deps: MessagesEndpointDependencies): MessagesEndpoint =>
  async (authorization, body) => {
    const checked = await deps.guard.check(authorization, body)
    if (!checked.ok) {
      deps.log.warn({ status: checked.status, why: checked.why }, 'activity refused')
      return { status: checked.status }
    }
    if (!(await deps.channel.authenticates(authorization ?? '', checked.activity))) {
      deps.log.warn({ status: 401, why: 'rejected by the SDK' }, 'activity refused')
      return { status: 401 }
    }
    const { activity, tenantId } = checked
    try {
      if (activity.type === 'invoke') return await press(deps, activity, tenantId)
      return stored.includes(activity.type) ? await store(deps, activity, tenantId) : { status: 200 }
    } catch (fault) {
      deps.log.error({ err: fault, type: activity.type }, 'activity could not be received')
      return { status: 503 }
    }
  }

async function store(
  { inbox, onStored, now }: MessagesEndpointDependencies,
  activity: Activity,
  tenantId: string,
): Promise<Answer> {
  const timestamp = activity.timestamp ?? new Date(now()).toISOString()
  const isNew = await pTimeout(inbox.put(itemOf(storable({ ...activity, timestamp }), tenantId)), {
    milliseconds: storedWithinMs,
    message: `The inbox took longer than ${storedWithinMs} ms.`,
  })
  if (isNew) onStored()
  return { status: 202 }
}

async function press(
  { inbox, inbound, log }: MessagesEndpointDependencies,
  activity: Activity,
  tenantId: string,
): Promise<Answer> {
  if (activity.name !== 'adaptiveCard/action') return { status: 501 }
  const item = itemOf(activity, tenantId)
  const earlier = await inbox.answerOf(item)
  if (earlier) return { status: 200, body: earlier }
  const card = await inbound.press(activity, tenantId)
  const answer = card
    ? { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card }
    : {
        statusCode: 400,
        type: 'application/vnd.microsoft.error',
        value: { code: 'BadRequest', message: 'Unknown action.' },
      }
  // The action was performed, so its response is valid even if it cannot be stored; repeating the action does no harm.
  await inbox
    .keepAnswer(item, answer)
    .catch((fault: unknown) => log.error({ err: fault }, 'card response could not be stored'))
  return { status: 200, body: answer }
}

/** PostgreSQL cannot store NUL in JSON; without this, an activity that contains one would fail on every retry. */
const storable = (activity: Activity): Activity =>
  JSON.parse(JSON.stringify(activity), (_name, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\u0000', '') : value,
  ) as Activity

const itemOf = (activity: Activity, tenantId: string): InboxItem => ({
  tenantId,
  conversationId: activity.conversation.id,
  activityId: inboxIdOf(activity),
  activity,
})
