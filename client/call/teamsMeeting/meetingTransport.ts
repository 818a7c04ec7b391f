import type { Call, CallAgent, DeviceManager } from '@azure/communication-calling'
import type { CallStop } from '#core/contract/calls'
import type { MediaTransportView, MeetingTransportOptions, LoadMeetingTransport, Quality } from '../types.ts'
import type { CallingSdk } from './callingSdk.ts'
import { watchRemoteParticipants } from './remoteParticipants.ts'
import { createLocalStreams } from './localStreams.ts'

/** Milliseconds to reach the meeting or its lobby. After that the call continues in a Teams window. */
const joinTimeoutMs = 20_000
/** Milliseconds before an empty meeting counts as left: a participant who switches devices leaves and rejoins. */
const emptyMeetingMs = 15_000

const notConnected: MediaTransportView = {
  ...{ connected: false, remote: null, remoteScreen: null, remoteSends: null, quality: 'unknown' },
}

/**
 * Joins a Teams meeting as a guest, with the calling SDK of Azure Communication Services. `onStop` is called once:
 * `otherLeft` if the meeting ended or the other participants left, `failed` if this window could not join or was cut off.
 */
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
    // The transport may be closed while a request is in flight. A function, so that the compiler does not narrow the variable.
    const isClosed = () => closed

    const stop = (why: CallStop) => {
      if (isClosed()) return
      close()
      onStop(why)
    }
    const waiting = setTimeout(() => stop('failed'), joinTimeoutMs)

    const isConnected = () => call?.state === 'Connected' && (others?.anybody() ?? false)

    const changed = () => {
      if (isClosed() || !call) return
      if (call.state === 'Disconnected') {
        // Code 0 is a regular end: the meeting was ended, or the guest was removed from it.
        stop(met && call.callEndReason?.code === 0 ? 'otherLeft' : 'failed')
        return
      }
      if (call.state === 'Connected' || call.state === 'InLobby') clearTimeout(waiting)
      met ||= isConnected()
      if (call.state === 'Connected' && met && !isConnected())
        alone ??= setTimeout(() => stop('otherLeft'), emptyMeetingMs)
      else {
        clearTimeout(alone)
        alone = undefined
      }
      sending.changed()
      onChange()
    }

    const selectSpeaker = async () => {
      const wanted = speaker()
      if (!devices || wanted === null || devices.selectedSpeaker?.id.endsWith(wanted)) return
      const found = (await devices.getSpeakers()).find(({ id }) => id.endsWith(wanted))
      if (found) await devices.selectSpeaker(found)
    }

    /** A speaker that cannot be selected is no reason to end the call. */
    const applySpeaker = () => void selectSpeaker().catch(() => undefined)

    const join = async () => {
      devices = await client.getDeviceManager()
      const made = await client.createCallAgent(sdk.credential(guest.token), { displayName: guest.displayName })
      if (isClosed()) return made.dispose()
      agent = made
      call = made.join({ meetingLink: joinUrl }, sending.joinOptions())
      sending.setCall(call)
      others = watchRemoteParticipants(call, changed)
      quality = watchMeetingQuality(call, sdk, changed)
      call.on('stateChanged', changed)
      changed()
    }
    join().then(applySpeaker, () => stop('failed'))

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
      // The call is over for this window, even if the SDK fails to leave.
      void leave().catch(() => undefined)
    }

    return {
      view: () =>
        others && quality && !isClosed()
          ? { connected: isConnected(), ...others.seen(), quality: quality() }
          : notConnected,
      // A meeting needs no signals from the other browser.
      receive: () => undefined,
      restart: () => undefined,
      changed: () => {
        sending.changed()
        applySpeaker()
      },
      close,
    }
  }

// DiagnosticQuality of the SDK: 1 good, 2 poor, 3 bad
const qualityOf: Record<number, Quality> = { 1: 'good', 2: 'fair', 3: 'poor' }

/** Returns a function that reads the receive quality from the SDK's network diagnostics. */
export function watchMeetingQuality(
  call: Call,
  { diagnostics }: Pick<CallingSdk, 'diagnostics'>,
  onChange: () => void,
) {
  const { network } = call.feature(diagnostics)
  let received: Quality = 'unknown'
  let cutOff = false
  network.on('diagnosticChanged', ({ diagnostic, value }) => {
    if (diagnostic === 'networkReceiveQuality') received = qualityOf[Number(value)] ?? 'unknown'
    else if (diagnostic === 'networkReconnect') cutOff = Number(value) > 1
    else return
    onChange()
  })
  return (): Quality => (cutOff ? 'lost' : received)
}
