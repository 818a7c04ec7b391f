import type { Sessions } from '#core/session/ports'
import type { Dispatch } from '#core/session/commandHandler'
import { createKeyedBackoff } from '../server/backoff.ts'
import { forEachIsolated } from './forEachIsolated.ts'
import type { Report } from './report.ts'
import type { RunOnce } from './worker.ts'

const maxBatch = 100
const backoff = { firstMs: 1000, longestMs: 5 * 60_000 }

interface SessionTimersDependencies {
  sessions: Pick<Sessions, 'due' | 'postpone'>
  dispatch: Dispatch
  now: () => number
  /** A number in [0, 1) that spreads retries. */
  random: () => number
  report: Report
}

/**
 * Sends `timerFired` to the sessions whose ring time, idle time or call time is over. A session that fails is postponed
 * with back-off, because it would otherwise take a place in every batch.
 */
export function createSessionTimers({ sessions, dispatch, now, random, report }: SessionTimersDependencies): RunOnce {
  const delays = createKeyedBackoff(backoff, random)
  return async () => {
    const at = now()
    const due = await sessions.due(at, maxBatch)
    const fireTimer = async (ref: (typeof due)[number]) => {
      await dispatch({ kind: 'timerFired', ...ref })
      delays.succeeded(ref.sessionId)
    }
    const failed = await forEachIsolated(due, fireTimer, report)
    for (const ref of failed) await sessions.postpone(ref, at, at + delays.failed(ref.sessionId))
    return due.length === maxBatch
  }
}
