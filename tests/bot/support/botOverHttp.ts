import { mkdtemp } from 'node:fs/promises'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfidentialClientApplication } from '@azure/msal-node'
import express from 'express'
import { createCommandHandler } from '#core/session/commandHandler'
import { createBot, type BotConfig, type BotDependencies } from '#bot/createBot'
import { startEntra } from '#infra/local/entra'
import { localNetworkClient } from '#infra/local/localNetworkClient'
import { startConnector } from '../../support/microsoft/connector.ts'
import { memoryAgentConversations } from '../../support/memory/memoryAgentConversations.ts'
import { memoryInbox } from '../../support/memory/memoryInbox.ts'
import { memorySessions } from '../../support/memory/memorySessions.ts'
import { open, openingFacts, sessionId, t0, tenantId, userId } from '../../support/memory/sessionFixtures.ts'

export const botId = '11111111-1111-4111-8111-111111111111'
const entraObjectId = '70000000-0000-4000-8000-000000000001'

/**
 * The complete bot behind a real HTTP endpoint, with tokens from the Entra stand-in and a stand-in connector that
 * records requests.
 */
export async function startBotOverHttp() {
  const entra = await startEntra({
    ...{ port: 0, users: [], apiClientId: 'api', botId, clients: { [botId]: 'bot secret' } },
    dataFolder: await mkdtemp(join(tmpdir(), 'interact-bot-')),
  })
  const tokensSeen: string[] = []
  const connector = await startConnector({
    isConnectorToken: (token) => {
      tokensSeen.push(token)
      return entra.isConnectorToken(token)
    },
  })
  const app = express()
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening))
  })
  const endpoint = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/api/messages`
  const tokens = new ConfidentialClientApplication({
    auth: {
      ...{ clientId: botId, clientSecret: 'bot secret' },
      authority: `https://login.microsoftonline.com/${tenantId}`,
    },
    system: { networkClient: localNetworkClient(entra.url) },
  })

  const over = {
    entra,
    connector,
    /** The bearer tokens of the bot's requests. */
    tokensSeen,
    stored: 0,
    world: createWorld(),
    bot: null as unknown as ReturnType<typeof createBot>,
    make: (config: Partial<BotConfig> = {}, pieces: Partial<BotDependencies> = {}) =>
      createBot(
        {
          ...{ botId, botTenantId: tenantId, botType: 'SingleTenant', appId: 'app-id', connectorWithinMs: 2_500 },
          addresses: { metadataUrl: entra.channelMetadataUrl },
          allowedServiceHosts: [connector.serviceUrl],
          serviceUrl: connector.serviceUrl,
          ...config,
        },
        {
          ...{ ...over.world, tokens, tenants: new Set([tenantId]) },
          log: { warn: () => undefined, error: () => undefined },
          onStored: () => (over.stored += 1),
          ...pieces,
        },
      ),
    /** Starts a new bot with an empty store. */
    begin() {
      connector.ledger.length = 0
      over.world = createWorld()
      over.bot = over.make()
      over.stored = 0
    },
    activity: (change: object) => ({
      type: 'message',
      id: 'activity-1',
      timestamp: new Date().toISOString(),
      channelId: 'msteams',
      serviceUrl: `${connector.serviceUrl}/`,
      from: { id: '29:alex', name: 'Alex Wilber', aadObjectId: entraObjectId },
      recipient: { id: `28:${botId}`, name: 'Interact' },
      conversation: { id: 'a:alex', conversationType: 'personal', tenantId },
      channelData: { tenant: { id: tenantId } },
      ...change,
    }),
    async post(body: object, token?: string) {
      const bearer = token ?? (await entra.channelToken(`${connector.serviceUrl}/`))
      const response = await fetch(endpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
        body: JSON.stringify(body),
      })
      return { status: response.status, text: await response.text() }
    },
    async install() {
      await over.post(over.activity({ type: 'installationUpdate', action: 'add', id: 'install' }))
      await over.bot.runInbox()
      connector.ledger.length = 0
    },
    async rings() {
      await over.world.dispatch(open())
      const session = await over.world.sessions.find({ tenantId, sessionId })
      if (!session) throw new Error('There is no session.')
      return session
    },
    async stop() {
      server.closeAllConnections()
      await Promise.all([entra.close(), connector.close(), new Promise((resolve) => server.close(resolve))])
    },
  }
  app.post('/api/messages', express.json({ limit: '256kb' }), async (request, response) => {
    const answer = await over.bot.receive(request.headers.authorization, request.body)
    response.status(answer.status).json(answer.body)
  })
  return over
}

function createWorld() {
  const sessions = memorySessions()
  const alex = { tenantId, userId, entraObjectId, displayName: 'Alex Wilber', available: true }
  const about = () => Promise.resolve({ now: t0, opening: openingFacts() })
  const dispatch = createCommandHandler({
    sessions,
    decisionContexts: { about },
    onCommitted: () => undefined,
  })
  return {
    sessions,
    dispatch,
    inbox: memoryInbox(),
    agentConversations: memoryAgentConversations([alex], sessions.ownerOf),
  }
}
