import type { CallSignal, IceServer } from '#core/contract/calls'
import { createSerialQueue } from '../retry.ts'
import {
  answerBothWays,
  createPeerConnection,
  roundOf,
  sendTracks,
  writerOf,
  type PeerConnection,
} from './peerConnection.ts'
import type { MediaTransport, Sends, Tracks } from './types.ts'
import { createReconnectTimer } from './reconnectTimer.ts'
import { watchQuality } from './callQuality.ts'

interface WebrtcTransportOptions {
  /** One side makes every offer, so that two never cross; the other one asks for an offer by `hello`. */
  offers: boolean
  /** Their credentials end: asked before every connection and every restart. */
  iceServers: () => Promise<readonly IceServer[]>
  relayOnly: boolean
  tracks: () => Tracks
  sends: () => Sends
  signal: (signal: CallSignal) => void
  onChange: () => void
}
type SentState<Kind extends CallSignal['kind']> = Extract<CallSignal, { kind: Kind }>

/** Who offers acts first, so that both do not act at once. */
const patience = {
  offering: { new: 8000, disconnected: 3000, failed: 0 },
  answering: { new: 10_000, disconnected: 6000, failed: 3000 },
}
/** After so many restarts in vain the connection is made anew. */
const restartsBeforeNew = 3
/** Tries to connect again before the other side counts as lost. */
const lostAfter = 3

/** The connection of this leg to the other side. */
export function createWebrtcTransport({
  offers,
  iceServers,
  relayOnly,
  tracks,
  sends,
  signal,
  onChange,
}: WebrtcTransportOptions): MediaTransport {
  const inTurn = createSerialQueue()
  const candidates = holdCandidates()
  let link: PeerConnection | null = null
  /** The leg of the other side that `link` leads to, once it has answered. */
  let otherLeg: string | null = null
  let remoteSends: Sends | null = null
  let signalledSends = ''
  let closed = false

  /** A step that fails leaves the connection as it is: the watchdog sees that it does not stand, and tries again. */
  const act = (work: () => Promise<void>) =>
    void inTurn(async () => (closed ? undefined : work())).catch(() => undefined)

  const reconnectTimer = createReconnectTimer({
    patience: offers ? patience.offering : patience.answering,
    again: (tries) => {
      if (!offers) signal({ kind: 'hello' })
      else act(() => (tries % restartsBeforeNew === 0 ? offerOnNewLink() : offer()))
      onChange()
    },
  })

  const configuration = async (): Promise<RTCConfiguration> => ({
    iceServers: (await iceServers()).map(({ urls, username, credential }) => ({
      urls,
      ...(username === undefined ? {} : { username }),
      ...(credential === undefined ? {} : { credential }),
    })),
    iceTransportPolicy: relayOnly ? 'relay' : 'all',
    bundlePolicy: 'max-bundle',
  })

  const newLink = async (): Promise<PeerConnection> => {
    const now = await configuration()
    if (closed) throw new Error('There is nobody left to connect')
    drop()
    const made = createPeerConnection(now, offers)
    link = made
    const { pc } = made
    reconnectTimer.see('new')
    pc.onicecandidate = ({ candidate }) => {
      if (candidate?.candidate)
        signal({
          kind: 'candidate',
          candidate: candidate.candidate,
          sdpMid: candidate.sdpMid,
          sdpMLineIndex: candidate.sdpMLineIndex,
          usernameFragment: candidate.usernameFragment,
        })
    }
    pc.onconnectionstatechange = () => {
      reconnectTimer.see(pc.connectionState)
      onChange()
    }
    return made
  }

  const drop = () => {
    if (!link) return
    link.pc.onicecandidate = link.pc.onconnectionstatechange = null
    link.pc.close()
    link = null
  }

  const signalSends = (always = false) => {
    const now = sends()
    const text = JSON.stringify(now)
    if (text === signalledSends && !always) return
    signalledSends = text
    signal({ kind: 'sends', ...now })
  }

  const signalDescription = ({ pc }: PeerConnection) => {
    const { localDescription } = pc
    if (!localDescription) return
    signal({ kind: offers ? 'offer' : 'answer', sdp: localDescription.sdp })
    signalSends(true)
  }

  const offerOnNewLink = async () => {
    const made = await newLink()
    await sendTracks(made, tracks())
    await made.pc.setLocalDescription()
    signalDescription(made)
  }

  /** Offers anew. An offer that stands unanswered is said again instead: two at once could not be told apart by their answers. */
  const offer = async () => {
    if (!link) return offerOnNewLink()
    const { pc } = link
    if (pc.signalingState === 'stable') {
      pc.setConfiguration(await configuration())
      pc.restartIce()
      await pc.setLocalDescription()
    }
    signalDescription(link)
  }

  const onHello = (leg: string) => {
    if (!offers) return
    const another = otherLeg !== null && otherLeg !== leg
    otherLeg = leg
    act(another ? offerOnNewLink : offer)
  }

  const onOffer = async (leg: string, sdp: string) => {
    const known = link && writerOf(link.pc.remoteDescription?.sdp) === writerOf(sdp) ? link : null
    const own = known ?? (await newLink())
    const { pc } = own
    otherLeg = leg
    await pc.setRemoteDescription({ type: 'offer', sdp })
    answerBothWays(own)
    await sendTracks(own, tracks())
    await pc.setLocalDescription()
    signalDescription(own)
    await candidates.give(pc)
    onChange()
  }

  const onAnswer = async (leg: string, sdp: string) => {
    if (!link || (otherLeg !== null && otherLeg !== leg)) return
    otherLeg = leg
    const { pc } = link
    const had = pc.remoteDescription?.sdp
    // The answer to an offer that was said twice comes twice. One to no offer shows that the two speak of two connections.
    if (writerOf(had) === writerOf(sdp) && roundOf(had) === roundOf(sdp)) return
    if (pc.signalingState !== 'have-local-offer') return offerOnNewLink()
    await pc.setRemoteDescription({ type: 'answer', sdp })
    await candidates.give(pc)
    onChange()
  }

  const onSends = (leg: string, { microphone, camera, screen }: SentState<'sends'>) => {
    if (otherLeg !== null && otherLeg !== leg) return
    remoteSends = { microphone, camera, screen }
    onChange()
  }

  const level = async (leg: string, signal: Exclude<CallSignal, { kind: 'hello' }>): Promise<void> => {
    switch (signal.kind) {
      case 'offer':
        if (!offers) await onOffer(leg, signal.sdp)
        return
      case 'answer':
        if (offers) await onAnswer(leg, signal.sdp)
        return
      case 'candidate':
        candidates.hold(signal)
        await candidates.give(link?.pc)
        return
      case 'sends':
        onSends(leg, signal)
    }
  }

  const isConnected = () => link?.pc.connectionState === 'connected'
  const quality = watchQuality(() => (isConnected() ? (link?.pc.getStats() ?? null) : null), onChange)

  const ask = () => {
    if (offers) act(offer)
    else signal({ kind: 'hello' })
    reconnectTimer.see(link?.pc.connectionState ?? 'new')
  }
  ask()

  return {
    view: () => ({
      connected: isConnected(),
      remote: link?.pc.remoteDescription ? (remoteSends?.camera ? link.remote : link.remoteSound) : null,
      remoteScreen: link?.pc.remoteDescription && remoteSends?.screen ? link.remoteScreen : null,
      remoteSends,
      quality: reconnectTimer.tries() >= lostAfter ? 'lost' : quality.now(),
    }),
    receive: (leg: string, signal: CallSignal) => {
      if (signal.kind === 'hello') onHello(leg)
      else act(() => level(leg, signal))
    },
    restart: ask,
    changed: () => {
      signalSends()
      act(async () => (link ? sendTracks(link, tracks()) : undefined))
    },
    close: () => {
      closed = true
      reconnectTimer.stop()
      quality.stop()
      drop()
    },
  }
}

type Candidate = Extract<CallSignal, { kind: 'candidate' }>

const kept = 100

/** Candidates of the other side. Those that come ahead of their description wait for it. */
function holdCandidates() {
  let early: Candidate[] = []
  return {
    hold: (candidate: Candidate) => early.push(candidate),
    /** Gives a connection all that belong to what it knows of the other side. */
    give: async (pc: RTCPeerConnection | undefined): Promise<void> => {
      const described = pc?.remoteDescription?.sdp
      if (!pc || described === undefined) return
      const fits = ({ usernameFragment: round }: Candidate) =>
        round === null || described.includes(`a=ice-ufrag:${round}`)
      const now = early.filter(fits)
      early = early.filter((one) => !fits(one)).slice(-kept)
      for (const { candidate, sdpMid, sdpMLineIndex, usernameFragment } of now)
        await pc.addIceCandidate({ candidate, sdpMid, sdpMLineIndex, usernameFragment }).catch(() => undefined)
    },
  }
}
