const worthNaming = 3
const mostNames = 200
const mostCounted = 1_000

const names = new Map<string, string>()
const seen = new Map<string, number>()

/**
 * The name under which a statement is prepared once per session; none for what is rarely said. Each name costs the
 * server memory on every connection, so their number is bounded, and texts that vary without end never get one.
 */
export function statementName(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= mostNames) return known
  const times = (seen.get(text) ?? 0) + 1
  if (times < worthNaming) {
    if (seen.size >= mostCounted) seen.clear()
    seen.set(text, times)
    return undefined
  }
  seen.delete(text)
  const name = `interact_${names.size + 1}`
  names.set(text, name)
  return name
}
