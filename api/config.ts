import { isIP } from 'node:net'
import { z } from 'zod'
import { callProvider, type CallProvider } from '#core/contract/calls'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'tldts'

/** Whether a URL consists only of https, host and port. */
const isHttpsOrigin = (text: string): boolean =>
  URL.canParse(text) && new URL(text).protocol === 'https:' && new URL(text).href === `${new URL(text).origin}/`
const url = z
  .string()
  .refine(isHttpsOrigin, 'must be an https origin: https://host, without a path')
  .transform((text) => new URL(text).origin)
const port = z.coerce.number().int().min(1).max(65535)
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
)
/** `stun:host:port`, `turns:host:port?transport=tcp`. */
const iceUrls = (kind: 'stun' | 'turn') =>
  list.pipe(z.array(z.string().regex(new RegExp(`^${kind}s?:[^\\s/]+$`), `must contain only ${kind}: addresses`)))
/** The connection string as the Azure portal shows it. */
const acsConnection = /^endpoint=https:\/\/[^;\s]+;accesskey=[A-Za-z0-9+/]+=*$/i
const guid = z.guid('must be a GUID').transform((text) => text.toLowerCase())
/** `<tenant id>:<object id of the user>` */
const isPairOfGuids = (text: string): boolean => {
  const values = text.split(':')
  return values.length === 2 && values.every((part) => guid.safeParse(part).success)
}
const organizers = list
  .pipe(z.array(z.string().refine(isPairOfGuids, 'must contain only <tenant id>:<user id> pairs')))
  .transform((pairs) => new Map(pairs.map((pair) => pair.toLowerCase().split(':') as [string, string])))
/** A value for Express's `trust proxy`: an IP address, a subnet with prefix length, or a predefined subnet name. */
function isProxy(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true
  const [address = '', bits = '1', ...rest] = text.split('/')
  const longest = { 4: 32, 6: 128 }[isIP(address)] ?? 0
  return rest.length === 0 && /^\d+$/.test(bits) && Number(bits) >= 1 && Number(bits) <= longest
}
/** Has no default: behind a proxy that is not listed, all customers would share the rate limits of one address. */
const trustedProxies = list
  .pipe(
    z
      .array(z.string())
      .min(1, 'names no proxy: say none where there is none')
      .refine((all) => all.length === 1 || !all.includes('none'), 'must not combine none with other entries')
      .refine(
        (all) => all.every((each) => each === 'none' || isProxy(each)),
        'must contain only addresses and subnets',
      ),
  )
  .transform((all) => all.filter((each) => each !== 'none'))
const secretKey = z
  .string()
  .refine((text) => Buffer.from(text, 'base64').length >= 32, 'must be at least 32 random bytes in base64')

const environment = z.object({
  PUBLIC_URL: url,
  WIDGET_URL: url,
  PORT: port.default(3978),
  WIDGET_PORT: port.default(3979),
  DATABASE_URL: z.string().regex(/^(postgres(ql)?:\/\/|pglite:.)/, 'must be postgres://... or pglite:<folder>'),
  SIGNING_KEYS: list.pipe(z.array(secretKey).min(2, 'needs two keys: the first signs, both are valid')),
  DATA_KEY: secretKey,
  TENANTS: list.pipe(z.array(guid).min(1, 'names no tenant')),
  ENTRA_CLIENT_ID: guid,
  ENTRA_CLIENT_SECRET: z.string().min(1),
  BOT_ID: guid,
  BOT_TENANT_ID: guid,
  BOT_SECRET: z.string().min(1),
  TEAMS_APP_ID: guid.optional(),
  TRUSTED_PROXIES: trustedProxies,
  STUN_URLS: iceUrls('stun').default([]),
  TURN_URLS: iceUrls('turn').default([]),
  TURN_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
  ACS_CONNECTION_STRING: z.string().regex(acsConnection, 'must be endpoint=https://...;accesskey=...').optional(),
  CALL_PROVIDER: callProvider.optional(),
  MEETING_ORGANIZERS: organizers.optional(),
  METRICS_PORT: port.optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
})

const appPackage = environment.pick({ PUBLIC_URL: true, WIDGET_URL: true, ENTRA_CLIENT_ID: true, BOT_ID: true })
const turnAlone = 'TURN_SECRET: TURN_URLS and TURN_SECRET go together'
const needsAcs = (name: string) => `${name}: Teams meetings need ACS_CONNECTION_STRING`
const separate = 'BOT_ID: bot and API need separate Entra registrations'

/** The configuration of a running Interact. URLs have no trailing slash. */
export interface Config {
  publicUrl: string
  widgetUrl: string
  port: number
  widgetPort: number
  /** Address to listen on. */
  host: string
  databaseUrl: string
  signingKeys: readonly string[]
  dataKey: string
  tenants: readonly string[]
  entra: { clientId: string; clientSecret: string }
  bot: { id: string; tenantId: string; secret: string }
  /**
   * Id of the app in the Teams catalogue, for links to its tab: the bot's id, unless the catalogue has assigned
   * another.
   */
  teamsAppId: string
  trustedProxies: readonly string[]
  /** STUN and TURN servers for `webrtc` calls. */
  ice: { stunUrls: readonly string[]; turnUrls: readonly string[]; turnSecret: string | null }
  /** The call provider of a new tenant, until its admin chooses another one. */
  callProvider: CallProvider
  /** Null if Teams meetings are not available. `organizers`: dedicated organizers by tenant; otherwise the agent. */
  meetings: { acsConnectionString: string; organizers: ReadonlyMap<string, string> } | null
  metricsPort: number | null
  logLevel: 'debug' | 'info' | 'warn' | 'error'
  limits: boolean
  /** Allowed values of the Host header; null if a reverse proxy checks it. */
  allowedHosts: readonly string[] | null
}

/** Variables of the local environment (npm start). If one is set, the wrong program was started. */
const embeddedOnly = [
  'LIMITS',
  'DATA_DIR',
  'EMBEDDED_DATABASE_URL',
  'CONNECTOR_URL',
  'ENTRA_PORT',
  'TEAMS_PORT',
  'PLAYGROUND_PORT',
  'DEMO_PORT',
  'DEMO_PORT_2',
]

/** Reads the environment once. Throws one error that lists every missing, invalid or misplaced variable. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const set = filled(env)
  const parsed = environment.safeParse(set)
  const problems = [
    ...embeddedOnly
      .filter((name) => name in set)
      .map((name) => `${name}: belongs to the embedded world (npm start) only`),
    ...(parsed.success ? [] : problemsOf(parsed.error, set)),
  ]
  if (parsed.success) problems.push(...contradictions(parsed.data))
  if (!parsed.success || problems.length > 0) throw new Error(`Interact cannot start:\n  ${problems.join('\n  ')}`)
  const known = parsed.data
  return {
    publicUrl: known.PUBLIC_URL,
    widgetUrl: known.WIDGET_URL,
    port: known.PORT,
    widgetPort: known.WIDGET_PORT,
    host: '0.0.0.0',
    databaseUrl: known.DATABASE_URL,
    signingKeys: known.SIGNING_KEYS,
    dataKey: known.DATA_KEY,
    tenants: known.TENANTS,
    entra: { clientId: known.ENTRA_CLIENT_ID, clientSecret: known.ENTRA_CLIENT_SECRET },
    bot: { id: known.BOT_ID, tenantId: known.BOT_TENANT_ID, secret: known.BOT_SECRET },
    teamsAppId: known.TEAMS_APP_ID ?? known.BOT_ID,
    trustedProxies: known.TRUSTED_PROXIES,
    ice: { stunUrls: known.STUN_URLS, turnUrls: known.TURN_URLS, turnSecret: known.TURN_SECRET ?? null },
    callProvider: known.CALL_PROVIDER ?? (known.ACS_CONNECTION_STRING === undefined ? 'webrtc' : 'teams-meeting'),
    meetings:
      known.ACS_CONNECTION_STRING === undefined
        ? null
        : { acsConnectionString: known.ACS_CONNECTION_STRING, organizers: known.MEETING_ORGANIZERS ?? new Map() },
    metricsPort: known.METRICS_PORT ?? null,
    logLevel: known.LOG_LEVEL,
    limits: true,
    allowedHosts: null,
  }
}

/** Variables that are valid on their own but not together. */
function contradictions(known: z.infer<typeof environment>): string[] {
  const withoutAcs = known.ACS_CONNECTION_STRING === undefined
  return [
    ...(known.ENTRA_CLIENT_ID === known.BOT_ID ? [separate] : []),
    ...(known.TURN_URLS.length > 0 === (known.TURN_SECRET !== undefined) ? [] : [turnAlone]),
    ...(withoutAcs && known.CALL_PROVIDER === 'teams-meeting' ? [needsAcs('CALL_PROVIDER')] : []),
    ...(withoutAcs && known.MEETING_ORGANIZERS !== undefined ? [needsAcs('MEETING_ORGANIZERS')] : []),
  ]
}

/** The part of the configuration that the app package contains. */
export type AppPackageConfig = Pick<Config, 'publicUrl' | 'widgetUrl'> & { clientId: string; botId: string }

/** Reads the variables for the app package. Throws one error that lists every missing or invalid one. */
export function readAppPackageConfig(env: Readonly<Record<string, string | undefined>>): AppPackageConfig {
  const set = filled(env)
  const parsed = appPackage.safeParse(set)
  if (!parsed.success) throw new Error(problemsOf(parsed.error, set).join('\n'))
  const { PUBLIC_URL, WIDGET_URL, ENTRA_CLIENT_ID, BOT_ID } = parsed.data
  if (ENTRA_CLIENT_ID === BOT_ID) throw new Error(separate)
  return { publicUrl: PUBLIC_URL, widgetUrl: WIDGET_URL, clientId: ENTRA_CLIENT_ID, botId: BOT_ID }
}

/** Reads the only variable that a migration needs. */
export function readDatabaseUrl(env: Readonly<Record<string, string | undefined>>): string {
  const parsed = environment.shape.DATABASE_URL.safeParse(env.DATABASE_URL)
  if (!parsed.success) throw new Error('DATABASE_URL: name the database, postgres://... or pglite:<folder>')
  return parsed.data
}

const filled = (env: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))

const problemsOf = (error: z.ZodError, set: Readonly<Record<string, string | undefined>>): string[] =>
  error.issues.map(({ path, message }) => {
    const [name = ''] = path.map(String)
    return `${name}: ${set[name] === undefined ? 'is missing' : message}`
  })

/** File name and integrity hash of the pinned loader, from the build manifest. */
export function pinnedLoader(assets: string): { file: string; integrity: string } {
  const manifest = JSON.parse(readFileSync(join(assets, 'widget', 'manifest.json'), 'utf8')) as {
    loader: { file: string; integrity: string }
  }
  return manifest.loader
}

const options = { allowPrivateDomains: true, extractHostname: false, validateHostname: false, detectIp: false }

/**
 * Whether anyone can register names directly below this host: at a registry (`co.uk`) or on shared hosting
 * (`github.io`). `host` must be normalised; a trailing dot is ignored. Source: publicsuffix.org, as shipped with tldts.
 */
export const isPublicSuffix = (host: string): boolean => {
  const name = host.endsWith('.') ? host.slice(0, -1) : host
  const { publicSuffix, isIcann, isPrivate } = parse(name, options)
  // For an unlisted host tldts returns the last label as the suffix, but nobody can register intranet names.
  return publicSuffix === name && (isIcann === true || isPrivate === true)
}
