import { expect, it } from '@jest/globals'
import { readConfig, readDatabaseUrl } from '#api/config'

const key = Buffer.alloc(32, 7).toString('base64')
const complete = {
  PUBLIC_URL: 'https://interact.contoso.example',
  WIDGET_URL: 'https://widget.contoso.example/',
  DATABASE_URL: 'postgres://interact@localhost/interact',
  SIGNING_KEYS: `${key},${key}`,
  DATA_KEY: key,
  TENANTS: '0C0A0000-0000-4000-8000-0000000C0A50',
  ENTRA_CLIENT_ID: 'c2a8a8de-61c4-4d8e-8a9d-7c1f4f2b9a91',
  ENTRA_CLIENT_SECRET: 'a',
  BOT_ID: '9b0e7a52-6c1d-4f5a-9c55-0e6c1f6f3b07',
  BOT_TENANT_ID: '0c0a0000-0000-4000-8000-0000000c0a50',
  BOT_SECRET: 'b',
  TRUSTED_PROXIES: 'none',
}

it('reads a complete environment, URLs without a trailing slash and ids in lower case', () => {
  expect(readConfig(complete)).toMatchObject({
    publicUrl: 'https://interact.contoso.example',
    widgetUrl: 'https://widget.contoso.example',
    tenants: ['0c0a0000-0000-4000-8000-0000000c0a50'],
  })
})

it('requires the trusted proxies or "none", so that rate limits never count a proxy as a customer', () => {
  expect(readConfig(complete).trustedProxies).toEqual([])
  const named = readConfig({ ...complete, TRUSTED_PROXIES: '10.0.0.4, 10.1.0.0/16, fd00::/8,loopback' })
  expect(named.trustedProxies).toEqual(['10.0.0.4', '10.1.0.0/16', 'fd00::/8', 'loopback'])
})

it('uses the bot’s id as the Teams app id unless the catalogue has assigned another', () => {
  expect(readConfig(complete).teamsAppId).toBe(complete.BOT_ID)
  const given = '5D0C4E16-1B0B-4A3A-A0F5-6B4F3C2D1E0F'
  expect(readConfig({ ...complete, TEAMS_APP_ID: given }).teamsAppId).toBe(given.toLowerCase())
})

it('reads STUN and TURN servers as a list', () => {
  const env = {
    STUN_URLS: 'stun:stun.contoso.example:3478',
    TURN_URLS: 'turn:turn.contoso.example:3478, turns:turn.contoso.example:443?transport=tcp',
    TURN_SECRET: 'long enough to be one',
  }
  expect(readConfig({ ...complete, ...env }).ice).toEqual({
    stunUrls: [env.STUN_URLS],
    turnUrls: env.TURN_URLS.split(', '),
    turnSecret: env.TURN_SECRET,
  })
  expect(readConfig(complete).ice).toEqual({ stunUrls: [], turnUrls: [], turnSecret: null })
})

const acs = 'endpoint=https://contoso.communication.azure.com/;accesskey=c2VjcmV0'
it('uses Teams meetings for calls if customers can join them, otherwise WebRTC', () => {
  expect(readConfig(complete)).toMatchObject({ callProvider: 'webrtc', meetings: null })
  const possible = { ...complete, ACS_CONNECTION_STRING: acs }
  expect(readConfig(possible)).toMatchObject({ callProvider: 'teams-meeting', meetings: { acsConnectionString: acs } })
  expect(readConfig({ ...possible, CALL_PROVIDER: 'webrtc' }).callProvider).toBe('webrtc')
  const pair = `${complete.TENANTS}:${complete.BOT_ID}`
  const organizers = readConfig({ ...possible, MEETING_ORGANIZERS: pair }).meetings?.organizers
  expect(organizers?.get(complete.BOT_TENANT_ID)).toBe(complete.BOT_ID)
})

it('lists all missing variables in one error', () => {
  const fault = said(() => readConfig({}))
  expect(Object.keys(complete).filter((name) => !fault.includes(`${name}: is missing`))).toEqual([])
})

it.each([
  ['PUBLIC_URL', 'http://interact.contoso.example', 'PUBLIC_URL: must be an https origin'],
  ['PUBLIC_URL', 'https://interact.contoso.example/here', 'PUBLIC_URL: must be an https origin'],
  ['WIDGET_URL', 'https://widget.contoso.example?x', 'WIDGET_URL: must be an https origin'],
  ['TEAMS_APP_ID', 'interact', 'TEAMS_APP_ID: must be a GUID'],
  ['BOT_ID', complete.ENTRA_CLIENT_ID, 'BOT_ID: bot and API need separate Entra registrations'],
  ['SIGNING_KEYS', key, 'SIGNING_KEYS: needs two keys'],
  ['ACS_CONNECTION_STRING', 'accesskey=c2VjcmV0', 'ACS_CONNECTION_STRING: must be endpoint='],
  ['CALL_PROVIDER', 'telephone', 'CALL_PROVIDER: '],
  ['CALL_PROVIDER', 'teams-meeting', 'CALL_PROVIDER: Teams meetings need ACS_CONNECTION_STRING'],
  ['MEETING_ORGANIZERS', 'alex', 'MEETING_ORGANIZERS: must contain only <tenant id>:<user id> pairs'],
  ['TRUSTED_PROXIES', '10.0.0.4,none', 'TRUSTED_PROXIES: must not combine none with other entries'],
  ['TRUSTED_PROXIES', 'none, none', 'TRUSTED_PROXIES: must not combine none with other entries'],
  ['TRUSTED_PROXIES', ' , ', 'TRUSTED_PROXIES: names no proxy'],
  ['TRUSTED_PROXIES', 'proxy.contoso.example', 'TRUSTED_PROXIES: must contain only addresses'],
  ['TRUSTED_PROXIES', '10.0.0.0/33', 'TRUSTED_PROXIES: must contain only addresses'],
  ['LIMITS', 'off', 'LIMITS: belongs to the embedded world'],
  ['STUN_URLS', 'stun.contoso.example:3478', 'STUN_URLS: must contain only stun: addresses'],
  ['STUN_URLS', 'stun:a.example:3478, turn:b.example:3478', 'STUN_URLS: must contain only stun: addresses'],
  ['TURN_URLS', 'turn://turn.contoso.example', 'TURN_URLS: must contain only turn: addresses'],
  ['TURN_URLS', 'turn:turn.contoso.example:3478', 'TURN_URLS and TURN_SECRET go together'],
  ['TURN_SECRET', 'long enough to be one', 'TURN_URLS and TURN_SECRET go together'],
  ['TURN_SECRET', 'short', 'TURN_SECRET: must have at least 16 characters'],
])('refuses %s=%s', (name, value, why) => {
  expect(said(() => readConfig({ ...complete, [name]: value }))).toContain(why)
})

const embedded = ['LIMITS', 'DATA_DIR', 'EMBEDDED_DATABASE_URL', 'CONNECTOR_URL', 'ENTRA_PORT', 'TEAMS_PORT']
it.each([...embedded, 'PLAYGROUND_PORT', 'DEMO_PORT', 'DEMO_PORT_2'])('refuses %s in production', (name) => {
  expect(said(() => readConfig({ ...complete, [name]: '1' }))).toContain(`${name}: belongs to the embedded world`)
  expect(readConfig({ ...complete, [name]: '' })).toEqual(readConfig(complete))
})

it('lists missing, invalid and misplaced variables at once, without their values', () => {
  const wrong = {
    ...complete,
    PUBLIC_URL: 'ftp://value-1',
    DATABASE_URL: 'mysql://root:value-2@localhost/interact',
    SIGNING_KEYS: 'value-3,value-4',
    DATA_KEY: 'value-5',
    TENANTS: 'value-6',
    BOT_ID: 'value-7',
    BOT_SECRET: '',
    METRICS_PORT: 'value-8',
    LOG_LEVEL: 'value-9',
    EMBEDDED_DATABASE_URL: 'value-10',
  }
  const fault = said(() => readConfig(wrong))
  const names = Object.keys(wrong).filter((name) => wrong[name as keyof typeof wrong] !== complete[name as 'BOT_ID'])
  expect(names.filter((name) => !fault.includes(`${name}: `))).toEqual([])
  expect(fault.match(/value-\d+|root/g)).toBeNull()
  for (const name of ['WIDGET_URL', 'ENTRA_CLIENT_ID', 'BOT_TENANT_ID']) expect(fault).not.toContain(name)
})

it('needs only the database for a migration, and does not reveal its URL', () => {
  expect(readDatabaseUrl({ DATABASE_URL: complete.DATABASE_URL })).toBe(complete.DATABASE_URL)
  expect(readDatabaseUrl({ DATABASE_URL: 'pglite:/data' })).toBe('pglite:/data')
  expect(said(() => readDatabaseUrl({}))).toContain('DATABASE_URL')
  expect(said(() => readDatabaseUrl({ DATABASE_URL: 'mysql://root:secret@host/x' }))).not.toMatch(/root|secret/)
})

function said(task: () => unknown): string {
  try {
    task()
  } catch (error) {
    return String(error)
  }
  return ''
}
