import { languages } from '#bot/i18n/compiled/languages'
import { startLoopback, type Asked, type Reply, type Running } from '../http/loopback.ts'
import { staticFiles } from '../http/staticFiles.ts'

type Persona = { upn: string; name: string; oid: string; tid: string; tenant: string; role: string }

export type TeamsHostOptions = {
  port: number
  /** Origin of the tab; the host frames its `/tab/` page. */
  tabUrl: string
  /** URL of the Entra stand-in, which issues the token for `getAuthToken`. */
  entraUrl: string
  personas: readonly Persona[]
  /** The bot chat and its owner, if the Playground runs. */
  playground?: { url: string; upn: string } | undefined
}

/** Starts the stand-in for the Teams client: a page that frames the tab and implements the host's side of teams-js. */
export async function startTeamsHost(options: TeamsHostOptions): Promise<Running> {
  const files = staticFiles(new URL('./page/', import.meta.url))
  const { tabUrl, personas, playground } = options
  const world = { tabUrl, personas, languages, playground: playground ?? null }
  const headers = { 'content-security-policy': policy([tabUrl, ...(playground ? [playground.url] : [])]) }
  const page = files.get('host.html')

  const answer = async (asked: Asked): Promise<Reply | undefined> => {
    if (asked.method !== 'GET') return undefined
    if (asked.path === '/world.json') return { body: world }
    if (asked.path === '/sso') return token(options.entraUrl, asked.query.get('user') ?? '')
    // Deep links keep the path that they have in Teams, so that a card's link differs from production only in its origin.
    if (asked.path === '/' || asked.path.startsWith('/l/entity/')) return page && { ...page, headers }
    return asked.path.startsWith('/page/') ? files.get(asked.path.slice('/page/'.length)) : undefined
  }
  return startLoopback(options.port, 'TEAMS_PORT', answer)
}

async function token(entraUrl: string, upn: string): Promise<Reply> {
  const response = await fetch(`${entraUrl}/token?user=${encodeURIComponent(upn)}`)
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? 'application/json',
    body: await response.text(),
  }
}

const policy = (framed: readonly string[]) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    `frame-src ${framed.map((url) => new URL(url).origin).join(' ')}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
