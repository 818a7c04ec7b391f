import { useEffect, useState } from 'preact/hooks'

/** Seconds until an instant by server time, updated twice a second; null without an instant. */
export function useSecondsLeft(until: string | null, serverNow: () => number): number | null {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    if (!until) return undefined
    setNow(serverNow())
    const timer = setInterval(() => setNow(serverNow()), 500)
    return () => clearInterval(timer)
  }, [until])
  return until ? Math.max(0, Math.ceil((Date.parse(until) - now) / 1000)) : null
}

/** Whole seconds since an instant by server time, updated twice a second; null without an instant. */
export function useSecondsSince(from: string | null, serverNow: () => number): number | null {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    if (!from) return undefined
    setNow(serverNow())
    const timer = setInterval(() => setNow(serverNow()), 500)
    return () => clearInterval(timer)
  }, [from])
  return from ? Math.max(0, Math.floor((now - Date.parse(from)) / 1000)) : null
}

/** `1:05` */
export const clockTime = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
