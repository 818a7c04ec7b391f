import { useEffect, type RefObject } from 'react'
import { takeBelow } from './freeSpace.ts'

/** Keeps notes above something that stands at the bottom of the page. `margin`: pixels that lie below it. */
export function useStandsBelow(element: RefObject<HTMLElement | null>, margin = 0): void {
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => takeBelow(margin + (entry?.borderBoxSize[0]?.blockSize ?? 0)))
    if (element.current) watch.observe(element.current)
    return () => {
      watch.disconnect()
      takeBelow(0)
    }
  }, [element, margin])
}
