import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import WebSocket from 'ws'
import { serveStream } from '#api/realtime/webSocketServer'
import { stopServer } from '../../support/faultyServer.ts'

const pingInterval = 25_000

// The intervals of the server alone: the sockets need their own timers.
beforeEach(() => {
  jest.useFakeTimers({
    doNotFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate', 'nextTick', 'queueMicrotask', 'Date'],
  })
})
afterEach(() => {
  jest.useRealTimers()
})

test('a socket that answers pings stays open, and one that does not is ended at the next ping', async () => {
  const server = createServer()
  let received: () => void = () => undefined
  const receiving = new Promise<void>((resolve) => (received = resolve))
  const sockets = serveStream(server, {
    path: '/stream',
    origin: 'https://interact.example',
    receive: () => {
      received()
      return Promise.resolve(null)
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/stream`
    const [answering, silent] = [new WebSocket(url), new WebSocket(url, { autoPong: false })]
    const both = [answering, silent]
    await Promise.all(both.map((socket) => once(socket, 'open')))
    const pinged = Promise.all(both.map((socket) => once(socket, 'ping')))
    jest.advanceTimersByTime(pingInterval)
    await pinged
    // Frames arrive in order: with this one, the server has the answer to its ping.
    answering.send('{}')
    await receiving
    const next = Promise.race(['ping', 'close'].map((what) => once(answering, what).then(() => what)))
    const ended = once(silent, 'close')
    jest.advanceTimersByTime(pingInterval)
    await ended
    expect([await next, sockets.count()]).toEqual(['ping', 1])
  } finally {
    sockets.closeAll(0)
    await stopServer(server)
  }
})
