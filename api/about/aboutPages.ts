import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Router, type Response } from 'express'

const policy = [
  `default-src 'none'`,
  `style-src 'self'`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'none'`,
].join('; ')

const own = dirname(fileURLToPath(import.meta.url))

/**
 * The public pages that the app manifest links to: about, privacy and terms of use, and beside them the third-party notices,
 * which the build has written into the folder `notices`. They need no sign-in.
 */
export function aboutPages(notices: string): Router {
  const router = Router()
  for (const name of ['about', 'privacy', 'terms']) {
    const page = readFileSync(join(own, `${name}.html`))
    router.get(`/${name}`, (_request, response) => {
      protect(response)
      response.type('html').send(page)
    })
  }
  router.get('/notices{/:file}', ({ params }, response, next) => {
    protect(response)
    const sent = (fault?: Error) => {
      if (fault && !response.headersSent) next()
    }
    response.sendFile(params.file ?? 'index.html', { root: notices }, sent)
  })
  const style = readFileSync(join(own, 'about.css'))
  router.get('/about/about.css', (_request, response) => {
    protect(response)
    response.type('css').send(style)
  })
  return router
}

function protect(response: Response): void {
  response.set({
    'Content-Security-Policy': policy,
    'Cache-Control': 'no-cache',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
  })
}
