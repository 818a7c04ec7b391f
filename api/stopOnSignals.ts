const longest = 10_000

/** Ends the process in order on SIGTERM and Ctrl-C, and in any case after ten seconds. */
export function stopOnSignals(stop: () => Promise<unknown>): void {
  let stopping = false
  const end = () => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), longest).unref()
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
}
