import { pause } from '#client/retry'
import type { Problem } from '#core/contract/problems'
import { retryAfterOf } from '#core/contract/retryAfter'
import { accessToken } from '../host/teamsHost.ts'

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
interface RequestOptions {
  body?: unknown
  ifMatch?: string
  signal?: AbortSignal
}

/** A response body with its ETag, which a later PATCH or DELETE sends as `If-Match`. */
export interface Versioned<T> {
  data: T
  etag: string | null
}

/** The server answered with a problem. `retryAfter` is in seconds, null without a Retry-After header. */
export class Refused extends Error {
  readonly problem: Problem
  readonly retryAfter: number | null

  constructor(problem: Problem, retryAfter: number | null) {
    super(problem.detail)
    this.problem = problem
    this.retryAfter = retryAfter
  }
}

/** No response, or one that is not a problem: the network is down, or a proxy answered in place of the server. */
export class Unreachable extends Error {}

const base = '/api/v1'
const maxReadRetries = 2
const maxWaitMs = 20_000

const send = async (method: Method, path: string, options: RequestOptions, token: string): Promise<Response> => {
  try {
    return await fetch(base + path, {
      method,
      credentials: 'omit',
      cache: 'no-store',
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(options.ifMatch === undefined ? {} : { 'if-match': options.ifMatch }),
      },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    })
  } catch (fault) {
    if (options.signal?.aborted) throw fault
    throw new Unreachable('The server cannot be reached.', { cause: fault })
  }
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string'

const bodyOf = async (response: Response): Promise<unknown> => {
  const text = await response.text()
  if (text === '') return null
  try {
    return JSON.parse(text) as unknown
  } catch (fault) {
    throw new Unreachable(`The answer ${response.status} cannot be read.`, { cause: fault })
  }
}

const refusalOf = async (response: Response): Promise<Refused | Unreachable> => {
  const body = await bodyOf(response)
  if (!isProblem(body)) return new Unreachable(`The answer ${response.status} cannot be read.`)
  const wait = retryAfterOf(response.headers.get('retry-after'))
  return new Refused(body, wait === null ? null : Math.ceil(wait / 1000))
}

/**
 * Sends a request to the API. A 401 is retried once with a fresh token. A GET that was answered with 429 or 503 is retried after
 * its Retry-After, at most twice and only for waits up to 20 s.
 * Throws `Refused` with the server's problem, `Unreachable` without a response, `SignInFailed` without a token.
 */
export async function request<T>(method: Method, path: string, options: RequestOptions = {}): Promise<Versioned<T>> {
  let response = await send(method, path, options, await accessToken())
  if (response.status === 401) response = await send(method, path, options, await accessToken(true))
  for (let again = 0; method === 'GET' && again < maxReadRetries; again += 1) {
    const wait =
      response.status === 429 || response.status === 503 ? retryAfterOf(response.headers.get('retry-after')) : null
    if (wait === null || wait > maxWaitMs) break
    await pause(wait, options.signal)
    response = await send(method, path, options, await accessToken())
  }
  if (!response.ok) throw await refusalOf(response)
  return { data: (await bodyOf(response)) as T, etag: response.headers.get('etag') }
}
