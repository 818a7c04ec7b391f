import { parseOrigin, type Origin, type OriginDenial, defaultPort } from './origin.ts'
import { isBelow } from './originHost.ts'
import { parsePattern, type OriginPattern } from './pattern.ts'

/** How an entry fails to match an origin, from the nearest miss to the farthest. */
const misses = [
  'portNotListed',
  'httpNotWritten',
  'schemeNotAllowed',
  'trailingDot',
  'apexNotIncluded',
  'subdomainNotIncluded',
  'hostNotListed',
] as const
type Miss = (typeof misses)[number]

/** Why an origin is not allowed. `noPatterns`: the list is empty or holds no valid pattern. */
export type NotAllowed = Miss | OriginDenial | 'noPatterns'

/**
 * `pattern` is the matching entry as the admin wrote it; `nearest` is the entry that came nearest to a match (absent
 * for `hostNotListed`).
 */
export type OriginDecision =
  | { readonly allowed: true; readonly pattern: string }
  | { readonly allowed: false; readonly reason: NotAllowed; readonly nearest?: string }

/** Parsed patterns, for use in many decisions. Entries outside the grammar are left out, so they match nothing. */
export type Whitelist = readonly OriginPattern[]

/** Parses the entries of a domain template once, so that many origins can be checked against them. Never throws. */
export const compilePatterns = (patterns: readonly string[]): Whitelist =>
  patterns.flatMap((text) => {
    const read = parsePattern(text)
    return read.ok ? [read.pattern] : []
  })

const coversHost = (pattern: OriginPattern, name: string, labels: readonly string[]): boolean =>
  pattern.wildcard ? isBelow(labels, pattern.host.labels) : pattern.host.name === name

const admits = (pattern: OriginPattern, { scheme, host, port }: Origin): boolean =>
  coversHost(pattern, host.name, host.labels) &&
  pattern.schemes.includes(scheme) &&
  port === (pattern.port ?? defaultPort[scheme])

/** The same host without its trailing dot, or with one if it had none. */
const otherSpelling = (labels: readonly string[]): readonly string[] =>
  labels.at(-1) === '' ? labels.slice(0, -1) : [...labels, '']

const missOf = (pattern: OriginPattern, { scheme, host }: Origin): Miss => {
  if (coversHost(pattern, host.name, host.labels)) {
    if (pattern.schemes.includes(scheme)) return 'portNotListed'
    return scheme === 'http' && !pattern.schemeWritten ? 'httpNotWritten' : 'schemeNotAllowed'
  }
  const respelled = otherSpelling(host.labels)
  if (coversHost(pattern, respelled.join('.'), respelled)) return 'trailingDot'
  if (pattern.wildcard) return pattern.host.name === host.name ? 'apexNotIncluded' : 'hostNotListed'
  return isBelow(host.labels, pattern.host.labels) ? 'subdomainNotIncluded' : 'hostNotListed'
}

const nearestMiss = (whitelist: Whitelist, origin: Origin): OriginDecision => {
  let nearest = { reason: misses.indexOf('hostNotListed'), written: '' }
  for (const pattern of whitelist) {
    const reason = misses.indexOf(missOf(pattern, origin))
    if (reason < nearest.reason) nearest = { reason, written: pattern.written }
  }
  const reason = misses[nearest.reason] ?? 'hostNotListed'
  return { allowed: false, reason, ...(nearest.written === '' ? {} : { nearest: nearest.written }) }
}

/** Same as `matchOrigin`, for patterns that are already compiled. */
export const decideOrigin = (whitelist: Whitelist, header: string | undefined): OriginDecision => {
  const origin = parseOrigin(header)
  if (origin.denied !== undefined) return { allowed: false, reason: origin.denied }
  if (whitelist.length === 0) return { allowed: false, reason: 'noPatterns' }
  const admitting = whitelist.find((pattern) => admits(pattern, origin))
  return admitting === undefined ? nearestMiss(whitelist, origin) : { allowed: true, pattern: admitting.written }
}

/**
 * Decides whether a domain template admits the page that sent this Origin header. Fails closed: an empty list, an entry
 * outside the grammar and a header that identifies no web page admit nothing. Compares whole labels, never substrings.
 * Answers the matching entry, or the reason as `NotAllowed`. Never throws.
 */
export const matchOrigin = (patterns: readonly string[], header: string | undefined): OriginDecision =>
  decideOrigin(compilePatterns(patterns), header)
