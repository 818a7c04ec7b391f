import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { createOutboxWorker } from '#api/workers/outboxWorker'
import type { OutboxItem } from '#core/session/ports'
import type { DeliveryResult } from '#core/session/teamsPorts'
import { sessionId, tenantId, userId } from '../../../support/memory/sessionFixtures.ts'

const item: OutboxItem = {
  ...{ id: '1', tenantId, userId, sessionId, attempts: 1, effect: { kind: 'status' } },
  ...{ channel: 'teamsChat', queueKey: userId },
}
beforeEach(() => {
  jest.useFakeTimers()
})
afterEach(() => {
  jest.useRealTimers()
})

/** A worker with one item in progress, until `finish` is called. The first `failing` extensions of its hold fail. */
async function inProgress(failing = 0) {
  const held = { until: 0 }
  const reported: unknown[] = []
  let failures = failing
  let finish: (result: DeliveryResult) => void = () => undefined
  const result = new Promise<DeliveryResult>((resolve) => (finish = resolve))
  const done = () => Promise.resolve()
  const worker = createOutboxWorker({
    outbox: {
      take: (_now, holdUntil) => {
        held.until = holdUntil
        return Promise.resolve([item])
      },
      keep: (_item, holdUntil) => {
        failures -= 1
        if (failures >= 0) return Promise.reject(new Error('The store is away.'))
        held.until = holdUntil
        return Promise.resolve()
      },
      ...{ done, retry: done, park: done },
    },
    retryUntilStored: (write) => write,
    performEffect: () => result,
    now: Date.now,
    random: () => 0,
    ...{ onParked: () => undefined, report: (error) => reported.push(error), onFree: () => undefined },
  })
  await worker.runOnce()
  return { held, reported, worker, finish }
}

test.each([0, 1])(
  'holds an item for as long as it is in progress, although %i extensions of the hold failed',
  async (failing) => {
    const { held, reported } = await inProgress(failing)
    for (let second = 0; second < 60; second += 1) {
      await jest.advanceTimersByTimeAsync(1000)
      expect(held.until).toBeGreaterThan(Date.now())
    }
    expect(reported).toHaveLength(failing)
  },
)

test('leaves no timer behind when an item is done', async () => {
  const { held, worker, finish } = await inProgress()
  await jest.advanceTimersByTimeAsync(6000)
  const { until } = held
  finish({ delivered: true })
  await worker.settled()
  expect(jest.getTimerCount()).toBe(0)
  await jest.advanceTimersByTimeAsync(60_000)
  expect(held.until).toBe(until)
})
