import type { Outbox, OutboxItem } from '#core/session/ports'
import type { Told } from '#core/session/teamsPorts'
import type { UntilStored } from './retryUntilStored.ts'

/** Teams takes 7 messages a second and 8 in two into one conversation; half a second apart keeps within all its limits. */
const apart = 550
/** How long an item waits for a process that died with it. One that lives goes on holding it. */
const hold = 15_000
const keepEvery = 5_000
/** Items under way at once, each of another user. */
const most = 100
const firstWait = 1000
const longestWait = 5 * 60_000
const hopeless = 20

interface Parts {
  outbox: Pick<Outbox, 'take' | 'keep' | 'done' | 'retry' | 'park'>
  untilStored: UntilStored
  /** `last`: what does not get there now is given up. */
  deliver: (item: OutboxItem, last: boolean) => Promise<Told>
  now: () => number
  /** A number in [0, 1) that spreads retries. */
  random: () => number
  alarm: (item: OutboxItem, reason: string) => void
  fault: (error: unknown) => void
  /** Called when a lane is free for its next item. */
  onFree: () => void
}

export interface OutboxWork {
  /** Takes what is due and sets it going; true when there was something. */
  turn: () => Promise<boolean>
  /** Waits for what is under way. */
  settled: () => Promise<void>
}

/** Performs effects, each user's in order and paced. A user whose Teams does not answer keeps nobody else waiting. */
export function createOutboxWork(parts: Parts): OutboxWork {
  const { outbox, now, fault, onFree } = parts
  const lastSent = new Map<string, number>()
  const working = new Map<string, Promise<void>>()

  const pace = async ({ userId }: OutboxItem) => {
    const wait = Math.min(apart, (lastSent.get(userId) ?? 0) + apart - now())
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    lastSent.set(userId, now())
  }
  const work = async (item: OutboxItem) => {
    const keeping = setInterval(() => void outbox.keep(item, now() + hold).catch(fault), keepEvery)
    try {
      await pace(item)
      await settle(parts, item, await attempt(parts, item))
    } catch (error) {
      fault(error)
    } finally {
      clearInterval(keeping)
      working.delete(item.id)
      onFree()
    }
  }

  return {
    turn: async () => {
      if (working.size >= most) await Promise.race(working.values())
      const at = now()
      const items = await outbox.take(at, at + hold, most - working.size, [...working.keys()])
      for (const [user, sent] of lastSent) if (sent < at - apart) lastSent.delete(user)
      for (const item of items) working.set(item.id, work(item))
      return items.length > 0
    },
    settled: async () => {
      await Promise.all(working.values())
    },
  }
}

const isLast = ({ attempts }: OutboxItem): boolean => attempts >= hopeless

async function attempt({ deliver }: Parts, item: OutboxItem): Promise<Told> {
  try {
    return await deliver(item, isLast(item))
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 300) : 'unknown'
    return { told: false, final: false, reason, retryAfter: null, ambiguous: true }
  }
}

async function settle(parts: Parts, item: OutboxItem, told: Told): Promise<void> {
  const { outbox, untilStored, now, random, alarm } = parts
  if (told.told || (told.final && told.reason === 'notInstalled')) {
    await untilStored(() => outbox.done(item))()
  } else if (told.final || isLast(item)) {
    await untilStored(() => outbox.park(item, told.reason))()
    alarm(item, told.reason)
  } else {
    const backOff = Math.min(longestWait, firstWait * 2 ** (item.attempts - 1)) * (0.5 + random() / 2)
    const at = now() + Math.max(told.retryAfter ?? 0, backOff)
    await untilStored(() => outbox.retry(item, at, told.reason))()
  }
}
