import { redirect, startLoopback, type Asked, type Reply, type Running } from '../http/loopback.ts'
import { staticFiles } from '../http/staticFiles.ts'
import { contactInAddress, contactInSnippet, type Contact } from './pastedSnippet.ts'
import { framingPage, shopPage, tryPage, type Shop } from './shopPages.ts'

export type DemoSiteOptions = {
  port: number
  /** Environment variable of the port, named in the error when the port is taken. The embedded world has two demo sites. */
  variable: 'DEMO_PORT' | 'DEMO_PORT_2'
  /** URL of the widget. Its origin is the only foreign one in the Content-Security-Policy of the shop's pages. */
  widgetUrl: string
  /** The snippet in the source of every page, as copied from the tab. */
  snippet: string
  /** A further script tag for every page; its source must be on the widget's origin. */
  script?: string
  /** Text of a banner on every page, for the site that may not use the snippet. */
  banner?: string
  /** URL of the other demo site, which `/nested-other` shows in a frame. */
  otherUrl?: string
}

/** Starts the demo customer site: a small shop with the snippet in its pages and the Content-Security-Policy that the tab recommends. */
export async function startDemoSite(options: DemoSiteOptions): Promise<Running> {
  const files = staticFiles(new URL('./shop/', import.meta.url))
  const widget = new URL(options.widgetUrl).origin
  const html = (body: string | undefined, status = 200): Reply | undefined =>
    body === undefined ? undefined : { status, body, headers: { 'content-security-policy': policy(widget, [widget]) } }
  const framing = (title: string, address: string, sandbox?: string): Reply => ({
    body: framingPage(title, address, sandbox),
    headers: { 'content-security-policy': policy(widget, ["'self'", options.otherUrl ?? '']) },
  })

  const answer = ({ method, path, query }: Asked): Reply | undefined => {
    if (method !== 'GET' && method !== 'HEAD') return undefined
    if (path.startsWith('/shop/')) return files.get(path.slice('/shop/'.length))
    const chosen = contactInAddress(query.get('snippet') ?? '')
    const shop: Shop = {
      snippet: (chosen === undefined ? options.snippet : snippetOf(widget, chosen)) + (options.script ?? ''),
      query: chosen === undefined ? '' : queryOf(chosen),
      banner: options.banner,
    }
    if (path === '/try') return tried(query.get('code'), shop, html)
    if (path === '/nested') return framing('A page of this site in a frame', `/${shop.query}`)
    if (path === '/sandboxed') return framing('A sandboxed frame', `/${shop.query}`, 'allow-scripts')
    if (path === '/nested-other' && options.otherUrl !== undefined)
      return framing('A page of another site in a frame', `${options.otherUrl}/${shop.query}`)
    return html(shopPage(path, shop))
  }
  return startLoopback(options.port, options.variable, answer)
}

function tried(code: string | null, shop: Shop, html: (body: string, status?: number) => Reply | undefined) {
  if (code === null) return html(tryPage(shop, false))
  const contact = contactInSnippet(code)
  return contact === undefined ? html(tryPage(shop, true), 400) : redirect(`/${queryOf(contact)}`)
}

const queryOf = ({ contactId, widgetKey }: Contact) => `?snippet=${contactId}:${widgetKey}`

const snippetOf = (widget: string, { contactId, widgetKey }: Contact) =>
  `<script async src="${widget}/widget/v1/loader.js" data-contact-id="${contactId}" data-widget-key="${widgetKey}"></script>`

/** The directives that the tab recommends to web developers, plus those that the shop itself needs. */
const policy = (widget: string, framed: readonly string[]) =>
  [
    "default-src 'none'",
    "img-src 'self'",
    "style-src 'self'",
    `script-src ${widget}`,
    `connect-src ${widget}`,
    `frame-src ${framed.join(' ').trim()}`,
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ')
