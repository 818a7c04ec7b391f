import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { Router, type Express, type RequestHandler } from 'express'
import { z } from 'zod'
import { json } from '#api/server/app'
import { sendRefusal } from '#api/server/problemResponses'
import { serveStream, type Channel, type StreamSpec } from '#api/realtime/webSocketServer'
import type { ErrorCode } from '#core/contract/problems'

/**
 * What happens to a request: `cut` closes the connection before, `cutAfter` after processing it. A refusal is answered as the
 * product answers it: `unavailable` always asks for two seconds, and `tooManyRequests` always for some time.
 */
type Fate =
  | { refused: Exclude<ErrorCode, 'tooManyRequests'> }
  | { refused: 'tooManyRequests'; retryAfter: number }
  | 'cut'
  | 'cutAfter'

/** An HTTP server on a free port for an app and a stream of the product, with faults that a test can switch on. */
export async function faultyServer(now: () => number) {
  const troubles = {
    /** All requests and sockets fail. */
    down: false,
    /** Sockets are refused. */
    noSockets: false,
    /** Frames are dropped, except `ready`. */
    loseFrames: false,
    /** Reads get no answer, so that only the response to a command or a frame can tell what was stored. */
    loseReads: false,
  }
  const fates = new Map<string, Fate[]>()
  const held = new Map<string, Fate>()
  const requests: { path: string; body: unknown; at: number }[] = []
  const wrongBodies: string[] = []
  const hellos: string[] = []
  const channels = new Map<Channel, Channel>()
  const connections = new Set<Duplex>()
  const streams = new Set<Duplex>()

  const server = createServer()
  const remember = (socket: Duplex, open: Set<Duplex>) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  }
  server.on('connection', (socket) => remember(socket, connections))
  server.on('upgrade', (_request, socket) => {
    if (troubles.down || troubles.noSockets) socket.destroy()
    else remember(socket, streams)
  })
  await listen(server)

  const fateOf = (path: string): Fate | undefined => {
    const place = [...fates.keys(), ...held.keys()].find((end) => path.endsWith(end)) ?? ''
    return held.get(place) ?? fates.get(place)?.shift()
  }
  const meetFate: RequestHandler = (request, response, next) => {
    const { method, path, socket } = request
    const body = request.body as unknown
    response.set('Date', new Date(now()).toUTCString())
    const command = method !== 'GET'
    if (command) requests.push({ path, body, at: Date.now() })
    const lost = troubles.down || (troubles.loseReads && !command)
    const fate = lost ? 'cut' : command && fateOf(path)
    if (fate === 'cut') socket.destroy()
    else if (fate && fate !== 'cutAfter') {
      const { refused: code, ...wait } = fate
      sendRefusal(response, { code, ...(code === 'unavailable' ? { retryAfter: 2 } : wait) })
    } else {
      if (fate === 'cutAfter') response.send = () => (socket.destroy(), response)
      response.once('finish', () => {
        if ([400, 415].includes(response.statusCode)) wrongBodies.push(`${path}: ${JSON.stringify(body)}`)
      })
      next()
    }
  }
  const faults = Router().use(json(), meetFate)

  /** The channel as its stream sees it, which drops frames while `loseFrames` is on. */
  const lossy = (channel: Channel): Channel => {
    const known = channels.get(channel)
    if (known) return known
    const made: Channel = {
      ...channel,
      send: (frame) =>
        troubles.loseFrames && (frame as { type: string }).type !== 'ready'
          ? Promise.resolve(true)
          : channel.send(frame),
    }
    channels.set(channel, made)
    channel.onClose(() => channels.delete(channel))
    return made
  }
  const receive: (spec: StreamSpec) => StreamSpec['receive'] = (spec) => (channel, frame) => {
    hellos.push(z.object({ token: z.string() }).parse(frame).token)
    return spec.receive(lossy(channel), frame)
  }

  return {
    ...{ troubles, wrongBodies, hellos, faults },
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    serve: (app: Express, spec: StreamSpec) => {
      server.on('request', app)
      serveStream(server, { ...spec, receive: receive(spec) })
    },
    /** Sets what happens to the next commands whose path ends with `path`, in order. */
    next: (path: string, ...coming: Fate[]) => fates.set(path, [...(fates.get(path) ?? []), ...coming]),
    /**
     * The same for every command, until it is reset with null. A browser may repeat a cut request itself, so a single
     * cut is not enough.
     */
    hold: (path: string, fate: Fate | null) => (fate ? held.set(path, fate) : held.delete(path)),
    /** Requests that were not reads; `at` is when each arrived. */
    asked: (path: string) => requests.filter((request) => request.path.endsWith(path)),
    listening: () => channels.size,
    closeStreams: (code: number) => {
      for (const channel of channels.keys()) channel.close(code)
    },
    cutStreams: () => {
      for (const socket of streams) socket.destroy()
    },
    /** Cuts all connections, also those of streams. */
    cut: () => {
      for (const socket of connections) socket.destroy()
    },
    stop: async () => {
      for (const socket of connections) socket.destroy()
      await stopServer(server)
    },
  }
}

export const listen = (server: Server): Promise<void> =>
  new Promise((done) => server.listen(0, '127.0.0.1', () => done()))

export const stopServer = (server: Server): Promise<void> =>
  new Promise((done) => {
    server.close(() => done())
    server.closeAllConnections()
  })
