import { useEffectEvent, useLayoutEffect, useRef, type RefObject } from 'react'

/** For controls that go away by themselves: `inherit` gives the focus a new place when they go while they have it. */
export function useFocusFallback(inherit: () => void): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null)
  const onGone = useEffectEvent(inherit)
  useLayoutEffect(() => {
    const controls = place.current
    return () => {
      // Once the page stands: an heir that moves to its new place in the same breath would lose it again.
      if (controls?.contains(document.activeElement)) queueMicrotask(onGone)
    }
  }, [])
  return place
}
