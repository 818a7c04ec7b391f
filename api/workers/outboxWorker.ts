import { setTimeout as pause } from 'node:timers/promises'
import type { Outbox, OutboxItem } from '#core/session/ports'
import type { DeliveryResult } from '#core/session/teamsPorts'
import { backoffDelay } from '../server/backoff.ts'
import type { RetryUntilStored } from './retryUntilStored.ts'
import type { RunOnce } from './worker.ts'

/** Teams accepts 7 messages in one second and 8 in two seconds for one conversation; this interval is within both limits. */
const minIntervalMs = 550
/** How long an item is locked. A running process extends the lock; if it dies, another process takes the item then. */
const holdMs = 15_000
const keepIntervalMs = 5_000
/** Items in progress at the same time. Each belongs to a different queue. */
const maxConcurrent = 100
const backoff = { firstMs: 1000, longestMs: 5 * 60_000 }
const maxAttempts = 20

interface OutboxWorkerDependencies {
  outbox: Pick<Outbox, 'take' | 'keep' | 'done' | 'retry' | 'park'>
  retryUntilStored: RetryUntilStored
  /** `last`: there is no further attempt. */
  performEffect: (item: OutboxItem, last: boolean) => Promise<DeliveryResult>
  now: () => number
  /** A number in [0, 1) that spreads retries. */
  random: () => number
  /** Called when an item is given up. */
  onParked: (item: OutboxItem, reason: string) => void
  report: (error: unknown) => void
  /** Called when a queue is free for its next item. */
  onFree: () => void
}

export interface OutboxWorker {
  /** Takes the due items and starts them, without waiting for them. */
  runOnce: RunOnce
  /** Resolves when no item is in progress. */
  settled: () => Promise<void>
}

/** Performs effects, in order and rate-limited per queue. A queue whose channel does not respond delays no other queue. */
export function createOutboxWorker(deps: OutboxWorkerDependencies): OutboxWorker {
  const { outbox, now, report, onFree } = deps
  const lastSent = new Map<string, number>()
  const inProgress = new Map<string, Promise<void>>()

  const pace = async (item: OutboxItem) => {
    const queue = queueNameOf(item)
    const wait = Math.min(minIntervalMs, (lastSent.get(queue) ?? 0) + minIntervalMs - now())
    if (wait > 0) await pause(wait)
    lastSent.set(queue, now())
  }
  const work = async (item: OutboxItem) => {
    const keeping = setInterval(() => void outbox.keep(item, now() + holdMs).catch(report), keepIntervalMs)
    try {
      await pace(item)
      await settle(deps, item, await attempt(deps, item))
    } catch (error) {
      report(error)
    } finally {
      clearInterval(keeping)
      inProgress.delete(item.id)
      onFree()
    }
  }

  return {
    runOnce: async () => {
      if (inProgress.size >= maxConcurrent) await Promise.race(inProgress.values())
      const at = now()
      const items = await outbox.take(at, at + holdMs, maxConcurrent - inProgress.size, [...inProgress.keys()])
      for (const [queue, sent] of lastSent) if (sent < at - minIntervalMs) lastSent.delete(queue)
      for (const item of items) inProgress.set(item.id, work(item))
      return items.length > 0
    },
    settled: async () => {
      await Promise.all(inProgress.values())
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
  const { outbox, retryUntilStored, now, random, onParked } = deps
  if (result.delivered || (result.final && result.reason === 'notInstalled')) {
    await retryUntilStored(() => outbox.done(item))()
  } else if (result.final || isLast(item)) {
    await retryUntilStored(() => outbox.park(item, result.reason))()
    onParked(item, result.reason)
  } else {
    const at = now() + Math.max(result.retryAfter ?? 0, backoffDelay(item.attempts - 1, backoff, random))
    await retryUntilStored(() => outbox.retry(item, at, result.reason))()
  }
}
