import type { RequestHandler } from 'express'
import { parseOrigin } from '#core/reach/origin'

/**
 * Launch is the one customer route that a foreign page calls. Any http(s) page may read its answer, without
 * credentials: the body decides, and a preflight carries no contact.
 */
export const corsForLaunch: RequestHandler = (request, response, next) => {
  if (request.path !== '/widget/v1/launch') {
    next()
    return
  }
  const { origin } = request.headers
  response.vary('Origin')
  if (origin !== undefined && !('denied' in parseOrigin(origin)))
    response.set({ 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': 'Retry-After' })
  if (request.method !== 'OPTIONS') {
    next()
    return
  }
  response.set({
    'Access-Control-Allow-Methods': 'POST',
    'Access-Control-Allow-Headers': 'Content-Type',
    'Access-Control-Max-Age': '7200',
  })
  response.status(204).end()
}
