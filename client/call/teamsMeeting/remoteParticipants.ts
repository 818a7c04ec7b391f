import type { Call, RemoteParticipant, RemoteVideoStream } from '@azure/communication-calling'
import type { MediaTransportView } from '../types.ts'

type Seen = Pick<MediaTransportView, 'remote' | 'remoteScreen' | 'remoteSends'>

/** Tracks the other participants of a meeting and their video streams. The SDK plays their audio itself. */
export function watchRemoteParticipants(call: Call, onChange: () => void) {
  const pictures = new Map<RemoteVideoStream, MediaStream | null>()
  const known = new Set<RemoteParticipant>()

  const updateStream = (stream: RemoteVideoStream) => {
    if (!stream.isAvailable) {
      pictures.delete(stream)
      onChange()
      return
    }
    if (pictures.has(stream)) return
    pictures.set(stream, null)
    stream.getMediaStream().then(
      (picture) => {
        if (pictures.has(stream)) pictures.set(stream, picture)
        onChange()
      },
      () => pictures.delete(stream),
    )
  }
  const watchStream = (stream: RemoteVideoStream) => {
    stream.on('isAvailableChanged', () => updateStream(stream))
    updateStream(stream)
  }
  const watchParticipant = (participant: RemoteParticipant) => {
    if (known.has(participant)) return
    known.add(participant)
    participant.on('stateChanged', onChange)
    participant.on('isMutedChanged', onChange)
    participant.on('videoStreamsUpdated', ({ added, removed }) => {
      added.forEach(watchStream)
      for (const stream of removed) pictures.delete(stream)
      onChange()
    })
    participant.videoStreams.forEach(watchStream)
  }
  call.on('remoteParticipantsUpdated', ({ added, removed }) => {
    added.forEach(watchParticipant)
    for (const participant of removed) known.delete(participant)
    onChange()
  })
  call.remoteParticipants.forEach(watchParticipant)

  const present = () => [...known].filter(({ state }) => state === 'Connected')
  const pictureOf = (type: RemoteVideoStream['mediaStreamType']): MediaStream | null =>
    present()
      .flatMap(({ videoStreams }) => videoStreams.filter((stream) => stream.mediaStreamType === type))
      .map((stream) => pictures.get(stream) ?? null)
      .find((picture) => picture !== null) ?? null

  return {
    anybody: () => present().length > 0,
    seen: (): Seen => {
      const remote = pictureOf('Video')
      const remoteScreen = pictureOf('ScreenSharing')
      const microphone = present().some(({ isMuted }) => !isMuted)
      return {
        ...{ remote, remoteScreen },
        remoteSends: present().length > 0 ? { microphone, camera: !!remote, screen: !!remoteScreen } : null,
      }
    },
  }
}
