import type { Request } from 'express'

/** As long as an agent's token may be in the first frame of a stream. */
const longestToken = 8000

/** The token of a request's one Authorization header; null where there is none, or more than one. A token in a URL is no token. */
export function bearerOf(request: Pick<Request, 'headersDistinct'>): string | null {
  const [header = '', ...others] = request.headersDistinct.authorization ?? []
  const [, token = ''] = /^Bearer ([\w.-]+)$/i.exec(header) ?? []
  return token === '' || token.length > longestToken || others.length > 0 ? null : token
}
