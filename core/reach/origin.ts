import { readHost, type Host } from './originHost.ts'

/** The origin of a web page: scheme, host and port (RFC 6454). */
export interface Origin {
  readonly scheme: Scheme
  readonly host: Host
  /** 1 to 65535; the default port of the scheme when none was written. */
  readonly port: number
  readonly denied?: never
}

/**
 * Why an Origin header identifies no web page: `absent` (missing or blank), `opaque` (`null`: a sandboxed frame, a file
 * or a data URL), `schemeNotWeb` (browser extension, hybrid app, `blob:`, `ws:` ...), `notAnOrigin` (anything but
 * scheme, host and port).
 */
export type OriginDenial = 'absent' | 'opaque' | 'schemeNotWeb' | 'notAnOrigin'

/** In UTF-16 code units. No valid origin is longer, so a longer header is denied before it is parsed. */
const originLimit = 300
const authorityText = /^[a-z\d._:[\]-]+$/i
const schemeText = /^[a-z][a-z\d+.-]*$/i

const denied = (reason: OriginDenial): { denied: OriginDenial } => ({ denied: reason })

const withoutWebScheme = (text: string, colon: number): OriginDenial => {
  // `localhost:3980` is a host without a scheme, not a scheme.
  const looksLikePort = /^(?:\d|$)/.test(text.slice(colon + 1))
  return schemeText.test(text.slice(0, colon)) && !looksLikePort ? 'schemeNotWeb' : 'notAnOrigin'
}

/**
 * Parses an Origin header: a serialised ASCII origin, `scheme "://" host [":" port]`, and nothing else. The comparison
 * ignores case, a written default port equals an omitted one, and an IPv6 address may be written in full. Answers the
 * origin, or the reason in `denied`. Never throws. Source: RFC 6454 section 6.2, URL standard.
 */
export const parseOrigin = (header: string | undefined): Origin | { denied: OriginDenial } => {
  if (typeof header !== 'string' || header.trim() === '') return denied('absent')
  if (header === 'null') return denied('opaque')
  if (header.length > originLimit) return denied('notAnOrigin')
  const colon = header.indexOf(':')
  if (colon < 0) return denied('notAnOrigin')
  const scheme = readScheme(header.slice(0, colon))
  if (scheme === undefined) return denied(withoutWebScheme(header, colon))
  if (!header.startsWith('://', colon)) return denied('notAnOrigin')
  const authority = header.slice(colon + 3)
  if (!authorityText.test(authority)) return denied('notAnOrigin')
  const { host: hostText, port: portText } = splitAuthority(authority)
  const host = readHost(hostText)
  const port = portText === undefined ? defaultPort[scheme] : readPort(portText)
  return typeof host === 'string' || port === undefined ? denied('notAnOrigin') : { scheme, host, port }
}

export type Scheme = 'http' | 'https'

export const defaultPort: Readonly<Record<Scheme, number>> = { http: 80, https: 443 }

/** `http` or `https`, ignoring case; undefined for any other text. */
export const readScheme = (text: string): Scheme | undefined => {
  const scheme = text.toLowerCase()
  return scheme === 'http' || scheme === 'https' ? scheme : undefined
}

/**
 * Splits `host[:port]`. `port` is the text after the colon; undefined if there is no colon. The colons of a bracketed
 * IPv6 address belong to the host.
 */
export const splitAuthority = (text: string): { host: string; port: string | undefined } => {
  const from = text.startsWith('[') ? text.indexOf(']') + 1 : 0
  const colon = text.indexOf(':', from)
  return colon < 0 ? { host: text, port: undefined } : { host: text.slice(0, colon), port: text.slice(colon + 1) }
}

/** A port from 1 to 65535 in decimal without leading zeros; undefined for any other text. */
export const readPort = (text: string): number | undefined => {
  const port = /^[1-9]\d{0,4}$/.test(text) ? Number(text) : 0
  return port >= 1 && port <= 65535 ? port : undefined
}
