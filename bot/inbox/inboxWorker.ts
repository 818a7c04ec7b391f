import type { Inbox, InboxItem } from '#core/session/teamsPorts'
import { parseActivity, type Activity } from '../activity/activity.ts'
import type { Channel } from '../connector/teamsChannel.ts'
import type { Outgoing } from '../cards/outgoing.ts'
import { textMessage } from '../cards/noticeCard.ts'
import type { ActivityHandler } from '../agent/activityHandler.ts'
import type { Log } from '../activity/activity.ts'
import { referenceOf } from '../activity/conversationReference.ts'
import { translationsFor } from '../i18n/translations.ts'

interface InboxWorkerDependencies {
  inbox: Pick<Inbox, 'take' | 'done'>
  inbound: Pick<ActivityHandler, 'take'>
  channel: Pick<Channel, 'send'>
  log: Log
  now: () => number
}

const batch = 50
/** Milliseconds for which a taken item is locked; after a failure it is retried at the end of that time. */
const holdMs = 30_000
/** An activity that fails and is older than this (milliseconds) is given up, and its sender is notified. */
const patienceMs = 10 * 60_000

/** The reply to the agent could not be delivered now; the whole item is retried later. */
class NotNow extends Error {}

/**
 * Handles the due items of the inbox and answers the number of completed ones. The inbox provides the oldest item of
 * each conversation, so items run in parallel, and one that must be retried holds back later ones of its conversation.
 */
export const createInboxWorker = (deps: InboxWorkerDependencies) => async (): Promise<number> => {
  const now = deps.now()
  const items = await deps.inbox.take(now, now + holdMs, batch)
  const done = await Promise.all(items.map((item) => workItem(deps, item)))
  return done.filter(Boolean).length
}

async function workItem(deps: InboxWorkerDependencies, item: InboxItem): Promise<boolean> {
  const { inbox, inbound, log, now } = deps
  const activity = parseActivity(item.activity)
  try {
    if (activity) {
      const { say, after } = await inbound.take(activity, item.tenantId)
      if (say) await reply(deps, activity, say)
      await after?.()
    }
    await inbox.done(item)
    return true
  } catch (fault) {
    const { tenantId, activityId } = item
    log.error({ err: fault, tenantId, activityId }, 'activity could not be handled')
    if (!activity || now() - sentAt(activity) < patienceMs) return false
    return giveUp(deps, item, activity, fault)
  }
}

async function giveUp(
  deps: InboxWorkerDependencies,
  item: InboxItem,
  activity: Activity,
  fault: unknown,
): Promise<boolean> {
  // If only the reply could not be delivered, the message itself was handled, and there is nothing else to report.
  if (activity.type === 'message' && !(fault instanceof NotNow))
    await deps.channel.send(referenceOf(activity), textMessage(translationsFor(activity.locale).notSent))
  await deps.inbox.done(item)
  return true
}

async function reply({ channel, log }: InboxWorkerDependencies, activity: Activity, say: Outgoing): Promise<void> {
  const sent = await channel.send(referenceOf(activity), say)
  if (sent.delivered) return
  if (!sent.final) throw new NotNow(sent.reason)
  log.warn({ reason: sent.reason }, 'reply to the agent could not be delivered')
}

/** An unreadable time counts as long ago, so that such an activity is not retried for ever. */
function sentAt({ timestamp }: Activity): number {
  const at = timestamp === undefined ? NaN : Date.parse(timestamp)
  return Number.isNaN(at) ? -Infinity : at
}
