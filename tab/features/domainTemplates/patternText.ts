/** Splits pasted text into patterns at white space, commas and semicolons, without blank entries, quotes and list bullets. */
export const patternLines = (text: string): string[] =>
  text
    .split(/[\s,;]+/)
    .map((line) => line.replace(/^["'•]+|["']+$/g, ''))
    .filter((line) => line !== '' && line !== '-')
    .map(withoutLoneSlash)

export const holdsSeveral = (text: string): boolean => patternLines(text).length > 1

/**
 * The origin that a browser would send for a typed or pasted address: without path, with https if no scheme is given. Text that
 * is not a web address is returned unchanged, so that the tester can explain why.
 */
export function originOf(text: string): string {
  const typed = text.trim()
  if (typed === '') return ''
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`
  const url = URL.canParse(address) ? new URL(address) : null
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url.origin : typed
}

/**
 * Removes the trailing slash that browsers append when an address is copied. Any other path is kept, so that it is refused.
 */
export const withoutLoneSlash = (line: string): string => line.replace(/^(https?:\/\/[^/?#\s]+)\/$/i, '$1')
