import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createMessages, failure, taken, type Activity, type Message, type Result } from './connectorMessages.ts'

/**
 * What the connector does instead of answering well. `stored`: only after it has done what was asked, so that the bot
 * cannot know. `noId`: the answer names no message, as with an activity that is split.
 */
export type Fault =
  | { status: number; retryAfter?: number | Date; code?: string; stored?: boolean }
  | { cut: 'hang' | 'reset'; stored?: boolean }
  | { noId: true; stored: true }

/** One request, as it came: nothing is left out, not even what was refused. */
type Entry = {
  /** Milliseconds since the epoch, when the request had come in whole. */
  at: number
  method: string
  path: string
  conversationId: string | undefined
  bytes: number
  body: Activity
  outcome: number | 'hang' | 'reset'
  stored: boolean
}

export type ConnectorOptions = {
  /** Whether a bearer token is the bot's own; the Entra stand-in knows. */
  isConnectorToken: (token: string) => Promise<boolean>
  /** Bytes of an activity that are still accepted. */
  sizeLimit?: number
}

export type Connector = {
  serviceUrl: string
  ledger: Entry[]
  messages: (conversationId?: string) => Message[]
  /** Each fault serves one request, in this order; afterwards all is well again. */
  failNext: (...faults: Fault[]) => void
  /** Serves every request of one conversation, until it is taken back with undefined. */
  failConversation: (conversationId: string, fault: Fault | undefined) => void
  /** Resolves as soon as this holds; it is looked at after each request. */
  until: (holds: () => boolean) => Promise<void>
  close: () => Promise<void>
}

const route = /^\/v3\/conversations(?:\/([^/]+)\/activities(?:\/([^/]*))?)?$/

/** Starts a Bot Connector over real HTTP that keeps messages, writes down every request and fails the way a test tells it to. */
export async function startConnector({
  isConnectorToken,
  sizeLimit = 100 * 1024,
}: ConnectorOptions): Promise<Connector> {
  const ledger: Entry[] = []
  const { kept, done } = createMessages()
  const faults: Fault[] = []
  const broken = new Map<string, Fault>()
  const waiting = new Set<() => void>()

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const bytes = await bytesOf(request)
    const [path = ''] = (request.url ?? '').split('?')
    const [matched, conversation, activityId] = route.exec(path) ?? []
    const conversationId = conversation && decodeURIComponent(conversation)
    const body = (bytes.length === 0 ? {} : JSON.parse(bytes.toString('utf8'))) as Activity
    const method = request.method ?? ''
    const entry: Entry = {
      at: Date.now(),
      method,
      path,
      conversationId,
      bytes: bytes.length,
      body,
      outcome: 0,
      stored: false,
    }
    ledger.push(entry)

    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    const refusal = !(await isConnectorToken(token))
      ? failure(401, 'Unauthorized')
      : matched === undefined
        ? failure(404, 'NotFound')
        : bytes.length > sizeLimit
          ? failure(413, 'MessageSizeTooBig')
          : undefined
    const fault = refusal ? undefined : (broken.get(conversationId ?? '') ?? faults.shift())
    entry.stored = refusal === undefined && (fault === undefined || fault.stored === true)
    const result = entry.stored ? done(method, conversationId, activityId, body) : refusal
    respond(response, entry, fault, result)
    for (const look of [...waiting]) look()
  }

  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    serviceUrl: `http://localhost:${(server.address() as AddressInfo).port}`,
    ledger,
    messages: (id) => kept.filter(({ conversationId }) => id === undefined || id === conversationId),
    failNext: (...next) => {
      faults.push(...next)
    },
    failConversation: (id, fault) => {
      if (fault === undefined) broken.delete(id)
      else broken.set(id, fault)
    },
    until: (holds) =>
      new Promise((resolve) => {
        const look = () => {
          if (!holds()) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

function respond(response: ServerResponse, entry: Entry, fault: Fault | undefined, result: Result | undefined) {
  if (fault && 'cut' in fault) {
    entry.outcome = fault.cut
    if (fault.cut === 'reset') response.socket?.resetAndDestroy()
    return
  }
  const failed = fault && 'status' in fault ? fault : undefined
  const answer = failed ? failure(failed.status, failed.code ?? 'Error') : (result ?? failure(500, 'Error'))
  const { status, body } = fault && 'noId' in fault ? taken : answer
  entry.outcome = status
  const wait = failed?.retryAfter
  if (wait !== undefined) response.setHeader('retry-after', wait instanceof Date ? wait.toUTCString() : String(wait))
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) pieces.push(part)
  return Buffer.concat(pieces)
}
