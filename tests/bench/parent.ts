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
  const { rss, heapTotal, heapUsed } = process.memoryUsage()
  // Pages of the heap that are empty now are there for the next object, whoever makes it.
  return rss - heapTotal + heapUsed
}
