/** In milliseconds. */
const firstDelay = 1000
const longestDelay = 5 * 60_000
/** So many failures in a row are remembered; of others the delay begins anew. */
const remembered = 1000

/** How long what fails again and again waits for its next try: twice as long each time. */
export function createGrowingDelays() {
  const failures = new Map<string, number>()
  return {
    afterFailure: (id: string): number => {
      const before = failures.get(id) ?? 0
      failures.delete(id)
      failures.set(id, before + 1)
      const [oldest] = failures.keys()
      if (failures.size > remembered && oldest !== undefined) failures.delete(oldest)
      return Math.min(longestDelay, firstDelay * 2 ** before)
    },
    wentWell: (id: string): void => {
      failures.delete(id)
    },
  }
}
