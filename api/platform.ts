import type { JWTVerifyGetKey } from 'jose'
import type { Logger } from 'pino'
import type { BotConfig, BotDependencies } from '#bot/createBot'
import type { CallServices } from '#core/session/callPorts'
import type { Directory } from '#core/admin/directoryPorts'
import type { ActivityFeed } from '#core/session/teamsPorts'
import type { Limits } from './server/rateLimits.ts'
import type { InProcessEventBus } from './realtime/eventBus.ts'
import type { InteractDatabase } from './adapters/postgres/database/tables.ts'

/** What differs between production and the local environment. */
export interface Platform {
  database: InteractDatabase
  entraKeys: JWTVerifyGetKey
  botTokens: BotDependencies['tokens']
  /** Source of the directory sync. Without it, users are created at their first sign-in. */
  directory?: Directory
  /** Call providers in addition to `webrtc`. */
  calls?: CallServices
  /** The activity feed of Teams. */
  activityFeed?: (known: ActivityFeedDependencies) => ActivityFeed
  bot?: Pick<BotConfig, 'addresses' | 'teamsUrl' | 'allowedServiceHosts' | 'serviceUrl' | 'connectorWithinMs'>
  /** Hosts that may frame the tab, in addition to Microsoft's. */
  extraHosts?: readonly string[]
  /** Folder with the built `tab/` and `widget/`. */
  assets: string
  /** By default one without options; a test passes one that drops the hints. */
  eventBus?: InProcessEventBus
  /** The counters of the rate limits, if limits are on; by default new ones in memory. */
  limits?: Limits
  log: Logger
  /** The clock, in milliseconds since the epoch; by default the system clock. */
  now?: () => number
}

/** What the activity feed needs to address the user of a call and to link to the call. */
export interface ActivityFeedDependencies {
  entraObjectIdOf: (tenantId: string, userId: string) => Promise<string | null>
  acceptLink: (sessionId: string) => string
}
