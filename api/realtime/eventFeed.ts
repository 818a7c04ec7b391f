import type { SessionEvent } from '#core/contract/sessions'
import type { Sessions, SessionRef } from '#core/session/ports'

/** Limits the memory for one reader: this many messages of the maximum length take about 2 MB. */
const pageLimit = 100

export interface Feed {
  /**
   * Adds events that were just stored; empty if only their existence is known. They are sent immediately if they follow
   * the last event sent, otherwise they are read from the store.
   */
  push(events: readonly SessionEvent[]): void
  /** Reads the events after the last one sent from the store, and sends them. */
  catchUp(): Promise<void>
}

interface Reader {
  /** Resolves when the connection has accepted the events, which starts the next page; false if it is closed. */
  send: (items: readonly SessionEvent[]) => Promise<boolean>
  /** Called when the store could not be read: the client must reconnect. */
  onLost: () => void
}

/** Sends the events of one session to one reader, each once and in order, in whatever order they are pushed. */
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
    const unsent = events.filter(({ seq }) => seq > sent)
    sent = unsent.at(-1)?.seq ?? sent
    return unsent.length === 0 || (await send(unsent))
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
