import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { listen, stopServer } from '../../support/faultyServer.ts'
import { contactId } from '../../support/memory/sessionFixtures.ts'

export const shopHost = 'shop.example.com'

const style = `html { background: #fff; color: #222; font: 18px/1.5 serif }
* { letter-spacing: 1px; text-transform: uppercase }
div, button, iframe { display: none !important; font-size: 40px; position: static !important }`

export interface Snippet {
  widgetUrl: string
  contactId: string
  widgetKey: string
}

/** A host page with a strict CSP and a style sheet that would break unprotected elements. */
export async function startHostPage(widget: string | (() => Snippet)) {
  const snippet = () => (typeof widget === 'string' ? { widgetUrl: widget, contactId, widgetKey: 'key' } : widget())
  const asked: string[] = []
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://here')
    if (url.pathname === '/favicon.ico') {
      response.writeHead(204).end()
      return
    }
    asked.push(url.pathname)
    if (url.pathname === '/style.css') {
      response.setHeader('Content-Type', 'text/css').end(style)
      return
    }
    const { widgetUrl } = snippet()
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.setHeader(
      'Content-Security-Policy',
      `default-src 'none'; script-src ${widgetUrl}; connect-src ${widgetUrl}; frame-src ${widgetUrl}; style-src 'self'; img-src 'self'; require-trusted-types-for 'script'`,
    )
    if (url.searchParams.has('isolated')) {
      response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp')
      response.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
    }
    response.end(page(url.searchParams))
  })
  const page = (query: URLSearchParams) => {
    const { widgetUrl, contactId, widgetKey } = snippet()
    const more = [...query].filter(([name]) => name.startsWith('data-')).map(([name, value]) => ` ${name}="${value}"`)
    const tag = `<script async src="${widgetUrl}/widget/v1/loader.js" data-contact-id="${contactId}" data-widget-key="${widgetKey}"${more.join('')}></script>`
    const viewport = '<meta name="viewport" content="width=device-width, initial-scale=1">'
    return `<!doctype html><html lang="${query.get('lang') ?? 'en'}"><head><meta charset="utf-8">${viewport}<title>Boots &amp; more</title>
<link rel="stylesheet" href="/style.css">${tag}${query.has('twice') ? tag : ''}</head>
<body><main><h1>Boots</h1><p>A shop.</p><p><a href="/other">Other page</a></p></main></body></html>`
  }
  await listen(server)
  const { port } = server.address() as AddressInfo
  return { url: `http://${shopHost}:${port}`, asked, stop: () => stopServer(server) }
}
