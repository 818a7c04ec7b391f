import { useEffect, type RefObject } from 'react'

let taken = 0
const listeners = new Set<() => void>()

/** Sets the space that toasts leave free at the bottom of the page, in pixels. */
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

/** Keeps toasts above an element at the bottom of the page. `margin`: pixels between the element and the page end. */
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
