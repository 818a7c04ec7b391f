import type { CallSignal, IceServer } from '#core/contract/calls'
import { createSerialQueue } from '../retry.ts'
import {
  answerBothWays,
  createPeerConnection,
  iceUfragOf,
  sendTracks,
  sdpSessionId,
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
const reconnectTimeouts = {
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
  const enqueue = createSerialQueue()
  const candidates = createCandidateBuffer()
  let connection: PeerConnection | null = null
  /** Leg of the other side at the end of the connection; null until it has answered. */
  let otherLeg: string | null = null
  let remoteSends: Sends | null = null
  let signalledSends = ''
  let closed = false

  /** Errors are ignored: if the connection is not established, the reconnect timer tries again. */
  const schedule = (work: () => Promise<void>) =>
    void enqueue(async () => (closed ? undefined : work())).catch(() => undefined)

  const reconnectTimer = createReconnectTimer({
    timeouts: offers ? reconnectTimeouts.offering : reconnectTimeouts.answering,
    reconnect: (tries) => {
      if (!offers) signal({ kind: 'hello' })
      else schedule(() => (tries % restartsBeforeNew === 0 ? offerOnNewConnection() : offer()))
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

  const openConnection = async (): Promise<PeerConnection> => {
    const now = await configuration()
    if (closed) throw new Error('The transport is closed')
    drop()
    const made = createPeerConnection(now, offers)
    connection = made
    const { pc } = made
    reconnectTimer.onState('new')
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
      reconnectTimer.onState(pc.connectionState)
      onChange()
    }
    return made
  }

  const drop = () => {
    if (!connection) return
    connection.pc.onicecandidate = connection.pc.onconnectionstatechange = null
    connection.pc.close()
    connection = null
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

  const offerOnNewConnection = async () => {
    const made = await openConnection()
    await sendTracks(made, tracks())
    await made.pc.setLocalDescription()
    signalDescription(made)
  }

  /** Sends a new offer, or repeats the pending one: the answers to two open offers could not be told apart. */
  const offer = async () => {
    if (!connection) return offerOnNewConnection()
    const { pc } = connection
    if (pc.signalingState === 'stable') {
      pc.setConfiguration(await configuration())
      pc.restartIce()
      await pc.setLocalDescription()
    }
    signalDescription(connection)
  }

  const onHello = (leg: string) => {
    if (!offers) return
    const another = otherLeg !== null && otherLeg !== leg
    otherLeg = leg
    schedule(another ? offerOnNewConnection : offer)
  }

  const onOffer = async (leg: string, sdp: string) => {
    const known =
      connection && sdpSessionId(connection.pc.remoteDescription?.sdp) === sdpSessionId(sdp) ? connection : null
    const own = known ?? (await openConnection())
    const { pc } = own
    otherLeg = leg
    await pc.setRemoteDescription({ type: 'offer', sdp })
    answerBothWays(own)
    await sendTracks(own, tracks())
    await pc.setLocalDescription()
    signalDescription(own)
    await candidates.apply(pc)
    onChange()
  }

  const onAnswer = async (leg: string, sdp: string) => {
    if (!connection || (otherLeg !== null && otherLeg !== leg)) return
    otherLeg = leg
    const { pc } = connection
    const had = pc.remoteDescription?.sdp
    // A repeated offer gets two equal answers. An answer without a pending offer belongs to another connection.
    if (sdpSessionId(had) === sdpSessionId(sdp) && iceUfragOf(had) === iceUfragOf(sdp)) return
    if (pc.signalingState !== 'have-local-offer') return offerOnNewConnection()
    await pc.setRemoteDescription({ type: 'answer', sdp })
    await candidates.apply(pc)
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
        candidates.add(signal)
        await candidates.apply(connection?.pc)
        return
      case 'sends':
        onSends(leg, signal)
    }
  }

  const isConnected = () => connection?.pc.connectionState === 'connected'
  const quality = watchQuality(() => (isConnected() ? (connection?.pc.getStats() ?? null) : null), onChange)

  const renegotiate = () => {
    if (offers) schedule(offer)
    else signal({ kind: 'hello' })
    reconnectTimer.onState(connection?.pc.connectionState ?? 'new')
  }
  renegotiate()

  return {
    view: () => ({
      connected: isConnected(),
      remote: connection?.pc.remoteDescription
        ? remoteSends?.camera
          ? connection.remote
          : connection.remoteSound
        : null,
      remoteScreen: connection?.pc.remoteDescription && remoteSends?.screen ? connection.remoteScreen : null,
      remoteSends,
      quality: reconnectTimer.tries() >= lostAfter ? 'lost' : quality.now(),
    }),
    receive: (leg: string, signal: CallSignal) => {
      if (signal.kind === 'hello') onHello(leg)
      else schedule(() => handleSignal(leg, signal))
    },
    restart: renegotiate,
    changed: () => {
      signalSends()
      schedule(async () => (connection ? sendTracks(connection, tracks()) : undefined))
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
function createCandidateBuffer() {
  let early: Candidate[] = []
  return {
    add: (candidate: Candidate) => early.push(candidate),
    /** Adds the candidates that belong to the connection's remote description. */
    apply: async (pc: RTCPeerConnection | undefined): Promise<void> => {
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
