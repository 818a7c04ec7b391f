/** @jsxImportSource preact */
import type { SessionState } from '#client/session/sessionState'
import { CountdownRing } from '../ui/CountdownRing.tsx'
import { clockTime, useSecondsLeft } from '../ui/useClock.ts'
import { useTranslator } from '../ui/useTranslator.ts'

interface RingingProps {
  progress: SessionState | null
  /** The first event of the session, which carries a configured text, has arrived. */
  hasEvents: boolean
  ringSeconds: number
  serverNow: () => number
}

/** Shows the remaining ring time. */
export function Ringing({ progress, hasEvents, ringSeconds, serverNow }: RingingProps) {
  const { say } = useTranslator()
  const left = useSecondsLeft(progress?.ringEndsAt ?? null, serverNow)
  const part = left === null ? 1 : Math.min(1, left / Math.max(1, ringSeconds))
  return (
    <section class="ringing">
      <CountdownRing part={part} />
      <div>
        <p class="title">{progress?.text ?? say(hasEvents ? 'ringing' : 'opening')}</p>
        {left !== null && (
          <p role="timer">{left > 0 ? say('timeLeft', { time: clockTime(left) }) : say('stillRinging')}</p>
        )}
        {(progress?.canWrite ?? true) && <p class="hint">{say('writeAlready')}</p>}
      </div>
    </section>
  )
}
