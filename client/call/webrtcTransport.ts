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
  /** One side makes all offers, so that two offers never cross. The other side requests an offer with `hello`. */
  offers: boolean
  /** Called before every new connection and every ICE restart, because the credentials expire. */
  iceServers: () => Promise<readonly IceServer[]>
  relayOnly: boolean
  tracks: () => Tracks
  sends: () => Sends
  signal: (signal: CallSignal) => void
  onChange: () => void
}
type SentState<Kind extends CallSignal['kind']> = Extract<CallSignal, { kind: Kind }>

/** Milliseconds before the first reconnect. The offering side is faster, so that the sides do not reconnect at the same time. */
const patience = {
  offering: { new: 8000, disconnected: 3000, failed: 0 },
  answering: { new: 10_000, disconnected: 6000, failed: 3000 },
}
/** Every third attempt creates a new connection instead of an ICE restart. */
const restartsBeforeNew = 3
/** Failed attempts after which the quality is reported as `lost`. */
const lostAfter = 3

/**
 * Connects this leg to the other side with WebRTC, and reconnects until it is closed. Renegotiation follows the offer/answer
 * model of RFC 8829, with the roles fixed by `offers`.
 */
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
  /** Leg of the other side at the end of the connection; null until it has answered. */
  let otherLeg: string | null = null
  let remoteSends: Sends | null = null
  let signalledSends = ''
  let closed = false

  /** Errors are ignored: if the connection is not established, the reconnect timer tries again. */
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
    if (closed) throw new Error('The transport is closed')
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

  /** Sends a new offer, or repeats the pending one: the answers to two open offers could not be told apart. */
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
    // A repeated offer gets two equal answers. An answer without a pending offer belongs to another connection.
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

  const handleSignal = async (leg: string, signal: Exclude<CallSignal, { kind: 'hello' }>): Promise<void> => {
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
      else act(() => handleSignal(leg, signal))
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

const maxEarlyCandidates = 100

/** Buffers the other side's ICE candidates until their description has arrived. */
function holdCandidates() {
  let early: Candidate[] = []
  return {
    hold: (candidate: Candidate) => early.push(candidate),
    /** Adds the candidates that belong to the connection's remote description. */
    give: async (pc: RTCPeerConnection | undefined): Promise<void> => {
      const described = pc?.remoteDescription?.sdp
      if (!pc || described === undefined) return
      const matches = ({ usernameFragment: round }: Candidate) =>
        round === null || described.includes(`a=ice-ufrag:${round}`)
      const now = early.filter(matches)
      early = early.filter((one) => !matches(one)).slice(-maxEarlyCandidates)
      for (const { candidate, sdpMid, sdpMLineIndex, usernameFragment } of now)
        await pc.addIceCandidate({ candidate, sdpMid, sdpMLineIndex, usernameFragment }).catch(() => undefined)
    },
  }
}
