import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Router, static as files, type Response } from 'express'
import { id } from '#core/contract/ids'
import { sendRefusal } from '../../errors.ts'
import type { CustomerParts } from './parts.ts'

const year = 31_536_000

/** What a browser loads from the widget origin: loader, panel, preview page and their assets. */
export function widgetPages(parts: Pick<CustomerParts, 'seals' | 'now' | 'widgetUrl'>, folder: string): Router {
  const router = Router()
  const panel = readFileSync(join(folder, 'panel.html'))
  const preview = readFileSync(join(folder, 'preview.html'))
  const call = readFileSync(join(folder, 'call.html'))

  router.get('/widget/v1/loader.js', (_request, response) => {
    openToPages(response)
    response.sendFile(join(folder, 'loader.js'), { maxAge: 300_000, cacheControl: true })
  })
  router.get('/widget/v1/frame/:contactId', (request, response) => {
    const contactId = id.safeParse(request.params.contactId)
    if (!contactId.success) {
      sendRefusal(response, { code: 'notFound' })
      return
    }
    const text = typeof request.query.s === 'string' ? request.query.s : ''
    const stamp = parts.seals.stamp.open(text, parts.now())
    const origin = stamp?.payload.contactId === contactId.data ? stamp.payload.origin : null
    sendPage(response, panel, pagePolicy(parts.widgetUrl, origin ?? "'none'"))
  })
  router.get('/widget/v1/preview', (_request, response) => {
    sendPage(response, preview, pagePolicy(parts.widgetUrl, "'none'", `frame-src 'self'`))
  })
  router.get('/widget/v1/call', (_request, response) => {
    sendPage(response, call, pagePolicy(parts.widgetUrl, "'none'"))
  })
  const hashed = files(folder, {
    index: false,
    redirect: false,
    immutable: true,
    maxAge: year * 1000,
    setHeaders: openToPages,
  })
  router.use('/widget/v1', (request, response, next) => {
    if (isHashed(request.path)) hashed(request, response, next)
    else next()
  })
  return router
}

/** The source of loader and panel is public; a page with `crossorigin` and SRI must be able to read it. */
function openToPages(response: Response): void {
  response.set({ 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' })
}

/** Only names that carry a hash may be kept for ever, so only they are served from the folder. */
const isHashed = (path: string): boolean => /^\/(assets\/)?[\w-]+[.-][\w-]{8,}\.(js|css|svg|woff2|map)$/.test(path)

const pagePolicy = (widgetUrl: string, ancestors: string, ...more: string[]): string =>
  [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self' ${widgetUrl.replace(/^http/, 'ws')}`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors ${ancestors}`,
    ...more,
  ].join('; ')

function sendPage(response: Response, page: Buffer, policy: string): void {
  response.set({
    'Content-Security-Policy': policy,
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Permissions-Policy': 'camera=(self), microphone=(self), display-capture=(self)',
  })
  response.type('html').send(page)
}
