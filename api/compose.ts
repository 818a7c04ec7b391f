import { join } from 'node:path'
import { createDeliver } from '#core/session/performEffect'
import { createHandle } from '#core/session/commandHandler'
import type { Calls } from '#core/session/callPorts'
import type { Notifier } from '#core/session/teamsPorts'
import { createOpenLink } from '#bot/cards/deepLink'
import { createBot } from '#bot/createBot'
import { aboutPages } from './about/aboutPages.ts'
import { createWebrtcCalls } from './adapters/webrtc/webrtcCalls.ts'
import { createStore } from './adapters/postgres/store.ts'
import { createApiApp, createWidgetApp } from './server/app.ts'
import { createCustomerSeals, createHashAddress, newId } from './auth/customerTokens.ts'
import { createVerifyEntra, teamsClients } from './auth/entraTokens.ts'
import { createSecretBox } from './auth/secretEncryption.ts'
import { type Config, pinnedLoader, isPublicSuffix } from './config.ts'
import { createLimits, noLimits } from './server/rateLimits.ts'
import { createHttpServer } from './server/httpServer.ts'
import { createClockTurn } from './workers/sessionTimers.ts'
import { createDecideAgainTurn } from './workers/reachabilityCheck.ts'
import { reportTo } from './workers/report.ts'
import { idle, startLoops } from './workers/startWorkers.ts'
import { createReadDirectoryTurn } from './workers/directorySync.ts'
import { overlapping } from './workers/worker.ts'
import { createSweepTurn } from './workers/retention.ts'
import { createUntilStored } from './workers/retryUntilStored.ts'
import { createMetrics } from './server/metrics.ts'
import { docsRouter } from './openapi/docsRouter.ts'
import { openApiDocument } from './openapi/openApiDocument.ts'
import type { Outside } from './platform.ts'
import { createOutboxWork } from './workers/outboxWorker.ts'
import { adminRoutes } from './routes/admin/index.ts'
import { agentCallRoutes } from './routes/agent/calls.ts'
import { authenticateActor } from './routes/agent/dependencies.ts'
import { sessionRoutes } from './routes/agent/sessions.ts'
import { botDoor } from './routes/pages/botMessages.ts'
import { customerRoutes } from './routes/customer/index.ts'
import { widgetPages } from './routes/customer/widgetPages.ts'
import { authenticateCustomer } from './routes/customer/dependencies.ts'
import { healthRoutes } from './routes/pages/health.ts'
import { tabPages } from './routes/pages/tabPages.ts'
import { agentStream } from './realtime/agentStream.ts'
import { Doorbell } from './realtime/eventBus.ts'
import { customerStream } from './realtime/customerStream.ts'
import { createLongPoll } from './realtime/longPoll.ts'
import { serveStream } from './realtime/webSocketServer.ts'

/** Where there is no activity feed, the card and the tab ring alone. */
const silent: Notifier = { tellRinging: () => Promise.resolve({ told: true }) }

/** Puts Interact together. Nothing listens yet and no loop runs. */
export function compose(config: Config, outside: Outside) {
  const { database, log, assets } = outside
  const { publicUrl, widgetUrl, trustedProxies, allowedHosts } = config
  const now = outside.now ?? Date.now
  const calls: Calls = { webrtc: createWebrtcCalls(config.ice, now), ...outside.calls }
  const callProviders = Object.keys(calls) as (keyof Calls)[]
  const store = createStore(database, now, callProviders)
  let stopped = false
  const untilStored = createUntilStored(() => stopped)
  const bell = new Doorbell()
  const { sessions, contacts, people } = store
  const openLink = createOpenLink(config.teamsAppId, outside.bot?.teamsUrl)
  const takeLink = (sessionId: string) => openLink(sessionId, 'take')
  const notifier =
    outside.notifier?.({
      entraObjectIdOf: (tenantId, userId) => people.entraObjectIdOf(tenantId, userId),
      takeLink,
    }) ?? silent
  const handle = createHandle({
    sessions,
    facts: store.facts,
    bell: {
      rang: (session, events) => {
        bell.rang(session, events)
        if (session.inTeams) loops.outbox.wake()
      },
    },
  })
  // Said in the tab or to the bot: every console of the agent shows it.
  const setAvailable: typeof people.setAvailable = async (...said) => {
    await people.setAvailable(...said)
    bell.availability(...said)
  }
  const longPoll = createLongPoll({ sessions, bell })
  const seals = createCustomerSeals(config.signingKeys)
  const box = createSecretBox(config.dataKey)
  const limits = config.limits ? createLimits() : noLimits
  const verifyEntra = createVerifyEntra({
    clientId: config.entra.clientId,
    tenants: config.tenants,
    authorizedParties: teamsClients,
    keys: outside.entraKeys,
    now,
  })
  const fault = reportTo(log)
  const bot = createBot(
    {
      botId: config.bot.id,
      botTenantId: config.bot.tenantId,
      botType: 'SingleTenant',
      appId: config.teamsAppId,
      ...outside.bot,
    },
    {
      ...{ inbox: store.inbox, sessions, handle, now, log },
      desks: { ...store.desks, setAvailable, noteMessage: untilStored((...note) => store.desks.noteMessage(...note)) },
      tokens: outside.botTokens,
      tenants: new Set(config.tenants),
      onStored: () => loops.inbox.wake(),
    },
  )
  const outboxWork = createOutboxWork({
    outbox: store.outbox,
    untilStored,
    deliver: createDeliver({ ...{ sessions, notifier }, desk: bot.desk, handle: untilStored(handle) }),
    now,
    random: Math.random,
    alarm: ({ tenantId, sessionId, effect }, reason) =>
      log.error({ tenantId, sessionId, effect: effect.kind, reason }, 'not delivered to Teams'),
    fault: fault('outbox'),
    onFree: () => loops.outbox.wake(),
  })
  const inboxWork = overlapping(async () => (await bot.workInbox()) > 0)
  const decideAgainTurn = createDecideAgainTurn({ sessions, contacts, handle, now, report: fault('decideAgain') })

  const agentParts = {
    ...{ ...store, people: { ...people, setAvailable } },
    ...{ handle, bell, longPoll, verifyEntra, calls, limits },
  }
  const hashAddress = createHashAddress(config.signingKeys)
  const customerParts = { ...store, handle, bell, longPoll, seals, box, limits, hashAddress, calls, now, widgetUrl }
  const agentAndAdmin = [
    ...sessionRoutes(agentParts),
    ...agentCallRoutes(agentParts),
    ...adminRoutes({
      ...agentParts,
      ...{ now, newId, box, widgetUrl, isPublicSuffix, callProviders },
      loader: pinnedLoader(assets),
      settingsChanged: () => loops.decideAgain.wake(),
    }),
  ]
  const customer = customerRoutes(customerParts)
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
      bot: botDoor(bot.receive),
      pages: tabPages({ folder: join(assets, 'tab'), publicUrl, extraHosts: outside.extraHosts ?? [] }),
      docs: docsRouter(openApiDocument({ api: agentAndAdmin, customer })),
      about: aboutPages(),
    }),
  )
  const widget = createHttpServer(
    createWidgetApp({
      ...common,
      routes: customer,
      authenticate: authenticateCustomer(customerParts),
      pages: widgetPages(customerParts, join(assets, 'widget')),
    }),
  )
  const sockets = [
    serveStream(api, agentStream({ people, verifyEntra, bell, now, publicUrl })),
    serveStream(widget, customerStream({ sessions, bell, seals, now, widgetUrl })),
  ]
  const metrics = createMetrics({ outbox: store.outbox, sockets: () => sockets.map((each) => each.count()) })

  const readDirectoryTurn = outside.directory
    ? createReadDirectoryTurn({
        directory: outside.directory,
        reads: store.directoryReads,
        tenants: config.tenants,
        now,
        settingsChanged: () => loops.decideAgain.wake(),
        report: fault('directory'),
      })
    : () => Promise.resolve(false)

  const turns = {
    ...{ outbox: outboxWork.turn, inbox: inboxWork.turn, directory: readDirectoryTurn, decideAgain: decideAgainTurn },
    clock: createClockTurn({ sessions, handle, now, report: fault('clock') }),
    sweep: createSweepTurn({ housekeeping: store.housekeeping, sessions, now, report: fault('sweep') }),
  }
  let loops = idle
  return {
    ...{ api, widget, store, metrics },
    start: () => {
      loops = startLoops(turns, fault)
    },
    /** Ends streams and waiting polls; who does not answer the good-bye in time is cut off. */
    sayGoodbye: (patience: number) => {
      for (const each of sockets) each.closeAll(patience)
      bell.close()
    },
    /** Takes nothing more and waits for what is under way. */
    stopLoops: async () => {
      stopped = true
      await Promise.all(Object.values(loops).map((loop) => loop.stop()))
      await Promise.all([outboxWork.settled(), inboxWork.settled()])
    },
  }
}
