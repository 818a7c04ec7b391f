import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { createEntraClient, createEntraClients, createEntraKeys } from './adapters/entra/tokenClients.ts'
import { createGraphDirectory } from './adapters/graph/graphDirectory.ts'
import { createGraphActivityFeed } from './adapters/graph/graphActivityFeed.ts'
import { createGuests } from './adapters/teamsMeeting/acsGuests.ts'
import { createTeamsMeetingCalls } from './adapters/teamsMeeting/teamsMeetingCalls.ts'
import { openDatabase } from './adapters/postgres/database/openDatabase.ts'
import type { Tables } from './adapters/postgres/database/tables.ts'
import { readConfig } from './config.ts'
import { exitOnError, run, stopOnSignals } from './lifecycle.ts'

const config = exitOnError(() => readConfig(process.env))
const log = pino({ level: config.logLevel })
const database = await openDatabase<Tables>(config.databaseUrl, (error) => log.error({ err: error }, 'store'))
const interact = await run(config, {
  database,
  entraKeys: createEntraKeys(),
  botTokens: createEntraClient({
    clientId: config.bot.id,
    clientSecret: config.bot.secret,
    tenantId: config.bot.tenantId,
  }),
  directory: createGraphDirectory({
    tokens: createEntraClients(config.entra),
  }),
  activityFeed: (known) =>
    createGraphActivityFeed({ ...known, tokens: createEntraClients(config.entra), teamsAppId: config.teamsAppId }),
  ...(config.meetings && {
    calls: {
      'teams-meeting': createTeamsMeetingCalls({
        entra: (tenantId) => createEntraClient({ ...config.entra, tenantId }),
        clientId: config.entra.clientId,
        organizers: config.meetings.organizers,
        guests: createGuests(config.meetings.acsConnectionString),
        now: Date.now,
      }),
    },
  }),
  assets: fileURLToPath(new URL('../', import.meta.url)),
  log,
})
log.info({ publicUrl: config.publicUrl, widgetUrl: config.widgetUrl }, 'listening')
stopOnSignals(interact.stop)
