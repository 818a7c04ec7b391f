import { useEffectEvent, useLayoutEffect, useRef, type RefObject } from 'react'

/** For controls that may disappear: calls `moveFocus` when they are unmounted while they contain the focus. */
export function useFocusFallback(moveFocus: () => void): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null)
  const onGone = useEffectEvent(moveFocus)
  useLayoutEffect(() => {
    const controls = place.current
    return () => {
      // After the commit: an element that moves in the same commit would lose the focus again.
      if (controls?.contains(document.activeElement)) queueMicrotask(onGone)
    }
  }, [])
  return place
}
