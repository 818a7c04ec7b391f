/** Tells the process that started this one that it is ready, answers its questions and ends with it. */
export function serveParent(ready: unknown, stop: () => Promise<unknown>): void {
  process.on('message', () => process.send?.({ memory: held() }))
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

function held(): number {
  globalThis.gc?.()
  globalThis.gc?.()
  // Not the resident set: pages come and go with the heap's own slack, by more than what is measured here.
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
