import type { ServerResponse } from 'node:http'
import type { Handler } from './front.ts'

const folder = '/widget/v1/@dev/'
/** A page may embed these as it embeds the loader. */
const open = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'cache-control': 'no-store',
}
const script = `new EventSource(new URL('changes', document.currentScript.src)).onmessage = () => location.reload()\n`

/**
 * Reloads the pages that carry its script. A panel alone cannot be loaded again, because its ticket is spent: its page
 * launches it anew and resumes its session, as after any reload.
 */
export function createReloadChannel(widgetUrl: string) {
  const pages = new Set<ServerResponse>()
  const handler: Handler = (request, response, next) => {
    const path = request.url?.split('?')[0]
    if (path === `${folder}reload.js`) {
      response.writeHead(200, { ...open, 'content-type': 'text/javascript' }).end(script)
    } else if (path === `${folder}changes`) {
      response.writeHead(200, { ...open, 'content-type': 'text/event-stream' }).write(':\n\n')
      pages.add(response)
      response.on('close', () => pages.delete(response))
    } else next()
  }
  return {
    handler,
    /** The tag for a page of another origin. */
    tag: `<script src="${widgetUrl}${folder}reload.js"></script>`,
    reload: () => {
      for (const page of pages) page.write('data: changed\n\n')
    },
  }
}
