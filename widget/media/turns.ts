/** Does one thing after the other, in the order asked for. What one of them throws is its asker's own. */
export function makeTurns() {
  let last: Promise<unknown> = Promise.resolve()
  return <Value>(work: () => Promise<Value>): Promise<Value> => {
    const own = last.then(work)
    last = own.catch(() => undefined)
    return own
  }
}
