import type { Sessions } from '#core/session/ports'
import type { Dispatch } from '#core/session/commandHandler'
import { createKeyedBackoff } from '../server/async.ts'
import { eachAlone } from './isolatedItems.ts'
import type { Report } from './report.ts'

const batch = 100
const backoff = { firstMs: 1000, longestMs: 5 * 60_000 }

interface Parts {
  sessions: Pick<Sessions, 'due' | 'postpone'>
  dispatch: Dispatch
  now: () => number
  report: Report
}

/**
 * One turn of the clock: every session whose ring or idle time has come takes its step. One that fails is due again after a
 * delay that grows, so that it keeps no other from the batch.
 */
export function createSessionTimers({ sessions, dispatch, now, report }: Parts) {
  const delays = createKeyedBackoff(backoff)
  return async (): Promise<boolean> => {
    const at = now()
    const due = await sessions.due(at, batch)
    const strike = async (ref: (typeof due)[number]) => {
      await dispatch({ kind: 'timerFired', ...ref })
      delays.succeeded(ref.sessionId)
    }
    const failed = await eachAlone(due, strike, report)
    for (const ref of failed) await sessions.postpone(ref, at, at + delays.failed(ref.sessionId))
    return due.length === batch
  }
}
