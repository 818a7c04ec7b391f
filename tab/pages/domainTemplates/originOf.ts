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
