import { problem, startLoopback, type Asked, type Reply, type Running, type Upgrade } from './http/loopback.ts'
import { streamRelay } from './streamRelay.ts'

export type PlaygroundFront = Running & {
  /** Names the Playground behind the front, once it listens. */
  lead: (inner: string) => Promise<void>
}

const streams = ['/_ws_conversation/v1/conversations/stream', '/_ws/log/stream']
const remembered = 500

/**
 * What everybody sees of the Playground. It asks the bot for the token that the Bot Connector wants, keeps a card and its neutral text
 * one message, as Teams does, and shows a page that is opened again what the bot has said before.
 */
export async function startPlaygroundFront(
  port: number,
  isConnectorToken: (token: string) => Promise<boolean>,
): Promise<PlaygroundFront> {
  const relays = new Map(streams.map((path) => [path, streamRelay(remembered)]))
  let inner: string | undefined

  const answer = async (asked: Asked): Promise<Reply | undefined> => {
    if (inner === undefined) return problem(503, 'unavailable', 'The Playground is starting.')
    const fromBot = asked.path.startsWith('/_connector/')
    if (fromBot && !(await isConnectorToken(/^Bearer (\S+)$/.exec(asked.headers.authorization ?? '')?.[1] ?? '')))
      return problem(401, 'unauthenticated', 'The Bot Connector wants a token of the bot.')
    const body = await asked.text()
    const response = await fetch(`${inner}${asked.path}?${asked.query.toString()}`, {
      method: asked.method,
      headers: { 'content-type': asked.headers['content-type'] ?? 'application/json' },
      ...(body === '' ? {} : { body: fromBot ? oneMessage(body) : body }),
    })
    // A page asks for this once it is ready to show messages.
    if (/^\/_debug\/conversation\/[^/]+\/installation$/.test(asked.path))
      for (const relay of relays.values()) relay.welcome()
    return {
      status: response.status,
      type: response.headers.get('content-type') ?? 'application/json',
      body: Buffer.from(await response.arrayBuffer()),
    }
  }

  const upgrade: Upgrade = (request, socket, head) => {
    const relay = relays.get(request.url ?? '')
    if (relay) relay.upgrade(request, socket, head)
    else socket.destroy()
  }

  const running = await startLoopback(port, 'PLAYGROUND_PORT', answer, upgrade)
  return {
    ...running,
    lead: async (address) => {
      for (const [path, relay] of relays) await relay.onFrame(`${address.replace('http:', 'ws:')}${path}`)
      inner = address
    },
    close: async () => {
      for (const relay of relays.values()) relay.close()
      await running.close()
    },
  }
}

/** The Playground makes two messages of a card and its text, and then names neither: without the text there is one, and it has an id. */
function oneMessage(body: string): string {
  const activity = JSON.parse(body) as { text?: string; attachments?: unknown[] }
  if ((activity.attachments ?? []).length > 0) delete activity.text
  return JSON.stringify(activity)
}
