import { compose } from './compose.ts'
import type { Config } from './config.ts'
import type { Platform } from './platform.ts'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'

const patience = 5000
/** A message to Teams may be under way for longer than this; it is then sent again after the start. */
const loopPatience = 7000

/** Starts a composed Interact on its ports. `stop` finishes what was taken and ends within ten seconds. */
export async function run(config: Config, platform: Platform) {
  const interact = compose(config, platform)
  const { api, widget, metrics, store } = interact
  const settings = { callProvider: config.callProvider }
  for (const id of config.tenants) await store.provisioning.createTenant({ id, name: id, settings })
  await listen(api, config.port, config.host, 'PORT')
  await listen(widget, config.widgetPort, config.host, 'WIDGET_PORT')
  if (config.metricsPort !== null) await listen(metrics, config.metricsPort, '127.0.0.1', 'METRICS_PORT')
  interact.start()
  return {
    store,
    stop: async () => {
      interact.sayGoodbye(patience)
      const servers = [api, widget, metrics].map((server) => close(server, patience))
      await Promise.all([...servers, within(loopPatience, interact.stopWorkers())])
      await platform.database.close()
    },
  }
}

const within = (milliseconds: number, work: Promise<unknown>): Promise<unknown> =>
  Promise.race([work, new Promise((resolve) => setTimeout(resolve, milliseconds).unref())])

/** Listens, or says in one sentence that the port is taken and which variable moves it. */
const listen = (server: Server, port: number, host: string, variable: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE'
      reject(taken ? new Error(`Port ${port} is taken. Free it, or set ${variable} to another port.`) : error)
    })
    server.listen(port, host, resolve)
  })

/** Stops accepting, lets what was taken finish, and cuts what does not end in time. */
const close = (server: Server, within: number): Promise<void> =>
  new Promise((resolve) => {
    if (!server.listening) return resolve()
    // Whoever asks on a connection that stays open asks elsewhere next time.
    server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
      response.setHeader('Connection', 'close')
    })
    const timer = setTimeout(() => server.closeAllConnections(), within)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
    server.closeIdleConnections()
  })

/** What `read` answers; where it throws, its words alone are printed and the process ends: a stack helps nobody who set a variable. */
export function exitOnError<T>(read: () => T): T {
  try {
    return read()
  } catch (fault) {
    process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
    process.exit(1)
  }
}

const longest = 10_000

/** Ends the process in order on SIGTERM and Ctrl-C, and in any case after ten seconds. */
export function stopOnSignals(stop: () => Promise<unknown>): void {
  let stopping = false
  const end = () => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), longest).unref()
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
}
