import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type Activity,
  type ConversationParameters,
  type TurnContext,
} from 'botbuilder'
import { ServiceClientCredentialsFactory } from 'botframework-connector'
import type { ConversationReference } from '#core/session/teamsPorts'
import type { Channel, NotDelivered, Opened, Sent } from './teamsChannel.ts'
import type { Outgoing } from '../cards/outgoing.ts'
import { ConnectorError, createConnectorHttp } from './connectorHttp.ts'
import { createServiceHosts } from '../activity/serviceHosts.ts'

/**
 * The part of msal-node's ConfidentialClientApplication that the bot uses; a managed identity can implement it, too.
 */
export interface BotTokens {
  acquireTokenByClientCredential(request: { scopes: string[] }): Promise<{ accessToken: string } | null>
}

interface ChannelOptions {
  appId: string
  appType: 'SingleTenant' | 'UserAssignedMSI'
  appTenantId: string
  tokens: BotTokens
  /** Endpoints that differ from those of the public cloud. */
  addresses?: { issuer?: string; metadataUrl?: string; loginUrl?: string; scope?: string }
  allowedServiceHosts?: readonly string[]
  /** Where conversations are opened: no activity of the user has named a service URL yet. */
  serviceUrl?: string
  /** Time limit for one request to the connector, in milliseconds. */
  withinMs?: number
  now: () => number
}

/** Maximum size of an activity, in bytes of JSON. Teams accepts more, but older clients do not show it. */
const activityLimit = 25 * 1024

/**
 * Serves every tenant of the public cloud; sources: learn.microsoft.com, "Send proactive messages".
 */
const globalServiceUrl = 'https://smba.trafficmanager.net/teams/'

const publicCloud = {
  issuer: 'https://api.botframework.com',
  metadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  loginUrl: 'https://login.microsoftonline.com/botframework.com',
  scope: 'https://api.botframework.com',
}

/** The channel to Teams over the Bot Framework SDK. This is the only file that imports the SDK. */
export function createChannel(options: ChannelOptions): Channel {
  const { appId, serviceUrl = globalServiceUrl } = options
  const { scope } = { ...publicCloud, ...options.addresses }
  if (appId === '') throw new Error('The bot app id must not be empty: the SDK skips authentication for an empty one.')
  if (options.appTenantId === '') throw new Error('The tenant of the bot registration must not be empty.')
  const mayServe = createServiceHosts(options.allowedServiceHosts)
  const authentication = authenticationFor(options)
  const adapter = new CloudAdapter(authentication)

  const speak = async (
    reference: ConversationReference,
    message: Outgoing,
    speech: (context: TurnContext, activity: Partial<Activity>) => Promise<string | undefined>,
  ): Promise<Sent> => {
    const activity = activityOf(message)
    if (Buffer.byteLength(JSON.stringify({ ...activity, reference })) > activityLimit)
      return { delivered: false, final: true, reason: 'tooLarge' }
    if (!mayServe(String(reference.serviceUrl))) return { delivered: false, final: true, reason: 'refused' }
    let activityId: string | null = null
    const refusal = await refusalOf(() =>
      adapter.continueConversationAsync(appId, reference, async (context) => {
        // The SDK invents an id for the turn and would post every message as a reply to it.
        delete context.activity.id
        const id = await speech(context, activity)
        // For a response without an id, the SDK answers an empty one.
        activityId = id === undefined || id === '' ? null : id
      }),
    )
    return refusal ?? { delivered: true, activityId }
  }

  const open = async (tenantId: string, entraObjectId: string): Promise<Opened | NotDelivered> => {
    if (!mayServe(serviceUrl)) return { delivered: false, final: true, reason: 'refused' }
    const parameters = {
      ...{ isGroup: false, tenantId, channelData: { tenant: { id: tenantId } } },
      bot: { id: `28:${appId}`, name: '' },
      // Teams takes the Entra object id as the id of a member (learn.microsoft.com, "Send proactive messages").
      members: [{ id: entraObjectId, name: '' }],
    } as unknown as ConversationParameters
    let reference: ConversationReference = {}
    const refusal = await refusalOf(() =>
      adapter.createConversationAsync(appId, 'msteams', serviceUrl, scope, parameters, (context) => {
        const { conversation } = context.activity
        reference = {
          ...{ channelId: 'msteams', serviceUrl },
          bot: { id: `28:${appId}` },
          user: { id: entraObjectId, aadObjectId: entraObjectId },
          conversation: { id: conversation.id, conversationType: 'personal', tenantId },
        }
        return Promise.resolve()
      }),
    )
    return refusal ?? { delivered: true, reference }
  }

  return {
    authenticates: async (authorization, activity) => {
      try {
        await authentication.authenticateRequest(activity as unknown as Activity, authorization)
        return true
      } catch {
        return false
      }
    },
    open,
    send: (reference, message) =>
      speak(reference, message, async (context, activity) => (await context.sendActivity(activity))?.id),
    update: (reference, activityId, message) =>
      speak(reference, message, async (context, activity) => {
        await context.updateActivity({ ...activity, id: activityId })
        return activityId
      }),
  }
}

function authenticationFor(options: ChannelOptions) {
  const addresses = { ...publicCloud, ...options.addresses }
  return new ConfigurationBotFrameworkAuthentication(
    {
      MicrosoftAppId: options.appId,
      MicrosoftAppType: options.appType,
      MicrosoftAppTenantId: options.appTenantId,
      ValidateAuthority: true,
      ToBotFromChannelTokenIssuer: addresses.issuer,
      ToBotFromChannelOpenIdMetadataUrl: addresses.metadataUrl,
      ToBotFromEmulatorOpenIdMetadataUrl: addresses.metadataUrl,
      ToChannelFromBotLoginUrl: addresses.loginUrl,
      ToChannelFromBotOAuthScope: addresses.scope,
      OAuthUrl: addresses.issuer,
    },
    new BotCredentials(options.appId, options.tokens),
    undefined,
    undefined,
    { httpClient: createConnectorHttp(options.withinMs ?? 15_000, options.now) },
  )
}

/** The SDK's own msal-node credentials bypass the token cache and share one cache between all bots of a process. */
class BotCredentials extends ServiceClientCredentialsFactory {
  readonly #appId: string
  readonly #tokens: BotTokens

  constructor(appId: string, tokens: BotTokens) {
    super()
    this.#appId = appId
    this.#tokens = tokens
  }

  override isValidAppId(asked: string) {
    return Promise.resolve(asked === this.#appId)
  }

  override isAuthenticationDisabled() {
    return Promise.resolve(false)
  }

  override createCredentials(_appId: string, audience: string | undefined) {
    const scopes = [`${audience ?? publicCloud.scope}/.default`]
    return Promise.resolve({
      signRequest: async <R extends { headers: { set(name: string, value: string): void } }>(request: R) => {
        const token = await this.#tokens.acquireTokenByClientCredential({ scopes })
        if (!token) throw new Error('No access token for the Bot Connector was issued.')
        request.headers.set('authorization', `Bearer ${token.accessToken}`)
        return request
      },
    })
  }
}

const activityOf = (message: Outgoing): Partial<Activity> =>
  message.card
    ? {
        type: 'message',
        summary: message.summary,
        attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: message.card }],
      }
    : { type: 'message', text: message.text }

/** Why the request was not carried out; null if it was. */
async function refusalOf(ask: () => Promise<void>): Promise<NotDelivered | null> {
  try {
    await ask()
    return null
  } catch (fault) {
    if (fault instanceof ConnectorError) return fault.delivered
    // No request was sent, because there is no token for it. Only the name of the fault is reported, because its
    // message may contain confidential data.
    return { delivered: false, final: false, reason: faultName(fault), retryAfter: null, ambiguous: false }
  }
}

const faultName = (fault: unknown): string => (fault instanceof Error ? fault.name : 'unknown fault')
