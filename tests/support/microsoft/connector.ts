import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createMessages, failure, taken, type Activity, type Message, type Result } from './connectorMessages.ts'

/**
 * A failure of the connector. `stored`: it executes the request first, so that the bot cannot know the outcome.
 * `noId`: the response names no message, as for an activity that Teams splits.
 */
export type Fault =
  | { status: number; retryAfter?: number | Date; code?: string; stored?: boolean }
  | { cut: 'hang' | 'reset'; stored?: boolean }
  | { noId: true; stored: true }

/** One received request, refused ones included. */
type Entry = {
  /** When the request was completely received, in milliseconds since the epoch. */
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
  /** Whether a bearer token was issued to the bot, as the Entra stand-in decides. */
  isConnectorToken: (token: string) => Promise<boolean>
  /** Largest accepted activity, in bytes. */
  sizeLimit?: number
}

export type Connector = {
  serviceUrl: string
  ledger: Entry[]
  messages: (conversationId?: string) => Message[]
  /** Installs the app for a person with this Entra object id, whose chat with the bot has this id. Removed again without one. */
  install: (entraObjectId: string, conversationId: string | null) => void
  /** The members of the requests to open a conversation, refused ones included. They are not in the ledger. */
  opened: string[]
  /** Applies each fault to one of the next requests, in this order. */
  failNext: (...faults: Fault[]) => void
  /** Applies a fault to every request of one conversation; undefined removes it. */
  failConversation: (conversationId: string, fault: Fault | undefined) => void
  /** Resolves when this condition holds; checked after each request. */
  until: (holds: () => boolean) => Promise<void>
  close: () => Promise<void>
}

const route = /^\/v3\/conversations(?:\/([^/]+)\/activities(?:\/([^/]*))?)?$/

/** Starts a Bot Connector stand-in over HTTP that stores messages, records every request and fails as a test configures it. */
export async function startConnector({
  isConnectorToken,
  sizeLimit = 100 * 1024,
}: ConnectorOptions): Promise<Connector> {
  const ledger: Entry[] = []
  const installed = new Map<string, string>()
  const opened: string[] = []
  const { kept, done } = createMessages(installed)
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
    if (conversationId === undefined) opened.push(...(body.members ?? []).map(({ id }) => id))
    else ledger.push(entry)

    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    const refusal = !(await isConnectorToken(token))
      ? failure(401, 'Unauthorized')
      : matched === undefined
        ? failure(404, 'NotFound')
        : bytes.length > sizeLimit
          ? failure(413, 'MessageSizeTooBig')
          : undefined
    // The bot opens conversations on its own account, so a fault that a test has set is not for such a request.
    const fault = refusal || conversationId === undefined ? undefined : (broken.get(conversationId) ?? faults.shift())
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
    opened,
    install: (entraObjectId, conversationId) => {
      if (conversationId === null) installed.delete(entraObjectId)
      else installed.set(entraObjectId, conversationId)
    },
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
