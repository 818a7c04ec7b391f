import type { EventList } from '#core/contract/sessions'
import type { Sessions, SessionRef } from '#core/session/ports'
import type { InProcessEventBus } from './eventBus.ts'

const pageLimit = 1000

/** Returns the events after a number, and waits up to `wait` seconds for the first one. A `waiter` has one poll at a time. */
export type LongPoll = (ref: SessionRef, waiter: string, query: { after: number; wait: number }) => Promise<EventList>

export function createLongPoll({
  sessions,
  eventBus,
}: {
  sessions: Pick<Sessions, 'eventsAfter'>
  eventBus: InProcessEventBus
}): LongPoll {
  const waiting = new Map<string, () => void>()

  /** A newer poll of the same waiter ends the older one, which then returns the events that exist. */
  const wait = async (waiter: string, published: Promise<void>, wake: () => void, seconds: number) => {
    waiting.get(waiter)?.()
    waiting.set(waiter, wake)
    const timer = setTimeout(wake, seconds * 1000)
    await published
    clearTimeout(timer)
    if (waiting.get(waiter) === wake) waiting.delete(waiter)
  }

  return async (ref, waiter, query) => {
    const { promise: published, resolve: wake } = newPromise()
    const unsubscribe = eventBus.listen(ref, ({ kind }) => {
      if (kind === 'sessionUpdated' || kind === 'closing') wake()
    })
    try {
      const items = await sessions.eventsAfter(ref, query.after, pageLimit)
      if (items.length > 0 || query.wait === 0) return page(items, query.after)
      await wait(waiter, published, wake, query.wait)
      return page(await sessions.eventsAfter(ref, query.after, pageLimit), query.after)
    } finally {
      unsubscribe()
    }
  }
}

function newPromise() {
  let resolve: () => void = () => undefined
  const promise = new Promise<void>((done) => (resolve = done))
  return { promise, resolve }
}

const page = (items: EventList['items'], after: number): EventList => ({ items, next: items.at(-1)?.seq ?? after })
