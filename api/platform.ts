import type { JWTVerifyGetKey } from 'jose'
import type { Logger } from 'pino'
import type { BotConfig, BotDependencies } from '#bot/createBot'
import type { CallServices } from '#core/session/callPorts'
import type { Directory } from '#core/admin/directoryPorts'
import type { ActivityFeed } from '#core/session/teamsPorts'
import type { InteractDatabase } from './adapters/postgres/database/tables.ts'

/** What differs between production and the embedded world. */
export interface Platform {
  database: InteractDatabase
  entraKeys: JWTVerifyGetKey
  botTokens: BotDependencies['tokens']
  /** Where the tenants' people are read from; without one everybody appears by signing in. */
  directory?: Directory
  /** Providers of calls beyond the browsers themselves. */
  calls?: CallServices
  /** The activity feed of Teams. */
  notifier?: (known: ActivityFeedDependencies) => ActivityFeed
  bot?: Pick<BotConfig, 'addresses' | 'teamsUrl' | 'allowedServiceHosts' | 'connectorWithinMs'>
  /** Hosts beyond Microsoft's that may frame the tab. */
  extraHosts?: readonly string[]
  /** Folder with the built `tab/` and `widget/`. */
  assets: string
  log: Logger
  /** The clock, in milliseconds since the epoch; the machine's own unless named. */
  now?: () => number
}

/** What a notification needs to know of a call's user, and where it leads. */
export interface ActivityFeedDependencies {
  entraObjectIdOf: (tenantId: string, userId: string) => Promise<string | null>
  acceptLink: (sessionId: string) => string
}
