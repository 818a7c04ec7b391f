import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import type { AgentFrame } from '#core/contract/streams'
import { enter, openChat, type Customer } from './customers.ts'
import type { Product } from './product.ts'

/** Says one line in one session; settles when it was accepted. */
type Talker = (key: string, text: string) => Promise<void>

/** Several sessions that run side by side, and the console of the one agent who sees all of their lines. */
export interface Chats {
  name: string
  talkers: readonly Talker[]
  /** Told the key of each line as it reaches the console. */
  shown: (listener: (key: string) => void) => void
  close(): void
}

/** Sessions of the product: lines go in by HTTP, as the panel sends them. */
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
    talkers: entered.map(({ lane, token, sessionId }) => {
      const headers = { authorization: `Bearer ${token}` }
      return async (key, text) => {
        const { status } = await lane.ask('POST', `/widget/v1/sessions/${sessionId}/messages`, headers, { key, text })
        if (status !== 201) throw new Error(`A line was answered with ${status}`)
      }
    }),
    shown: (listener) => onMessages(console, listener),
    close: () => {
      console.close()
      for (const { lane } of entered) lane.close()
    },
  }
}

/** The same through a bare relay, over sessions that the product has opened. */
export async function relayChats(name: string, url: string, sessionIds: readonly string[]): Promise<Chats> {
  const console = await openSocket(`${url}/agent`)
  const sockets = await Promise.all(sessionIds.map(() => openSocket(`${url}/customer`)))
  return {
    name,
    talkers: sockets.map((socket, place) => (key, text) => {
      socket.send(JSON.stringify({ sessionId: sessionIds[place], key, text }))
      return new Promise((resolve) => socket.once('message', () => resolve()))
    }),
    shown: (listener) => onMessages(console, listener),
    close: () => {
      for (const socket of [console, ...sockets]) socket.close()
    },
  }
}

/** Sessions in the product's store that a relay may write to. */
export async function openSessions(product: Product, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let place = 0; place < count; place++) {
    const customer = await enter(product)
    ids.push(await openChat(product, customer))
    customer.lane.close()
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

/** A key and a text of the length that people write. */
export const newMessage = (): [key: string, text: string] => {
  const key = randomUUID()
  return [key, `Do you have these boots in size 42, and when could they be here? (${key.slice(0, 8)})`]
}
