import type { Call, CallAgent, DeviceManager } from '@azure/communication-calling'
import type { CallStop } from '#core/contract/calls'
import type { MediaTransportView, MeetingTransportOptions, LoadMeetingTransport, Quality } from '../types.ts'
import type { CallingSdk } from './callingSdk.ts'
import { watchRemoteParticipants } from './remoteParticipants.ts'
import { createLocalStreams } from './localStreams.ts'

/** Milliseconds until the meeting, or its lobby, must have been reached; then the guest gets the way through Teams. */
const reachedWithin = 20_000
/** Somebody who changes the device leaves and comes back. */
const aloneFor = 15_000

const nobody: MediaTransportView = {
  ...{ connected: false, remote: null, remoteScreen: null, remoteSends: null, quality: 'unknown' },
}

/** Takes part in a Teams meeting as a guest of Azure Communication Services. */
export const createMeetingTransport =
  (sdk: CallingSdk): LoadMeetingTransport =>
  ({ joinUrl, guest, tracks, isAudible, speaker, onChange, onStop }: MeetingTransportOptions) => {
    const client = new sdk.CallClient()
    const sending = createLocalStreams({ sdk, tracks, isAudible })
    let agent: CallAgent | null = null
    let devices: DeviceManager | null = null
    let call: Call | null = null
    let others: ReturnType<typeof watchRemoteParticipants> | null = null
    let quality: ReturnType<typeof watchMeetingQuality> | null = null
    let met = false
    let closed = false
    let alone: ReturnType<typeof setTimeout> | undefined
    // A question may close this while its answer is on the way.
    const isClosed = () => closed

    const stop = (why: CallStop) => {
      if (isClosed()) return
      close()
      onStop(why)
    }
    const waiting = setTimeout(() => stop('failed'), reachedWithin)

    const isConnected = () => call?.state === 'Connected' && (others?.anybody() ?? false)

    const changed = () => {
      if (isClosed() || !call) return
      if (call.state === 'Disconnected') {
        // Code 0 is an end that somebody wanted: the meeting's, or the guest's part in it.
        stop(met && call.callEndReason?.code === 0 ? 'otherLeft' : 'failed')
        return
      }
      if (call.state === 'Connected' || call.state === 'InLobby') clearTimeout(waiting)
      met ||= isConnected()
      if (call.state === 'Connected' && met && !isConnected()) alone ??= setTimeout(() => stop('otherLeft'), aloneFor)
      else {
        clearTimeout(alone)
        alone = undefined
      }
      sending.changed()
      onChange()
    }

    const listen = async () => {
      const wanted = speaker()
      if (!devices || wanted === null || devices.selectedSpeaker?.id.endsWith(wanted)) return
      const found = (await devices.getSpeakers()).find(({ id }) => id.endsWith(wanted))
      if (found) await devices.selectSpeaker(found)
    }

    /** Where it is heard is no reason to end a call. */
    const listenWell = () => void listen().catch(() => undefined)

    const join = async () => {
      devices = await client.getDeviceManager()
      const made = await client.createCallAgent(sdk.credential(guest.token), { displayName: guest.displayName })
      if (isClosed()) return made.dispose()
      agent = made
      call = made.join({ meetingLink: joinUrl }, sending.first())
      sending.begin(call)
      others = watchRemoteParticipants(call, changed)
      quality = watchMeetingQuality(call, sdk, changed)
      call.on('stateChanged', changed)
      changed()
    }
    join().then(listenWell, () => stop('failed'))

    const leave = async () => {
      await call?.hangUp()
      await agent?.dispose()
      await client.dispose()
    }
    function close() {
      if (isClosed()) return
      closed = true
      clearTimeout(waiting)
      clearTimeout(alone)
      // It is over for this window however the SDK takes it.
      void leave().catch(() => undefined)
    }

    return {
      view: () =>
        others && quality && !isClosed() ? { connected: isConnected(), ...others.seen(), quality: quality() } : nobody,
      // A meeting needs no word from the other browser.
      receive: () => undefined,
      restart: () => undefined,
      changed: () => {
        sending.changed()
        listenWell()
      },
      close,
    }
  }

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
