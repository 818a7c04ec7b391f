import { isTransientOrUnauthenticated, retryDelay, type FailureCode } from '../retry.ts'
import type { CallEntry, CallStop } from '#core/contract/calls'
import { createWebrtcTransport } from './webrtcTransport.ts'
import type {
  MediaTransport,
  MediaTransportView,
  CallSession,
  CallSessionOptions,
  CallPhase,
  CallSessionView,
} from './types.ts'
import { callBackoff, createSignalQueue } from './signalQueue.ts'

/** Milliseconds. The value of `beatEvery` in core/contract/calls, of which the client imports only types. */
const beatIntervalMs = 10_000
/** Milliseconds until a failed heartbeat is repeated: it may be the one that reports the connection. */
const beatRetryMs = 2500
/** Milliseconds after which ICE credentials are requested again; they expire after an hour. */
const entryLifetimeMs = 30 * 60_000
/** Whether the refusal means that there is no call to join any more. */
const isOver = (code: FailureCode): boolean => ['noCall', 'sessionEnded', 'notFound'].includes(code)
const noMedia: MediaTransportView = {
  ...{ connected: false, remote: null, remoteScreen: null, remoteSends: null, quality: 'unknown' },
}

/**
 * Takes part in a call from one window: joins, sends heartbeats and signals, and ends the call. Begins at once.
 * The refusals `noCall`, `sessionEnded` and `notFound` end in the phase `over`, `callElsewhere` in `elsewhere`. Transient
 * codes and `unauthenticated` are retried; every other refusal of `join` ends in `failed`.
 */
export function createCallSession({
  side,
  callApi,
  capture,
  onChange,
  relayOnly = false,
  joinAsGuest,
}: CallSessionOptions): CallSession {
  const leg = crypto.randomUUID()
  let ended: CallPhase | null = null
  let entry: CallEntry | null = null
  let enteredAt = 0
  let transport: MediaTransport | null = null
  let connectedSince: number | null = null
  let guestThere = false
  let beatTimer: ReturnType<typeof setTimeout> | undefined
  let joinTimer: ReturnType<typeof setTimeout> | undefined
  let view: CallSessionView | null = null
  // The call may end while a request is in flight. A function, so that the compiler does not narrow the variable.
  const isEnded = () => ended !== null

  const changed = () => {
    view = null
    onChange()
  }

  const finish = (phase: CallPhase) => {
    if (isEnded()) return
    ended = phase
    stopEverything()
    changed()
  }

  const stopEverything = () => {
    clearTimeout(beatTimer)
    clearTimeout(joinTimer)
    unwatch()
    signalQueue.stop()
    transport?.close()
    capture.close()
  }

  const refused = (code: FailureCode) => {
    if (code === 'callElsewhere') finish('elsewhere')
    else if (isOver(code)) finish('over')
  }

  const signalQueue = createSignalQueue({
    send: (signal) => callApi.signal(leg, signal),
    onRefused: refused,
  })

  const connected = () => transport?.view().connected ?? guestThere

  const beat = async (): Promise<void> => {
    clearTimeout(beatTimer)
    const answer = await callApi.beat(leg, connected())
    if (isEnded()) return
    if (!answer.ok) refused(answer.code)
    clearTimeout(beatTimer)
    if (!isEnded()) beatTimer = setTimeout(() => void beat(), answer.ok ? beatIntervalMs : beatRetryMs)
  }

  const join = async (failures = 0): Promise<void> => {
    const answer = await callApi.join(leg)
    if (isEnded()) return
    if (answer.ok) onJoined(answer.value)
    else if (isTransientOrUnauthenticated(answer.code))
      joinTimer = setTimeout(() => void join(failures + 1), retryDelay(failures, callBackoff))
    else {
      refused(answer.code)
      if (!isEnded()) fail()
    }
  }

  const fail = () => {
    void callApi.end(leg, 'failed')
    finish('failed')
  }

  /** Releases the devices: the call continues in a Teams window, which needs them. */
  const continueInTeams = () => {
    transport?.close()
    transport = null
    unwatch()
    capture.close()
  }

  const onTransportStop = (why: CallStop) => {
    if (isEnded()) return
    if (why === 'otherLeft') {
      void callApi.end(leg, why)
      finish('over')
      return
    }
    continueInTeams()
    onTransport()
  }

  const tracks = () => capture.tracks()
  const startMeeting = ({ joinUrl, guest }: Extract<CallEntry, { provider: 'teams-meeting' }>) => {
    if (guest && joinAsGuest)
      transport = joinAsGuest({
        ...{ joinUrl, guest, tracks, onChange: onTransport, onStop: onTransportStop },
        isAudible: () => capture.view().sends.microphone,
        speaker: () => capture.view().chosen.speaker,
      })
    else continueInTeams()
  }

  const onJoined = (value: CallEntry) => {
    entry = value
    enteredAt = Date.now()
    void beat()
    switch (value.provider) {
      case 'teams-meeting':
        startMeeting(value)
        break
      case 'webrtc':
        startWebrtc()
    }
    changed()
  }

  const startWebrtc = () => {
    if (typeof RTCPeerConnection === 'undefined') fail()
    else
      transport = createWebrtcTransport({
        ...{ offers: side === 'customer', iceServers, relayOnly, tracks },
        sends: () => capture.view().sends,
        signal: signalQueue.signal,
        onChange: onTransport,
      })
  }

  /** Requests new credentials if the old ones may have expired. If that fails, the old ones are used. */
  const iceServers = async () => {
    if (Date.now() - enteredAt > entryLifetimeMs) {
      const answer = await callApi.join(leg)
      if (answer.ok) [entry, enteredAt] = [answer.value, Date.now()]
    }
    return entry?.provider === 'webrtc' ? entry.iceServers : []
  }

  let wasConnected = false
  const onTransport = () => {
    if (connected() !== wasConnected) {
      wasConnected = connected()
      if (wasConnected) connectedSince ??= Date.now()
      void beat()
    }
    changed()
  }

  const unwatch = capture.watch(() => {
    transport?.changed()
    changed()
  })

  const phase = (): CallPhase => {
    if (ended) return ended
    if (!entry) return 'joining'
    if (entry.provider === 'teams-meeting' && !transport) return 'meeting'
    if (connected()) return 'talking'
    return connectedSince === null ? 'connecting' : 'reconnecting'
  }

  const snapshot = (): CallSessionView => {
    const { remote, remoteScreen, remoteSends, quality } = (ended ? null : transport?.view()) ?? noMedia
    return {
      phase: phase(),
      ...{ entry, remote, remoteScreen, remoteSends, quality, connectedSince },
      capture: capture.view(),
    }
  }

  void join()
  return {
    view: () => (view ??= snapshot()),
    capture,
    receive: (frame) => {
      if (isEnded() || frame.callId !== entry?.call.id) return
      if (frame.type === 'signal') transport?.receive(frame.leg, frame.signal)
      // Frames of two windows may cross, so the server decides which window has the call.
      else if (frame.side === side && frame.leg !== leg) void beat()
    },
    streamBack: () => {
      if (isEnded() || !entry) return
      void beat()
      transport?.restart()
    },
    over: () => finish('over'),
    inMeeting: (there) => {
      guestThere = there
      if (entry && !isEnded()) void beat()
    },
    hangUp: () => {
      if (!isEnded()) void hangUp()
      finish('over')
    },
    close: () => {
      if (isEnded()) return
      ended = 'over'
      stopEverything()
    },
  }

  async function hangUp(failures = 0): Promise<void> {
    const answer = await callApi.end(leg, null)
    if (!answer.ok && isTransientOrUnauthenticated(answer.code) && failures < 6)
      setTimeout(() => void hangUp(failures + 1), retryDelay(failures, callBackoff))
  }
}
