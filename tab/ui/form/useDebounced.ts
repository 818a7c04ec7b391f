import { useEffect, useState } from 'react'

/** A value once it has stayed the same for a moment, so that the server is not asked with each letter. Compared as JSON. */
export function useSettled<T>(value: T, milliseconds = 300): T {
  const text = JSON.stringify(value)
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), milliseconds)
    return () => clearTimeout(timer)
  }, [text, milliseconds])
  return JSON.parse(settled) as T
}
