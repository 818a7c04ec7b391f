import type { SessionEvent } from '../contract/sessions.ts'
import type { OutboxItem, Sessions } from './ports.ts'
import type { AgentDesk, Notifier, Told } from './teamsPorts.ts'
import type { Handle } from './commandHandler.ts'

type Parts = { sessions: Pick<Sessions, 'find' | 'eventsAfter'>; desk: AgentDesk; notifier: Notifier; handle: Handle }
/** `last`: what does not get there now is given up. */
type Deliver = (item: OutboxItem, last: boolean) => Promise<Told>

const done: Told = { told: true }
const page = 1000

/**
 * The only way out: performs one stored effect and reports back what became of the customer's lines. An effect whose
 * session is gone counts as done.
 */
export const createDeliver =
  ({ sessions, desk, notifier, handle }: Parts): Deliver =>
  async (item, last) => {
    const session = await sessions.find(item)
    if (!session) return done
    const { effect } = item
    switch (effect.kind) {
      case 'offer':
      case 'status':
        return desk.showSession(session, await firstWords(sessions, item))
      case 'lines': {
        const events = await sessions.eventsAfter(item, effect.from - 1, Math.min(page, effect.to - effect.from + 1))
        const lines = events.filter(isCustomerLine)
        if (lines.length === 0) return done
        const told = await desk.carryLines(session, lines)
        if (told.told || told.final || last) await report(handle, item, lines, told.told)
        return told
      }
      case 'callRings':
        return desk.noteCall(session)
      case 'notify':
        return notifier.tellRinging(session)
      case 'endNote':
        return desk.noteEnd(session)
      case 'leftMessage': {
        const [message] = await sessions.eventsAfter(item, effect.seq - 1, 1)
        return message?.kind === 'messageLeft' ? desk.showLeftMessage(session, message) : done
      }
    }
  }

type Line = Extract<SessionEvent, { kind: 'line' }>
const isCustomerLine = (event: SessionEvent): event is Line => event.kind === 'line' && event.from === 'customer'

async function firstWords(sessions: Parts['sessions'], item: OutboxItem): Promise<string | null> {
  const events = await sessions.eventsAfter(item, 0, 10)
  return events.find(isCustomerLine)?.text ?? null
}

async function report(handle: Handle, item: OutboxItem, lines: readonly Line[], inTeams: boolean): Promise<void> {
  const { tenantId, sessionId } = item
  for (const { seq } of lines)
    await handle({
      kind: 'lineCarried',
      tenantId,
      sessionId,
      line: seq,
      state: inTeams ? 'inTeams' : 'notDelivered',
    })
}
