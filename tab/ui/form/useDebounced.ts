import { useEffect, useState } from 'react'

/** A value once it has stayed the same for a moment, so that the server is not asked with each letter. Compared as JSON. */
export function useDebounced<T>(value: T, milliseconds = 300): T {
  const text = JSON.stringify(value)
  const [debounced, setDebounced] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setDebounced(text), milliseconds)
    return () => clearTimeout(timer)
  }, [text, milliseconds])
  return JSON.parse(debounced) as T
}
