import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import express from 'express'
import { built } from '../../support/built.ts'

const folder = process.env.TAB_DIR ?? built('tab/')

/** Serves the built tab below `/tab/` with a Content Security Policy like the product's. `host` may frame it. */
export function servedTab(host: () => string): express.Router {
  const router = express.Router()
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
  router.use('/tab', express.static(folder, { index: false }))
  router.get('/tab{/*place}', (_request, response) => {
    const nonce = randomBytes(16).toString('base64')
    const policy = [
      "default-src 'none'",
      `script-src 'self' 'nonce-${nonce}'`,
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self' https://res.cdn.office.net",
      `frame-ancestors ${host()}`,
    ]
    response.set('Content-Security-Policy', policy.join('; ')).type('html')
    response.send(page.replaceAll('__NONCE__', nonce).replaceAll('__HOSTS__', host()))
  })
  return router
}
