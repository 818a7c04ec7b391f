/** @jsxImportSource preact */
import { CountdownRing } from '../../panel/ui/CountdownRing.tsx'
import { clockTime, useSecondsLeft } from '../../panel/ui/useClock.ts'
import { PersonAvatar } from './Avatar.tsx'
import { VideoTile } from './VideoTile.tsx'
import { useCallTranslator } from '../controller/useCallTranslator.ts'

interface RingingProps {
  ringEndsAt: string | null
  ringSeconds: number
  serverNow: () => number
  /** Own camera if it is on, shown as a preview. */
  camera: MediaStream | null
  onCancel: () => void
}

/** Shows the remaining ring time and a cancel button. */
export function Ringing({ ringEndsAt, ringSeconds, serverNow, camera, onCancel }: RingingProps) {
  const { say } = useCallTranslator()
  const left = useSecondsLeft(ringEndsAt, serverNow)
  const part = left === null ? 1 : Math.min(1, left / Math.max(1, ringSeconds))
  return (
    <section class="waiting">
      <div class="ringed">
        <CountdownRing part={part} />
        <PersonAvatar />
      </div>
      <h1>{say('ringingNow')}</h1>
      <p role="timer">
        {left === null ? null : left > 0 ? say('timeLeft', { time: clockTime(left) }) : say('stillRinging')}
      </p>
      {camera && <VideoTile own stream={camera} label={say('ownPicture')} class="preview" />}
      <div class="ways">
        <button type="button" onClick={onCancel}>
          {say('cancel')}
        </button>
      </div>
    </section>
  )
}
