import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import WebSocket from 'ws'
import { startConnector, type Connector } from '../support/microsoft/connector.ts'
import { startEmbeddedWorld, type EmbeddedWorld } from '../support/embeddedWorld.ts'
import { teamsSide } from '../support/teamsSide.ts'
import { saidBy, startChat, type Chat } from './chatAtServer.ts'

const alex = 'alex@contoso.test'
let connector: Connector
let world: EmbeddedWorld
let chat: Chat
let quiet: Chat

beforeAll(async () => {
  connector = await startConnector({ isConnectorToken: () => Promise.resolve(true) })
  world = await startEmbeddedWorld({ PLAYGROUND_PORT: 'off', LIMITS: 'off', CONNECTOR_URL: connector.serviceUrl })
  await teamsSide(world.api, connector, world.channelToken).install(alex)
  chat = await startChat(world, alex, 'Mia')
  quiet = await startChat(world, alex, 'Noah')
}, 120_000)
afterAll(async () => {
  await world.stop()
  await connector.close()
})

/** Opens a stream, sends the hello and waits for the first frame. */
async function openStream(url: string, hello: object): Promise<WebSocket> {
  const origin = new URL(url).origin.replace('ws', 'http')
  const socket = new WebSocket(url, { origin })
  await once(socket, 'open')
  socket.send(JSON.stringify(hello))
  await once(socket, 'message')
  return socket
}

/** Opens a WebSocket whose client never responds, not even to a close frame. */
async function openSleeper(address: string): Promise<Socket> {
  const { hostname, port, host } = new URL(address)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => undefined)
  const upgrade = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13']
  const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='
  socket.write(`GET /widget/v1/stream HTTP/1.1\r\nHost: ${host}\r\n${upgrade.join('\r\n')}\r\n${key}\r\n\r\n`)
  await once(socket, 'data')
  return socket
}

test('SIGTERM closes streams with 1001, answers pending polls, keeps every acknowledged message and ends with exit code 0', async () => {
  const { widget, api } = world
  const streams = await Promise.all([
    openStream(`${widget.replace('http', 'ws')}/widget/v1/stream`, { token: chat.customerToken, after: 0 }),
    openStream(`${api.replace('http', 'ws')}/api/v1/stream`, { token: await world.token(alex) }),
  ])
  const sleeper = await openSleeper(widget)
  const last = (await quiet.stored()).at(-1)?.seq ?? 0
  const headers = { authorization: `Bearer ${quiet.customerToken}` }
  const polled = fetch(`${widget}/widget/v1/sessions/${quiet.id}/events?after=${last}&wait=25`, { headers })
  connector.failConversation(`a:${alex}`, { cut: 'hang' })
  let stored = 0
  let enough: () => void = () => undefined
  const halfway = new Promise<void>((resolve) => (enough = resolve))
  const sending = chat.chat(60, () => {
    stored += 1
    if (stored === 60) enough()
  })
  await halfway

  const closed = Promise.all(streams.map(async (stream) => ((await once(stream, 'close')) as [number])[0]))
  const restarted = world.restart('SIGTERM')
  expect(await closed).toEqual([1001, 1001])
  await expect(fetch(`${api}/healthz`)).rejects.toThrow()
  const answer = await polled
  expect([answer.status, await answer.json()]).toEqual([200, { items: [], next: last }])
  expect(await restarted).toBe(0)
  sleeper.destroy()

  connector.failConversation(`a:${alex}`, undefined)
  const { customer, agent } = await sending
  const events = await chat.stored()
  expect(saidBy('customer', events).slice(1)).toEqual(customer)
  expect(saidBy('agent', events)).toEqual(agent)
})
