import { useEffect, useRef } from 'react'

interface RemoteVideoProps {
  stream: MediaStream
  label: string
  className?: string
}

/** Video of one stream. Muted, because `RemoteAudio` plays the sound. */
export function RemoteVideo({ stream, label, className }: RemoteVideoProps) {
  const place = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    if (place.current) place.current.srcObject = stream
  }, [stream])
  return <video ref={place} className={className} aria-label={label} autoPlay playsInline muted />
}

interface RemoteAudioProps {
  stream: MediaStream | null
  /** Device id of the speaker; null for the default device. */
  speaker: string | null
}

/** Audio of one stream. */
export function RemoteAudio({ stream, speaker }: RemoteAudioProps) {
  const place = useRef<HTMLAudioElement>(null)
  useEffect(() => {
    if (place.current) place.current.srcObject = stream
  }, [stream])
  useEffect(() => {
    const sound = place.current
    if (sound && speaker !== null && 'setSinkId' in sound) void sound.setSinkId(speaker).catch(() => null)
  }, [speaker])
  return <audio ref={place} autoPlay />
}
