/** A host in the form that browsers send: lower case, punycode, canonical addresses. IPv6 keeps its brackets. */
export interface Host {
  readonly name: string
  readonly kind: 'name' | 'ipv4' | 'ipv6'
  /** The labels of a name, from left to right; the last one is empty after a trailing dot. Empty for an address. */
  readonly labels: readonly string[]
}

export type HostProblem = 'badHost' | 'badAddress'

const hostLimit = 253
const labelLimit = 63
const ipv6Text = /^\[[0-9a-f:.]{2,45}\]$/
const ipv4Text = /^(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}$/
const number = /^(?:\d+|0x[\da-f]*)$/
const hostAscii = /^[a-z\d._-]+$/i
const labelText = /^[a-z\d_-]+$/
const foreignAscii = /[^a-z\d._\u{80}-\u{10ffff}-]/iu

const urlHost = (text: string): string | undefined => {
  try {
    return new URL(`http://${text}`).hostname
  } catch {
    return undefined
  }
}

const readIpv6 = (text: string): Host | HostProblem => {
  const name = ipv6Text.test(text) ? urlHost(text) : undefined
  return name === undefined ? 'badAddress' : { name, kind: 'ipv6', labels: [] }
}

/**
 * Lower-case punycode of a host. The URL class maps by UTS 46 (non-transitional, with joiner and bidi checks), but it
 * also decodes percent signs and drops tabs. It therefore receives only letters, digits, `-`, `_`, `.` and non-ASCII
 * characters.
 */
const asBrowsersWrite = (text: string): string | undefined => {
  if (hostAscii.test(text)) {
    const lower = text.toLowerCase()
    return lower.includes('xn--') ? urlHost(lower) : lower
  }
  if (foreignAscii.test(text)) return undefined
  // Unicode before 15.1 maps capital sharp s to "ss", which is a different name. The lower-case letter maps the same
  // way in every version.
  return urlHost(text.replaceAll('\u1e9e', '\u00df'))
}

/** Punycode that ends in its delimiter encodes nothing; it disguises a plain ASCII label. */
const isLabel = (label: string): boolean =>
  label.length <= labelLimit && labelText.test(label) && !(label.startsWith('xn--') && label.endsWith('-'))

const isIpv4 = (name: string): boolean => ipv4Text.test(name) && name.split('.').every((part) => Number(part) <= 255)

/**
 * Parses one host, without wildcard and port. Accepts underscores and hyphens in any position, as browsers do. Answers
 * `badHost` for empty labels, labels over 63 characters and names over 253, and `badAddress` for every notation of an
 * IPv4 address except dotted decimal. Source: URL standard (host parsing), UTS 46, RFC 1035 section 2.3.4.
 */
export const readHost = (text: string): Host | HostProblem => {
  if (text.startsWith('[')) return readIpv6(text.toLowerCase())
  const name = asBrowsersWrite(text)
  if (name === undefined) return 'badHost'
  const labels = name.split('.')
  const rooted = labels.at(-1) === ''
  const bare = rooted ? labels.slice(0, -1) : labels
  // The URL standard parses any name with a numeric last label as an IPv4 address, including hexadecimal, octal and
  // short forms.
  if (number.test(bare.at(-1) ?? '')) {
    return text === name && isIpv4(name) ? { name, kind: 'ipv4', labels: [] } : 'badAddress'
  }
  const length = rooted ? name.length - 1 : name.length
  return length <= hostLimit && bare.length > 0 && bare.every(isLabel) ? { name, kind: 'name', labels } : 'badHost'
}

/** Compares whole labels from the right: true for a name at any depth below `base`, false for `base` itself. */
export const isBelow = (labels: readonly string[], base: readonly string[]): boolean => {
  const depth = labels.length - base.length
  return depth > 0 && base.length > 0 && base.every((label, index) => label === labels[depth + index])
}
