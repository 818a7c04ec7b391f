import { isIP } from 'node:net'
import { z } from 'zod'
import { callProvider, type CallProvider } from '#core/contract/calls'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'tldts'

/** Whether an address says https, host and port, and nothing else. */
const isHttpsOrigin = (text: string): boolean =>
  URL.canParse(text) && new URL(text).protocol === 'https:' && new URL(text).href === `${new URL(text).origin}/`
const url = z
  .string()
  .refine(isHttpsOrigin, 'is an https origin: https://host, without a path')
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
  list.pipe(z.array(z.string().regex(new RegExp(`^${kind}s?:[^\\s/]+$`), `holds what is no ${kind}: address`)))
/** As the Azure portal shows it. */
const acsConnection = /^endpoint=https:\/\/[^;\s]+;accesskey=[A-Za-z0-9+/]+=*$/i
const guid = z.guid('is no GUID').transform((text) => text.toLowerCase())
/** `<tenant id>:<object id of the user>` */
const isPairOfGuids = (text: string): boolean => {
  const values = text.split(':')
  return values.length === 2 && values.every((part) => guid.safeParse(part).success)
}
const organizers = list
  .pipe(z.array(z.string().refine(isPairOfGuids, 'holds what is no <tenant id>:<user id>')))
  .transform((pairs) => new Map(pairs.map((pair) => pair.toLowerCase().split(':') as [string, string])))
/** As Express takes them: an address, a subnet by the length of its prefix, or one of its names for subnets. */
function isProxy(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true
  const [address = '', bits = '1', ...rest] = text.split('/')
  const longest = { 4: 32, 6: 128 }[isIP(address)] ?? 0
  return rest.length === 0 && /^\d+$/.test(bits) && Number(bits) >= 1 && Number(bits) <= longest
}
/** Has no default: behind a proxy that is not named, every customer would count as one address. */
const trustedProxies = list
  .pipe(
    z
      .array(z.string())
      .min(1, 'names no proxy: say none where there is none')
      .refine((all) => all.length === 1 || !all.includes('none'), 'none stands alone')
      .refine((all) => all.every((each) => each === 'none' || isProxy(each)), 'holds what is no address or subnet'),
  )
  .transform((all) => all.filter((each) => each !== 'none'))
const secretKey = z
  .string()
  .refine((text) => Buffer.from(text, 'base64').length >= 32, 'needs 32 random bytes in base64')

const environment = z.object({
  PUBLIC_URL: url,
  WIDGET_URL: url,
  PORT: port.default(3978),
  WIDGET_PORT: port.default(3979),
  DATABASE_URL: z.string().regex(/^(postgres(ql)?:\/\/|pglite:.)/, 'is postgres://... or pglite:<folder>'),
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
  TURN_SECRET: z.string().min(16, 'needs at least 16 characters').optional(),
  ACS_CONNECTION_STRING: z.string().regex(acsConnection, 'is endpoint=https://...;accesskey=...').optional(),
  CALL_PROVIDER: callProvider.optional(),
  MEETING_ORGANIZERS: organizers.optional(),
  METRICS_PORT: port.optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
})

const appPackage = environment.pick({ PUBLIC_URL: true, WIDGET_URL: true, ENTRA_CLIENT_ID: true, BOT_ID: true })
const turnAlone = 'TURN_SECRET: TURN_URLS and TURN_SECRET go together'
const needsAcs = (name: string) => `${name}: Teams meetings need ACS_CONNECTION_STRING`
const separate = 'BOT_ID: bot and API need separate Entra registrations'

/** Everything a running Interact is told from outside. URLs without a slash at their end. */
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
  /** Under which id Teams lists the app, for links to its tab: the id of the package, which is the bot's, unless a catalogue gave it another. */
  teamsAppId: string
  trustedProxies: readonly string[]
  /** Servers that help two browsers to find each other, for calls by `webrtc`. */
  ice: { stunUrls: readonly string[]; turnUrls: readonly string[]; turnSecret: string | null }
  /** What a tenant's calls are carried by until its admin chooses. */
  callProvider: CallProvider
  /** Set where calls may be Teams meetings. `organizers`: in whose name they are made, by tenant; else in the agent's. */
  meetings: { acsConnectionString: string; organizers: ReadonlyMap<string, string> } | null
  metricsPort: number | null
  logLevel: 'debug' | 'info' | 'warn' | 'error'
  limits: boolean
  /** Hosts that a request may name; null where a proxy in front decides. */
  allowedHosts: readonly string[] | null
}

/** Names of the embedded world: where one is set, somebody mistook this program for that one. */
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

/** Reads the environment once. Throws one error that names every variable that is missing, wrong or out of place. */
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

/** Variables that are right each, and wrong together. */
function contradictions(known: z.infer<typeof environment>): string[] {
  const withoutAcs = known.ACS_CONNECTION_STRING === undefined
  return [
    ...(known.ENTRA_CLIENT_ID === known.BOT_ID ? [separate] : []),
    ...(known.TURN_URLS.length > 0 === (known.TURN_SECRET !== undefined) ? [] : [turnAlone]),
    ...(withoutAcs && known.CALL_PROVIDER === 'teams-meeting' ? [needsAcs('CALL_PROVIDER')] : []),
    ...(withoutAcs && known.MEETING_ORGANIZERS !== undefined ? [needsAcs('MEETING_ORGANIZERS')] : []),
  ]
}

/** What the app package says about an installation. */
export type AppPackageConfig = Pick<Config, 'publicUrl' | 'widgetUrl'> & { clientId: string; botId: string }

/** The variables that the app package needs. Throws one error that names every one that is missing or wrong. */
export function readAppPackageConfig(env: Readonly<Record<string, string | undefined>>): AppPackageConfig {
  const set = filled(env)
  const parsed = appPackage.safeParse(set)
  if (!parsed.success) throw new Error(problemsOf(parsed.error, set).join('\n'))
  const { PUBLIC_URL, WIDGET_URL, ENTRA_CLIENT_ID, BOT_ID } = parsed.data
  if (ENTRA_CLIENT_ID === BOT_ID) throw new Error(separate)
  return { publicUrl: PUBLIC_URL, widgetUrl: WIDGET_URL, clientId: ENTRA_CLIENT_ID, botId: BOT_ID }
}

/** The one variable that a migration needs. */
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

/** The pinned loader: its file name and integrity, as the build wrote them. */
export function pinnedLoader(assets: string): { file: string; integrity: string } {
  const manifest = JSON.parse(readFileSync(join(assets, 'widget', 'manifest.json'), 'utf8')) as {
    loader: { file: string; integrity: string }
  }
  return manifest.loader
}

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
