import type { Spec } from './routeTable.ts'

/** A response as received, without date and request id, which differ between any two responses. */
export interface Raw {
  status: number
  bytes: string
  headers: Record<string, string>
}

interface Asked {
  token?: string | null
  body?: unknown
  headers?: Record<string, string>
}

const alwaysDiffers = ['date', 'x-request-id']

export async function askRaw(method: string, url: string, { token, body, headers }: Asked = {}): Promise<Raw> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const bytes = (await response.text()).replace(/"requestId":"[^"]*"/, '"requestId":""')
  const result = [...response.headers].filter(([name]) => !alwaysDiffers.includes(name))
  return { status: response.status, bytes, headers: Object.fromEntries(result) }
}

/** The URL of a route with this id as its only path parameter. */
export const addressOf = (base: string, { path }: Pick<Spec, 'path'>, id = ''): string =>
  base + path.replace(/\{\w+\}/, id)

export const codeOf = ({ bytes }: Raw): string => {
  const { code } = JSON.parse(bytes) as { code: string }
  return code
}
