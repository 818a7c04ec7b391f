import { request } from 'node:http'

/** An answer with its headers as they stood on the wire. */
export interface WireAnswer {
  status: number
  headers: Record<string, string | string[] | undefined>
  /** The body without the request's id, which differs between any two answers. */
  bytes: string
}

interface Asked {
  method?: string
  /** Name and value in turn: a name may come twice, a value may be what no browser would send. */
  headers?: readonly string[]
  body?: string | Buffer
}

/** Asks without a browser's manners: headers go out as they are given, each as often as it is given. */
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
