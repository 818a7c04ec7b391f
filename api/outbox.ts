import type { Outbox, OutboxItem } from '#core/ports/sessions'
import type { Told } from '#core/ports/teams'

/** Teams takes 7 messages a second and 8 in two into one conversation; half a second apart keeps within all its limits. */
const apart = 550
const hold = 60_000
const batch = 100
const firstWait = 1000
const longestWait = 5 * 60_000
const hopeless = 20

interface Parts {
  outbox: Outbox
  deliver: (item: OutboxItem) => Promise<Told>
  now: () => number
  /** A number in [0, 1) that spreads retries. */
  random: () => number
  alarm: (item: OutboxItem, reason: string) => void
}

/** One turn: takes what is due, performs it, each user's in order and paced. True when there was something. */
export const createOutboxTurn = (parts: Parts): (() => Promise<boolean>) => {
  const lastSent = new Map<string, number>()
  return async () => {
    const now = parts.now()
    const items = await parts.outbox.take(now, now + hold, batch)
    const lanes = byLane(coalesce(items))
    for (const [user, at] of lastSent) if (at < now - apart) lastSent.delete(user)
    await Promise.all([...lanes].map(([user, lane]) => drain(parts, lane, user, lastSent)))
    return items.length > 0
  }
}

function byLane(parcels: readonly Parcel[]): Map<string, Parcel[]> {
  const lanes = new Map<string, Parcel[]>()
  for (const parcel of parcels) lanes.set(parcel.item.userId, [...(lanes.get(parcel.item.userId) ?? []), parcel])
  return lanes
}

/** Several rows that one message performs. */
interface Parcel {
  item: OutboxItem
  ids: string[]
}

/** Lines of one session that follow each other go out as one message. */
function coalesce(items: readonly OutboxItem[]): Parcel[] {
  const parcels: Parcel[] = []
  for (const item of items) {
    const before = parcels.findLast((parcel) => parcel.item.userId === item.userId)
    const joined = before && join(before.item, item)
    if (joined) Object.assign(before, { item: joined, ids: [...before.ids, item.id] })
    else parcels.push({ item, ids: [item.id] })
  }
  return parcels
}

function join(before: OutboxItem, next: OutboxItem): OutboxItem | null {
  const together = before.sessionId === next.sessionId && before.tenantId === next.tenantId
  if (!together || before.effect.kind !== 'lines' || next.effect.kind !== 'lines') return null
  return { ...before, effect: { kind: 'lines', from: before.effect.from, to: next.effect.to } }
}

async function drain(
  parts: Parts,
  lane: readonly Parcel[],
  user: string,
  lastSent: Map<string, number>,
): Promise<void> {
  for (const parcel of lane) {
    const wait = (lastSent.get(user) ?? 0) + apart - parts.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    lastSent.set(user, parts.now())
    if (!(await perform(parts, parcel))) return
  }
}

/** False when the lane must wait. */
async function perform(parts: Parts, parcel: Parcel): Promise<boolean> {
  const { outbox, deliver, now, random } = parts
  const { item, ids } = parcel
  const told = await attempt(deliver, item)
  if (told.told) {
    await outbox.done(ids)
    return true
  }
  if (told.final || item.attempts + 1 >= hopeless) {
    if (told.final && told.reason === 'notInstalled') await outbox.done(ids)
    else await giveUp(parts, parcel, told.reason)
    return true
  }
  const backOff = Math.min(longestWait, firstWait * 2 ** item.attempts) * (0.5 + random() / 2)
  await outbox.retry(item, now() + Math.max(told.retryAfter ?? 0, backOff), told.reason)
  return false
}

async function giveUp({ outbox, alarm }: Pick<Parts, 'outbox' | 'alarm'>, { item, ids }: Parcel, reason: string) {
  for (const id of ids) await outbox.park({ ...item, id }, reason)
  alarm(item, reason)
}

async function attempt(deliver: Parts['deliver'], item: OutboxItem): Promise<Told> {
  try {
    return await deliver(item)
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 300) : 'unknown'
    return { told: false, final: false, reason, retryAfter: null, ambiguous: true }
  }
}
