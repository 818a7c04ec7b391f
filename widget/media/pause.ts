/** Milliseconds until the next try: growing, bounded, and shortened by chance so that many do not come back at once. */
export const pause = (failures: number, longest = 8000): number =>
  Math.min(longest, 500 * 2 ** failures) * (0.75 + Math.random() / 4)
