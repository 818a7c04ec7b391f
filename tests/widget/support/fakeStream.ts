import type { Server } from 'node:http'
import { WebSocketServer, type WebSocket } from 'ws'
import { customerHello } from '#core/contract/streams'
import type { FakeWorld } from './fakeWorld.ts'

/** A fake customer stream: hello, ready, events. Tests can refuse or cut connections, and send typing frames. */
export function fakeStream(
  server: Server,
  world: FakeWorld,
  tokens: ReadonlyMap<string, string>,
  sessions: () => readonly { id: string; customer: string }[],
) {
  const sockets = new WebSocketServer({ noServer: true })
  const reached = new Map<WebSocket, Map<string, number>>()
  const state = { refusing: false, silent: false, hellos: 0 }

  server.on('upgrade', (request, socket, head) => {
    if (state.refusing || request.url !== '/widget/v1/stream') socket.destroy()
    else sockets.handleUpgrade(request, socket, head, serve)
  })
  const serve = (socket: WebSocket) => {
    socket.on('message', (data: Buffer) => {
      const hello = customerHello.parse(JSON.parse(data.toString()))
      const customer = tokens.get(hello.token)
      state.hellos++
      if (!customer) {
        socket.close(4401)
        return
      }
      const after = hello.after
      const own = sessions().filter((session) => session.customer === customer)
      reached.set(socket, new Map(own.map(({ id }) => [id, typeof after === 'number' ? after : (after[id] ?? 0)])))
      socket.send(JSON.stringify({ type: 'ready' }))
      for (const { id } of own) void push(socket, id)
    })
    socket.on('close', () => reached.delete(socket))
  }
  const push = async (socket: WebSocket, sessionId: string) => {
    const after = reached.get(socket)?.get(sessionId)
    if (after === undefined || state.silent) return
    const items = await world.eventsAfter(sessionId, after)
    const next = items.at(-1)?.seq
    if (next === undefined || reached.get(socket)?.get(sessionId) !== after) return
    reached.get(socket)?.set(sessionId, next)
    socket.send(JSON.stringify({ type: 'events', sessionId, items, next }))
  }
  world.onEvents((sessionId) => {
    for (const socket of reached.keys()) void push(socket, sessionId)
  })
  return {
    state,
    open: () => reached.size,
    cut: () => {
      for (const socket of sockets.clients) socket.terminate()
    },
    agentTypes: () => {
      const frame = JSON.stringify({ type: 'typing', sessionId: world.newest(), from: 'agent' })
      for (const socket of reached.keys()) socket.send(frame)
    },
  }
}
