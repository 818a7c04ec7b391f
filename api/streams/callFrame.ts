import type { Side } from '#core/contract/calls'
import type { AgentFrame, CustomerFrame } from '#core/contract/streams'
import type { Heard } from './bell.ts'

/** What a side hears about a call: what the other side signals, and which window of either side takes part. */
export function callFrameFor(side: Side, heard: Heard): Extract<AgentFrame & CustomerFrame, { callId: string }> | null {
  if (heard.kind === 'signal' && heard.from !== side)
    return { type: 'signal', sessionId: heard.sessionId, ...heard.told }
  if (heard.kind !== 'joined') return null
  const { kind: type, ...joined } = heard
  return { type, ...joined }
}
