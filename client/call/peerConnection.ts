import type { Tracks } from './types.ts'

/** One connection to one leg of the other side. Its three transceivers are audio, camera and screen, in this order. */
export interface PeerConnection {
  pc: RTCPeerConnection
  remote: MediaStream
  /** Without the camera: an element waits for the first picture of a stream before it plays any of it. */
  remoteSound: MediaStream
  remoteScreen: MediaStream
}

const kinds = ['audio', 'video', 'video'] as const

/** The side that offers has its transceivers from the start; the other one gets them with the offer. */
export function createPeerConnection(configuration: RTCConfiguration, offers: boolean): PeerConnection {
  const pc = new RTCPeerConnection(configuration)
  const link = {
    pc,
    remote: new MediaStream(),
    remoteSound: new MediaStream(),
    remoteScreen: new MediaStream(),
  }
  if (offers) {
    for (const kind of kinds) pc.addTransceiver(kind, { direction: 'sendrecv' })
    takeReceivers(link)
  }
  return link
}

/** Both directions are open from the first description on: what is sent changes without another one. */
export function answerBothWays(link: PeerConnection): void {
  for (const transceiver of link.pc.getTransceivers()) transceiver.direction = 'sendrecv'
  takeReceivers(link)
}

function takeReceivers({ pc, remote, remoteSound, remoteScreen }: PeerConnection) {
  const [audio, camera, screen] = pc.getTransceivers().map(({ receiver }) => receiver.track)
  if (audio) {
    remote.addTrack(audio)
    remoteSound.addTrack(audio)
  }
  if (camera) remote.addTrack(camera)
  if (screen) remoteScreen.addTrack(screen)
}

/** Sends these tracks instead of what was sent before. */
export async function sendTracks({ pc }: PeerConnection, { microphone, camera, screen }: Tracks): Promise<void> {
  const senders = pc.getTransceivers().map(({ sender }) => sender)
  await Promise.all(
    [microphone, camera, screen].map(async (track, index) => {
      const sender = senders[index]
      if (sender && sender.track !== track) await sender.replaceTrack(track)
    }),
  )
}

/** Which connection wrote a description. Source: RFC 8829, 5.2.1: the session id of the `o=` line stays for its life. */
export const writerOf = (sdp: string | undefined): string | null => /^o=\S+ (\d+)/m.exec(sdp ?? '')?.[1] ?? null

/** Which round of ICE a description belongs to: each restart takes a new name. */
export const roundOf = (sdp: string | undefined): string | null => /^a=ice-ufrag:(\S+)/m.exec(sdp ?? '')?.[1] ?? null
