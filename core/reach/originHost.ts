/** A host as browsers write it: lower-case, punycode, canonical addresses. IPv6 keeps its brackets. */
export interface Host {
  readonly name: string
  readonly kind: 'name' | 'ipv4' | 'ipv6'
  /** The labels of a name, left to right, the last one empty after a trailing dot. Empty for an address. */
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
 * Lower-case punycode of a host. The URL class maps by UTS 46 (non-transitional, joiners and bidi checked), but also decodes
 * percent signs and drops tabs, so it is shown letters, digits, `-`, `_`, `.` and non-ASCII only.
 */
const asBrowsersWrite = (text: string): string | undefined => {
  if (hostAscii.test(text)) {
    const lower = text.toLowerCase()
    return lower.includes('xn--') ? urlHost(lower) : lower
  }
  if (foreignAscii.test(text)) return undefined
  // Unicode before 15.1 maps capital sharp s to "ss", which is another name; the lower-case letter is the same everywhere.
  return urlHost(text.replaceAll('\u1e9e', '\u00df'))
}

/** Punycode that ends in its delimiter encodes nothing: it is a disguise of a plain ASCII label. */
const isLabel = (label: string): boolean =>
  label.length <= labelLimit && labelText.test(label) && !(label.startsWith('xn--') && label.endsWith('-'))

const isIpv4 = (name: string): boolean => ipv4Text.test(name) && name.split('.').every((part) => Number(part) <= 255)

/**
 * Reads one host, without wildcard and port. Underscores and hyphens anywhere are accepted, as browsers do; empty labels,
 * labels over 63, names over 253, and every spelling of an IPv4 address but the dotted decimal one are not.
 * Source: URL standard (host parsing), UTS 46, RFC 1035 section 2.3.4.
 */
export const readHost = (text: string): Host | HostProblem => {
  if (text.startsWith('[')) return readIpv6(text.toLowerCase())
  const name = asBrowsersWrite(text)
  if (name === undefined) return 'badHost'
  const labels = name.split('.')
  const rooted = labels.at(-1) === ''
  const bare = rooted ? labels.slice(0, -1) : labels
  // The URL standard reads any name with a numeric last label as an IPv4 address, in hex, octal and short forms too.
  if (number.test(bare.at(-1) ?? '')) {
    return text === name && isIpv4(name) ? { name, kind: 'ipv4', labels: [] } : 'badAddress'
  }
  const length = rooted ? name.length - 1 : name.length
  return length <= hostLimit && bare.length > 0 && bare.every(isLabel) ? { name, kind: 'name', labels } : 'badHost'
}

/** Whole labels, compared from the right: true for any depth below `base`, false for `base` itself. */
export const isBelow = (labels: readonly string[], base: readonly string[]): boolean => {
  const depth = labels.length - base.length
  return depth > 0 && base.length > 0 && base.every((label, index) => label === labels[depth + index])
}
