import { defaultPort, readPort, readScheme, splitAuthority, type Scheme } from './origin.ts'
import { readHost, type Host } from './originHost.ts'
import { findMalformed, type MalformedPattern } from './patternSyntax.ts'

/** One parsed entry of a domain template. */
export interface OriginPattern {
  /** The entry as the admin wrote it. */
  readonly written: string
  /** With `wildcard`, the base: subdomains at any depth match, the base itself does not. */
  readonly host: Host
  readonly wildcard: boolean
  /** Both schemes for the name `localhost` written without a scheme; otherwise exactly one. */
  readonly schemes: readonly Scheme[]
  readonly schemeWritten: boolean
  /** Undefined means the default port of the origin's scheme. */
  readonly port: number | undefined
}

/** Why an entry does not fit the grammar `[scheme://]host[:port]`. */
export type PatternProblem =
  | MalformedPattern
  | 'nullOrigin'
  | 'badHost'
  | 'badAddress'
  | 'badPort'
  | 'loneWildcard'
  | 'wildcardTooShort'
  | 'wildcardInside'
  | 'wildcardOnAddress'

export type ReadPattern = { ok: true; pattern: OriginPattern } | { ok: false; reason: PatternProblem }

const refused = (reason: PatternProblem): ReadPattern => ({ ok: false, reason })

const readBase = (text: string): Host | PatternProblem => {
  if (text === '') return 'loneWildcard'
  if (text.includes('*')) return 'wildcardInside'
  const host = readHost(text)
  if (host === 'badHost') return host
  if (host === 'badAddress' || host.kind !== 'name') return 'wildcardOnAddress'
  return host.labels.filter((label) => label !== '').length < 2 ? 'wildcardTooShort' : host
}

const readPatternHost = (text: string): Host | PatternProblem => {
  if (text === '*') return 'loneWildcard'
  if (text.startsWith('*.')) return readBase(text.slice(2))
  return text.includes('*') ? 'wildcardInside' : readHost(text)
}

const schemesOf = (written: Scheme | undefined, wildcard: boolean, host: Host): readonly Scheme[] => {
  if (written !== undefined) return [written]
  return host.name === 'localhost' && !wildcard ? ['https', 'http'] : ['https']
}

/**
 * Parses one entry of a domain template. Strict: refuses leading and trailing blanks (`checkPatterns` trims first).
 * Answers the pattern, or the reason as `PatternProblem`. Never throws.
 */
export const parsePattern = (text: string): ReadPattern => {
  const malformed = findMalformed(text)
  if (malformed !== undefined) return refused(malformed)
  if (text.toLowerCase() === 'null') return refused('nullOrigin')
  const mark = text.indexOf('://')
  const scheme = mark < 0 ? undefined : readScheme(text.slice(0, mark))
  const { host: hostText, port: portText } = splitAuthority(mark < 0 ? text : text.slice(mark + 3))
  const host = readPatternHost(hostText)
  if (typeof host === 'string') return refused(host)
  const portWritten = portText === undefined ? undefined : readPort(portText)
  if (portText !== undefined && portWritten === undefined) return refused('badPort')
  const wildcard = hostText.startsWith('*.')
  const schemes = schemesOf(scheme, wildcard, host)
  const isDefault = schemes.every((each) => defaultPort[each] === portWritten)
  const port = isDefault ? undefined : portWritten
  return { ok: true, pattern: { written: text, host, wildcard, schemes, schemeWritten: scheme !== undefined, port } }
}

/**
 * The canonical text of an entry. Entries with the same meaning have the same canonical text, which is itself a valid
 * pattern.
 */
export const canonicalText = ({ schemes, wildcard, host, port }: OriginPattern): string => {
  const scheme = schemes.length === 1 ? `${schemes.join()}://` : ''
  return `${scheme}${wildcard ? '*.' : ''}${host.name}${port === undefined ? '' : `:${port}`}`
}
