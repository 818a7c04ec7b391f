import pTimeout from 'p-timeout'
import { compose } from './compose.ts'
import type { Config } from './config.ts'
import type { Platform } from './platform.ts'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'

const connectionsTimeoutMs = 5000
/** A request to Teams that takes longer is repeated after the next start. */
const workersTimeoutMs = 7000

/** Starts the servers and the workers. `stop` gives pending requests and running workers a few seconds to finish. */
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
      interact.closeStreams(connectionsTimeoutMs)
      const servers = [api, widget, metrics].map((server) => close(server, connectionsTimeoutMs))
      await Promise.all([
        ...servers,
        pTimeout(interact.stopWorkers(), { milliseconds: workersTimeoutMs, message: false }),
      ])
      await platform.database.close()
    },
  }
}

/** Starts listening. If the port is taken, the error names the variable that changes it. */
const listen = (server: Server, port: number, host: string, variable: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE'
      reject(taken ? new Error(`Port ${port} is taken. Free it, or set ${variable} to another port.`) : error)
    })
    server.listen(port, host, resolve)
  })

/**
 * Stops accepting connections, lets pending requests finish, and closes the remaining connections after the time-out.
 */
const close = (server: Server, timeoutMs: number): Promise<void> =>
  new Promise((resolve) => {
    if (!server.listening) return resolve()
    // Clients must not send the next request on a kept-alive connection.
    server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
      response.setHeader('Connection', 'close')
    })
    const timer = setTimeout(() => server.closeAllConnections(), timeoutMs)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
    server.closeIdleConnections()
  })

/**
 * Returns the result of `read`. If it throws, prints only the message, because a stack trace does not help, and exits.
 */
export function exitOnError<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
}

const forcedExitMs = 10_000

/** Shuts down gracefully on SIGTERM and SIGINT, and exits in any case after `forcedExitMs`. */
export function stopOnSignals(stop: () => Promise<unknown>): void {
  let stopping = false
  const end = () => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), forcedExitMs).unref()
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
}
