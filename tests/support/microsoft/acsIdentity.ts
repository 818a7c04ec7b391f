import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { startLoopback, type Asked, type Reply } from '#infra/local/http/loopback'

/** A stand-in for the identities of Azure Communication Services; checks signatures and bodies as the service does. */
export interface AcsIdentity {
  connectionString: string
  /** Scopes and lifetime of each identity's token; a deleted identity is removed. */
  identities: Map<string, { scopes: string[]; minutes: number }>
  /** Responses to the next requests instead of the regular ones; `hang` never responds. */
  instead: ({ status: number; retryAfter?: string } | 'hang')[]
  close(): Promise<void>
}

const versions = ['2021-03-07', '2022-06-01', '2022-10-01', '2023-10-01']
const wanted = z.strictObject({
  createTokenWithScopes: z.array(z.enum(['chat', 'voip', 'chat.join', 'chat.join.limited', 'voip.join'])),
  expiresInMinutes: z.number().int().min(60).max(1440).default(1440),
})
const drift = 5 * 60_000

export async function startAcsIdentity(): Promise<AcsIdentity> {
  const key = randomBytes(32)
  const identities: AcsIdentity['identities'] = new Map()
  const instead: AcsIdentity['instead'] = []

  const isSigned = ({ method, path, query, headers }: Asked, body: string): boolean => {
    const date = String(headers['x-ms-date'])
    const hash = createHash('sha256').update(body).digest('base64')
    if (headers['x-ms-content-sha256'] !== hash || Math.abs(Date.parse(date) - Date.now()) > drift) return false
    const signed = [method, `${path}?${query.toString()}`, `${date};${headers.host ?? ''};${hash}`].join('\n')
    const signature = createHmac('sha256', key).update(signed).digest('base64')
    const expected = `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`
    return headers.authorization === expected
  }
  const create = (text: string): Reply => {
    const { success, data } = wanted.safeParse(JSON.parse(text))
    if (!success) return failure(400, 'BadRequest')
    const id = `8:acs:${randomUUID()}_${randomUUID()}`
    identities.set(id, { scopes: data.createTokenWithScopes, minutes: data.expiresInMinutes })
    const expiresOn = new Date(Date.now() + data.expiresInMinutes * 60_000).toISOString()
    return { status: 201, body: { identity: { id }, accessToken: { token: `token of ${id}`, expiresOn } } }
  }
  const answer = async (request: Asked): Promise<Reply | undefined> => {
    const text = await request.text()
    const trouble = instead.shift()
    if (trouble === 'hang') return new Promise(() => undefined)
    if (trouble) return failure(trouble.status, 'Trouble', trouble.retryAfter)
    if (!isSigned(request, text)) return failure(401, 'Denied')
    if (!versions.includes(request.query.get('api-version') ?? '')) return failure(400, 'UnsupportedApiVersion')
    if (request.method === 'POST' && request.path === '/identities') return create(text)
    const id = decodeURIComponent(request.path.slice('/identities/'.length))
    return request.method === 'DELETE' && identities.delete(id) ? { status: 204, body: '' } : undefined
  }

  const { url, close } = await startLoopback(0, 'none', answer)
  return { connectionString: `endpoint=${url};accesskey=${key.toString('base64')}`, identities, instead, close }
}

const failure = (status: number, code: string, retryAfter?: string): Reply => ({
  status,
  body: { error: { code, message: code } },
  ...(retryAfter === undefined ? {} : { headers: { 'retry-after': retryAfter } }),
})
