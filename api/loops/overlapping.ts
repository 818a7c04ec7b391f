/** So long, in milliseconds, is one turn waited for. */
const patience = 1000

interface Overlapping {
  turn: () => Promise<boolean>
  /** Waits for every turn that still goes on. */
  settled: () => Promise<unknown>
}

/** Lets the next turn begin while a long one goes on: for work whose parts must not wait for each other. */
export function overlapping(turn: () => Promise<boolean>): Overlapping {
  const going = new Set<Promise<boolean>>()
  return {
    turn: async () => {
      const current = turn().finally(() => going.delete(current))
      going.add(current)
      let timer: NodeJS.Timeout | undefined
      const long = new Promise<boolean>((resolve) => {
        timer = setTimeout(() => resolve(true), patience)
      })
      return Promise.race([current, long]).finally(() => clearTimeout(timer))
    },
    settled: () => Promise.allSettled(going),
  }
}
