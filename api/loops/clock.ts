import type { Sessions } from '#core/ports/sessions'
import type { Handle } from '#core/session/handle'

const batch = 100

/** One turn of the clock: every session whose ring or idle time has come takes its step. */
export const createClockTurn =
  ({ sessions, handle, now }: { sessions: Pick<Sessions, 'due'>; handle: Handle; now: () => number }) =>
  async (): Promise<boolean> => {
    const due = await sessions.due(now(), batch)
    for (const ref of due) await handle({ kind: 'clockStrikes', ...ref })
    return due.length === batch
  }
