import { WebSocket } from 'ws'
import { startChild, type Child } from './children.ts'
import { enter } from './customers.ts'
import type { Databases } from './databases.ts'
import type { Figure } from './figures.ts'
import type { Limits } from './limits.ts'

/** Streams that are opened before the first measurement, so that one-time allocations are not counted. */
const first = 500
const more = 4000
const atOnce = 50

/** Measures the server memory of an idle customer stream, compared with a bare `ws` connection. */
export async function measureMemory(databases: Databases): Promise<Figure[]> {
  const { databaseUrl, product } = await databases.product('postgres')
  const limits = await startChild<Limits>('limits', { databaseUrl, tenantId: product.ready.tenantId })
  const here = await growth(product, () => customerStream(product))
  const bare = await growth(limits, () => opened(new WebSocket(`${limits.ready.transactionUrl}/idle`)))
  await Promise.all([limits.stop(), product.stop()])
  const figure = { what: 'idle customer stream', unit: 'KB', here: here / 1024, n: more }
  return [
    { ...figure, reach: { most: 20, of: 'number' } },
    { ...figure, limit: { name: 'bare ws connection', value: bare / 1024 } },
  ]
}

/** Bytes of memory per additional stream. */
async function growth(child: Child<unknown>, open: () => Promise<WebSocket>): Promise<number> {
  const sockets = await openMany(first, open)
  const before = await child.memory()
  sockets.push(...(await openMany(more, open)))
  const after = await child.memory()
  for (const socket of sockets) socket.terminate()
  return (after - before) / more
}

async function openMany(count: number, open: () => Promise<WebSocket>): Promise<WebSocket[]> {
  const sockets: WebSocket[] = []
  while (sockets.length < count) sockets.push(...(await Promise.all(Array.from({ length: atOnce }, open))))
  return sockets
}

const opened = (socket: WebSocket): Promise<WebSocket> =>
  new Promise((resolve, reject) => socket.once('open', () => resolve(socket)).once('error', reject))

async function customerStream({ ready }: Child<Parameters<typeof enter>[0]>): Promise<WebSocket> {
  const { connection, token } = await enter(ready)
  connection.close()
  const socket = await opened(new WebSocket(`${ready.widgetUrl.replace('http', 'ws')}/widget/v1/stream`))
  const answered = new Promise((resolve) => socket.once('message', resolve))
  socket.send(JSON.stringify({ token, after: {} }))
  await answered
  return socket
}
