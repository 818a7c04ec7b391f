import { compose } from './compose.ts'
import type { Config } from './config.ts'
import type { Outside } from './outside.ts'
import { close, listen } from './listen.ts'

const patience = 5000
/** A message to Teams may be under way for longer than this; it is then sent again after the start. */
const loopPatience = 7000

/** Starts a composed Interact on its ports. `stop` finishes what was taken and ends within ten seconds. */
export async function run(config: Config, outside: Outside) {
  const interact = compose(config, outside)
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
      await Promise.all([...servers, within(loopPatience, interact.stopLoops())])
      await outside.database.close()
    },
  }
}

const within = (milliseconds: number, work: Promise<unknown>): Promise<unknown> =>
  Promise.race([work, new Promise((resolve) => setTimeout(resolve, milliseconds).unref())])
