import type { Call } from '@azure/communication-calling'
import type { Quality } from '../media/talkTypes.ts'
import type { CallingSdk } from './callingSdk.ts'

// DiagnosticQuality: 1 good, 2 poor, 3 bad
const heardAs: Record<number, Quality> = { 1: 'good', 2: 'fair', 3: 'poor' }

/** How well this window hears a meeting, by the SDK's own diagnostics. */
export function watchMeetingQuality(
  call: Call,
  { diagnostics }: Pick<CallingSdk, 'diagnostics'>,
  onChange: () => void,
) {
  const { network } = call.feature(diagnostics)
  let received: Quality = 'unknown'
  let cutOff = false
  network.on('diagnosticChanged', ({ diagnostic, value }) => {
    if (diagnostic === 'networkReceiveQuality') received = heardAs[Number(value)] ?? 'unknown'
    else if (diagnostic === 'networkReconnect') cutOff = Number(value) > 1
    else return
    onChange()
  })
  return (): Quality => (cutOff ? 'lost' : received)
}
