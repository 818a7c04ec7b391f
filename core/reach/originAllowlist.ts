import { parseOrigin, type Origin, type OriginDenial, defaultPort } from './origin.ts'
import { isBelow } from './originHost.ts'
import { parsePattern, type OriginPattern } from './pattern.ts'

/** The entry that comes nearest without admitting the origin, from the nearest kind of miss to the farthest. */
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

/** `noPatterns`: the list is empty, or holds nothing inside the grammar. */
export type NotAllowed = Miss | OriginDenial | 'noPatterns'

/** `pattern` as the admin wrote it: the one that admits, or the one that came nearest (never for `hostNotListed`). */
export type OriginDecision =
  | { readonly allowed: true; readonly pattern: string }
  | { readonly allowed: false; readonly reason: NotAllowed; readonly nearest?: string }

/** Patterns read once, for many decisions. Entries outside the grammar are left out: they match nothing. */
export type Whitelist = readonly OriginPattern[]

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

/** The same host with its trailing dot taken away, or set where there was none. */
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

/** `matchOrigin` for patterns that were compiled before. */
export const decideOrigin = (whitelist: Whitelist, header: string | undefined): OriginDecision => {
  const origin = parseOrigin(header)
  if (origin.denied !== undefined) return { allowed: false, reason: origin.denied }
  if (whitelist.length === 0) return { allowed: false, reason: 'noPatterns' }
  const admitting = whitelist.find((pattern) => admits(pattern, origin))
  return admitting === undefined ? nearestMiss(whitelist, origin) : { allowed: true, pattern: admitting.written }
}

/**
 * Does a domain template admit the page that sends this Origin header? Fails closed: an empty list, an entry outside the grammar
 * and a header that names no web page admit nobody. Whole labels are compared, never parts of them. Never throws.
 */
export const matchOrigin = (patterns: readonly string[], header: string | undefined): OriginDecision =>
  decideOrigin(compilePatterns(patterns), header)
