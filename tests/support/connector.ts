import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Activity = Record<string, unknown> & {
  type?: string
  text?: string
  attachments?: unknown[]
  members?: { id: string }[]
}

/** What the connector does instead of answering well. `stored`: only after it has done what was asked, so that the bot cannot know. */
export type Fault =
  | { status: number; retryAfter?: number | Date; code?: string; stored?: boolean }
  | { cut: 'hang' | 'reset'; stored?: boolean }

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

/** A message as people in Teams would see it now. */
type Message = { id: string; conversationId: string; activity: Activity; updates: number; deleted: boolean }

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

const route = /^\/v3\/conversations(?:\/([^/]+)\/activities(?:\/([^/]+))?)?$/

/** Starts a Bot Connector over real HTTP that keeps messages, writes down every request and fails the way a test tells it to. */
export async function startConnector({
  isConnectorToken,
  sizeLimit = 100 * 1024,
}: ConnectorOptions): Promise<Connector> {
  const ledger: Entry[] = []
  const kept: Message[] = []
  const faults: Fault[] = []
  const broken = new Map<string, Fault>()
  const waiting = new Set<() => void>()

  const done = (method: string, conversationId: string | undefined, activityId: string | undefined, body: Activity) => {
    if (conversationId === undefined) return created(body)
    if (method === 'POST') {
      const id = `${Date.now()}-${randomUUID().slice(0, 8)}`
      kept.push({ id, conversationId, activity: body, updates: 0, deleted: false })
      return { status: 201, body: { id } }
    }
    const message = kept.find(({ id, deleted }) => id === activityId && !deleted)
    if (message === undefined) return failure(404, 'ActivityNotFoundInConversation')
    if (method === 'DELETE') message.deleted = true
    else Object.assign(message, { activity: body, updates: message.updates + 1 })
    return { status: 200, body: { id: message.id } }
  }

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

type Result = { status: number; body: object }

const failure = (status: number, code: string): Result => ({ status, body: { error: { code, message: code } } })

/** A personal conversation per member: the same one again for the same person. */
const created = (body: Activity): Result => {
  const [member] = body.members ?? []
  return member ? { status: 201, body: { id: `a:${member.id}` } } : failure(400, 'BadArgument')
}

function respond(response: ServerResponse, entry: Entry, fault: Fault | undefined, result: Result | undefined) {
  if (fault && 'cut' in fault) {
    entry.outcome = fault.cut
    if (fault.cut === 'reset') response.socket?.resetAndDestroy()
    return
  }
  const { status, body } = fault ? failure(fault.status, fault.code ?? 'Error') : (result ?? failure(500, 'Error'))
  entry.outcome = status
  const wait = fault?.retryAfter
  if (wait !== undefined) response.setHeader('retry-after', wait instanceof Date ? wait.toUTCString() : String(wait))
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts)
}
