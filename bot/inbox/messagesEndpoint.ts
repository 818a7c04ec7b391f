import type { Inbox, InboxItem } from '#core/session/teamsPorts'
import type { Activity, Log } from '../activity/activity.ts'
import type { Channel } from '../connector/teamsChannel.ts'
import type { ActivityVerifier } from '../activity/activityVerification.ts'
import type { ActivityHandler } from '../agent/activityHandler.ts'

/** The answer to `POST /api/messages`. */
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
  /** Called when the inbox has something new. */
  onStored: () => void
  now: () => number
}

/** Teams wants an answer within two seconds, or sends the activity again. */
const storedWithinMs = 1_800
const stored = ['message', 'conversationUpdate', 'installationUpdate']

/**
 * Takes an activity: messages and news of the conversation are stored before they are answered and worked later;
 * a press of a button is worked at once, and its repeat gets the same answer. No answer carries a reason.
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
      deps.log.warn({ status: 401, why: 'refused by the SDK' }, 'activity refused')
      return { status: 401 }
    }
    const { activity, tenantId } = checked
    try {
      if (activity.type === 'invoke') return await press(deps, activity, tenantId)
      return stored.includes(activity.type) ? await store(deps, activity, tenantId) : { status: 200 }
    } catch (fault) {
      deps.log.error({ err: fault, type: activity.type }, 'activity not taken')
      return { status: 503 }
    }
  }

async function store(
  { inbox, onStored, now }: MessagesEndpointDependencies,
  activity: Activity,
  tenantId: string,
): Promise<Answer> {
  const timestamp = activity.timestamp ?? new Date(now()).toISOString()
  const isNew = await within(storedWithinMs, inbox.put(itemOf(storable({ ...activity, timestamp }), tenantId)))
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
  // The press has done its work: an answer that cannot be kept is still the answer, and a repeat does no harm.
  await inbox.keepAnswer(item, answer).catch((fault: unknown) => log.error({ err: fault }, 'answer not kept'))
  return { status: 200, body: answer }
}

/** PostgreSQL keeps no NUL in JSON: an activity that holds one must not be refused for ever. */
const storable = (activity: Activity): Activity =>
  JSON.parse(JSON.stringify(activity), (_name, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\u0000', '') : value,
  ) as Activity

const itemOf = (activity: Activity, tenantId: string): InboxItem => ({
  tenantId,
  conversationId: activity.conversation.id,
  activityId: activity.id,
  activity,
})

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`The inbox took longer than ${milliseconds} ms.`))
    }, milliseconds)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
