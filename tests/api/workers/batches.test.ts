import { describe, expect, test } from '@jest/globals'
import { createReachabilityCheck } from '#api/workers/reachabilityCheck'
import { createRetention } from '#api/workers/retention'
import { createSessionTimers } from '#api/workers/sessionTimers'
import type { RunOnce } from '#api/workers/worker'
import type { Session } from '#core/session/session'
import { after, key, open, t0, tenantId, userId } from '../../support/memory/sessionFixtures.ts'

const { session } = after([open(), { kind: 'agentAccepts', userId }])
if (!session) throw new Error('The session was not opened')
const sessions = (count: number): Session[] => Array.from({ length: count }, (_, n) => ({ ...session, id: key(n + 1) }))
const idsOf = (some: readonly Session[]) => some.map(({ id }) => id)
const unchanged = Promise.resolve({ repeated: null, session })
const now = () => t0
const report = (error: unknown) => {
  throw error
}

/** How often the iteration starts again at once, because there may be more work. */
async function repeats(runOnce: RunOnce): Promise<number> {
  let count = 0
  while (await runOnce()) count += 1
  return count
}

describe('in one iteration, the reachability check', () => {
  test.each([1, 99, 100, 101, 200, 250])('decides again on every one of %i open sessions', async (count) => {
    const all = sessions(count)
    const ended: string[] = []
    const check = createReachabilityCheck({
      sessions: {
        allOpen: (last, limit) => Promise.resolve(all.filter(({ id }) => last === null || id > last).slice(0, limit)),
      },
      contacts: { find: () => Promise.resolve(null) },
      dispatch: (command) => {
        expect(command).toMatchObject({ kind: 'noLongerAllowed', tenantId })
        ended.push(command.sessionId)
        return unchanged
      },
      now,
      report,
    })
    expect(await check()).toBe(false)
    expect(ended).toEqual(idsOf(all))
  })
})

describe('the session timers', () => {
  test.each([
    [99, 0],
    [100, 1],
    [250, 2],
  ])('fire for %i due sessions without a pause', async (count, again) => {
    const all = sessions(count)
    const fired: string[] = []
    const fire = createSessionTimers({
      sessions: {
        due: (_now, limit) =>
          Promise.resolve(
            all
              .slice(fired.length)
              .slice(0, limit)
              .map(({ id }) => ({ tenantId, sessionId: id })),
          ),
        postpone: () => Promise.reject(new Error('No timer failed')),
      },
      dispatch: ({ sessionId }) => {
        fired.push(sessionId)
        return unchanged
      },
      now,
      random: () => 0,
      report,
    })
    expect(await repeats(fire)).toBe(again)
    expect(fired).toEqual(idsOf(all))
  })
})

test('a session whose timer fails waits longer each time, and after a success a short delay again', async () => {
  const waits: number[] = []
  const outcomes = [false, false, false, true, false]
  const fire = createSessionTimers({
    sessions: {
      due: () => Promise.resolve([{ tenantId, sessionId: key(1) }]),
      postpone: (_session, _now, until) => {
        waits.push(until - t0)
        return Promise.resolve()
      },
    },
    dispatch: () => (outcomes.shift() ? unchanged : Promise.reject(new Error('The session cannot be stored'))),
    now,
    random: () => 0,
    report: () => undefined,
  })
  for (let run = 1; run <= 5; run += 1) await fire()
  expect(waits).toEqual([500, 1000, 2000, 500])
})

describe('retention', () => {
  const day = 24 * 60 * 60_000

  /** Deletes what there is: expired rows, and ended sessions of two tenants. */
  function over(expired: number, ended: Record<string, number>) {
    const left = { expired, ended }
    const before: Record<string, number> = {}
    const take = (most: number, limit: number) => Math.min(most, limit)
    const run = createRetention({
      retentionStore: {
        sweep: (_now, limit) => {
          const gone = take(left.expired, limit)
          left.expired -= gone
          return Promise.resolve(gone)
        },
        retentions: () =>
          Promise.resolve([
            { tenantId: 'brief', days: 1 },
            { tenantId: 'long', days: 30 },
          ]),
      },
      sessions: {
        forget: (tenant, until, limit) => {
          before[tenant] = until
          const gone = take(left.ended[tenant] ?? 0, limit)
          left.ended[tenant] = (left.ended[tenant] ?? 0) - gone
          return Promise.resolve(gone)
        },
      },
      now,
      report,
    })
    return { left, before, run }
  }

  test.each([
    ['499 expired rows', 499, {}, 0],
    ['500 expired rows', 500, {}, 1],
    ['501 ended sessions of the first tenant', 0, { brief: 501 }, 1],
    ['1,500 ended sessions of the last tenant', 0, { long: 1500 }, 3],
  ])('deletes %s without a pause', async (_what, expired, ended, again) => {
    const { left, run } = over(expired, ended)
    expect(await repeats(run)).toBe(again)
    expect([left.expired, ...Object.values(left.ended)].filter((count) => count > 0)).toEqual([])
  })

  test('deletes the sessions of each tenant after that tenant’s own number of days', async () => {
    const { before, run } = over(0, {})
    await run()
    expect(before).toEqual({ brief: t0 - day, long: t0 - 30 * day })
  })
})
