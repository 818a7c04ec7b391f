/** @jsxImportSource preact */
import { useEffect, useRef } from 'preact/hooks'
import { useCallWords } from './useCallWords.ts'

const every = 80

/** How loud the microphone hears. Drawn past the view, so that nothing else is drawn again with it. */
export function Level({ level }: { level: () => number }) {
  const { say } = useCallWords()
  const meter = useRef<HTMLMeterElement>(null)
  useEffect(() => {
    const timer = setInterval(() => {
      if (meter.current) meter.current.value = level()
    }, every)
    return () => clearInterval(timer)
  }, [level])
  return <meter ref={meter} min={0} max={1} value={0} aria-label={say('level')} />
}
