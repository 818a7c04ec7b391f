import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import WebSocket, { type ClientOptions } from 'ws'
import { serveStream, type Channel } from '#api/realtime/webSocketServer'
import { closeCodes, firstFrameWithin } from '#core/contract/streams'
import { stopServer } from '../../support/faultyServer.ts'

const pingInterval = 25_000
let stop: () => Promise<void>

// The timers of the server alone: the network between its sockets is real.
beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'clearImmediate', 'nextTick', 'queueMicrotask', 'Date'] })
})
afterEach(async () => {
  jest.useRealTimers()
  await stop()
})

/** A stream, the sockets that are open on it, and the channel of the next frame that arrives. */
async function startStream() {
  const server = createServer()
  let receives: (channel: Channel) => void = () => undefined
  const sockets = serveStream(server, {
    path: '/stream',
    origin: 'https://interact.example',
    receive: (channel) => {
      receives(channel)
      return Promise.resolve(null)
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stop = () => {
    sockets.closeAll(0)
    return stopServer(server)
  }
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/stream`
  return {
    count: () => sockets.count(),
    connect: async (options: ClientOptions = {}) => {
      const socket = new WebSocket(url, options)
      await once(socket, 'open')
      return socket
    },
    /** Sends a frame and returns its channel when it has arrived. */
    say: (socket: WebSocket) =>
      new Promise<Channel>((resolve) => {
        receives = resolve
        socket.send('{}')
      }),
  }
}

test('a socket stays open after its first frame, and one without any is closed', async () => {
  const { connect, say } = await startStream()
  const channel = await say(await connect())
  const ended = once(await connect(), 'close')
  jest.advanceTimersByTime(firstFrameWithin)
  expect(await channel.send({})).toBe(true)
  expect((await ended)[0]).toBe(closeCodes.unauthenticated)
})

test('a socket that answers pings stays open, and one that does not is ended at the next ping', async () => {
  const { connect, say, count } = await startStream()
  const [answering, silent] = [await connect(), await connect({ autoPong: false })]
  await say(silent)
  const pinged = Promise.all([answering, silent].map((socket) => once(socket, 'ping')))
  await say(answering)
  jest.advanceTimersByTime(pingInterval)
  await pinged
  // Frames arrive in order: with this one, the server has the answer to its ping.
  await say(answering)
  const next = Promise.race(['ping', 'close'].map((what) => once(answering, what).then(() => what)))
  const ended = once(silent, 'close')
  jest.advanceTimersByTime(pingInterval)
  await ended
  expect([await next, count()]).toEqual(['ping', 1])
})
