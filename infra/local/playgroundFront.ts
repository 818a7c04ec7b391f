import { problem, startLoopback, type Asked, type Reply, type Running, type Upgrade } from './http/loopback.ts'
import { streamRelay } from './streamRelay.ts'

export type PlaygroundFront = Running & {
  /** Sets the address of the Playground, once it listens. */
  lead: (inner: string) => Promise<void>
}

const streams = ['/_ws_conversation/v1/conversations/stream', '/_ws/log/stream']
const remembered = 500

/**
 * Starts the reverse proxy in front of the Playground. It requires the bot's token for the Bot Connector, sends a card without its text
 * so that it stays one message, and replays earlier messages of the bot to a page that is opened again.
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
    // A page sends this request when it is ready to show messages.
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
      for (const [path, relay] of relays) await relay.connect(`${address.replace('http:', 'ws:')}${path}`)
      inner = address
    },
    close: async () => {
      for (const relay of relays.values()) relay.close()
      await running.close()
    },
  }
}

/** The Playground splits a card with text into two messages and returns no id. Without the text it is one message with an id. */
function oneMessage(body: string): string {
  const activity = JSON.parse(body) as { text?: string; attachments?: unknown[] }
  if ((activity.attachments ?? []).length > 0) delete activity.text
  return JSON.stringify(activity)
}
