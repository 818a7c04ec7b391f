import { setTimeout as pause } from 'node:timers/promises'
import type { Outbox, OutboxItem } from '#core/session/ports'
import type { DeliveryResult } from '#core/session/teamsPorts'
import { backoffDelay } from '../server/async.ts'
import type { RetryUntilStored } from './retryUntilStored.ts'

/** Teams takes 7 messages a second and 8 in two into one conversation; half a second apart keeps within all its limits. */
const minIntervalMs = 550
/** How long an item waits for a process that died with it. One that lives goes on holding it. */
const holdMs = 15_000
const keepIntervalMs = 5_000
/** Items in progress at once, each of another queue. */
const maxConcurrent = 100
const backoff = { firstMs: 1000, longestMs: 5 * 60_000 }
const maxAttempts = 20

interface OutboxWorkerDependencies {
  outbox: Pick<Outbox, 'take' | 'keep' | 'done' | 'retry' | 'park'>
  retryUntilStored: RetryUntilStored
  /** `last`: what does not get there now is given up. */
  performEffect: (item: OutboxItem, last: boolean) => Promise<DeliveryResult>
  now: () => number
  /** A number in [0, 1) that spreads retries. */
  random: () => number
  alarm: (item: OutboxItem, reason: string) => void
  fault: (error: unknown) => void
  /** Called when a queue is free for its next item. */
  onFree: () => void
}

export interface OutboxWorker {
  /** Takes what is due and sets it going; true when there was something. */
  turn: () => Promise<boolean>
  /** Waits for what is under way. */
  settled: () => Promise<void>
}

/** Performs effects, in order and paced per queue. A queue whose channel does not answer delays no other queue. */
export function createOutboxWorker(deps: OutboxWorkerDependencies): OutboxWorker {
  const { outbox, now, fault, onFree } = deps
  const lastSent = new Map<string, number>()
  const working = new Map<string, Promise<void>>()

  const pace = async (item: OutboxItem) => {
    const queue = queueNameOf(item)
    const wait = Math.min(minIntervalMs, (lastSent.get(queue) ?? 0) + minIntervalMs - now())
    if (wait > 0) await pause(wait)
    lastSent.set(queue, now())
  }
  const work = async (item: OutboxItem) => {
    const keeping = setInterval(() => void outbox.keep(item, now() + holdMs).catch(fault), keepIntervalMs)
    try {
      await pace(item)
      await settle(deps, item, await attempt(deps, item))
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
      if (working.size >= maxConcurrent) await Promise.race(working.values())
      const at = now()
      const items = await outbox.take(at, at + holdMs, maxConcurrent - working.size, [...working.keys()])
      for (const [queue, sent] of lastSent) if (sent < at - minIntervalMs) lastSent.delete(queue)
      for (const item of items) working.set(item.id, work(item))
      return items.length > 0
    },
    settled: async () => {
      await Promise.all(working.values())
    },
  }
}

const queueNameOf = ({ tenantId, channel, queueKey }: OutboxItem): string => `${tenantId} ${channel} ${queueKey}`

const isLast = ({ attempts }: OutboxItem): boolean => attempts >= maxAttempts

async function attempt({ performEffect }: OutboxWorkerDependencies, item: OutboxItem): Promise<DeliveryResult> {
  try {
    return await performEffect(item, isLast(item))
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 300) : 'unknown'
    return { delivered: false, final: false, reason, retryAfter: null, ambiguous: true }
  }
}

async function settle(deps: OutboxWorkerDependencies, item: OutboxItem, result: DeliveryResult): Promise<void> {
  const { outbox, retryUntilStored, now, random, alarm } = deps
  if (result.delivered || (result.final && result.reason === 'notInstalled')) {
    await retryUntilStored(() => outbox.done(item))()
  } else if (result.final || isLast(item)) {
    await retryUntilStored(() => outbox.park(item, result.reason))()
    alarm(item, result.reason)
  } else {
    const at = now() + Math.max(result.retryAfter ?? 0, backoffDelay(item.attempts - 1, backoff, random))
    await retryUntilStored(() => outbox.retry(item, at, result.reason))()
  }
}
