import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import pg from 'pg'
import { WebSocketServer, type WebSocket } from 'ws'
import { createHttpServer } from '#api/server/httpServer'
import { serveParent } from './parent.ts'
import {
  insertMessage,
  makeTables,
  storeAsOneTransaction,
  type StoredMessage,
  type StoreMessage,
} from './rawStatements.ts'

export interface LimitsOptions {
  databaseUrl: string
  tenantId: string
}

export interface Limits {
  /** Bare relays: a message from a socket at `/customer` is stored, then sent to the sockets at `/agent`. */
  transactionUrl: string
  insertUrl: string
  /** A bare Express app with one route that runs one indexed select. */
  expressUrl: string
}

const { databaseUrl, tenantId } = JSON.parse(process.argv[2] ?? '') as LimitsOptions

await makeTables(databaseUrl)
const pool = new pg.Pool({
  ...{ connectionString: databaseUrl, max: 10, pipeline: true },
  verify: (client, done) => {
    client.query('set role interact_app').then(() => done(), done)
  },
})

const portOf = (server: { address(): AddressInfo | string | null }) => (server.address() as AddressInfo).port

/** A minimal relay: no HTTP, no authentication, no decision. */
async function startRelay(store: StoreMessage): Promise<string> {
  const server = createServer()
  const sockets = new WebSocketServer({ server, perMessageDeflate: false })
  const agents = new Set<WebSocket>()
  const take = async (socket: WebSocket, message: StoredMessage) => {
    const event = await store(pool, tenantId, message)
    socket.send(JSON.stringify(event))
    const frame = JSON.stringify({ type: 'events', sessionId: message.sessionId, items: [event], next: event.seq })
    for (const agent of agents) agent.send(frame)
  }
  sockets.on('connection', (socket, { url }) => {
    if (url === '/agent') agents.add(socket)
    socket.on('close', () => agents.delete(socket))
    socket.on('message', (data: Buffer) => void take(socket, JSON.parse(data.toString()) as StoredMessage))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `ws://127.0.0.1:${portOf(server)}`
}

async function startExpress(): Promise<string> {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.use(express.json())
  app.post('/launch', async (request, response) => {
    const { contactId } = request.body as { contactId: string }
    const text = 'select facts from bench_contacts where contact_id = $1'
    const { rows } = await pool.query<{ facts: object }>({ name: 'contact', text, values: [contactId] })
    response.json({ found: rows.length })
  })
  const server = createHttpServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${portOf(server)}`
}

const limits: Limits = {
  transactionUrl: await startRelay(storeAsOneTransaction),
  insertUrl: await startRelay(insertMessage),
  expressUrl: await startExpress(),
}
serveParent(limits, () => pool.end())
