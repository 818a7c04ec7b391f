import { request } from 'node:http'
import type { World } from '../../support/world.ts'

export interface Limited {
  status: number
  retryAfter: number
  code: string | undefined
  id: string | undefined
  readableBy: string | undefined
}

/** Posts from a local address; only 127.0.0.1 is a trusted proxy that may forward other addresses. */
export const postFrom = (
  world: World,
  localAddress: string,
  path: string,
  body: object,
  { forwardedFor, token }: { forwardedFor?: string | undefined; token?: string } = {},
) =>
  new Promise<Limited>((resolve, reject) => {
    const { port, host } = new URL(world.widgetUrl)
    const headers = {
      ...{ host, 'content-type': 'application/json', origin: world.shopOrigin },
      ...(forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    }
    const asked = request({ host: '127.0.0.1', port, localAddress, path, method: 'POST', headers }, (response) => {
      const pieces: Buffer[] = []
      response.on('data', (part: Buffer) => pieces.push(part))
      response.on('end', () => {
        const answer = JSON.parse(Buffer.concat(pieces).toString()) as { code?: string; id?: string }
        resolve({
          status: response.statusCode ?? 0,
          retryAfter: Number(response.headers['retry-after'] ?? 0),
          code: answer.code,
          id: answer.id,
          readableBy: response.headers['access-control-allow-origin'],
        })
      })
    })
    asked.on('error', reject)
    asked.end(JSON.stringify(body))
  })

export const statuses = (answers: readonly { status: number }[]) => [...new Set(answers.map(({ status }) => status))]

/** Sends the requests one after the other. */
export const times = async <T>(count: number, ask: (index: number) => Promise<T>): Promise<T[]> => {
  const answers: T[] = []
  for (let index = 0; index < count; index += 1) answers.push(await ask(index))
  return answers
}
