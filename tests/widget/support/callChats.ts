import type { CustomerSession } from '#core/contract/customerApi'
import type { CallOutcome, Media, Side } from '#core/contract/calls'
import type { Outcome, SessionEvent } from '#core/contract/sessions'
import { newChat, reduceChat, type ChatState } from '../../../widget/customer/chatState.ts'
import { key, sessionId } from '../../support/memory/sessionFixtures.ts'

export const at = '2026-11-22T09:00:00.000Z'
export const session: CustomerSession = {
  ...{ id: sessionId, status: 'ringing', modality: 'audio', agentName: 'Alex Wilber', openedAt: at, ringEndsAt: at },
  ...{ acceptedAt: null, endedAt: null, outcome: null, canLeaveOfflineMessage: false, lastSeq: 0 },
  ...{ call: null, canWrite: true },
}
export type Said = SessionEvent extends infer Each
  ? Each extends SessionEvent
    ? Omit<Each, 'seq' | 'at'>
    : never
  : never

export const opened: Said = { kind: 'opened', modality: 'audio', customerName: 'Mia', ringEndsAt: at }
export const accepted: Said = { kind: 'accepted', agentName: session.agentName }
export const started: Said = { kind: 'callStarted', callId: key(1), media: 'audio', provider: 'webrtc' }
export const rings = (by: Side, media: Media = 'video'): Said => ({
  ...{ kind: 'callRings', key: key(2), ringEndsAt: at },
  ...{ media, by },
})
export const over = (outcome: CallOutcome, by: Side = 'customer', seconds = 3): Said => ({
  ...{ kind: 'callEnded', callId: key(1), media: 'audio' },
  ...{ by, outcome, seconds },
})
export const ended = (outcome: Outcome = 'endedByUser', canLeaveOfflineMessage = false): Said => ({
  kind: 'ended',
  ...{ outcome, canLeaveOfflineMessage },
})

/** State of a chat that was opened with a session and has received these events. */
export const chatIn = (of: CustomerSession, ...said: Said[]): ChatState => {
  const items = said.map((each, place) => ({ ...each, seq: place + 1, at }))
  return reduceChat(reduceChat(newChat([]), { type: 'callOpened', session: of }), {
    type: 'eventsReceived',
    sessionId,
    items,
  })
}
export const chatAfter = (...said: Said[]): ChatState => chatIn(session, ...said)
