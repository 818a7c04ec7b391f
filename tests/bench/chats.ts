import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import type { AgentFrame } from '#core/contract/streams'
import { enter, openChat, type Customer } from './customers.ts'
import type { Product } from './product.ts'

/** Sends one message in one session; resolves when it was accepted. */
type SendMessage = (key: string, text: string) => Promise<void>

/** Several concurrent sessions, and the console of the one agent who receives all their messages. */
export interface Chats {
  name: string
  senders: readonly SendMessage[]
  /** Calls the listener with the key of each message that reaches the console. */
  shown: (listener: (key: string) => void) => void
  close(): void
}

/** Sessions of the product. Messages are sent by HTTP, as the panel does. */
export async function productChats(name: string, product: Product, count: number): Promise<Chats> {
  const entered: (Customer & { sessionId: string })[] = []
  for (let place = 0; place < count; place++) {
    const customer = await enter(product)
    entered.push({ ...customer, sessionId: await openChat(product, customer) })
  }
  const console = await openSocket(`${product.apiUrl.replace('http', 'ws')}/api/v1/stream`)
  const ready = new Promise((resolve) => console.once('message', resolve))
  console.send(JSON.stringify({ token: product.agent.token }))
  await ready
  return {
    name,
    senders: entered.map(({ connection, token, sessionId }) => {
      const headers = { authorization: `Bearer ${token}` }
      return async (key, text) => {
        const { status } = await connection.ask('POST', `/widget/v1/sessions/${sessionId}/messages`, headers, {
          key,
          text,
        })
        if (status !== 201) throw new Error(`A message was answered with ${status}`)
      }
    }),
    shown: (listener) => onMessages(console, listener),
    close: () => {
      console.close()
      for (const { connection } of entered) connection.close()
    },
  }
}

/** The same over a bare relay, for sessions that the product has opened. */
export async function relayChats(name: string, url: string, sessionIds: readonly string[]): Promise<Chats> {
  const console = await openSocket(`${url}/agent`)
  const sockets = await Promise.all(sessionIds.map(() => openSocket(`${url}/customer`)))
  return {
    name,
    senders: sockets.map((socket, place) => (key, text) => {
      socket.send(JSON.stringify({ sessionId: sessionIds[place], key, text }))
      return new Promise((resolve) => socket.once('message', () => resolve()))
    }),
    shown: (listener) => onMessages(console, listener),
    close: () => {
      for (const socket of [console, ...sockets]) socket.close()
    },
  }
}

/** Opens sessions in the product's store for a relay to write to. */
export async function openSessions(product: Product, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let place = 0; place < count; place++) {
    const customer = await enter(product)
    ids.push(await openChat(product, customer))
    customer.connection.close()
  }
  return ids
}

async function openSocket(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url, { perMessageDeflate: false })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  return socket
}

function onMessages(socket: WebSocket, listener: (key: string) => void): void {
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as AgentFrame
    if (frame.type !== 'events') return
    for (const event of frame.items) if (event.kind === 'message') listener(event.key)
  })
}

/** A new key and a text of typical length. */
export const newMessage = (): [key: string, text: string] => {
  const key = randomUUID()
  return [key, `Do you have these boots in size 42, and when could they be here? (${key.slice(0, 8)})`]
}
