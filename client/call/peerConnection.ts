import type { Tracks } from './types.ts'

/** A connection to one leg of the other side. It has three transceivers, in this order: audio, camera, screen. */
export interface PeerConnection {
  pc: RTCPeerConnection
  remote: MediaStream
  /** Audio only: a media element does not play a stream with a video track before its first frame arrives. */
  remoteSound: MediaStream
  remoteScreen: MediaStream
}

const kinds = ['audio', 'video', 'video'] as const

/** Creates a connection. The offering side adds the transceivers; the answering side gets them from the offer. */
export function createPeerConnection(configuration: RTCConfiguration, offers: boolean): PeerConnection {
  const pc = new RTCPeerConnection(configuration)
  const connection = {
    pc,
    remote: new MediaStream(),
    remoteSound: new MediaStream(),
    remoteScreen: new MediaStream(),
  }
  if (offers) {
    for (const kind of kinds) pc.addTransceiver(kind, { direction: 'sendrecv' })
    addReceivers(connection)
  }
  return connection
}

/** Opens both directions in the first answer, so that later track changes need no renegotiation. */
export function answerBothWays(connection: PeerConnection): void {
  for (const transceiver of connection.pc.getTransceivers()) transceiver.direction = 'sendrecv'
  addReceivers(connection)
}

function addReceivers({ pc, remote, remoteSound, remoteScreen }: PeerConnection) {
  const [audio, camera, screen] = pc.getTransceivers().map(({ receiver }) => receiver.track)
  if (audio) {
    remote.addTrack(audio)
    remoteSound.addTrack(audio)
  }
  if (camera) remote.addTrack(camera)
  if (screen) remoteScreen.addTrack(screen)
}

/** Replaces the sent tracks. Null sends nothing. */
export async function sendTracks({ pc }: PeerConnection, { microphone, camera, screen }: Tracks): Promise<void> {
  const senders = pc.getTransceivers().map(({ sender }) => sender)
  await Promise.all(
    [microphone, camera, screen].map(async (track, index) => {
      const sender = senders[index]
      if (sender && sender.track !== track) await sender.replaceTrack(track)
    }),
  )
}

/** Session id of the `o=` line, which identifies the connection that created a description (RFC 8829, 5.2.1). */
export const sdpSessionId = (sdp: string | undefined): string | null => /^o=\S+ (\d+)/m.exec(sdp ?? '')?.[1] ?? null

/** ICE user name fragment of a description: each ICE restart creates a new one. */
export const iceUfragOf = (sdp: string | undefined): string | null => /^a=ice-ufrag:(\S+)/m.exec(sdp ?? '')?.[1] ?? null
