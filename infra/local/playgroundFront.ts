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
 * so that it stays one message, and replays earlier messages of the bot to a page that is opened again. The app is
 * installed for the Playground's agent alone, whereas the Playground opens its one chat for anybody.
 */
export async function startPlaygroundFront(
  port: number,
  agentId: string,
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
    if (fromBot && asked.path === '/_connector/v3/conversations' && memberOf(body) !== agentId)
      return { status: 403, body: JSON.stringify({ error: notInstalled }) }
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

const notInstalled = {
  code: 'BotNotInConversationRoster',
  message: 'The bot is not part of the conversation roster.',
}

/** The Entra object id of the person with whom the bot wants to open a conversation. */
const memberOf = (body: string): string | undefined =>
  (JSON.parse(body) as { members?: { id: string }[] }).members?.[0]?.id

/** The Playground splits a card with text into two messages and returns no id. Without the text it is one message with an id. */
function oneMessage(body: string): string {
  const activity = JSON.parse(body) as { text?: string; attachments?: unknown[] }
  if ((activity.attachments ?? []).length > 0) delete activity.text
  return JSON.stringify(activity)
}
