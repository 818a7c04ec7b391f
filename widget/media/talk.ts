import type { CallEntry } from '#core/contract/calls'
import { isOver, isPassing, type Code } from './passing.ts'
import { pause } from './pause.ts'
import { makePeer, type Peer } from './peer.ts'
import { watchQuality } from './watchQuality.ts'
import type { Talk, TalkOptions, TalkPhase, TalkView } from './talkTypes.ts'
import { makeTeller } from './teller.ts'

/** `beatEvery` of core/contract/calls, of which the widget takes types only. */
const beatEvery = 10_000
/** Where nobody answered: what it says may be that the two hear each other now. */
const beatAgain = 2500
/** Credentials for ICE end after an hour. */
const entryLasts = 30 * 60_000
/** Tries to connect again before the other side counts as lost. */
const lostAfter = 3
const nothingYet = { remote: null, remoteScreen: null, remoteSends: null, tries: 0 }

/** One window's part in a call, from joining to the end. */
export function makeTalk({ side, door, capture, onChange, relayOnly = false }: TalkOptions): Talk {
  const leg = crypto.randomUUID()
  let ended: TalkPhase | null = null
  let entry: CallEntry | null = null
  let enteredAt = 0
  let peer: Peer | null = null
  let talkingSince: number | null = null
  let guestThere = false
  let beatTimer: ReturnType<typeof setTimeout> | undefined
  let joinTimer: ReturnType<typeof setTimeout> | undefined
  let view: TalkView | null = null
  // A question may end the talk while its answer is on the way.
  const isEnded = () => ended !== null

  const changed = () => {
    view = null
    onChange()
  }

  const finish = (phase: TalkPhase) => {
    if (isEnded()) return
    ended = phase
    stopEverything()
    changed()
  }

  const stopEverything = () => {
    clearTimeout(beatTimer)
    clearTimeout(joinTimer)
    unwatch()
    quality.stop()
    teller.stop()
    peer?.close()
    capture.close()
  }

  const refused = (code: Code) => {
    if (code === 'callElsewhere') finish('elsewhere')
    else if (isOver(code)) finish('over')
  }

  const teller = makeTeller({
    send: (signal) => door.signal(leg, signal),
    onRefused: refused,
  })

  const connected = () => peer?.view().connected ?? guestThere

  const beat = async (): Promise<void> => {
    clearTimeout(beatTimer)
    const answer = await door.beat(leg, connected())
    if (isEnded()) return
    if (!answer.ok) refused(answer.code)
    clearTimeout(beatTimer)
    if (!isEnded()) beatTimer = setTimeout(() => void beat(), answer.ok ? beatEvery : beatAgain)
  }

  const join = async (failures = 0): Promise<void> => {
    const answer = await door.join(leg)
    if (isEnded()) return
    if (answer.ok) enter(answer.value)
    else if (isPassing(answer.code)) joinTimer = setTimeout(() => void join(failures + 1), pause(failures))
    else {
      refused(answer.code)
      if (!isEnded()) fail()
    }
  }

  const fail = () => {
    void door.end(leg, true)
    finish('failed')
  }

  const enter = (value: CallEntry) => {
    entry = value
    enteredAt = Date.now()
    void beat()
    if (value.provider === 'teams-meeting') {
      unwatch()
      capture.close()
    } else if (typeof RTCPeerConnection === 'undefined') {
      fail()
      return
    } else
      peer = makePeer({
        ...{ offers: side === 'customer', iceServers, relayOnly },
        tracks: () => capture.tracks(),
        sends: () => capture.view().sends,
        tell: teller.tell,
        onChange: onPeer,
      })
    changed()
  }

  /** Credentials that may have ended are asked for again; without an answer the old ones are as good as any. */
  const iceServers = async () => {
    if (Date.now() - enteredAt > entryLasts) {
      const answer = await door.join(leg)
      if (answer.ok) [entry, enteredAt] = [answer.value, Date.now()]
    }
    return entry?.provider === 'webrtc' ? entry.iceServers : []
  }

  let wasConnected = false
  const onPeer = () => {
    if (connected() !== wasConnected) {
      wasConnected = connected()
      if (wasConnected) talkingSince ??= Date.now()
      void beat()
    }
    changed()
  }

  const quality = watchQuality(() => (connected() ? (peer?.stats() ?? null) : null), changed)

  const unwatch = capture.watch(() => {
    peer?.changed()
    changed()
  })

  const phase = (): TalkPhase => {
    if (ended) return ended
    if (!entry) return 'joining'
    if (entry.provider === 'teams-meeting') return 'meeting'
    if (connected()) return 'talking'
    return talkingSince === null ? 'connecting' : 'reconnecting'
  }

  const snapshot = (): TalkView => {
    const { remote, remoteScreen, remoteSends, tries } = (ended ? null : peer?.view()) ?? nothingYet
    return {
      phase: phase(),
      ...{ entry, remote, remoteScreen, remoteSends, talkingSince },
      quality: tries >= lostAfter ? 'lost' : quality.now(),
      capture: capture.view(),
    }
  }

  void join()
  return {
    view: () => (view ??= snapshot()),
    capture,
    hear: (frame) => {
      if (isEnded() || frame.callId !== entry?.call.id) return
      if (frame.type === 'signal') peer?.hear(frame.leg, frame.signal)
      // Frames of two windows may cross: which one counts is the server's to say.
      else if (frame.side === side && frame.leg !== leg) void beat()
    },
    streamBack: () => {
      if (isEnded() || !entry) return
      void beat()
      peer?.anew()
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
    const answer = await door.end(leg, false)
    if (!answer.ok && isPassing(answer.code) && failures < 6)
      setTimeout(() => void hangUp(failures + 1), pause(failures))
  }
}
