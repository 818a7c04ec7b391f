import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Router } from 'express'
import { sendRefusal } from '../../server/problemResponses.ts'
import { compressedFiles } from '../../server/httpServer.ts'

/** Hosts that may frame the tab. https://learn.microsoft.com/microsoftteams/platform/tabs/how-to/tab-requirements */
const teamsHosts = [
  'https://teams.microsoft.com',
  'https://*.teams.microsoft.com',
  'https://*.cloud.microsoft',
  'https://*.microsoft365.com',
  'https://*.office.com',
  'https://outlook.office.com',
  'https://outlook.office365.com',
  'https://outlook-sdf.office.com',
  'https://outlook-sdf.office365.com',
]
/** teams-js fetches its list of hosts from there if it does not know the host that frames the tab. */
const teamsJsHosts = 'https://res.cdn.office.net'
const year = 31_536_000_000

interface TabPagesOptions {
  folder: string
  publicUrl: string
  /** Hosts of this installation, in addition to Microsoft's. */
  extraHosts: readonly string[]
}

/** Serves the tab: one page for every path below /tab/, and its hashed assets. */
export function tabPages({ folder, publicUrl, extraHosts }: TabPagesOptions): Router {
  const router = Router()
  const page = readFileSync(join(folder, 'index.html'), 'utf8').replaceAll('__HOSTS__', extraHosts.join(' '))
  const policy = (nonce: string) =>
    [
      `default-src 'none'`,
      `script-src 'self'`,
      `style-src 'self' 'nonce-${nonce}'`,
      `img-src 'self' data: https:`,
      `font-src 'self' https://res-1.cdn.office.net https://res.cdn.office.net`,
      `connect-src 'self' ${publicUrl.replace(/^http/, 'ws')} ${teamsJsHosts}`,
      `base-uri 'none'`,
      `form-action 'none'`,
      `frame-ancestors ${[...teamsHosts, ...extraHosts].join(' ')}`,
    ].join('; ')

  router.use('/tab/assets', compressedFiles(join(folder, 'assets'), { immutable: true, maxAge: year }))
  router.get(['/tab', '/tab/*path'], (request, response) => {
    if (/\.\w{2,5}$/.test(request.path)) {
      sendRefusal(response, { code: 'notFound' })
      return
    }
    const nonce = randomBytes(16).toString('base64url')
    response.set({
      'Content-Security-Policy': policy(nonce),
      'Cache-Control': 'no-store',
      // Calls run on the Chats page. The tab must not pass the permissions that Teams grants on to other origins.
      'Permissions-Policy': 'camera=(self), microphone=(self), display-capture=(self)',
      'Referrer-Policy': 'strict-origin-when-cross-origin',
      'X-Content-Type-Options': 'nosniff',
    })
    response.type('html').send(page.replaceAll('__NONCE__', nonce))
  })
  return router
}
