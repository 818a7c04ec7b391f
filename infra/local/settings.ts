import { resolve } from 'node:path'
import { z } from 'zod'

const port = z.coerce.number('is a port number').int('is a port number').min(0).max(65535)

const environment = z.object({
  NODE_ENV: z.string().optional(),
  PORT: port.default(3978),
  WIDGET_PORT: port.default(3979),
  DEMO_PORT: port.default(3980),
  DEMO_PORT_2: port.default(3981),
  TEAMS_PORT: port.default(3982),
  ENTRA_PORT: port.default(3983),
  PLAYGROUND_PORT: z.literal('off').or(port).default(3984),
  CONNECTOR_URL: z.string().optional(),
  TURN_URLS: z.string().default(''),
  TURN_SECRET: z.string().optional(),
  LIMITS: z.enum(['on', 'off']).default('on'),
  DATA_DIR: z.string().default('.data'),
  EMBEDDED_DATABASE_URL: z.string().optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('warn'),
})

/** Settings of the embedded world. It ignores `DATABASE_URL`, so that it never opens the production database. */
export type Settings = ReturnType<typeof readSettings>

export function readSettings(env: Readonly<Record<string, string | undefined>>) {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(set)
  if (!parsed.success)
    throw new Error(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'))
  const known = parsed.data
  if (known.NODE_ENV === 'production')
    throw new Error('NODE_ENV=production: the embedded world holds stand-ins and never runs in production.')
  const dataFolder = resolve(known.DATA_DIR)
  const playground = known.PLAYGROUND_PORT === 'off' ? null : known.PLAYGROUND_PORT
  return {
    dataFolder,
    ports: {
      api: known.PORT,
      widget: known.WIDGET_PORT,
      demo: known.DEMO_PORT,
      demo2: known.DEMO_PORT_2,
      teams: known.TEAMS_PORT,
      entra: known.ENTRA_PORT,
      playground,
    },
    /** The only Bot Connector that the bot may call: the Playground's, or another one on this machine. */
    connectorUrl: known.CONNECTOR_URL ?? `http://localhost:${playground ?? 1}`,
    /** Where the bot opens conversations. */
    serviceUrl: known.CONNECTOR_URL ?? `http://localhost:${playground ?? 1}/_connector`,
    /** An optional TURN server; calls within one machine need none. */
    turn: {
      urls: known.TURN_URLS.split(',').filter((each) => each !== ''),
      secret: known.TURN_SECRET ?? null,
    },
    limits: known.LIMITS === 'on',
    databaseUrl: known.EMBEDDED_DATABASE_URL ?? `pglite:${dataFolder}/database`,
    logLevel: known.LOG_LEVEL,
  }
}
