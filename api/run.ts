import { compose, type Outside } from './compose.ts'
import type { Config } from './config.ts'
import { close, listen } from './listen.ts'

const patience = 5000

/** Starts a composed Interact on its ports. `stop` finishes what was taken and ends within ten seconds. */
export async function run(config: Config, outside: Outside) {
  const interact = compose(config, outside)
  const { api, widget, metrics, sockets, store } = interact
  for (const id of config.tenants) await store.provisioning.createTenant({ id, name: id })
  await listen(api, config.port, config.host, 'PORT')
  await listen(widget, config.widgetPort, config.host, 'WIDGET_PORT')
  if (config.metricsPort !== null) await listen(metrics, config.metricsPort, '127.0.0.1', 'METRICS_PORT')
  interact.start()
  return {
    store,
    stop: async () => {
      for (const each of sockets) each.closeAll()
      await Promise.all([...[api, widget, metrics].map((server) => close(server, patience)), interact.stopLoops()])
      await outside.database.close()
    },
  }
}
