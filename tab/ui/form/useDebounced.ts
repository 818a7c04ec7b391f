import { useEffect, useState } from 'react'

/** The value after it has not changed for some milliseconds, to avoid a request per keystroke. Compared as JSON. */
export function useDebounced<T>(value: T, milliseconds = 300): T {
  const text = JSON.stringify(value)
  const [debounced, setDebounced] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setDebounced(text), milliseconds)
    return () => clearTimeout(timer)
  }, [text, milliseconds])
  return JSON.parse(debounced) as T
}
