import { useEffect, type RefObject } from 'react'

let taken = 0
const listeners = new Set<() => void>()

/** Keeps notes above what stands at the bottom of the page. Pixels from the bottom; 0 where nothing stands there. */
function reserveBottom(pixels: number): void {
  if (pixels === taken) return
  taken = pixels
  for (const listener of listeners) listener()
}

export const bottomInset = (): number => taken

export function listenToBottomInset(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Keeps notes above something that stands at the bottom of the page. `margin`: pixels that lie below it. */
export function useBottomInset(element: RefObject<HTMLElement | null>, margin = 0): void {
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => reserveBottom(margin + (entry?.borderBoxSize[0]?.blockSize ?? 0)))
    if (element.current) watch.observe(element.current)
    return () => {
      watch.disconnect()
      reserveBottom(0)
    }
  }, [element, margin])
}
