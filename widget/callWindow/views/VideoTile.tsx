/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks'
import { useCallTranslator } from '../controller/useCallTranslator.ts'

interface VideoTileProps {
  stream: MediaStream | null
  label: string
  class: string
  /** Own camera: muted and mirrored. */
  own?: boolean
  /** Device id of the speaker. */
  speaker?: string | null
}

/** Plays the video and audio of a stream. */
export function VideoTile({ stream, label, own = false, speaker = null, ...look }: VideoTileProps) {
  const { say } = useCallTranslator()
  const video = useRef<HTMLVideoElement>(null)
  const [silenced, setSilenced] = useState(false)
  const play = () =>
    video.current?.play().then(
      () => setSilenced(false),
      // Some browsers block audio before a click in this window.
      (fault: unknown) => setSilenced(fault instanceof DOMException && fault.name === 'NotAllowedError'),
    )
  useEffect(() => {
    if (!video.current) return
    video.current.srcObject = stream
    if (stream) void play()
  }, [stream])
  useEffect(() => {
    if (speaker !== null && video.current && 'setSinkId' in video.current)
      video.current.setSinkId(speaker).catch(() => undefined)
  }, [speaker])
  return (
    <>
      <video
        ref={video}
        class={`${look.class}${own ? ' own' : ''}`}
        aria-label={label}
        muted={own}
        autoplay
        playsInline
      />
      {silenced && !own && (
        <button type="button" class="main sound" onClick={() => void play()}>
          {say('soundOn')}
        </button>
      )}
    </>
  )
}
