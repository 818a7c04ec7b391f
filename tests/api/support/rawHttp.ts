import { request } from 'node:http'

/** A response with its headers as received. */
export interface WireAnswer {
  status: number
  headers: Record<string, string | string[] | undefined>
  /** The body without the request id, which differs between any two responses. */
  bytes: string
}

interface Asked {
  method?: string
  /** Alternating names and values: a name may occur twice, and a value may be one that no browser sends. */
  headers?: readonly string[]
  body?: string | Buffer
}

/** Sends a request with exactly the given headers, including repeated ones. */
export const askOverWire = (url: string, { method = 'GET', headers = [], body }: Asked = {}): Promise<WireAnswer> =>
  new Promise((resolve, reject) => {
    const { host } = new URL(url)
    const length = body === undefined ? [] : ['content-length', String(Buffer.byteLength(body))]
    const asked = request(url, { method, headers: ['host', host, ...length, ...headers] }, (response) => {
      const pieces: Buffer[] = []
      response.on('data', (part: Buffer) => pieces.push(part))
      response.on('error', reject)
      response.on('end', () => {
        const bytes = Buffer.concat(pieces)
          .toString()
          .replace(/"requestId":"[^"]*"/, '"requestId":""')
        const { date: _date, 'x-request-id': _id, ...result } = response.headers
        resolve({ status: response.statusCode ?? 0, headers: result, bytes })
      })
    })
    asked.on('error', reject)
    asked.end(body)
  })
