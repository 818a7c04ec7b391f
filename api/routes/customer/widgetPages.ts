import { readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { Router, type Response } from 'express'
import { id } from '#core/contract/ids'
import { sendRefusal } from '../../server/problemResponses.ts'
import { compressedFiles } from '../../server/httpServer.ts'
import type { CustomerRouteDependencies } from './dependencies.ts'

const year = 31_536_000

// Signalling, registration and telemetry of the calling SDK; a Content-Security-Policy does not apply to its media.
// Source: learn.microsoft.com/azure/communication-services/concepts/voice-video-calling/network-requirements
const meetingHosts = [
  ...['*.communication.azure.com', '*.skype.com', '*.microsoft.com', '*.cloud.microsoft'],
  ...['*.azure.net', '*.azureedge.net', '*.office.com', '*.office.net', '*.trouter.io'],
]

/** Serves the files of the widget origin: loader, panel, preview page, call window and their assets. */
export function widgetPages(
  deps: Pick<CustomerRouteDependencies, 'customerTokens' | 'now' | 'widgetUrl' | 'calls'>,
  folder: string,
): Router {
  const router = Router()
  const panel = readFileSync(join(folder, 'panel.html'))
  const preview = readFileSync(join(folder, 'preview.html'))
  const call = readFileSync(join(folder, 'call.html'))

  const meets = deps.calls['teams-meeting'] !== undefined
  const callPolicy = pagePolicy(deps.widgetUrl, meets ? forMeetings : {})

  router.get('/widget/v1/frame/:contactId', (request, response) => {
    const contactId = id.safeParse(request.params.contactId)
    if (!contactId.success) {
      sendRefusal(response, { code: 'notFound' })
      return
    }
    const text = typeof request.query.s === 'string' ? request.query.s : ''
    const frameToken = deps.customerTokens.frameToken.verify(text, deps.now())
    const origin = frameToken?.payload.contactId === contactId.data ? frameToken.payload.origin : null
    // A page with this policy frames only pages that have it as well.
    response.set('Cross-Origin-Embedder-Policy', 'require-corp')
    sendPage(response, panel, pagePolicy(deps.widgetUrl, { ancestors: origin ?? "'none'" }))
  })
  router.get('/widget/v1/preview', (_request, response) => {
    sendPage(response, preview, pagePolicy(deps.widgetUrl, { more: [`frame-src 'self'`] }))
  })
  router.get('/widget/v1/call', (_request, response) => {
    sendPage(response, call, callPolicy)
  })
  const loader = compressedFiles(folder, { maxAge: 300_000, setHeaders: openToPages })
  const hashed = compressedFiles(folder, { immutable: true, maxAge: year * 1000, setHeaders: openToPages })
  router.use('/widget/v1', (request, response, next) => {
    if (request.path === '/loader.js') loader(request, response, next)
    else if (isHashed(request.path)) hashed(request, response, next)
    else next()
  })
  return router
}

/** The scripts are public, and a page that embeds them with `crossorigin` and SRI must be able to read them. */
function openToPages(response: ServerResponse): void {
  response.setHeader('Access-Control-Allow-Origin', '*')
  response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin')
}

/** Only files with a hash in their name are served from the folder, because browsers cache them for a year. */
const isHashed = (path: string): boolean => /^\/(assets\/)?[\w-]+[.-][\w-]{8,}\.(js|css|svg|woff2|map)$/.test(path)

interface Beside {
  ancestors?: string
  connect?: readonly string[]
  more?: readonly string[]
}
const forMeetings: Beside = {
  connect: meetingHosts.flatMap((host) => [`https://${host}`, `wss://${host}`]),
  more: [`worker-src 'self' blob:`],
}

const pagePolicy = (widgetUrl: string, { ancestors = "'none'", connect = [], more = [] }: Beside): string =>
  [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    ['connect-src', "'self'", widgetUrl.replace(/^http/, 'ws'), ...connect].join(' '),
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
