import type { ErrorCode, FieldError } from '#core/contract/problems'
import { closeCodes, type AgentFrame } from '#core/contract/streams'

/** A request of the tab. `id` is the part of its path that a route leaves open. */
export interface Asked {
  id: string
  query: URLSearchParams
  body: Record<string, unknown>
}
/** `hang`: it is never answered. `unreachable`: there is no server. */
export type Answer =
  | { json: unknown }
  | { refused: ErrorCode; status?: number; errors?: FieldError[]; retryAfter?: number }
  | 'hang'
  | 'unreachable'
/** Answers by method and path, for example `GET /users/:id`. */
export type Answers = Record<string, Answer | ((asked: Asked) => Answer | Promise<Answer>)>

/** How the event stream of the console goes. */
export type Stream = 'live' | 'none' | 'forbidden'

let answers: Answers = {}
let stream: Stream = 'live'
/** Requests that wait for their answer; those that hang do not count. */
const open = new Set<object>()

let hangs = false
/** Whether something is meant to be still loading. */
export const isLoading = (): boolean => hangs

/** What the tab is answered from now on. */
export function answerWith(next: Answers, how: Stream = 'live'): void {
  hangs = false
  answers = next
  stream = how
}

/** Whether a request waits for its answer. */
export const isAsking = (): boolean => open.size > 0

export const list = (items: readonly unknown[]): Answer => ({ json: { items, nextCursor: null } })

function find(method: string, path: string): { answer: Answers[string]; id: string } | null {
  for (const [route, answer] of Object.entries(answers)) {
    const [wanted, pattern = ''] = route.split(' ')
    if (wanted !== method) continue
    const match = new RegExp(`^${pattern.replace(':id', '([^/]+)')}$`).exec(path)
    if (match) return { answer, id: match[1] ?? '' }
  }
  return null
}

const statuses: Partial<Record<ErrorCode, number>> = { notFound: 404, internal: 500, stale: 412, unavailable: 400 }

async function respond(url: URL, init: RequestInit, waits: () => void): Promise<Response> {
  const path = url.pathname.slice('/api/v1'.length)
  const method = init.method ?? 'GET'
  const found = find(method, path)
  if (!found) {
    reportError(new Error(`No exhibit answers ${method} ${path}`))
    return Response.json({ code: 'notFound' }, { status: 404 })
  }
  const body = (typeof init.body === 'string' ? JSON.parse(init.body) : {}) as Asked['body']
  const answer =
    typeof found.answer === 'function'
      ? await found.answer({ id: found.id, query: url.searchParams, body })
      : found.answer
  if (answer === 'unreachable') throw new TypeError('There is no network')
  if (answer === 'hang') {
    waits()
    hangs ||= method === 'GET'
    return new Promise((_, reject) =>
      init.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))),
    )
  }
  if ('json' in answer) return Response.json(answer.json, { headers: { etag: '"1"' } })
  const { refused, errors, retryAfter, status = statuses[refused] ?? 409 } = answer
  return Response.json(
    { type: '', title: refused, status, code: refused, detail: '', requestId: '01J9ZK', ...(errors && { errors }) },
    { status, headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) } },
  )
}

const realFetch = window.fetch.bind(window)
window.fetch = async (input, init = {}) => {
  const url = new URL(input instanceof Request ? input.url : input, location.href)
  if (!url.pathname.startsWith('/api/v1/')) return realFetch(input, init)
  const asked = {}
  open.add(asked)
  try {
    return await respond(url, init, () => open.delete(asked))
  } finally {
    open.delete(asked)
  }
}

/** The server's side of the console's event stream: it says that it is ready, and then nothing. */
let socket: QuietSocket | null = null
class QuietSocket {
  onopen: (() => void) | null = null
  onmessage: ((event: { data: string }) => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null
  constructor() {
    const how = stream
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- frames go to the newest socket
    socket = this
    setTimeout(() => {
      if (how === 'none') this.onclose?.({ code: 1006 })
      else if (how === 'forbidden') this.onclose?.({ code: closeCodes.forbidden })
      else this.onopen?.()
    })
  }
  send(): void {
    setTimeout(() => this.onmessage?.({ data: JSON.stringify({ type: 'ready' }) }))
  }
  close(): void {
    this.onopen = this.onmessage = this.onclose = null
  }
}
const RealSocket = window.WebSocket
window.WebSocket = new Proxy(RealSocket, {
  construct: (target, [url, ...others]: [string | URL, string?]) =>
    String(url).includes('/api/v1/') ? new QuietSocket() : new target(url, ...others),
})

/** Sends a frame to the console. */
export const pushFrame = (frame: AgentFrame): void => socket?.onmessage?.({ data: JSON.stringify(frame) })
