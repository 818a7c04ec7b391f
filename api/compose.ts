import { join } from 'node:path'
import { createPerformEffect } from '#core/session/performEffect'
import { createCommandHandler, publishTo } from '#core/session/commandHandler'
import type { CallServices } from '#core/session/callPorts'
import type { ActivityFeed } from '#core/session/teamsPorts'
import { createOpenLink } from '#bot/cards/deepLink'
import { createBot } from '#bot/createBot'
import { aboutPages } from './about/aboutPages.ts'
import { createWebrtcCalls } from './adapters/webrtc/webrtcCalls.ts'
import { createStore } from './adapters/postgres/store.ts'
import { createApiApp, createWidgetApp } from './server/app.ts'
import { createCustomerTokens, createHashAddress, newId } from './auth/customerTokens.ts'
import { createVerifyEntra, teamsClients } from './auth/entraTokens.ts'
import { createSecretEncryption } from './auth/secretEncryption.ts'
import { type Config, pinnedLoader, isPublicSuffix } from './config.ts'
import { createLimits, noLimits } from './server/rateLimits.ts'
import { createHttpServer } from './server/httpServer.ts'
import { createConversationOpening } from './workers/conversationOpening.ts'
import { createSessionTimers } from './workers/sessionTimers.ts'
import { createReachabilityCheck } from './workers/reachabilityCheck.ts'
import { reportTo } from './workers/report.ts'
import { createWorkers } from './workers/workers.ts'
import { createDirectorySync } from './workers/directorySync.ts'
import { allowOverlap } from './workers/worker.ts'
import { createRetention } from './workers/retention.ts'
import { createRetryUntilStored } from './workers/retryUntilStored.ts'
import { createMetrics } from './server/metrics.ts'
import { docsRouter } from './openapi/docsRouter.ts'
import { openApiDocument } from './openapi/openApiDocument.ts'
import type { Platform } from './platform.ts'
import { createOutboxWorker } from './workers/outboxWorker.ts'
import { adminRoutes } from './routes/admin/index.ts'
import { authenticateActor } from './routes/agent/dependencies.ts'
import { agentCallRoutes, sessionRoutes } from './routes/agent/sessions.ts'
import { botMessages } from './routes/pages/botMessages.ts'
import { customerRoutes } from './routes/customer/index.ts'
import { widgetPages } from './routes/customer/widgetPages.ts'
import { authenticateCustomer } from './routes/customer/dependencies.ts'
import { healthRoutes } from './routes/pages/health.ts'
import { tabPages } from './routes/pages/tabPages.ts'
import { agentStream } from './realtime/agentStream.ts'
import { InProcessEventBus } from './realtime/eventBus.ts'
import { customerStream } from './realtime/customerStream.ts'
import { createLongPoll } from './realtime/longPoll.ts'
import { serveStream } from './realtime/webSocketServer.ts'

/** Without an activity feed, only the card and the tab announce a call. */
const noActivityFeed: ActivityFeed = { notifyRinging: () => Promise.resolve({ delivered: true }) }

/** Creates all parts of the server and connects them. It does not listen on a port; the workers run after `start`. */
export function compose(config: Config, platform: Platform) {
  const { database, log, assets } = platform
  const { publicUrl, widgetUrl, trustedProxies, allowedHosts } = config
  const now = platform.now ?? Date.now
  const { random } = Math
  const calls: CallServices = { webrtc: createWebrtcCalls(config.ice, now), ...platform.calls }
  const callProviders = Object.keys(calls) as (keyof CallServices)[]
  const store = createStore(database, now, callProviders)
  const stopping = new AbortController()
  const retryUntilStored = createRetryUntilStored(stopping.signal)
  const reportFor = reportTo(log)
  const workers = createWorkers(reportFor)
  const eventBus = platform.eventBus ?? new InProcessEventBus()
  const { sessions, contacts, people } = store
  const openLink = createOpenLink(config.teamsAppId, platform.bot?.teamsUrl)
  const acceptLink = (sessionId: string) => openLink(sessionId, 'accept')
  const activityFeed =
    platform.activityFeed?.({
      entraObjectIdOf: (tenantId, userId) => people.entraObjectIdOf(tenantId, userId),
      acceptLink,
    }) ?? noActivityFeed
  const publish = publishTo(eventBus)
  const dispatch = createCommandHandler({
    sessions,
    decisionContexts: store.decisionContexts,
    onCommitted: (committed) => {
      publish(committed)
      if (committed.effects.length > 0) workers.wake('outbox')
    },
  })
  // Availability can be changed in the tab and in the bot chat, so every open console of the agent is notified.
  const setAvailable: typeof people.setAvailable = async (tenantId, userId, available) => {
    await people.setAvailable(tenantId, userId, available)
    eventBus.publish({ kind: 'availability', tenantId, userId, available })
  }
  const longPoll = createLongPoll({ sessions, eventBus })
  const customerTokens = createCustomerTokens(config.signingKeys)
  const encryption = createSecretEncryption(config.dataKey)
  const limits = config.limits ? (platform.limits ?? createLimits()) : noLimits
  const verifyEntra = createVerifyEntra({
    clientId: config.entra.clientId,
    tenants: config.tenants,
    authorizedParties: teamsClients,
    keys: platform.entraKeys,
    now,
  })
  const bot = createBot(
    {
      botId: config.bot.id,
      botTenantId: config.bot.tenantId,
      botType: 'SingleTenant',
      appId: config.teamsAppId,
      ...platform.bot,
    },
    {
      ...{ inbox: store.inbox, sessions, dispatch, now, log },
      agentConversations: {
        ...store.agentConversations,
        setAvailable,
        noteMessage: retryUntilStored((...note) => store.agentConversations.noteMessage(...note)),
      },
      tokens: platform.botTokens,
      tenants: new Set(config.tenants),
      onStored: () => workers.wake('inbox'),
    },
  )
  const outboxWorker = createOutboxWorker({
    outbox: store.outbox,
    retryUntilStored,
    performEffect: createPerformEffect({
      sessions,
      activityFeed,
      agentNotifier: bot.agentNotifier,
      dispatch: retryUntilStored(dispatch),
    }),
    now,
    random,
    onParked: ({ tenantId, sessionId, effect }, reason) =>
      log.error({ tenantId, sessionId, effect: effect.kind, reason }, 'not delivered to Teams'),
    report: reportFor('outbox'),
    onFree: () => workers.wake('outbox'),
  })
  const inboxWorker = allowOverlap(async () => (await bot.runInbox()) > 0)
  const reachabilityCheckRun = createReachabilityCheck({
    sessions,
    contacts,
    dispatch,
    now,
    report: reportFor('reachabilityCheck'),
  })

  const agentDependencies = {
    ...{ ...store, people: { ...people, setAvailable } },
    ...{ dispatch, eventBus, longPoll, verifyEntra, calls, limits },
  }
  const hashAddress = createHashAddress(config.signingKeys)
  const customerDependencies = {
    ...store,
    dispatch,
    eventBus,
    longPoll,
    customerTokens,
    encryption,
    limits,
    hashAddress,
    calls,
    now,
    widgetUrl,
  }
  const agentAndAdmin = [
    ...sessionRoutes(agentDependencies),
    ...agentCallRoutes(agentDependencies),
    ...adminRoutes({
      ...agentDependencies,
      ...{ now, newId, encryption, widgetUrl, isPublicSuffix, callProviders },
      loader: pinnedLoader(assets),
      settingsChanged: () => {
        workers.wake('reachabilityCheck')
        workers.wake('conversations')
      },
    }),
  ]
  const customer = customerRoutes(customerDependencies)
  const common = {
    trustedProxies,
    allowedHosts,
    log: (error: unknown, requestId: string) => log.error({ err: error, requestId }, 'fault'),
  }
  const api = createHttpServer(
    createApiApp({
      ...common,
      routes: agentAndAdmin,
      authenticate: authenticateActor({ verifyEntra, people }),
      health: healthRoutes({ database: () => database.check() }),
      bot: botMessages(bot.receive),
      pages: tabPages({ folder: join(assets, 'tab'), publicUrl, extraHosts: platform.extraHosts ?? [] }),
      docs: docsRouter(openApiDocument({ api: agentAndAdmin, customer })),
      about: aboutPages(join(assets, 'notices')),
    }),
  )
  const widget = createHttpServer(
    createWidgetApp({
      ...common,
      routes: customer,
      authenticate: authenticateCustomer(customerDependencies),
      pages: widgetPages(customerDependencies, join(assets, 'widget')),
    }),
  )
  const sockets = [
    serveStream(api, agentStream({ sessions, people, verifyEntra, eventBus, now, publicUrl })),
    serveStream(widget, customerStream({ sessions, eventBus, customerTokens, now, widgetUrl })),
  ]
  const metrics = createMetrics({ outbox: store.outbox, sockets: () => sockets.map((each) => each.count()) })

  const directorySyncRun = platform.directory
    ? createDirectorySync({
        directory: platform.directory,
        reads: store.directorySyncStore,
        tenants: config.tenants,
        now,
        settingsChanged: () => workers.wake('reachabilityCheck'),
        report: reportFor('directory'),
      })
    : () => Promise.resolve(false)

  const runs = {
    ...{
      outbox: outboxWorker.runOnce,
      inbox: inboxWorker.runOnce,
      directory: directorySyncRun,
      reachabilityCheck: reachabilityCheckRun,
    },
    conversations: createConversationOpening({
      ...{ agentConversations: store.agentConversations, open: bot.openConversation, tenants: config.tenants, now },
      report: reportFor('conversations'),
    }),
    sessionTimers: createSessionTimers({ sessions, dispatch, now, random, report: reportFor('sessionTimers') }),
    retention: createRetention({ retentionStore: store.retentionStore, sessions, now, report: reportFor('retention') }),
  }
  return {
    ...{ api, widget, store, metrics },
    start: () => workers.start(runs),
    /** Closes the event streams and answers pending long polls. Terminates sockets that are still open after `timeoutMs`. */
    closeStreams: (timeoutMs: number) => {
      for (const each of sockets) each.closeAll(timeoutMs)
      eventBus.close()
    },
    /** Stops the workers and resolves when the items in progress have settled. */
    stopWorkers: async () => {
      stopping.abort()
      await workers.stop()
      await Promise.all([outboxWorker.settled(), inboxWorker.settled()])
    },
  }
}
