import type { Inbox, InboxItem } from '#core/session/teamsPorts'
import { parseActivity, type Activity } from '../activity/activity.ts'
import type { Channel, Outgoing } from '../connector/teamsChannel.ts'
import { textMessage } from '../cards/noticeCard.ts'
import type { ActivityHandler } from '../agent/activityHandler.ts'
import type { Log } from '../activity/activity.ts'
import { referenceOf } from '../activity/conversationReference.ts'
import { wordsFor } from '../i18n/wordsFor.ts'

interface InboxWorkerDependencies {
  inbox: Pick<Inbox, 'take' | 'done'>
  inbound: Pick<ActivityHandler, 'take'>
  channel: Pick<Channel, 'send'>
  log: Log
  now: () => number
}

const batch = 50
/** How long an item that was taken is kept from others; after a failure it is tried again then. */
const holdMs = 30_000
/** An activity older than this is given up when it fails, and its writer is told. */
const patienceMs = 10 * 60_000

/** The agent could not be told now: the whole item is tried again later. */
class NotNow extends Error {}

/**
 * Works what is due in the inbox and answers how many items are done. The inbox gives the oldest of each conversation,
 * so they go side by side, and one that must wait holds back those behind it.
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
    log.error({ err: fault, tenantId, activityId }, 'activity not worked')
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
  // Where only the answer could not be sent, the message itself has done its work: nothing else is to be said.
  if (activity.type === 'message' && !(fault instanceof NotNow))
    await deps.channel.send(referenceOf(activity), textMessage(wordsFor(activity.locale).notSent))
  await deps.inbox.done(item)
  return true
}

async function reply({ channel, log }: InboxWorkerDependencies, activity: Activity, say: Outgoing): Promise<void> {
  const sent = await channel.send(referenceOf(activity), say)
  if (sent.delivered) return
  if (!sent.final) throw new NotNow(sent.reason)
  log.warn({ reason: sent.reason }, 'agent could not be answered')
}

/** A time that cannot be read counts as long ago: such an activity is not tried for ever. */
function sentAt({ timestamp }: Activity): number {
  const at = timestamp === undefined ? NaN : Date.parse(timestamp)
  return Number.isNaN(at) ? -Infinity : at
}
