let taken = 0
const listeners = new Set<() => void>()

/** Keeps notes above what stands at the bottom of the page. Pixels from the bottom; 0 where nothing stands there. */
export function takeBelow(pixels: number): void {
  if (pixels === taken) return
  taken = pixels
  for (const listener of listeners) listener()
}

export const takenBelow = (): number => taken

export function listenToFreeSpace(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
