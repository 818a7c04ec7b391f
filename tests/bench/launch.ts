import { performance } from 'node:perf_hooks'
import { startChild } from './children.ts'
import { launch, launchBody } from './customers.ts'
import type { Databases } from './databases.ts'
import { median, type Figure } from './figures.ts'
import { HttpConnection, type Reply } from './httpConnection.ts'
import type { Limits } from './limits.ts'

const seconds = 3
const rounds = 5
const connections = 16

/** Measures launch decisions per second, compared with a bare Express route that runs one indexed select. */
export async function measureLaunch(databases: Databases): Promise<Figure[]> {
  const { databaseUrl, product } = await databases.product('postgres')
  const limits = await startChild<Limits>('limits', { databaseUrl, tenantId: product.ready.tenantId })
  const body = launchBody(product.ready)
  const here: number[] = []
  const bare: number[] = []
  for (let turn = 0; turn <= rounds; turn++) {
    here.push(await rate(product.ready.widgetUrl, (connection) => launch(connection, product.ready)))
    bare.push(await rate(limits.ready.expressUrl, (connection) => connection.ask('POST', '/launch', {}, body)))
  }
  await Promise.all([limits.stop(), product.stop()])
  // The first round is the warm-up.
  const counted = median(here.slice(1))
  return [
    {
      ...{ what: 'launches decided', unit: '/s', here: counted, n: Math.round(counted * seconds * rounds) },
      limit: { name: 'bare Express route, one select', value: median(bare.slice(1)) },
      reach: { least: 0.7, of: 'ratio' },
    },
  ]
}

async function rate(origin: string, ask: (connection: HttpConnection) => Promise<Reply>): Promise<number> {
  const opened = Array.from({ length: connections }, () => new HttpConnection(origin))
  const begin = performance.now()
  const end = begin + seconds * 1000
  const counts = await Promise.all(
    opened.map(async (connection) => {
      let count = 0
      for (; performance.now() < end; count++) {
        const { status, body } = await ask(connection)
        if (status !== 200) throw new Error(`A launch was answered with ${status}: ${body}`)
      }
      return count
    }),
  )
  const took = performance.now() - begin
  for (const connection of opened) connection.close()
  return (counts.reduce((sum, count) => sum + count, 0) * 1000) / took
}
