import type { SessionEvent } from '#core/contract/sessions'
import type { Sessions, SessionRef } from '#core/session/ports'

/** So many of the longest lines are some 2 MB, which may wait for one reader. */
const pageLimit = 100

export interface Feed {
  /**
   * Events that were just stored; none when it is only known that there are some. Sent at once when they follow the
   * last one sent, otherwise read from the store.
   */
  push(events: readonly SessionEvent[]): void
  /** Reads and sends what lies after the last number sent. */
  catchUp(): Promise<void>
}

interface Reader {
  /** Fulfils when the connection has taken them; the next page waits for that. False when it is gone. */
  send: (items: readonly SessionEvent[]) => Promise<boolean>
  /** Called when the store could not be read: the reader must come again. */
  onLost: () => void
}

/** Sends one session's events to one reader: each once, in order, whatever the order in which they are heard of. */
export function createFeed(
  sessions: Pick<Sessions, 'eventsAfter'>,
  ref: SessionRef,
  after: number,
  { send, onLost }: Reader,
): Feed {
  let sent = after
  let reading: Promise<void> | null = null
  const wanted = { again: false }

  const deliver = async (events: readonly SessionEvent[]) => {
    const fresh = events.filter(({ seq }) => seq > sent)
    sent = fresh.at(-1)?.seq ?? sent
    return fresh.length === 0 || (await send(fresh))
  }
  const readPage = async (): Promise<boolean> => {
    const events = await sessions.eventsAfter(ref, sent, pageLimit)
    return (await deliver(events)) && events.length === pageLimit
  }
  const read = async () => {
    while (wanted.again) {
      wanted.again = false
      let more = true
      while (more) more = await readPage()
    }
  }
  const catchUp = () => {
    wanted.again = true
    reading ??= read().finally(() => (reading = null))
    return reading
  }
  return {
    catchUp,
    push: (events) => {
      const [first] = events
      if (!reading && first && first.seq <= sent + 1) void deliver(events)
      else void catchUp().catch(onLost)
    },
  }
}
