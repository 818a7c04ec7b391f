import { createServer, type Server } from 'node:http'
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Outbox } from '#core/session/ports'

interface MetricsDependencies {
  outbox: Pick<Outbox, 'counts'>
  sockets: () => readonly number[]
}

/** Prometheus metrics, served on a separate port. */
export function createMetrics({ outbox, sockets }: MetricsDependencies): Server {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  new Gauge({
    name: 'interact_outbox_items',
    help: 'Effects for Teams, by state: waiting for an attempt, or parked after the last one',
    labelNames: ['state'],
    registers,
    async collect() {
      const { waiting, parked } = await outbox.counts()
      this.set({ state: 'waiting' }, waiting)
      this.set({ state: 'parked' }, parked)
    },
  })
  new Gauge({
    name: 'interact_streams',
    help: 'Open sockets of agents and customers',
    labelNames: ['side'],
    registers,
    collect() {
      const [agents = 0, customers = 0] = sockets()
      this.set({ side: 'agent' }, agents)
      this.set({ side: 'customer' }, customers)
    },
  })
  return createServer((request, response) => {
    if (request.url !== '/metrics') return response.writeHead(404).end()
    registry.metrics().then(
      (text) => response.writeHead(200, { 'Content-Type': registry.contentType }).end(text),
      () => response.writeHead(503).end(),
    )
    return undefined
  })
}
