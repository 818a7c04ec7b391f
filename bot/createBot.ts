import type { Sessions } from '#core/session/ports'
import type { AgentNotifier, AgentConversations, Inbox } from '#core/session/teamsPorts'
import type { Dispatch } from '#core/session/commandHandler'
import { createAgentNotifier } from './notifications/agentNotifier.ts'
import { createChannel, type BotTokens } from './connector/botFrameworkAdapter.ts'
import { createSigningKeys } from './activity/signingKeys.ts'
import { createActivityVerifier, type Tenants } from './activity/activityVerification.ts'
import { createActivityHandler } from './agent/activityHandler.ts'
import type { Log } from './activity/activity.ts'
import { createOpenLink } from './cards/deepLink.ts'
import { createMessagesEndpoint, type MessagesEndpoint } from './inbox/messagesEndpoint.ts'
import { createInboxWorker } from './inbox/inboxWorker.ts'

export interface BotConfig {
  /** The bot's own registration, separate from the API's. */
  botId: string
  botTenantId: string
  botType: 'SingleTenant' | 'UserAssignedMSI'
  /** The id under which Teams lists the app, for links to its tab. */
  appId: string
  /** Addresses where they are not the public cloud's. `loginUrl` and `scope` concern what the bot sends. */
  addresses?: { issuer?: string; metadataUrl?: string; loginUrl?: string; scope?: string }
  /** Where Teams itself is; differs only in the embedded world. */
  teamsUrl?: string
  allowedServiceHosts?: readonly string[]
  /** How long the connector may take for one answer, in milliseconds; 15 s unless named. */
  connectorWithinMs?: number
}

export interface BotDependencies {
  agentConversations: AgentConversations
  inbox: Inbox
  sessions: Pick<Sessions, 'find' | 'openOf' | 'eventsAfter'>
  dispatch: Dispatch
  tokens: BotTokens
  tenants: Tenants
  log: Log
  /** Called when the inbox has something new, so that its loop need not wait. */
  onStored?: () => void
  now?: () => number
}

export interface Bot {
  receive: MessagesEndpoint
  agentNotifier: AgentNotifier
  /** Works what is due in the inbox and answers how many items are done. */
  runInbox: () => Promise<number>
}

const channelMetadata = 'https://login.botframework.com/v1/.well-known/openidconfiguration'

/** Puts the bot together; what it needs of the rest comes in through `parts`. */
export function createBot(config: BotConfig, deps: BotDependencies): Bot {
  const { now = Date.now, onStored = () => undefined, ...rest } = deps
  const { addresses = {}, allowedServiceHosts } = config
  const hosts = allowedServiceHosts ? { allowedServiceHosts } : {}
  const openLink = createOpenLink(config.appId, config.teamsUrl)
  const guard = createActivityVerifier({
    botId: config.botId,
    keys: createSigningKeys({ metadataUrl: addresses.metadataUrl ?? channelMetadata }),
    tenants: deps.tenants,
    ...(addresses.issuer === undefined ? {} : { issuer: addresses.issuer }),
    ...hosts,
    now,
  })
  const channel = createChannel({
    appId: config.botId,
    appType: config.botType,
    appTenantId: config.botTenantId,
    tokens: deps.tokens,
    now,
    addresses,
    ...hosts,
    ...(config.connectorWithinMs === undefined ? {} : { withinMs: config.connectorWithinMs }),
  })
  const inbound = createActivityHandler({ ...rest, openLink, now })
  return {
    receive: createMessagesEndpoint({ ...rest, guard, channel, inbound, onStored, now }),
    agentNotifier: createAgentNotifier({ ...rest, channel, openLink }),
    runInbox: createInboxWorker({ ...rest, inbound, channel, now }),
  }
}
