/** What was pasted, as patterns: one a line, however the lines were separated; blank ones and list marks are left out. */
export const patternLines = (text: string): string[] =>
  text
    .split(/[\s,;]+/)
    .map((line) => line.replace(/^["'•]+|["']+$/g, ''))
    .filter((line) => line !== '' && line !== '-')
    .map(withoutLoneSlash)

export const holdsSeveral = (text: string): boolean => patternLines(text).length > 1

/**
 * The origin that a browser would send for an address as people type or paste it: without path, with https where no scheme
 * stands. What is no web address is left as it is, so that the tester can say why.
 */
export function originOf(text: string): string {
  const typed = text.trim()
  if (typed === '') return ''
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`
  const url = URL.canParse(address) ? new URL(address) : null
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url.origin : typed
}

/**
 * A whole address as browsers copy it, without the slash that they put at the end. That slash alone is no path; whatever
 * else follows the host stays, so that it can be refused.
 */
export const withoutLoneSlash = (line: string): string => line.replace(/^(https?:\/\/[^/?#\s]+)\/$/i, '$1')
