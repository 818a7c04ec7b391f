import type { Sessions } from '#core/session/ports'
import type { AgentNotifier, AgentConversations, Inbox } from '#core/session/teamsPorts'
import type { Dispatch } from '#core/session/commandHandler'
import { createConversationOpener } from './notifications/conversationOpener.ts'
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
  /** The app id in the Teams catalogue, for links to the tab. */
  appId: string
  /**
   * Endpoints that differ from those of the public cloud. `loginUrl` and `scope` apply to messages that the bot sends.
   */
  addresses?: { issuer?: string; metadataUrl?: string; loginUrl?: string; scope?: string }
  /** The URL of Teams; differs only in the embedded world. */
  teamsUrl?: string
  allowedServiceHosts?: readonly string[]
  /** Where conversations are opened; by default the address for all tenants of the public cloud. */
  serviceUrl?: string
  /** Time limit for one request to the connector, in milliseconds; 15 s by default. */
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
  /** Called after an activity was stored in the inbox, so that its worker can start at once. */
  onStored?: () => void
  now?: () => number
}

export interface Bot {
  receive: MessagesEndpoint
  agentNotifier: AgentNotifier
  openConversation: ReturnType<typeof createConversationOpener>
  /** Handles the due items of the inbox and answers the number of completed ones. */
  runInbox: () => Promise<number>
}

const channelMetadata = 'https://login.botframework.com/v1/.well-known/openidconfiguration'

/** Creates the bot; everything it needs from other modules is in `deps`. */
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
    ...(config.serviceUrl === undefined ? {} : { serviceUrl: config.serviceUrl }),
    ...(config.connectorWithinMs === undefined ? {} : { withinMs: config.connectorWithinMs }),
  })
  const inbound = createActivityHandler({ ...rest, openLink, now })
  return {
    receive: createMessagesEndpoint({ ...rest, guard, channel, inbound, onStored, now }),
    agentNotifier: createAgentNotifier({ ...rest, channel, openLink, now }),
    openConversation: createConversationOpener({ ...rest, channel, now }),
    runInbox: createInboxWorker({ ...rest, inbound, channel, now }),
  }
}
