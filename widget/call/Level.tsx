/** @jsxImportSource preact */
import { useEffect, useRef } from 'preact/hooks'
import { useCallWords } from './useCallWords.ts'

const every = 80

/** Where motion is not wanted the bar fills in quarters and stays: one is heard all the same. */
const drawn = (before: number, now: number): number =>
  matchMedia('(prefers-reduced-motion: reduce)').matches ? Math.max(before, Math.round(now * 4) / 4) : now

/** How loud the microphone hears. Drawn past the view, so that nothing else is drawn again with it. */
export function Level({ level }: { level: () => number }) {
  const { say } = useCallWords()
  const meter = useRef<HTMLMeterElement>(null)
  useEffect(() => {
    const look = () => {
      if (meter.current) meter.current.value = drawn(meter.current.value, level())
    }
    look()
    const timer = setInterval(look, every)
    return () => clearInterval(timer)
  }, [level])
  return <meter ref={meter} min={0} max={1} value={0} aria-label={say('level')} />
}
