import { expect, test } from '@jest/globals'
import { createOutboxWorker } from '#api/workers/outboxWorker'
import type { OutboxItem } from '#core/session/ports'
import { sessionId, tenantId, userId } from '../../../support/memory/sessionFixtures.ts'

const item: OutboxItem = {
  ...{ id: '1', tenantId, userId, sessionId, attempts: 1, effect: { kind: 'status' } },
  ...{ channel: 'teamsChat', queueKey: userId },
}

/** Performs both items and returns how many milliseconds after the first one the second one began. */
async function gapBetween(first: OutboxItem, second: OutboxItem): Promise<number> {
  const batches = [[first], [second]]
  const begun: number[] = []
  const done = () => Promise.resolve()
  const worker = createOutboxWorker({
    outbox: {
      take: () => Promise.resolve(batches.shift() ?? []),
      ...{ keep: done, done, retry: done, park: done },
    },
    retryUntilStored: (write) => write,
    performEffect: () => {
      begun.push(Date.now())
      return Promise.resolve({ delivered: true })
    },
    now: Date.now,
    random: () => 0,
    ...{ onParked: () => undefined, report: () => undefined, onFree: () => undefined },
  })
  await worker.runOnce()
  await worker.settled()
  await worker.runOnce()
  await worker.settled()
  const [one = 0, other = 0] = begun
  return other - one
}

test('spaces two effects of one queue by at least half a second', async () => {
  expect(await gapBetween(item, { ...item, id: '2' })).toBeGreaterThanOrEqual(500)
})

test.each<[string, Partial<OutboxItem>]>([
  ['another channel of the same user', { channel: 'activityFeed' }],
  ['another queue key', { queueKey: 'team-1' }],
  ['another tenant', { tenantId: '10000000-0000-4000-8000-000000000002' }],
])('does not delay an effect of %s', async (_name, change) => {
  expect(await gapBetween(item, { ...item, id: '2', ...change })).toBeLessThan(400)
})
