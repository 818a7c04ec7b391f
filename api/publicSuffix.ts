import { parse } from 'tldts'

const options = { allowPrivateDomains: true, extractHostname: false, validateHostname: false, detectIp: false }

/**
 * Can strangers rent names directly below this host? Registries (`co.uk`) and shared hosting (`github.io`) alike; `host` is
 * normalised, a trailing dot is ignored. Source: publicsuffix.org, as shipped with tldts.
 */
export const isPublicSuffix = (host: string): boolean => {
  const name = host.endsWith('.') ? host.slice(0, -1) : host
  const { publicSuffix, isIcann, isPrivate } = parse(name, options)
  // On no list, the last label is answered as the suffix: an intranet name is not for rent.
  return publicSuffix === name && (isIcann === true || isPrivate === true)
}
