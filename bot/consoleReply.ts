import type { Sessions } from '#core/session/ports'
import type { Session } from '#core/session/session'

/** Between two lines stand at most a few words of what became of them. */
const lookBack = 20

/**
 * What the agent wrote in Interact right before a line, null where the last to speak was the customer or where this
 * chat holds the reply itself: without it the line would answer nothing that can be seen here.
 */
export async function consoleReplyBefore(
  sessions: Pick<Sessions, 'eventsAfter'>,
  { tenantId, id }: Session,
  seq: number,
): Promise<string | null> {
  const from = Math.max(0, seq - 1 - lookBack)
  const events = await sessions.eventsAfter({ tenantId, sessionId: id }, from, seq - 1 - from)
  const before = events.findLast((event) => event.kind === 'line')
  return before?.kind === 'line' && before.from === 'agent' && before.via === 'console' ? before.text : null
}
