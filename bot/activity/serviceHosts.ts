/** The hosts of the Bot Connector service: the public cloud and the government clouds, each by its exact name. */
export const teamsHosts = [
  'smba.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
  'smba.infra.gov.teams.microsoft.us',
  'smba.infra.dod.teams.microsoft.us',
] as const

const loopback = ['localhost', '127.0.0.1', '[::1]']

/**
 * Decides whether the bot may send to a service URL. An entry is a host name (https on the default port) or a loopback
 * origin such as `http://localhost:3984`; any other entry throws when the list is created.
 */
export function createServiceHosts(entries: readonly string[] = teamsHosts): (serviceUrl: string) => boolean {
  const origins = new Set(entries.map(originOf))
  return (serviceUrl) => {
    const url = URL.canParse(serviceUrl) ? new URL(serviceUrl) : null
    return url !== null && url.username === '' && url.password === '' && origins.has(url.origin)
  }
}

function originOf(entry: string): string {
  const written = entry.includes('://') ? entry : `https://${entry}`
  const url = URL.canParse(written) ? new URL(written) : null
  const allowed =
    url !== null &&
    url.origin === written &&
    ((entry === url.hostname && /^[a-z0-9.-]+$/.test(entry)) ||
      (url.protocol === 'http:' && loopback.includes(url.hostname)))
  if (!allowed) throw new Error(`"${entry}" is neither a host name nor a loopback http origin.`)
  return url.origin
}
