/** Reports `ready` to the parent process, answers its requests for the memory in use, and ends with it. */
export function serveParent(ready: unknown, stop: () => Promise<unknown>): void {
  process.on('message', () => process.send?.({ memory: usedMemory() }))
  process.on('disconnect', () => {
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  })
  // Ctrl-C reaches every process of the terminal; the parent decides when this one ends.
  process.on('SIGINT', () => undefined)
  process.send?.({ ready })
}

function usedMemory(): number {
  globalThis.gc?.()
  globalThis.gc?.()
  // Not the resident set size, which varies with unused heap pages by more than the measured amount.
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
