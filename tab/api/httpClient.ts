import { pause } from '#client/retry'
import type { Problem } from '#core/contract/problems'
import { accessToken } from '../host/teamsHost.ts'

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
interface RequestOptions {
  body?: unknown
  ifMatch?: string
  signal?: AbortSignal
}

/** What a request answers: the body, and the version to name when it is changed. */
export interface Versioned<T> {
  data: T
  etag: string | null
}

/** The server said no. `retryAfter` in seconds, null where it named no time. */
export class Refused extends Error {
  readonly problem: Problem
  readonly retryAfter: number | null

  constructor(problem: Problem, retryAfter: number | null) {
    super(problem.detail)
    this.problem = problem
    this.retryAfter = retryAfter
  }
}

/** No answer, or none that we understand: the network is gone, or something stands between us and the server. */
export class Unreachable extends Error {}

const base = '/api/v1'
const readAgainAtMost = 2
const longestWait = 20

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

/** Seconds of a Retry-After header, which is a number or a date. */
const retryAfterOf = (response: Response): number | null => {
  const written = response.headers.get('retry-after')
  if (written === null) return null
  const seconds = /^\d+$/.test(written) ? Number(written) : (Date.parse(written) - Date.now()) / 1000
  return Number.isNaN(seconds) ? null : Math.max(0, Math.ceil(seconds))
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
  return isProblem(body)
    ? new Refused(body, retryAfterOf(response))
    : new Unreachable(`The answer ${response.status} cannot be read.`)
}

/**
 * Asks the API. A 401 is tried once more with a fresh token; a read waits as long as Retry-After says, twice and up to 20 s each.
 * Throws `Refused` with the server's problem, `Unreachable` without an answer, `SignInFailed` without a token.
 */
export async function request<T>(method: Method, path: string, options: RequestOptions = {}): Promise<Versioned<T>> {
  let response = await send(method, path, options, await accessToken())
  if (response.status === 401) response = await send(method, path, options, await accessToken(true))
  for (let again = 0; method === 'GET' && again < readAgainAtMost; again += 1) {
    const wait = response.status === 429 || response.status === 503 ? retryAfterOf(response) : null
    if (wait === null || wait > longestWait) break
    await pause(wait * 1000, options.signal)
    response = await send(method, path, options, await accessToken())
  }
  if (!response.ok) throw await refusalOf(response)
  return { data: (await bodyOf(response)) as T, etag: response.headers.get('etag') }
}
