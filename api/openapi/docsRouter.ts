import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Router, type Response } from 'express'
import swaggerFolder from 'swagger-ui-dist/absolute-path.js'
import type { OpenApiDocument } from './openApiDocument.ts'

/** Nothing inline: Swagger UI sets its styles through the DOM, and its icons are data URLs. */
const policy = [
  `default-src 'none'`,
  `script-src 'self'`,
  `style-src 'self'`,
  `img-src 'self' data:`,
  `connect-src 'self'`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'none'`,
].join('; ')

const own = dirname(fileURLToPath(import.meta.url))
const swagger = swaggerFolder()

/** The files of the page, listed one by one, so that nothing else of the package is served. */
const files: Record<string, string> = {
  'docs.js': own,
  'swagger-ui.css': swagger,
  'swagger-ui-bundle.js': swagger,
  'favicon-32x32.png': swagger,
}

/** Serves the OpenAPI document as JSON and as a Swagger UI page. */
export function docsRouter(document: OpenApiDocument): Router {
  const router = Router()
  const json = JSON.stringify(document)
  const page = readFileSync(join(own, 'docs.html'))

  router.get('/api/openapi.json', (_request, response) => {
    protect(response)
    response.type('json').send(json)
  })
  router.get('/api/docs', (_request, response) => {
    protect(response)
    response.type('html').send(page)
  })
  for (const [name, folder] of Object.entries(files))
    router.get(`/api/docs/${name}`, (_request, response) => {
      protect(response)
      response.sendFile(name, { root: folder })
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
