export type Scheme = 'http' | 'https'

export const defaultPort: Readonly<Record<Scheme, number>> = { http: 80, https: 443 }

/** `http` or `https` whatever the case; undefined for every other text. */
export const readScheme = (text: string): Scheme | undefined => {
  const scheme = text.toLowerCase()
  return scheme === 'http' || scheme === 'https' ? scheme : undefined
}

/** Splits `host[:port]`. `port` is the text after the colon, undefined without one. A bracketed address keeps its colons. */
export const splitAuthority = (text: string): { host: string; port: string | undefined } => {
  const from = text.startsWith('[') ? text.indexOf(']') + 1 : 0
  const colon = text.indexOf(':', from)
  return colon < 0 ? { host: text, port: undefined } : { host: text.slice(0, colon), port: text.slice(colon + 1) }
}

/** A port from 1 to 65535 in decimal without leading zeros; undefined for every other text. */
export const readPort = (text: string): number | undefined => {
  const port = /^[1-9]\d{0,4}$/.test(text) ? Number(text) : 0
  return port >= 1 && port <= 65535 ? port : undefined
}
